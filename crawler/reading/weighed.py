"""The lines of one page with their weights, and the runs that may be its body."""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING

from crawler.reading.families import comments
from crawler.reading.fields import squeeze
from crawler.reading.layout import BLOCKS
from crawler.reading.runs import LABEL, LINK, TAIL, Run, runs, weigh
from crawler.text.bylines import is_credit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from crawler.reading.layout import Line

SHORTEST = 12
"""Characters of the shortest body that holds no sentence: a line under a picture."""
NEAR, FAR = 12, 30
"""Lines from headline to body, at most: on most pages, and on nearly all."""
AT_NEAR, AT_FAR, WITHOUT = 2.0, 1.3, 0.7
"""What a run is worth at these distances, and without a headline before it."""
FURTHER = 60.0
"""Worth of a further run in the body's own element from which it is a part of the body."""
HOME = 0.9
"""Share of a run's worth in the element that is taken for the body's own."""


MOST_COMMENTED = 0.8
"""Share of all sentences that comments hold at most; a block with more bears a wrong name."""


class Weighed:
    """A page, line by line: what speaks for an article and what against."""

    def __init__(self, tree: HtmlElement, lines: list[Line], title: str | None) -> None:
        self.lines = lines
        self.weights = weigh(lines)
        wanted = squeeze(title or "")
        self.headlines = [n for n, line in enumerate(lines) if squeeze(line.text) == wanted]
        for number in self.headlines:
            # An article begins behind its headline; a repetition elsewhere says nothing.
            self.weights[number] = 2 * TAIL if lines[number].heading else 0.0
        for part in comments(tree):
            self._silence(*self.lines_in(part))

    def _silence(self, start: int, end: int) -> None:
        """Let comments speak for no article; an article about comments is no comment."""
        if any(start <= number < end for number in self.headlines):
            return
        worth = sum(map(_positive, self.weights))
        if sum(map(_positive, self.weights[start:end])) < MOST_COMMENTED * worth:
            self.weights[start:end] = [min(weight, LINK) for weight in self.weights[start:end]]

    def runs(self) -> list[Run]:
        """Return all runs of the page."""
        return runs(self.weights)

    def rank(self, run: Run) -> float:
        """Return the worth of *run*, raised near the headline."""
        gaps = [run.start - n for n in self.headlines if n < run.start]
        if not gaps:
            return run.worth * WITHOUT
        gap = min(gaps)
        return run.worth * (AT_NEAR if gap <= NEAR else AT_FAR if gap <= FAR else 1.0)

    def run_within(self, start: int, end: int) -> Run | None:
        """Return what of the lines from *start* up to *end*, all in one element, is the body."""
        found = [r.moved(start) for r in runs(self.weights[start:end])]
        if not found:
            return self._without_sentences(start, end)
        at = max(range(len(found)), key=lambda n: found[n].worth)
        first = self._furthest(found[at], found[at - 1 :: -1] if at else [])
        last = self._furthest(found[at], found[at + 1 :])
        parts = [run for run in found if first.start <= run.start <= last.start]
        run = Run(first.start, last.end, sum(run.worth for run in parts))
        return self.with_captions(self._with_labels(run, start, end))

    def _without_sentences(self, start: int, end: int) -> Run | None:
        kept = [n for n in range(start, end) if self.weights[n] > LINK]
        if sum(len(self.lines[n].prose) for n in kept) < SHORTEST:
            return None
        return Run(kept[0], kept[-1] + 1, 0.0)

    def _furthest(self, best: Run, others: Iterable[Run]) -> Run:
        """Return the last of the *others*, from *best* on, that is a part of the same body."""
        furthest = near = best
        for run in others:
            low, high = sorted((near, run))
            if min(self.weights[low.end : high.start], default=0.0) <= TAIL:
                break
            near = run
            if run.worth >= FURTHER:
                furthest = run
        return furthest

    def _with_labels(self, run: Run, start: int, end: int) -> Run:
        """Add the short lines around *run* that border on the ends of its element, or on credits.

        Those that border on links are headings of lists.
        """
        above = len(self._above(range(run.start - 1, start - 1, -1)))
        below = len(list(takewhile(self.is_label, range(run.end, end))))
        bordering = run.start - above - 1
        if bordering >= start and not self._is_credit(bordering):
            above = 0
        if run.end + below < end:
            below = 0
        return Run(run.start - above, run.end + below, run.worth)

    def with_captions(self, run: Run) -> Run:
        """Add the short lines around *run* that stand as its paragraphs do, such as captions."""
        kinds = {self.kind(n) for n in range(run.start, run.end) if self.weights[n] > 0}

        def is_like(number: int) -> bool:
            return self.is_label(number) and self.kind(number) in kinds

        above = len(list(takewhile(is_like, self._above(range(run.start - 1, -1, -1)))))
        below = len(list(takewhile(is_like, range(run.end, len(self.lines)))))
        return Run(run.start - above, run.end + below, run.worth)

    def _above(self, numbers: Iterable[int]) -> list[int]:
        """Return the short lines above a body, up to those that credit it."""
        return list(takewhile(lambda n: self.is_label(n) and not self._is_credit(n), numbers))

    def is_label(self, number: int) -> bool:
        """Whether a line is neither sentence nor link nor furniture."""
        return LABEL <= self.weights[number] <= 0

    def _is_credit(self, number: int) -> bool:
        return is_credit(self.lines[number].text)

    def lines_in(self, part: HtmlElement) -> tuple[int, int]:
        """Return the first line of *part*, and the one after its last."""
        inside = set(part.iter())
        numbers = [n for n, line in enumerate(self.lines) if line.element in inside]
        return (numbers[0], numbers[-1] + 1) if numbers else (0, 0)

    def home(self, run: Run) -> HtmlElement:
        """Return the innermost element that holds nearly all of *run*."""
        own: dict[HtmlElement, float] = defaultdict(float)
        for number in range(run.start, run.end):
            own[self.lines[number].element] += _positive(self.weights[number])
        held = defaultdict(float, own)
        for element, worth in own.items():
            for above in element.iterancestors():
                held[above] += worth
        home = max(own, key=lambda element: own[element])
        while held[home] < HOME * sum(own.values()):
            home = home.getparent()
        return home

    def kind(self, number: int) -> tuple[str, ...]:
        """Return the tags of the block in which a line stands and of all around it."""
        block = self.lines[number].element
        while block.tag not in BLOCKS and block.getparent() is not None:
            block = block.getparent()
        return (block.tag, *(element.tag for element in block.iterancestors()))


def _positive(weight: float) -> float:
    return max(weight, 0.0)
