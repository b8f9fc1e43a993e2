"""Find the body of an article among the lines of its page.

Candidates come from the narrowest source to the most general: a site's own selector, comments
that bracket the body exactly, containers of the known publishing systems, and the run of lines
that reads most like an article near the headline. All are judged by the same weights, so that a
container which holds a teaser, or swallows the page, hides nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.cleaner import text_of_page, text_of_part
from crawler.reading.families import containers
from crawler.reading.fields import squeeze
from crawler.reading.runs import LINK, Run
from crawler.reading.weighed import Weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from crawler.reading.layout import Layout, Line

SHARE = 0.4
"""Share of the best run's worth below which a container holds but a part of the body."""
DOUBT = 0.5
"""Rank of the second run, as a share of the best one's, from which trafilatura is asked."""
MOST = 5
"""Runs that are compared."""
EXACT = ("site", "marker", "family")
"""Tiers that know where the body stands, whatever it holds."""
PARAGRAPHS = (
    *("p", "span", "strong", "b", "font", "li", "ul", "ol", "dl", "dd", "dt"),
    *("tr", "td", "tbody", "table"),
)
"""What is a part of a body, and none by itself."""
ROWS = 3
"""Different short lines of one make that are no labels."""
OWN = ("tr", "figcaption")
"""Blocks whose short lines are no labels: of a table of figures, of a picture."""


@dataclass(slots=True, kw_only=True, frozen=True)
class Rules:
    """What a site knows of its own pages; plain data, so that it can go to another process."""

    body: str | None = None
    """CSS selector of the element that holds the body."""


class Found(NamedTuple):
    """A run of lines that may be the body, and who says so."""

    reader: str
    """`site`, `marker`, `family`, `general` or `trafilatura`."""
    run: Run
    rank: float
    """Its worth, raised near the headline."""
    part: HtmlElement | None = None
    """The element that holds it and its pictures."""


class Body(NamedTuple):
    """A body and how it was found."""

    lines: list[str]
    winner: Found
    others: list[Found]
    """What else was judged."""
    dropped: list[Line]
    """Lines of the winner that are no part of the article."""


def find_body(tree: HtmlElement, layout: Layout, title: str | None, rules: Rules) -> Body:
    """Return the body on the page *tree*, laid out as *layout*, under the headline *title*."""
    page = Weighed(tree, layout.lines, title)
    general = [Found("general", run, page.rank(run)) for run in page.runs()]
    general = sorted(general, key=lambda candidate: -candidate.rank)[:MOST]
    held = [*_by_selector(page, tree, rules), *_by_marker(page, layout), *_by_family(page, tree)]
    best = general[0] if general else None
    chosen = next((candidate for candidate in held if _is_whole(candidate, best)), None)
    if chosen is None and best is not None:
        chosen = best if _is_clear(general) else _confirmed(page, tree, general)
    if chosen is None and (verse := page.verse()):
        chosen = Found("general", verse, 0.0)
    if chosen is None:
        return _by_trafilatura(page, tree)
    winner = _at_home(page, chosen)
    lines, dropped = _read(page, winner)
    others = [candidate for candidate in held + general if candidate is not chosen]
    return Body(lines, winner, others, dropped)


def _by_selector(page: Weighed, tree: HtmlElement, rules: Rules) -> Iterator[Found]:
    if rules.body:
        yield from _by_parts(page, "site", tree.cssselect(rules.body))


def _by_marker(page: Weighed, layout: Layout) -> Iterator[Found]:
    for start, end in layout.marked:
        if run := page.run_within(start, end):
            yield Found("marker", run, page.rank(run))


def _by_family(page: Weighed, tree: HtmlElement) -> Iterator[Found]:
    yield from _by_parts(page, "family", containers(tree))


def _by_parts(page: Weighed, reader: str, parts: Iterable[HtmlElement]) -> list[Found]:
    """Return what each of the *parts* holds, the heaviest first."""
    runs = [(page.run_within(*page.lines_in(part)), part) for part in parts]
    found = [Found(reader, run, page.rank(run), part) for run, part in runs if run]
    return sorted(found, key=lambda candidate: -candidate.run.worth)


def _is_whole(candidate: Found, best: Found | None) -> bool:
    """Whether a container holds the whole body: what reads better does not begin before its end."""
    if best is None or candidate.run.worth >= SHARE * best.run.worth:
        return True
    return candidate.run.end <= best.run.start


def _is_clear(general: list[Found]) -> bool:
    return len(general) == 1 or general[1].rank < DOUBT * general[0].rank


def _confirmed(page: Weighed, tree: HtmlElement, general: list[Found]) -> Found:
    """Return the candidate on which rank and trafilatura agree best."""
    kept = text_of_page(tree)

    def agreed(candidate: Found) -> float:
        start, end, _ = candidate.run
        texts = [squeeze(page.lines[n].prose) for n in range(start, end) if page.weights[n] > 0]
        share = sum(len(text) for text in texts if text in kept) / sum(map(len, texts))
        return candidate.rank * (1 + share)

    return max(general, key=agreed)


def _at_home(page: Weighed, winner: Found) -> Found:
    """Give a run its element; one that was found by its sentences also the rest of it."""
    if winner.part is not None:
        return winner
    run = winner.run
    part = page.home(run) if run.worth else page.around(run)
    while part is not None and part.tag in PARAGRAPHS:  # pictures and lists stand beside it
        part = part.getparent()
    if part is not None and winner.reader == "general" and run.worth:
        if part.tag not in ("body", "html"):
            start, end = page.lines_in(part)
            behind_headline = max((n + 1 for n in page.headlines if n < run.start), default=0)
            run = page.run_within(max(start, behind_headline), end) or run
        run = page.with_captions(run)
    return winner._replace(run=run, part=part)


def _read(page: Weighed, winner: Found) -> tuple[list[str], list[Line]]:
    """Return the lines of the body, and those between them that are none of it.

    Entries of lists are none. A short line is one if it stands among the paragraphs as one of
    them, as a caption does, or in a row of its like, as the hours of a chronicle do; of others,
    which may be the label of anything, trafilatura decides.
    """
    numbers = range(winner.run.start, winner.run.end)
    own = [n for n in numbers if page.weights[n] > LINK and n not in page.headlines]
    paragraphs = {page.kind(n) for n in own if page.weights[n] > 0 or not winner.run.worth}
    rows = Counter(page.kind(n) for n in {page.lines[n].prose: n for n in own}.values())
    paragraphs |= {kind for kind, number in rows.items() if number >= ROWS}
    doubtful = {
        n
        for n in own
        if page.is_label(n) and page.kind(n)[0] not in OWN and page.kind(n) not in paragraphs
    }
    if doubtful and winner.part is not None:
        kept = text_of_part(winner.part)
        own = [n for n in own if n not in doubtful or squeeze(page.lines[n].prose) in kept]
    own = _once(page, own)
    dropped = [n for n in numbers if n not in own]
    return [page.lines[n].prose for n in own], [page.lines[n] for n in dropped]


def _once(page: Weighed, numbers: list[int]) -> list[int]:
    """Leave out the second half where it repeats the first, for another width of screen."""
    half = len(numbers) // 2
    texts = [page.lines[number].prose for number in numbers]
    return numbers[:half] if texts[:half] == texts[half:] else numbers


def _by_trafilatura(page: Weighed, tree: HtmlElement) -> Body:
    """Return what trafilatura finds on a page without a sentence, links left out."""
    kept = text_of_page(tree)
    lines = enumerate(page.lines)
    own = [n for n, x in lines if page.weights[n] > LINK and squeeze(x.prose) in kept]
    run = Run(own[0], own[-1] + 1, 0.0) if own else Run(0, 0, 0.0)
    winner = Found("trafilatura", run, 0.0, page.around(run) if own else None)
    return Body([page.lines[n].prose for n in own], winner, [], [])
