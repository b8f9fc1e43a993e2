"""Find the headline: a line of the page that `<title>` or the metadata confirm."""

from __future__ import annotations

from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from crawler.reading.around import LINKED
from crawler.reading.fields import squeeze
from crawler.text.bylines import is_credit
from crawler.text.credits import TODAY
from crawler.text.dates import find_dates, find_scattered
from crawler.text.labels import LABEL
from crawler.text.titles import APART, cut_title, is_beside_site, is_site

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
    if best and (not is_site(best) or _is_sure(best, whole, stated, tree, page)):
        return best
    cut = best or _cut(whole, stated)
    found = _above_date(tree, page)
    if not found and (not cut or is_site(cut)):
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
        if short != known[0] or not APART.search(whole) or short in known[1:]
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


def _is_sure(best: str, whole: str, stated: list[str], tree: HtmlElement, page: list[Line]) -> bool:
    """Whether *best* is the headline although it ends like the name of a site.

    `<title>` names the site beside it or metadata state it, and its date follows with no other
    headline before: a name at the top of the page has one.
    """
    if best not in stated and not is_beside_site(best, whole):
        return False
    named = _named(tree)
    for number, line in enumerate(page):
        if line.text == best and line.linked <= LINKED:
            below = page[number + 1 : number + 1 + DATED_WITHIN]
            if _is_dated([*takewhile(lambda x: not _is_named(x, named), below)]):
                return True
    return False


def _named(tree: HtmlElement) -> set[str]:
    """Return what the elements named a title hold."""
    return {squeeze("".join(islice(x.itertext(), PIECES))) for x in tree.xpath(_TITLE_PATH)}


def _is_named(line: Line, named: set[str]) -> bool:
    """Whether a heading or an element *named* a title can be the headline."""
    short = squeeze(line.text)
    whole = SHORTEST_TITLE < len(short) <= LONGEST_TITLE and line.linked <= LINKED
    return whole and (line.heading or short in named) and not is_site(line.text)


def _above_date(tree: HtmlElement, page: list[Line]) -> str | None:
    """Return the heading, or the element named a title, that a date or a source soon follows."""
    named = _named(tree)
    for number, line in enumerate(page):
        below = page[number + 1 : number + 1 + DATED_WITHIN]
        if _is_named(line, named) and _is_dated(below):
            return line.text
    return None


def _is_dated(below: list[Line]) -> bool:
    short = [
        x.text
        for x in below
        if x.linked <= LINKED and len(x.text) <= LONGEST_TITLE and not TODAY.search(x.text)
    ]
    labelled = any(
        (label := LABEL.match(x)) and label.lastgroup in ("source", "date") for x in short
    )
    return labelled or any(map(find_dates, short)) or find_scattered(short) is not None


def _cut(whole: str, stated: list[str]) -> str | None:
    """Return the first of the headlines *stated* that holds no site, else the *whole* without."""
    alone = (text for text in stated if not APART.search(text) and not is_site(text))
    return next(alone, None) or cut_title(whole)


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
    return whole and not (is_site(text) or find_dates(text) or is_credit(text))


def _is_date(text: str) -> bool:
    dates = find_dates(text)
    return bool(dates) and len(text) - dates[0].end + dates[0].start < SHORTEST_TITLE
