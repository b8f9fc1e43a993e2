"""Commas that part cells stay, and so do invisible characters that a script needs."""

import pytest

from crawler.items import Article
from crawler.text.commas import has_doubled_marks, single_marks
from crawler.text.widths import drop_invisible
from pipelines.script import ScriptPipeline

DOUBLED = "柳河镇,,今天种树,。镇长,、村民到场,,浇水三遍,。"
ROWS = "姓名,,户数,,亩数\n张三,,二户,,五亩\n李四,,种树、养鱼,,六亩"


def staged(body: str, *header: str) -> Article:
    """Return an article as the script stage leaves it."""
    return ScriptPipeline().process_item(Article(body=body, header=list(header)))


def test_rows_of_a_table_are_no_sign_of_a_host() -> None:
    assert not has_doubled_marks(f"{ROWS}\n柳河镇今天种树，镇长、村民到场。")
    assert staged(ROWS).body == ROWS


def test_rows_of_a_table_stay_on_a_hosts_page_while_its_sentences_are_mended() -> None:
    article = staged(f"{DOUBLED}\n{ROWS}")
    assert article.flags == ["mirror:marks"]
    assert article.body == f"柳河镇,今天种树。镇长、村民到场,浇水三遍。\n{ROWS}"


def test_a_headline_of_a_host_loses_its_one_comma() -> None:
    assert single_marks("柳河镇今天种树,,镇长到场") == "柳河镇今天种树,镇长到场"


def test_lines_around_the_body_neither_make_a_host_nor_acquit_one() -> None:
    assert staged("柳河镇今天种树，镇长到场。", DOUBLED).flags == []
    menu = "首页，要闻，乡镇、部门、专题；视频、图片、评论；专栏、服务、公告。"
    assert staged(DOUBLED, menu, menu).flags == ["mirror:marks"]


@pytest.mark.parametrize(
    "text",
    [
        "一家人👨\u200d👩\u200d👧种树",
        "❤\ufe0f\u200d🔥和🏳\ufe0f\u200d🌈，👩🏽\u200d🌾",
        "می\u200cخواهم",
        "क्\u200dष",
        "\u1820\u180e\u182d\u180b",
    ],
)
def test_joiners_that_a_script_or_an_emoji_needs_stay(text: str) -> None:
    assert drop_invisible(text) == text


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("柳\u200d河\u200c镇", "柳河镇"),
        ("👩\u200d种树", "👩种树"),
        ("❤\ufe0f\u200d柳河", "❤\ufe0f柳河"),
        ("👨\u200b\u200d👩", "👨👩"),
        ("می\u200c 柳\u180b河", "می 柳河"),
    ],
)
def test_joiners_that_join_nothing_go_at_once(found: str, wanted: str) -> None:
    assert drop_invisible(found) == wanted
    assert drop_invisible(wanted) == wanted
