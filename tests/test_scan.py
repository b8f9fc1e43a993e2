"""Pages made to hold the parser are cut before it sees them; ordinary ones stay as they are."""

import pytest
from helpers import page

from crawler.items import Page
from crawler.reading.read import read
from crawler.reading.scan import ATTRIBUTES, DEPTH, LONGEST, OWN_ATTRIBUTES, TAGS, scan
from crawler.reading.tree import parse

SENTENCE = "3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里，过河只要三分钟。"
ARTICLE = f"<h1>鹿回桥通车</h1><p>{SENTENCE}</p><p>从前要坐渡船，刮风下雨就过不去。</p>"


def around(bulk: str) -> str:
    return f"<html><title>鹿回桥通车</title><body>{bulk}<div>{ARTICLE}</div></body></html>"


@pytest.mark.parametrize(
    ("what", "bulk"),
    [
        ("depth", "<div>" * 100_000),
        ("depth", "<b>" * 100_000 + "</b>" * 100_000),
        ("depth", "<ul><li>" * 5_000),
        ("attributes", f"<p {' '.join(f'a{n}' for n in range(200_000))}>文</p>"),
        ("attributes", f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>文</p>"),
        ("attributes", f"<i title='{'长' * (LONGEST + 1)}'>文</i>"),
        ("attributes", "<i a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 j=0></i>" * (TAGS // 3)),
        ("comment", f"<!--{'长' * LONGEST}-->"),
    ],
)
def test_an_excess_is_cut_with_a_flag_and_the_article_behind_it_is_read(
    what: str, bulk: str
) -> None:
    article = read(page(around(bulk)))
    assert article.flags == [f"cut:{what}"]
    assert SENTENCE in article.body.split("\n")


def test_behind_the_last_tag_that_is_read_the_text_goes_on() -> None:
    scanned = scan(around("<p>文</p>" * TAGS))
    assert scanned.cut == ["tags"]
    assert scanned.text.count("<") == TAGS + 1  # the title is one with its end tag
    assert SENTENCE in scanned.text


def test_the_parser_sees_what_the_scan_has_left() -> None:
    tree = parse(scan("<i>" * 9_999 + f"<p {'a=1 ' * 2_000}>文</p>").text)
    assert max(len(list(element.iterancestors())) for element in tree.iter()) <= DEPTH + 2
    assert not any(element.attrib for element in tree.iter("p"))


@pytest.mark.parametrize(
    "text",
    [
        "<p>" * (TAGS - 1),
        "<ul>" + "<li>" * (TAGS - 1),
        "<table>" + "<tr><td>甲<td>乙" * 5_000 + "</table>",
        "<div>" * DEPTH + "</div>" * DEPTH,
        "<div><b>文</b></div>" * (TAGS // 4),
        "<p><font>未关" * 100 + "</p>" * 100,
        "<script>" + "document.write('<div>');" * 10_000 + "</script>",
        f"<img src='data:image/png;base64,{'A' * (LONGEST - 100)}'>",
        f"<p {' '.join(f'a{n}=1' for n in range(OWN_ATTRIBUTES))}>",
        f"<p title='{'a=b ' * ATTRIBUTES}'>",
    ],
    ids=lambda text: text[:24],
)
def test_what_is_only_large_stays(text: str) -> None:
    assert scan(text) == (text, [])


def test_markup_in_a_value_or_in_a_comment_is_none() -> None:
    text = f"<p title='{'<div>' * 300}'><!--{'<div>' * 300}-->"
    assert scan(text) == (text, [])


def test_a_page_of_one_kind_of_excess_costs_its_structure_only() -> None:
    found = read(Page(body=around("<span>文" * 50_000).encode(), headers={}))
    assert SENTENCE in found.body
