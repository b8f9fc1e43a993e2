"""The way from the front page to an article names its section."""

import pytest

from crawler.text.breadcrumb import read_breadcrumb


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("当前位置：首页 > 新闻 > 柳河要闻 > 正文", "柳河要闻"),
        ("您的位置：首页 » 民生", "民生"),
        ("首页 > 新闻 > 柳河要闻 > 柳河镇召开春耕动员会部署各项工作", "柳河要闻"),
        ("首页 > 正文", None),
        ("来源：柳河网", None),
        ("", None),
    ],
)
def test_the_last_section_of_a_breadcrumb_is_the_section(line: str, section: str | None) -> None:
    assert read_breadcrumb([line]) == section


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("当前位置：首页-民生-正文", "民生"),
        ("您当前的位置：首页/政务/动态", "动态"),
        ("您现在的位置：首页 | 民生 | 正文", "民生"),
        ("网站首页 → 新闻 → 国内", "国内"),
        ("柳河网 > 要闻 > 县区", "县区"),
        ("国内新闻 > 正文", "国内新闻"),
        ("> 柳河要闻", "柳河要闻"),
        ("柳河网首页 > 柳河号 > 正文 申请入驻", "柳河号"),
        ("首页 > 民生 > 正文 > 字号", "民生"),
        ("首页 » 图片新闻 » 浏览文章", "图片新闻"),
        ("首页 > 要闻 > 新闻详情", "要闻"),
        ("首页 / 资讯 / 教育 / 详情", "教育"),
        ("首页→柳河新闻→正文", "柳河新闻"),
        ("首页 | 新闻 | 财经 | 体育", None),
        ("更多>>", None),
        ("返回柳河网首页>>", None),
        ("<<上一页 1 2 下一页>>", None),
        ("指数A > B 3000", None),
    ],
)
def test_steps_are_divided_by_any_mark(line: str, section: str | None) -> None:
    assert read_breadcrumb([line]) == section


def test_a_short_headline_at_the_end_of_the_way_is_no_section() -> None:
    way = ["柳河网 > 新闻 > 县区 > 水渠修通了"]
    assert read_breadcrumb(way, "水渠修通了") == "县区"
