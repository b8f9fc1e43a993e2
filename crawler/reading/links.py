"""Find the links of a page that may lead to another page of the same thing, and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from crawler.reading.numbering import own_name
from crawler.reading.tree import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

NEXT_PAGE = re.compile(
    r"\W*(?:下一?[页頁]|后一?[页頁]|(?:点击)?(?:浏览|阅读|查看)?(?:余下|剩余)(?:全文|内容|部分)|"
    r"next(?: page)?)\W*|[>»›]{1,2}",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\W*(?:第\s*)?(\d{1,2})(?:\s*[页頁])?\W*")
BACK = re.compile(r"\W*(?:上一?[页頁]|前一?[页頁]|prev(?:ious)?)\W*|[<«‹]{1,2}", re.IGNORECASE)
EDGE = re.compile(r"\W*(?:[首尾末][页頁]|第一[页頁]|最后一?[页頁])\W*")
WHOLE = re.compile(r"\W*(?:在本页)?(?:点击)?(?:阅读|浏览|查看|显示)?(?:全文|余下全文)(?:阅读)?\W*")
_OF_PAGER = re.compile(
    "|".join(x.pattern for x in (NEXT_PAGE, NUMBER, BACK, EDGE, WHOLE)), re.IGNORECASE
)

# The script by which TRS writes a pager: number of pages, number of this one, name, ending.
_TRS_PAGER = re.compile(
    r"createPageHTML\(\s*(\d{1,2})\s*,\s*\d{1,2}\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']"
)
LONGEST = 16
"""Characters of the longest link of a pager."""
MOST = 200
"""Links that are looked at; no pager has so many."""


class Link(NamedTuple):
    """A link: the address it leads to, absolute and without `#…`, and its text."""

    url: str
    text: str
    element: HtmlElement


def base_of(tree: HtmlElement, url: str) -> str:
    """Return the address from which the links of the page at *url* are meant.

    >>> from crawler.reading.tree import parse
    >>> base_of(parse("<base href='/n/'><p>正文"), "http://a.cn/go/7.html")
    'http://a.cn/n/'
    >>> base_of(parse("<p>正文"), "http://a.cn/go/7.html")
    'http://a.cn/go/7.html'
    """
    stated = (base.get("href") for base in tree.iter("base"))
    return join(url, next(filter(None, stated), "")) or url


def links_on(tree: HtmlElement, url: str) -> Iterator[Link]:
    """Yield the links of the page at *url* to its host, those of menus and scripts, too.

    They say what a pager's say, or bear the name of the page.
    """
    base = base_of(tree, url)
    host, name = urlsplit(url).hostname, own_name(url)
    for element in tree.iter("a", "option", "link"):
        href = element.get("value" if element.tag == "option" else "href") or ""
        if element.tag == "link" and element.get("rel") != "next":
            continue
        text = "下一页" if element.tag == "link" else text_of(element)
        if (name and name in href) or is_of_pager(text):
            address = join(base, href).partition("#")[0]
            if urlsplit(address).hostname == host:
                yield Link(address, text, element)
    for script in tree.iter("script"):
        for count, name, ending in _TRS_PAGER.findall(script.text or ""):
            for number in range(1, int(count)):
                address = join(base, f"{name}_{number}.{ending}")
                yield Link(address, str(number + 1), script)


def is_of_pager(text: str) -> bool:
    """Whether a link says *text* in a pager: 2, 下一页, 尾页."""
    return len(text) <= LONGEST and _OF_PAGER.fullmatch(text) is not None


def text_of(element: HtmlElement) -> str:
    """Return the text in *element*, on one line."""
    # Few links hold an element; to ask lxml for the text below one is slow.
    text = element.text_content() if len(element) else element.text or ""
    return " ".join(text.split())
