"""Find the further pages of an article whose body is split over several.

A link leads to one when its address continues that of the article, by the ways in which the
publishing systems number pages, or when a complete pager under the body names it. Links to other
articles (下一篇), the pager of a list and that of the comments lead to none.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from crawler.reading.numbering import Place, form, has_number, is_whole, own_name, places
from crawler.reading.tree import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_NEXT = re.compile(
    r"\W*(?:下一?[页頁]|后一?[页頁]|(?:点击)?(?:浏览|阅读|查看)?(?:余下|剩余)(?:全文|内容|部分)|"
    r"next(?: page)?)\W*|[>»›]{1,2}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W*(?:第\s*)?(\d{1,2})(?:\s*[页頁])?\W*")
_BACK = re.compile(r"\W*(?:上一?[页頁]|前一?[页頁]|prev(?:ious)?)\W*|[<«‹]{1,2}", re.IGNORECASE)
_EDGE = re.compile(r"\W*(?:[首尾末][页頁]|第一[页頁]|最后一?[页頁])\W*")
_WHOLE = re.compile(r"\W*(?:在本页)?(?:点击)?(?:阅读|浏览|查看|显示)?(?:全文|余下全文)(?:阅读)?\W*")
_OF_PAGER = re.compile(
    "|".join(x.pattern for x in (_NEXT, _NUMBER, _BACK, _EDGE, _WHOLE)), re.IGNORECASE
)
_OTHER_ARTICLE = re.compile(r"[上下前后]一?[篇条则]|打印|print|评论", re.IGNORECASE)

# The script by which TRS writes a pager: number of pages, number of this one, name, ending.
_TRS_PAGER = re.compile(
    r"createPageHTML\(\s*(\d{1,2})\s*,\s*\d{1,2}\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']"
)
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|pinglun|reviews?|repl(?:y|ies)|huifu)(?:$|[\s_-]|list|box|area)",
    re.IGNORECASE,
)

LONGEST = 16
"""Characters of the longest link of a pager."""
LISTED = 0.4
"""Share of linked characters before a pager from which it is that of a list."""
BEFORE = 40
"""So many characters before a pager tell what it belongs to; a share bar has fewer."""
BUTTON = 6
"""No link with more characters is a button: 微信, 下一页, 打印本页."""
MOST = 200
"""Links that are looked at; no pager has so many."""
AROUND = 100
"""Elements above and before a pager that are looked at; only a hostile page has more."""
NEAR = 3
"""How many elements a link may lie deep in its pager."""


class _Link(NamedTuple):
    url: str
    text: str
    element: HtmlElement


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
    links = list(islice(_links(tree, url), MOST))
    whole = [x.url for x in links if _WHOLE.fullmatch(x.text) and is_whole(x.url, url)]
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


def _links(tree: HtmlElement, url: str) -> Iterator[_Link]:
    """Yield the links of the page to its own host; also those in a menu or made by a script."""
    base = join(url, next(iter(tree.xpath("//base/@href")), "")) or url
    host, name = urlsplit(url).hostname, own_name(url)
    for element in tree.iter("a", "option", "link"):
        href = element.get("value" if element.tag == "option" else "href") or ""
        if element.tag == "link" and element.get("rel") != "next":
            continue
        text = "下一页" if element.tag == "link" else _text(element)
        if (name and name in href) or _is_of_pager(text):
            address = join(base, href).partition("#")[0]
            if urlsplit(address).hostname == host:
                yield _Link(address, text, element)
    for script in tree.iter("script"):
        for count, name, ending in _TRS_PAGER.findall(script.text or ""):
            for number in range(1, int(count)):
                address = join(base, f"{name}_{number}.{ending}")
                yield _Link(address, str(number + 1), script)


def _is_of_pager(text: str) -> bool:
    return len(text) <= LONGEST and _OF_PAGER.fullmatch(text) is not None


def _leads_back(link: _Link, here: Place) -> bool:
    """Whether *link* of a pager leads to a page before *here*; an article's number has none."""
    first = (number := _NUMBER.fullmatch(link.text)) and number[1] == "1"
    if not (first or _BACK.fullmatch(link.text)):
        return False
    return any(
        place.stem == here.stem
        and place.number < here.number
        # /news/12.html is no page of /news/11.html, but 7/2.html is one of 7.html.
        and (here.sign != "/" or not place.sign)
        for place in places(link.url)
    )


def _further(link: _Link, here: Place) -> int | None:
    """Return the number of the page to which *link* leads, if it follows *here*."""
    if _OTHER_ARTICLE.search(link.text) or _BACK.fullmatch(link.text):
        return None
    shown = (match := _NUMBER.fullmatch(link.text)) and int(match[1])
    for place in places(link.url):
        # Some systems count from 0: their second page bears the number 1.
        second = shown == place.number + 1 or bool(_NEXT.fullmatch(link.text))
        follows = place.number > here.number or (not here.sign and place.number == 1 and second)
        if place.stem != here.stem or not place.sign or not follows:
            continue
        # A menu may name the pages by their subjects, but only the article's number tells then.
        if _is_appended(here, place) or _is_in_pager(link, shown, place.number):
            return place.number
    return None


def _is_appended(here: Place, place: Place) -> bool:
    return place.sign == "_" and not here.sign and has_number(here.stem.partition("?")[0])


def _is_in_pager(link: _Link, shown: int | None, number: int) -> bool:
    """Whether *link* stands in the pager of a body and says what it is."""
    said = shown in (number, number + 1) if shown else _NEXT.fullmatch(link.text) is not None
    return (said or bool(_EDGE.fullmatch(link.text))) and _is_under_body(link.element)


def _is_under_body(element: HtmlElement) -> bool:
    """Whether the pager around *element* belongs to a text, not to a list or to comments."""
    # WordPress says of the whole body of a page that it has comments.
    above = (e for e in islice(element.iterancestors(), AROUND) if e.tag != "body")
    around = (f"{e.get('class') or ''} {e.get('id') or ''}" for e in above)
    if any(map(_COMMENTS.search, around)):
        return False
    total = linked = 0
    for text, part in islice(_before(_pager_around(element)), AROUND):
        total += len(text)
        linked += part
        if total >= BEFORE:
            break
    return not total or linked / total < LISTED


def _pager_around(element: HtmlElement) -> HtmlElement:
    """Return the largest element around *element* whose links are all of a pager."""
    block = element
    for _ in range(NEAR):
        parent = block.getparent()
        # Not len(parent), which lxml counts anew each time.
        if parent is None or any(True for _ in islice(parent, AROUND, None)):
            break
        if len(_text(parent)) > 2 * BEFORE:
            break
        if not all(map(_is_of_pager, map(_text, parent.iter("a")))):
            break
        block = parent
    return block


def _text(element: HtmlElement) -> str:
    # Few links hold an element; to ask lxml for the text below one is slow.
    text = element.text_content() if len(element) else element.text or ""
    return " ".join(text.split())


def _before(block: HtmlElement) -> Iterator[tuple[str, int]]:
    """Yield the texts before *block*, the nearest first, each with how much of it is linked.

    The bars right before it (links to share, to print) are shorter than any list and left out.
    """
    while (parent := block.getparent()) is not None:
        for sibling in islice(block.itersiblings(preceding=True), AROUND):
            yield (sibling.tail or "").strip(), 0
            if isinstance(sibling.tag, str) and sibling.tag not in ("script", "style"):
                text, links = _text(sibling), [len(_text(link)) for link in sibling.iter("a")]
                if not links or len(text) >= BEFORE or max(links) > BUTTON:
                    yield text, sum(links)
        yield (parent.text or "").strip(), 0
        block = parent


def _by_pager(links: list[_Link], url: str) -> list[str]:
    """Return what a complete pager names whose addresses do not continue that of the article.

    It has 下一页 and the number of the next page, both to one address in the folder of this one
    and of its form, and shows the number of this page without a link.
    """
    for link in links:
        if not _NEXT.fullmatch(link.text) or form(link.url) != form(url) or link.url == url:
            continue
        block = _pager_around(link.element)
        numbers = {
            x.url: int(match[1])
            for x in links
            if (match := _NUMBER.fullmatch(x.text)) and block in x.element.iterancestors()
        }
        following = numbers.get(link.url, 0)
        shown = {text.strip() for text in block.itertext()}
        if following > 1 and str(following - 1) in shown and _is_under_body(link.element):
            same = {n: x for x, n in numbers.items() if n >= following and form(x) == form(url)}
            return [same[n] for n in sorted(same)]
    return []
