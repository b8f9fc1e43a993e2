"""Read what a page states by the way: its keywords, and elements named for a field."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from crawler.reading.stated import unlabelled, words
from crawler.reading.tree import named
from crawler.text.dates import find_dates
from crawler.text.labels import LABEL, labels
from crawler.text.names import is_person
from crawler.text.roles import read_roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")

LONGEST_FIELD = 24
"""Characters of an element named for a field that holds nothing else."""
PIECES = 12
"""Texts in such an element; one with more of them holds something else."""
LONGEST_KEYWORD = 10
MOST_KEYWORDS = 12
"""More of them are a site's."""
# How templates name the elements of source and author: class="media-name", id="source".
_MARK = re.compile(
    r"(?:^|[\s_-])(?:(?P<source>source|laiyuan|media[_-]?name|(?P<account>nickname|js_name))|"
    r"author|zuozhe|writer)(?:$|[\s_-])"
)
_MARKED = ("span", "p", "a", "div", "em", "i", "b", "td", "li", "cite", "strong")
_LABELS = ("来源", "作者", "发布单位")
_NOBODY = re.compile(
    "admin|管理员|管理員|佚名|本站|原创|原創|小编|编辑|未知|网络|匿名|root|editor", re.IGNORECASE
)


def squeeze(text: str) -> str:
    r"""Return *text* without white space, to compare by.

    >>> squeeze("我市 召开\n会议")
    '我市召开会议'
    """
    return _SPACE.sub("", text)


def listed_way(tree: HtmlElement) -> list[str]:
    """Return the breadcrumb of a page that prints it as a list, as one line."""
    for element in tree.iter("ul", "ol"):
        if "crumb" not in (element.get("class") or ""):
            continue
        steps = [" ".join(step.text_content().split()) for step in element.iter("li")]
        return [" > ".join(step.strip("/>» ") for step in steps)]
    return []


def own_keywords(keywords: list[str], title: str, body: str) -> list[str]:
    """Return *keywords* if they are the article's: few, and mostly words of its text.

    Many sites put the headline itself among them.

    >>> own_keywords(["柳河镇部署春耕", "春耕", "柳河镇"], "柳河镇部署春耕", "三百人参加。")
    ['春耕', '柳河镇']
    >>> own_keywords(["民生", "柳河网"], "柳河镇部署春耕", "三百人参加。")
    []
    """
    headline = [title, *words(title)]
    single = [x for x in dict.fromkeys(keywords) if x not in headline and len(x) <= LONGEST_KEYWORD]
    if len(single) > MOST_KEYWORDS:
        return []
    known = [word for word in single if word in title or word in body]
    return known if len(known) * 2 > len(single) else []


def marked_lines(tree: HtmlElement, near: list[str]) -> list[str]:
    """Return source and author as labelled lines, from elements whose class or id names them.

    Only those count that stand in one of the lines *near* the headline, and hold nothing but the
    field. An author who is no person is the account that published: a source. WeChat's accounts
    are one unless the text names another. Where a label names the source, the other fields have
    theirs, too.
    """
    if any(label.kind == "source" and label.value for line in near for label in labels(line)):
        return []
    places = [squeeze(line) for line in near if len(line) <= 4 * LONGEST_FIELD]
    found: dict[str, str] = {}
    for mark, value in _marked(tree) if places else ():
        label = _label(value, mark)
        if label and label not in found and any(squeeze(value) in place for place in places):
            found[label] = value
        if len(found) == len(_LABELS):
            break
    return [f"{label}：{found[label]}" for label in _LABELS if label in found]


def _marked(tree: HtmlElement) -> Iterator[tuple[re.Match[str], str]]:
    """Yield how the elements named for a field are named, and what they hold."""
    for element in tree.iter(*_MARKED):
        mark = _MARK.search(named(element))
        if mark and (value := _field(element)):
            yield mark, value


def _label(value: str, mark: re.Match[str]) -> str | None:
    """Return what *value* is: 来源, 作者, 发布单位, or nothing."""
    if mark["source"]:
        return "发布单位" if mark["account"] else "来源"
    if any(map(is_person, read_roles(value).authors)):
        return "作者"
    return None if _NOBODY.fullmatch(value) else "来源"


def _field(element: HtmlElement) -> str:
    """Return the text of *element* without date and label; "" where it holds more than a field."""
    text = " ".join("".join(islice(element.itertext(), PIECES + 1)).split())
    if len(text) > 2 * LONGEST_FIELD:
        return ""
    dates = find_dates(text)
    value = unlabelled(text[: dates[0].start].strip() if dates else text)
    return value if len(value) <= LONGEST_FIELD and not LABEL.search(value) else ""
