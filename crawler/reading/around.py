"""Gather the lines around a body that may say whose it is, and of when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.fields import squeeze
from crawler.text.breadcrumb import read_breadcrumb
from crawler.text.dates import find_dates, find_scattered
from crawler.text.outlets import is_outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.reading.body import Body
    from crawler.reading.layout import Line

ASIDE_BEFORE = 14
ASIDE_AFTER = 12
"""How many lines before and after the body may hold its credits."""
LONGEST_ASIDE = 160
NOTES = 6
_OWN = ("本文地址", "本文链接", "本文鏈接", "本文来源", "本文來源", "责任编辑", "責任編輯")
"""What speaks of the article itself, be it far below: EmpireCMS states the address in a note."""
FURTHER = 60
"""How many lines before the body are searched for a date where the nearer ones have none."""
SHORTEST_ENTRY = 7
ENTRY = 0.9
"""Characters of a headline in a list, and how much of it is linked."""
LINKED = 0.6
"""Share of linked characters from which a line is an entry of a list."""


class Around(NamedTuple):
    """Lines around a body that may credit it."""

    near: list[str]
    """All between headline and body that are no longer than a credit."""
    header: list[str]
    """The breadcrumb, and those between headline and body that are no links."""
    aside: list[str]
    """Those right after the body, and those near its end that the cleaner left out."""


def lines_around(seen: list[Line], body: Body, title: str | None) -> Around:
    """Return the lines around the *body* on a page whose lines are *seen*."""
    first, last = body.winner.run.start, body.winner.run.end
    if first == last:
        return Around([], [], [])
    head = _headline(seen, squeeze(title or ""), first)
    under = list(seen[max(head + 1, first - ASIDE_BEFORE) : first])
    if head >= last:  # a table that puts the headline under the body
        under = seen[head + 1 : head + 1 + ASIDE_BEFORE]
    if not any(map(_is_dated, under)):
        under += [x for x in seen[max(0, first - FURTHER) : first] if _is_dated(x)][-1:]
    crumbs = [line for line in seen[: min(head + 1, first)] if read_breadcrumb([line.text])][-1:]
    header = crumbs + [line for line in under if line.linked <= LINKED and not _is_entry(line)]
    after = _credits_after(seen[last : last + ASIDE_AFTER])
    noted = [line for line in seen[last:] if line.text.startswith(_OWN)][:NOTES]
    aside = list(dict.fromkeys(_short([*body.dropped[-ASIDE_AFTER:], *after, *noted])))
    return Around(_short(under), _short(header), aside)


def _is_dated(line: Line) -> bool:
    text = line.text
    dated = find_dates(text) or find_scattered([text])
    return line.linked <= LINKED and bool(dated) and not _is_entry(line)


def _is_entry(line: Line) -> bool:
    """Whether *line* is a headline in a list, linked, with its day; an outlet is none."""
    dates = find_dates(line.text) if line.linked else []
    if not dates or dates[0].precision != "day":
        return False
    rest = f"{line.text[: dates[0].start]}{line.text[dates[0].end :]}".strip()
    linked = line.linked * len(line.text) >= ENTRY * len(rest)
    return len(rest) >= SHORTEST_ENTRY and linked and not is_outlet(rest)


def _short(found: Iterable[Line]) -> list[str]:
    return [line.text for line in found if len(line.text) <= LONGEST_ASIDE]


def _headline(seen: list[Line], title: str, first: int) -> int:
    """Return the line of the headline: the last one before the body, else one after it."""
    at = [n for n, line in enumerate(seen) if title and squeeze(line.text) == title]
    before = [n for n in at if n < first]
    return before[-1] if before else at[0] if at else max(-1, first - ASIDE_BEFORE - 1)


def _credits_after(following: list[Line]) -> Iterator[Line]:
    """Yield the lines after a body up to the heading of the next block, links left out."""
    for line in following:
        if line.heading:
            return
        if line.linked <= LINKED:
            yield line
