"""The lines of one page with their weights, and the runs that may be its body."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from crawler.reading.families import others
from crawler.reading.fields import squeeze
from crawler.reading.layout import BLOCKS, tags_around
from crawler.reading.runs import DROP, LABEL, LINK, LINKED, TAIL, Run, runs, weigh
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


VERSES = 4
"""Lines of the shortest poem, which has no sentence perhaps."""
MOST_OTHER = 0.8
"""Share of all sentences that they hold at most; a block with more bears a wrong name."""


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
        self._worth = sum(map(_positive, self.weights))
        self._spans = _spans(lines)
        for part in others(tree):
            self._silence(*self.lines_in(part))
        for number, weight in enumerate(self.weights):
            if weight == TAIL and number not in self.headlines:
                self._silence_leads(number)

    def _silence(self, start: int, end: int) -> None:
        """Let comments and the foot speak for no article, unless they hold nearly all of it."""
        if self._has_headline(start, end):
            return
        worth = sum(map(_positive, self.weights[start:end]))
        if worth < MOST_OTHER * self._worth:
            self.weights[start:end] = [min(weight, LINK) for weight in self.weights[start:end]]

    def _silence_leads(self, heading: int) -> None:
        """Let what stands under the *heading* of other articles speak for none, down to a link.

        Behind that the article may go on. The heading has to stand below sentences in their own
        element, or to begin one: a list beside or above an article holds none of it.
        """
        parent = self._block(heading).getparent()
        first, end = self.lines_in(parent) if parent is not None else (0, 0)
        above = range(max((n + 1 for n in self.headlines if n < heading), default=0), heading)
        told = [n for n in above if self.weights[n] > 0]
        if first < heading:
            told = [n for n in told if self._block(n).getparent() is parent]
        if not told:
            return
        for number in range(heading + 1, end):
            if self.lines[number].linked >= LINKED or number in self.headlines:
                break
            self.weights[number] = min(self.weights[number], LINK)

    def _has_headline(self, start: int, end: int) -> bool:
        return bisect_left(self.headlines, start) < bisect_left(self.headlines, end)

    def runs(self) -> list[Run]:
        """Return all runs of the page."""
        return runs(self.weights)

    def rank(self, run: Run) -> float:
        """Return the worth of *run*, raised near the headline."""
        before = bisect_left(self.headlines, run.start)
        if not before:
            return run.worth * WITHOUT
        gap = run.start - self.headlines[before - 1]
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
        run = self._with_siblings(run, start, end)
        return self.with_captions(self._whole(run, start, end))

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
            between = self.weights[low.end : high.start]
            if min(between, default=0.0) <= TAIL or sum(between) <= 2 * -DROP:
                break
            near = run
            if run.worth >= FURTHER:
                furthest = run
        return furthest

    def _with_siblings(self, run: Run, start: int, end: int) -> Run:
        """Add the sentences that stand in the same element as those of *run*, beyond a box.

        Where a heading such as 相关阅读 stands among them, too, all behind it is none of the body.
        """
        own: dict[HtmlElement | None, float] = defaultdict(float)
        for number in range(run.start, run.end):
            own[self._block(number).getparent()] += _positive(self.weights[number])
        parent = max(own, key=lambda element: own[element])
        if parent is None or parent.tag in ("html", "body"):
            return run

        def furthest(numbers: Iterable[int], known: int) -> int:
            for number in numbers:
                if self._block(number).getparent() is not parent:
                    continue
                if self.weights[number] <= TAIL or self._is_credit(number):
                    break
                if self.weights[number] > 0:
                    known = number
            return known

        first = furthest(range(run.start - 1, start - 1, -1), run.start)
        last = furthest(range(run.end, end), run.end - 1)
        return Run(first, last + 1, run.worth)

    def _whole(self, run: Run, start: int, end: int) -> Run:
        """Add the lines of the element around *run* up to the next link or piece of furniture.

        Short ones that border on those are headings of lists, above as below.
        """
        above = self._above(range(run.start - 1, start - 1, -1))
        below = list(takewhile(self.is_text, range(run.end, end)))
        bordering = run.start - len(above) - 1
        if bordering >= start and not self._is_credit(bordering):
            above = self._without_labels(above)
        if run.end + len(below) < end:
            below = self._without_labels(below)
        return Run(run.start - len(above), run.end + len(below), run.worth)

    def _without_labels(self, numbers: list[int]) -> list[int]:
        """Return *numbers* without the short lines at their end."""
        labels = len(list(takewhile(self.is_label, reversed(numbers))))
        return numbers[: len(numbers) - labels]

    def with_captions(self, run: Run) -> Run:
        """Add the short lines around *run* that stand as its paragraphs do, such as captions."""
        kinds = {self.kind(n) for n in range(run.start, run.end) if self.weights[n] > 0}

        def is_like(number: int) -> bool:
            return self.is_text(number) and self.kind(number) in kinds

        above = len(list(takewhile(is_like, self._above(range(run.start - 1, -1, -1)))))
        below = len(list(takewhile(is_like, range(run.end, len(self.lines)))))
        return Run(run.start - above, run.end + below, run.worth)

    def verse(self) -> Run | None:
        """Return the first stretch of short lines of one kind behind the headline: a poem."""
        for headline in self.headlines[:1]:
            behind = range(headline + 1, len(self.lines))
            for kind, row in groupby(behind, lambda n: self.is_label(n) and self.kind(n)):
                numbers = list(row)
                if numbers[0] > headline + NEAR:
                    break
                if kind and len(numbers) >= VERSES:
                    return Run(numbers[0], numbers[-1] + 1, 0.0)
        return None

    def _above(self, numbers: Iterable[int]) -> list[int]:
        """Return the lines above a body, up to those that credit it."""
        return list(takewhile(lambda n: self.is_text(n) and not self._is_credit(n), numbers))

    def is_text(self, number: int) -> bool:
        """Whether a line is neither link nor furniture."""
        return self.weights[number] >= LABEL

    def is_label(self, number: int) -> bool:
        """Whether a line is neither sentence nor link nor furniture."""
        return LABEL <= self.weights[number] <= 0

    def _is_credit(self, number: int) -> bool:
        return is_credit(self.lines[number].text)

    def lines_in(self, part: HtmlElement) -> tuple[int, int]:
        """Return the first line of *part*, and the one after its last."""
        return self._spans.get(part, (0, 0))

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

    def around(self, run: Run) -> HtmlElement | None:
        """Return the innermost element that holds all of *run*, none if that is the whole page."""
        for element in self.lines[run.start].element.iterancestors():
            start, end = self.lines_in(element)
            if start <= run.start and run.end <= end:
                return None if element.tag in ("html", "body") else element
        return None

    def kind(self, number: int) -> tuple[str, ...]:
        """Return the tags of the block in which a line stands and of all around it."""
        return tags_around(self._block(number))

    def _block(self, number: int) -> HtmlElement:
        block = self.lines[number].element
        while block.tag not in BLOCKS and block.getparent() is not None:
            block = block.getparent()
        return block


def _spans(lines: list[Line]) -> dict[HtmlElement, tuple[int, int]]:
    """Return the first line of each element that has some, and the one after its last."""
    first = _reached(lines, range(len(lines)))
    last = _reached(lines, range(len(lines) - 1, -1, -1))
    return {element: (first[element], last[element] + 1) for element in first}


def _reached(lines: list[Line], numbers: Iterable[int]) -> dict[HtmlElement, int]:
    """Return each element around the lines with the first of *numbers* that stands inside it."""
    reached: dict[HtmlElement, int] = {}
    for number in numbers:
        element: HtmlElement | None = lines[number].element
        while element is not None and element not in reached:
            reached[element] = number
            element = element.getparent()
    return reached


def _positive(weight: float) -> float:
    return max(weight, 0.0)
