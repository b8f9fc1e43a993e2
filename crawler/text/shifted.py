"""Find the text that a run of shifted bytes most likely was: a beam search."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from crawler.text.charlm import unit
from crawler.text.gbk import is_private
from crawler.text.hosts import is_host_form
from crawler.text.marks import LOST
from crawler.text.pinyin import readings, strip_pinyin
from crawler.text.script import is_traditional
from crawler.text.shifts import (
    GLOSS,
    MARKS,
    Document,
    Step,
    dropped_firsts,
    dropped_seconds,
    starts,
    steps,
)

BEAM = 24
"""Hypotheses kept at each character; with 12 as many lines come back, with 6 fewer do."""
RIVALS = 3
"""Hypotheses kept of those that can go on alike, if their scores are close."""
CLOSE = 3.0
"""Nats; three rivals within e^3 = 20 times. Rivals are what a guess is doubted by."""
BEHIND = 12.0
"""Nats behind the best hypothesis at a character after which none is kept; with 8 fewer lines
come back, with 1000 the same."""

LONGEST = 1000
"""Characters of the longest run: where a host leaves ， alone, one lasts to the paragraph's end."""
HOPELESS = 20.0
"""Nats by which a finished hypothesis, or the text as it stands, is ahead of all that go on when
a search is given up; chosen for speed, at 40 as many lines come back."""
DROPPED_BEAM = 6
"""Hypotheses tried with a dropped character, and first characters tried for it, by trial."""
DROPPED_STEPS = 10
"""Pairs of characters tried for it, by trial."""
FINISHED = 60
"""Finished hypotheses that are compared with the text as it stands; bounds the time."""
PARAGRAPH = 2000
"""Characters before a run among which an open quotation mark is looked for."""
AROUND = 24
"""Characters after a run among which the next three are found once glosses are stripped."""

# Worth in nats, chosen on simulated damage of texts that did not train the model.
DROPPED = -3.5
"""A character that somebody dropped: one pair in twelve lies in the user-defined zones."""
GAP = -16.0
"""Several characters that somebody dropped one after the other; none is guessed. At -12 it
crowds out real characters."""
NO_GLOSS = -8.0
"""A character without its gloss in a document that always glosses it."""
STRANGE = -5.0
"""A character that the script of the document does not have, or two stops in a row."""
QUOTE = 3.0
"""A closing mark where one is open; a penalty where none is."""
SPACE = -8.0
"""A full-width space: rare, but to the model it is the end of a sentence, which is not."""
EATEN = -2.0
"""A destroyed character, in place of its log-probability."""

# No two of them stand together, unless somebody wonders?!
_STOPS = frozenset("，。、；：")
_OPENED_BY = {"”": "“", "》": "《", "’": "‘", "）": "（"}


class Hypothesis(NamedTuple):
    """Text up to a byte that waits for its other half."""

    score: float
    text: str
    half: int
    is_parted: bool

    def alike(self) -> tuple[int, str, bool]:
        """Return what is the same for all that can go on alike."""
        return self.half, self.text[-2:], self.is_parted


class Restored(NamedTuple):
    """What a run was, up to the offset `end`, and by how many nats it reads better."""

    text: str
    end: int
    gain: float


class Span:
    """The run of shifted bytes that begins at one place of a document."""

    def __init__(self, document: Document, at: int) -> None:
        self.document = document
        self.at = at
        text = document.text
        self.before = strip_pinyin(text[max(0, at - AROUND) : at])[0][-2:]
        line = text[max(0, at - PARAGRAPH) : at].rpartition("\n")[2]
        self.is_open = {c: line.count(o) > line.count(c) for c, o in _OPENED_BY.items()}
        self.waiting: dict[int, list[Hypothesis]] = defaultdict(list)
        self.done: list[tuple[float, str, int]] = []
        self.standing: dict[int, tuple[str, float]] = {}
        self.ahead = 0.0
        self.tried: dict[tuple[int, str, bool], list[Step]] = {}

    def search(self) -> list[Restored]:
        """Return what the run can have been, the best first."""
        for step in starts(self.document, self.at):
            self._take(Hypothesis(0.0, "", 0, is_parted=False), step)
        last = min(self.at + LONGEST, len(self.document.text))
        for place in range(self.at, last + 1):
            best = _best(self.waiting.pop(place, []))
            if best and best[0].score < self._stands(place)[1] + self.ahead - HOPELESS:
                break
            for hypothesis in best:
                for step in steps(self.document, hypothesis.half, place):
                    self._take(hypothesis, step)
            self.tried.clear()
            for hypothesis in best[:DROPPED_BEAM] if self.document.is_folded else ():
                for step in self._dropped(hypothesis, place):
                    self._take(hypothesis, step)
            if not self.waiting:
                break
        return self._ranked()

    def _stands(self, end: int) -> tuple[str, float]:
        """Return the run up to *end* as it stands, without glosses, and its score."""
        if end not in self.standing:
            stands = strip_pinyin(self.document.text[self.at : end])[0]
            self.standing[end] = stands, self.document.model.score(self.before, stands)
        return self.standing[end]

    def _take(self, hypothesis: Hypothesis, step: Step) -> None:
        score, text = hypothesis.score + step.prior, hypothesis.text
        for n, char in enumerate(step.text):
            may_lack = (n == 0 and hypothesis.is_parted) or self._is_glossed(char, step)
            score += self._worth(text, char, may_lack)
            text += char
        if step.half is None:
            self.done.append((score, text, step.to))
            self.ahead = max(self.ahead, score - self._stands(step.to)[1])
        else:
            self.waiting[step.to].append(Hypothesis(score, text, step.half, step.is_parted))

    def _is_glossed(self, char: str, step: Step) -> bool:
        """Whether the gloss of *char*, the last one of the run, is shown."""
        if step.half is not None:
            return False
        gloss = GLOSS.match(self.document.text, step.to)
        shown = gloss is not None and gloss[1] in readings(char)
        return shown or self.document.text[step.to - 1] == ")"

    def _worth(self, text: str, char: str, may_lack_gloss: bool) -> float:
        """Return what *char* is worth after *text*, in nats."""
        if char in (LOST, "<", "&"):
            return EATEN
        self.document.effort += 1
        last = text[-2:] if len(text) > 1 else f"  {self.before}{text}"[-2:]
        worth = self.document.model.logp(unit(last[0]), unit(last[1]), unit(char))
        if char == "\u3000":
            return worth + SPACE
        if char in MARKS:
            return worth + self._balance(text, char)
        if not self.document.is_traditional:
            return worth + STRANGE * is_traditional(char)
        lacks_gloss = char in self.document.glossed and not may_lack_gloss
        return worth + STRANGE * (not is_host_form(char)) + NO_GLOSS * lacks_gloss

    def _balance(self, text: str, mark: str) -> float:
        if mark in _STOPS and (self.before + text)[-1:] in _STOPS:
            return STRANGE
        opening = _OPENED_BY.get(mark)
        if opening is None or opening in text or mark in text:
            return 0.0
        return QUOTE if self.is_open[mark] else -QUOTE

    def _dropped(self, hypothesis: Hypothesis, at: int) -> list[Step]:
        """Return the likeliest steps over private-use characters that somebody dropped.

        They are the same for all that can go on alike.
        """
        key = hypothesis.alike()
        if key not in self.tried:
            self.tried[key] = self._over_one(hypothesis, at)
            if pair := self.document.pair(at):
                self.tried[key].append(Step(LOST * 2, pair.trail, at + 1, GAP))
        return self.tried[key]

    def _over_one(self, hypothesis: Hypothesis, at: int) -> list[Step]:
        firsts = [
            (self._worth(hypothesis.text, char, hypothesis.is_parted), lead, char)
            for lead, char in dropped_firsts(self.document, hypothesis.half)
        ]
        seconds = dropped_seconds(self.document, at)
        found = [
            (
                worth + self._worth(hypothesis.text[-1:] + first, step.text, may_lack_gloss=True),
                first,
                step,
            )
            for worth, lead, first in nlargest(DROPPED_BEAM, firsts)
            for trail, step in seconds
            if worth > -BEHIND and is_private(lead, trail)
        ]
        likeliest = nlargest(DROPPED_STEPS, found, key=itemgetter(0))
        return [
            step._replace(text=first + step.text, prior=DROPPED) for _, first, step in likeliest
        ]

    def _ranked(self) -> list[Restored]:
        """Compare what was found with the text as it stands, over run and three characters more."""
        text, score = self.document.text, self.document.model.score
        found = []
        likeliest = sorted(self.done, key=lambda d: -d[0] / (len(d[1]) + 1))[:FINISHED]
        for worth, run, end in likeliest:
            tail = strip_pinyin(f"{text[end : end + AROUND]}\n")[0][:3]
            stands, standing = self._stands(end)
            standing += score(self.before + stands, tail)
            gain = worth + score(self.before + run, tail) - standing
            found.append(Restored(run, end, gain))
        return sorted(found, key=lambda restored: -restored.gain)


def _best(hypotheses: list[Hypothesis]) -> list[Hypothesis]:
    """Return the best hypotheses; of those that can go on alike, the best and its close rivals."""
    alike: dict[tuple[int, str, bool], list[float]] = defaultdict(list)
    kept: list[Hypothesis] = []
    for hypothesis in sorted(hypotheses, reverse=True):
        if kept and hypothesis.score < kept[0].score - BEHIND:
            break
        scores = alike[hypothesis.alike()]
        if not scores or (len(scores) < RIVALS and scores[0] - hypothesis.score < CLOSE):
            scores.append(hypothesis.score)
            kept.append(hypothesis)
    return kept[:BEAM]
