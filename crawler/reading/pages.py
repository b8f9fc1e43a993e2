"""Find the further pages of an article whose body is split over several.

A link leads to one when its address continues that of the article, by the ways in which the
publishing systems number pages, or when a complete pager under the body names it. Links to other
articles (下一篇), the pager of a list and that of the comments lead to none.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from crawler.reading.links import BACK, EDGE, MOST, NEXT_PAGE, NUMBER, WHOLE, Link, links_on
from crawler.reading.numbering import Place, form, has_number, is_whole, places
from crawler.reading.pager import is_under_body, pager_around
from crawler.reading.tree import join

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OTHER_ARTICLE = re.compile(r"[上下前后]一?[篇条则]|打印|print|评论", re.IGNORECASE)


def next_pages(tree: HtmlElement, url: str) -> list[str]:
    """Return the addresses of the pages that follow *url* in its article, in their order.

    The page of a long article names some of them, the following pages the others. Where the whole
    article can be had on one page, that is the only one.

    >>> from crawler.reading.tree import parse
    >>> pager = "<p>正文。</p><a href='7_2.html'>2</a> <a href='7_2.html'>下一页</a>"
    >>> next_pages(parse(pager), "http://news.example.cn/a/7.html")
    ['http://news.example.cn/a/7_2.html']
    >>> other = "<p>正文。</p><a href='8.html'>下一篇</a> <a href='8.html'>下一条：通车</a>"
    >>> next_pages(parse(other), "http://news.example.cn/a/7.html")
    []
    """
    if not join(url, url):
        return []
    links = list(islice(links_on(tree, url), MOST))
    whole = [x.url for x in links if WHOLE.fullmatch(x.text) and is_whole(x.url, url)]
    if whole:
        return whole[:1]
    found: dict[int, str] = {}
    for here in places(url):
        if here.number <= 1 or any(_leads_back(link, here) for link in links):
            for link in links:
                number = _further(link, here)
                if number is not None:
                    found.setdefault(number, link.url)
    return [found[number] for number in sorted(found)] or _by_pager(links, url)


def _leads_back(link: Link, here: Place) -> bool:
    """Whether *link* of a pager leads to a page before *here*; an article's number has none."""
    first = (number := NUMBER.fullmatch(link.text)) and number[1] == "1"
    if not (first or BACK.fullmatch(link.text)):
        return False
    return any(
        place.stem == here.stem
        and place.number < here.number
        # /news/12.html is no page of /news/11.html, but 7/2.html is one of 7.html.
        and (here.sign != "/" or not place.sign)
        for place in places(link.url)
    )


def _further(link: Link, here: Place) -> int | None:
    """Return the number of the page to which *link* leads, if it follows *here*."""
    if _OTHER_ARTICLE.search(link.text) or BACK.fullmatch(link.text):
        return None
    shown = (match := NUMBER.fullmatch(link.text)) and int(match[1])
    for place in places(link.url):
        # Some systems count from 0: their second page bears the number 1.
        second = shown == place.number + 1 or bool(NEXT_PAGE.fullmatch(link.text))
        follows = place.number > here.number or (not here.sign and place.number == 1 and second)
        if place.stem != here.stem or not place.sign or not follows:
            continue
        # A menu may name the pages by their subjects, but only the article's number tells then.
        if _is_appended(here, place) or _is_in_pager(link, shown, place.number):
            return place.number
    return None


def _is_appended(here: Place, place: Place) -> bool:
    return place.sign == "_" and not here.sign and has_number(here.stem.partition("?")[0])


def _is_in_pager(link: Link, shown: int | None, number: int) -> bool:
    """Whether *link* stands in the pager of a body and says what it is."""
    said = shown in (number, number + 1) if shown else NEXT_PAGE.fullmatch(link.text) is not None
    return (said or bool(EDGE.fullmatch(link.text))) and is_under_body(link.element)


def _by_pager(links: list[Link], url: str) -> list[str]:
    """Return what a complete pager names whose addresses do not continue that of the article.

    It has 下一页 and the number of the next page, both to one address in the folder of this one
    and of its form, and shows the number of this page without a link.
    """
    for link in links:
        if not NEXT_PAGE.fullmatch(link.text) or form(link.url) != form(url) or link.url == url:
            continue
        block = pager_around(link.element)
        numbers = {
            x.url: int(match[1])
            for x in links
            if (match := NUMBER.fullmatch(x.text)) and block in x.element.iterancestors()
        }
        following = numbers.get(link.url, 0)
        shown = {text.strip() for text in block.itertext()}
        if following > 1 and str(following - 1) in shown and is_under_body(link.element):
            same = {n: x for x, n in numbers.items() if n >= following and form(x) == form(url)}
            return [same[n] for n in sorted(same)]
    return []
