"""What stands in `<title>` is divided into headline, section and site."""

import pytest

from crawler.text.titles import cut_title, is_beside_site


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("柳河镇部署春耕工作_要闻_柳河网", "柳河镇部署春耕工作"),
        ("柳河镇部署春耕工作——柳河网", "柳河镇部署春耕工作"),
        ("柳河网_部署春耕", "部署春耕"),
        ("柳河县医院-柳河县-柳河网", "柳河县医院"),
        ("党委书记谈新闻_要闻_柳河网", "党委书记谈新闻"),
        (
            "两名村医走进省人民医院——三十多人得到诊治_柳河网",
            "两名村医走进省人民医院——三十多人得到诊治",
        ),
        ("全家人的心愿——走进柳河县人民医院", "全家人的心愿——走进柳河县人民医院"),
        ("柳河网", "柳河网"),
        ("", None),
    ],
)
def test_names_of_section_and_site_go_from_the_ends(title: str, headline: str | None) -> None:
    assert cut_title(title) == headline


@pytest.mark.parametrize(
    ("part", "title", "beside"),
    [
        ("我市新设两所医院", "我市新设两所医院-柳河网", True),
        ("我市新设两所医院", "柳河县人民政府 - 我市新设两所医院", True),
        ("我市新设两所医院", "我市新设两所医院", False),
        ("我市新设", "我市新设两所医院-柳河网", False),
        ("柳河网", "柳河网-要闻", False),
    ],
)
def test_a_part_of_a_title_is_a_headline_beside_a_site(
    part: str, title: str, *, beside: bool
) -> None:
    assert is_beside_site(part, title) is beside
