"""Find the body of an article among the lines of its page.

Candidates come from the narrowest source to the most general: a site's own selector, comments
that bracket the body exactly, containers of the known publishing systems, and the run of lines
that reads most like an article near the headline. All are judged by the same weights, so that a
container that holds a teaser, or swallows the page, hides nothing.
"""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.cleaner import clean_page, clean_part
from crawler.reading.families import containers
from crawler.reading.fields import squeeze
from crawler.reading.runs import LABEL, LINK, TAIL, Run, runs, weigh
from crawler.reading.tree import prune
from crawler.text.bylines import is_credit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from crawler.reading.layout import Layout

SHORTEST = 30
"""A container in which fewer characters are found does not hold the body."""
SHARE = 0.4
"""Share of the best run's worth below which a container holds a part of the body only."""
HOME = 0.9
"""Share of a run's worth in the element that is taken for the body's own."""
NEAR, FAR = 12, 30
"""Lines between headline and body: on most pages, and on nearly all."""
FURTHER = 60.0
"""Worth of a further run in the body's own element from which it is a part of the body."""
DOUBT = 0.5
"""Rank of the second run, as a share of the best one's, from which trafilatura is asked."""


@dataclass(slots=True, kw_only=True, frozen=True)
class Rules:
    """What a site knows of its own pages; plain data, so that it can go to another process."""

    body: str | None = None
    """CSS selector of the element that holds the body."""


class Candidate(NamedTuple):
    """A run of lines that may be the body, and what says so."""

    reader: str
    run: Run
    rank: float
    """Its worth, raised near the headline."""
    part: HtmlElement | None
    """The element that holds it, and its pictures."""


class Body(NamedTuple):
    """A body and how it was found."""

    lines: list[str]
    reader: str
    run: Run
    part: HtmlElement | None
    candidates: list[Candidate]
    """All that were judged, the winner among them."""


class Finder:
    """The search for the body on one page."""

    def __init__(self, text: str, tree: HtmlElement, layout: Layout, title: str | None) -> None:
        self.text = text
        self.tree = tree
        self.layout = layout
        self.lines = layout.lines
        self.weights = weigh(self.lines)
        wanted = squeeze(title or "")
        self.headlines = [n for n, x in enumerate(self.lines) if squeeze(x.text) == wanted]
        for number in self.headlines:
            self.weights[number] = TAIL * 2 if self.lines[number].heading else 0.0

    def find(self, rules: Rules) -> Body:
        """Return the body, by the narrowest source that holds it whole."""
        general = self._general()
        best = max(general, key=lambda c: c.rank, default=None)
        held = list(self._held(rules))
        winner = next((c for c in held if _is_whole(c, best)), None)
        if winner is None and best and sum(c.rank >= DOUBT * best.rank for c in general) > 1:
            best = self._second_opinion(general)
        if winner := winner or best:
            winner = self._at_home(winner)
            return Body(self._read(winner), winner.reader, winner.run, winner.part, held + general)
        return self._by_trafilatura()

    def _general(self) -> list[Candidate]:
        found = [Candidate("general", run, self._rank(run), None) for run in runs(self.weights)]
        return sorted(found, key=lambda candidate: -candidate.rank)[:5]

    def _rank(self, run: Run) -> float:
        gap = min((run.start - n for n in self.headlines if n < run.start), default=None)
        if gap is None:
            return run.worth * 0.7
        return run.worth * (2 if gap <= NEAR else 1.3 if gap <= FAR else 1)

    def _held(self, rules: Rules) -> Iterator[Candidate]:
        """Yield what the containers hold, from the narrowest source to the most general."""
        if rules.body:
            yield from self._by_weight("site", self.tree.cssselect(rules.body))
        for start, end in self.layout.marked:
            if run := self._run_within(start, end):
                yield Candidate("marker", run, self._rank(run), None)
        yield from self._by_weight("family", containers(self.text, self.tree))

    def _by_weight(self, reader: str, parts: Iterator[HtmlElement]) -> list[Candidate]:
        found = []
        for part in parts:
            run = self._run_within(*self._lines_in(part))
            if run:
                found.append(Candidate(reader, run, self._rank(run), part))
        return sorted(found, key=lambda candidate: -candidate.run.worth)

    def _lines_in(self, part: HtmlElement) -> tuple[int, int]:
        inside = set(part.iter())
        numbers = [n for n, line in enumerate(self.lines) if line.element in inside]
        return (numbers[0], numbers[-1] + 1) if numbers else (0, 0)

    def _run_within(self, start: int, end: int) -> Run | None:
        """Return the run from *start* up to *end*, further ones of the same element joined."""
        found = [Run(r.start + start, r.end + start, r.worth) for r in runs(self.weights[start:end])]
        if not found:
            kept = [n for n in range(start, end) if self.weights[n] > LINK]
            short = sum(len(self.lines[n].prose) for n in kept) < SHORTEST
            return None if short else Run(kept[0], kept[-1] + 1, 0.0)
        best = max(found, key=lambda run: run.worth)
        first = last = best
        for run in found[found.index(best) + 1 :]:
            if min(self.weights[last.end : run.start], default=0) <= TAIL:
                break
            if run.worth >= FURTHER:
                last = run
        for run in reversed(found[: found.index(best)]):
            if min(self.weights[run.end : first.start], default=0) <= TAIL:
                break
            if run.worth >= FURTHER:
                first = run
        worth = sum(run.worth for run in found if first.start <= run.start <= last.start)
        return self._with_labels(Run(first.start, last.end, worth), start, end)

    def _with_labels(self, run: Run, start: int, end: int) -> Run:
        """Add the short lines before and after *run* that border on nothing else."""
        first, last = run.start, run.end
        while first > start and self._is_label(first - 1) and not is_credit(self.lines[first-1].text):
            first -= 1
        while last < end and self._is_label(last):
            last += 1
        if first > start and not is_credit(self.lines[first-1].text):
            first = run.start
        if last < end:
            last = run.end
        return Run(first, last, run.worth)

    def _is_label(self, number: int) -> bool:
        return LABEL <= self.weights[number] <= 0

    def _at_home(self, candidate: Candidate) -> Candidate:
        """Give a candidate without an element the one that holds most of it, and what it holds."""
        if candidate.part is not None:
            return candidate
        run = candidate.run
        held: Counter[HtmlElement] = Counter()
        for number in range(run.start, run.end):
            if self.weights[number] > 0:
                held[self.lines[number].element] += self.weights[number]
        if not held:
            return candidate
        total = sum(held.values())
        shares: Counter[HtmlElement] = Counter()
        for element, weight in held.items():
            shares[element] += weight
            for above in element.iterancestors():
                shares[above] += weight
        part = held.most_common(1)[0][0]
        while shares[part] < HOME * total:
            part = part.getparent()
        if candidate.reader == "general" and part.tag not in ("body", "html"):
            start, end = self._lines_in(part)
            start = max([start, *(n + 1 for n in self.headlines if n < run.start)])
            run = self._run_within(start, end) or run
        return candidate._replace(part=part, run=run)

    def _read(self, winner: Candidate) -> list[str]:
        """Return the lines of the body; trafilatura decides on the doubtful ones."""
        numbers = [
            n
            for n in range(winner.run.start, winner.run.end)
            if self.weights[n] > LINK and n not in self.headlines
        ]
        doubtful = {n for n in numbers if self._is_label(n) and self.lines[n].element.tag != "tr"}
        if doubtful and winner.part is not None:
            kept = squeeze("".join(clean_part(copy.deepcopy(winner.part))))
            sure = sum(squeeze(self.lines[n].prose) in kept for n in numbers if n not in doubtful)
            if 2 * sure >= len(numbers) - len(doubtful):
                numbers = [
                    n
                    for n in numbers
                    if n not in doubtful or squeeze(self.lines[n].prose) in kept
                ]
        return [self.lines[n].prose for n in numbers]

    def _second_opinion(self, general: list[Candidate]) -> Candidate:
        page = copy.deepcopy(self.tree)
        prune(page)
        kept = squeeze("".join(clean_page(page)))

        def agreed(candidate: Candidate) -> float:
            texts = [
                self.lines[n].prose
                for n in range(candidate.run.start, candidate.run.end)
                if self.weights[n] > 0
            ]
            share = sum(len(x) for x in texts if squeeze(x) in kept) / sum(map(len, texts))
            return candidate.rank * (0.5 + share)

        return max(general, key=agreed)

    def _by_trafilatura(self) -> Body:
        page = copy.deepcopy(self.tree)
        prune(page)
        found = clean_page(page)
        return Body(found, "trafilatura", Run(0, 0, 0.0), None, [])


def _is_whole(candidate: Candidate, best: Candidate | None) -> bool:
    """Whether a container holds the whole body, or *best* reads better and is hidden by it."""
    if best is None or candidate.run.worth >= SHARE * best.run.worth:
        return True
    return candidate.run.end <= best.run.start
