"""Find the headline: a line of the page that `<title>` or the metadata confirm."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from crawler.reading.fields import squeeze
from crawler.text.bylines import is_credit
from crawler.text.dates import find_dates, find_scattered
from crawler.text.labels import LABEL
from crawler.text.outlets import PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from crawler.reading.layout import Line

SHORTEST_TITLE = 4
SHORTEST_PLAIN = 6
LONGEST_TITLE = 90
LONGEST_KNOWN = 400
"""Characters of `<title>`; what follows is for search engines."""
PIECES = 12
"""Texts in an element named a title; one with more of them is a block."""
DATED_WITHIN = 6
"""So many lines below a headline its date or source is looked for."""
LINKED = 0.6
"""Share of linked characters from which a line is an entry of a list."""
LONGEST_SECTION = 8
LONGEST_SITE = 16
"""Characters of a site's or section's name in `<title>`."""

_HAN = "\u3400-\u9fff"
_SUFFIX = re.compile(
    rf"\s*[_|｜—–]+\s*|\s+-+\s*|\s*-+\s+|-{{2,}}|-(?=[^-\d]*$)|(?<=[{_HAN}])-(?=[{_HAN}])"
)
# What names of sites and sections end with; a headline rarely does.
_SITE = re.compile(
    f"[{_HAN}A-Za-z0-9 ·]*(?:{PAPER}|网站|网页|在线|频道|门户|平台|首页|主页|电视台|广播|政府|"
    "委员会|研究所|研究院|大学|学院|公司|集团|医院|协会|中心|文章|详情|正文|内容|资讯|新闻|动态|"
    "要闻|公告|通知|时政|客户端|订阅|公众号|详细页|内容页)"
)
_TITLE_PATH = (
    "//*[contains(@class, 'title') or contains(@class, 'Title') or contains(@id, 'title')]"
)


def find_title(tree: HtmlElement, page: list[Line], stated: list[str]) -> str | None:
    """Return the headline of the *page*; *stated* are the headlines of its metadata.

    `<title>` holds the headline and mostly the names of section and site before or after it. A
    heading that it contains wins over a plain line unless it is much shorter: some sites print
    their name as h1. Where `<title>` names the site alone, the heading above the date is the
    headline; where no line is contained, `<title>` without such names.
    """
    whole = " ".join((tree.findtext(".//title") or "").split())[:LONGEST_KNOWN]
    stated = [text for text in stated if len(text) <= LONGEST_KNOWN]
    known = [squeeze(text) for text in (whole, *stated) if text]
    best = _contained(page, whole, known)
    if best and not _is_site(best):
        return best
    cut = best or _cut(whole, stated)
    found = _above_date(tree, page)
    if not found and (not cut or _is_site(cut)):
        found = _first_heading(page) or _above_credit(page)
    return found or cut or next((x.text for x in page if x.heading), None)


def _contained(page: list[Line], whole: str, known: list[str]) -> str | None:
    """Return the best line that one of the *known* headlines contains."""
    parts = [
        text
        for text in _joined_headings(page, known)
        if (short := squeeze(text.text)) and len(short) >= SHORTEST_TITLE
        if any(short in other for other in known)
        if not _is_date(text.text)
        if short != known[0] or not _SUFFIX.search(whole) or short in known[1:]
    ]
    longest = max((len(x.text) for x in parts), default=0)
    headings = [x for x in parts if x.heading and 2 * len(x.text) >= longest]
    best = max(headings or parts, key=lambda x: len(squeeze(x.text)), default=None)
    short = squeeze(best.text) if best else ""
    return best.text if best and (short in known[1:] or 3 * len(short) >= len(known[0])) else None


def _joined_headings(page: list[Line], known: list[str]) -> Iterator[Line]:
    """Yield the lines of the *page*, and headings of two lines as one where it is *known* so."""
    last: Line | None = None
    for line in page:
        if last and last.heading and line.heading:
            both = line._replace(text=f"{last.text} {line.text}")
            if any(squeeze(both.text) in other for other in known):
                yield both
        yield line
        last = line


def _is_site(text: str) -> bool:
    return len(text) <= LONGEST_SITE and bool(_SITE.fullmatch(text))


def _above_date(tree: HtmlElement, page: list[Line]) -> str | None:
    """Return the heading, or the element named a title, that a date or a source soon follows."""
    named = {squeeze("".join(islice(x.itertext(), PIECES))) for x in tree.xpath(_TITLE_PATH)}
    for number, line in enumerate(page):
        short = squeeze(line.text)
        if not SHORTEST_TITLE < len(short) <= LONGEST_TITLE or line.linked > LINKED:
            continue
        if (line.heading or short in named) and not _is_site(line.text):
            below = [x for x in page[number + 1 : number + 1 + DATED_WITHIN] if x.linked <= LINKED]
            if _is_dated([x.text for x in below]):
                return line.text
    return None


def _is_dated(below: list[str]) -> bool:
    short = [text for text in below if len(text) <= LONGEST_TITLE]
    labelled = any(
        (label := LABEL.match(x)) and label.lastgroup in ("source", "date") for x in short
    )
    return labelled or any(map(find_dates, short)) or find_scattered(short) is not None


def _cut(whole: str, stated: list[str]) -> str | None:
    """Return `<title>` without the names of section and site.

    >>> _cut("柳河镇1-10月引资3亿元-柳河要闻-柳河网", [])
    '柳河镇1-10月引资3亿元'
    >>> _cut("柳河网_柳河镇部署春耕工作", []), _cut("部署春耕_政务_柳河网", ["柳河镇部署春耕"])
    ('柳河镇部署春耕工作', '柳河镇部署春耕')
    >>> _cut("柳河镇今年早春耕——三百人下田--要闻--柳河网", [])
    '柳河镇今年早春耕——三百人下田'
    """
    for text in stated:
        if not _SUFFIX.search(text) and not _is_site(text):
            return text
    parts = _SUFFIX.split(whole)
    marks = _SUFFIX.findall(whole)
    while len(parts) > 1 and _is_site(parts[0]):
        parts, marks = parts[1:], marks[1:]
    while len(parts) > 1 and (_is_site(parts[-1]) or _is_section(marks[-1], parts[-1])):
        parts, marks = parts[:-1], marks[:-1]
    return (
        "".join(f"{part}{mark}" for part, mark in zip(parts, [*marks, ""], strict=False)).strip()
        or None
    )


def _is_section(mark: str, part: str) -> bool:
    """Whether *part* of a `<title>` is short behind a *mark* that no headline has inside."""
    return len(part) <= LONGEST_SECTION and "—" not in mark


def _first_heading(page: list[Line]) -> str | None:
    return next((x.text for x in page if x.heading and _may_be_headline(x)), None)


def _above_credit(page: list[Line]) -> str | None:
    """Return the line right above one with date or source, on a page without headings."""
    for line, below in pairwise(page):
        if below.linked <= LINKED and is_credit(below.text) and _may_be_headline(line):
            return line.text
    return None


def _may_be_headline(line: Line) -> bool:
    text = line.text
    whole = SHORTEST_PLAIN <= len(text) <= LONGEST_TITLE and line.linked <= LINKED
    return whole and not (_is_site(text) or find_dates(text) or is_credit(text))


def _is_date(text: str) -> bool:
    dates = find_dates(text)
    return bool(dates) and len(text) - dates[0].end + dates[0].start < SHORTEST_TITLE
