"""What the characters after a damaged place can have been, byte by byte.

A copying host replaces raw GBK bytes, whatever characters they belong to. A gloss `(qū)` put
between the two bytes of a character, or a full-width mark cut out across two characters, moves
all pairs after it by one byte, until a byte that stands alone sets them right: 有序實施。 becomes
有序?qū)嵤?。. The bytes are read here half a character later than they are shown; `half` is the
byte that waits for its other half. What is shown as `?` was, in such a run,
- a first byte before a mark that was cut out, or before the end of the text,
- a first byte and the ASCII character after it: the bracket of a gloss, a figure, the `<` of a tag,
- one byte of a pair that means nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from crawler.text.gbk import LEADS, PRIVATE_LEADS, TRAILS, Pair, char_of, is_unmapped, pair_of
from crawler.text.hosts import facts
from crawler.text.marks import LOST
from crawler.text.pinyin import READING, readings
from crawler.text.script import detect, is_traditional

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.text.charlm import CharModel

SHOWN = f"?{LOST}"
"""What a lost byte is shown as."""
CUT_OUT = "！；？，"
"""Marks that hosts find at any alignment; some of them leave ， alone."""
AFTER_ALONE = f"{CUT_OUT}\n"
"""What follows a byte that was left alone."""
MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…·\u3000")
OPENING = frozenset("“‘《（【〈")

GLOSS = re.compile(rf"\(({READING})\)")
_HALF_GLOSS = re.compile(rf"\(?({READING})\)")
_GLOSS_BEFORE = re.compile(rf"\({READING}\)$")
_GLOSSED = re.compile(rf"([\u3400-\u9fff])\(({READING})\)")
_TAG = re.compile(r"/?[a-z]\w*[^<>]{0,200}>")
_ENTITY = re.compile(r"#?[a-z0-9]{2,8};")
_FULL_WIDTH = re.compile("[！，：；？（）]")
_FULL_WIDTH_LEAD = 0xA3
_ASCII_TRAILS = range(0x40, 0x7F)
MAX_PLAIN = 0.05
"""Share of occurrences without a gloss up to which a character counts as always glossed."""

# What a step is worth beside its characters, in nats.
FULL_STOP = 1.0
"""。 is what nearly all cut marks were found across: its second byte is their first."""
RARE_GLOSS = -3.0
"""A glossed character that the document does not gloss elsewhere."""
EATEN_SIGN = -4.0
"""A destroyed ASCII character before a Chinese one; mostly they are figures before figures."""
CUT_OFF = -4.0
"""An end within a run: somebody shortened what was damaged. As rare as an eaten sign."""
OPENS_AT_END = -5.0
"""A quotation that opens where an element ends."""


class Step(NamedTuple):
    """What one more character of the damaged text gives."""

    text: str
    half: int | None
    """The byte left over; None where the pairs are right again."""
    to: int
    """Offset of the next character."""
    prior: float = 0.0
    is_parted: bool = False
    """Whether a gloss was put right after `half`, so that its character lost its own."""


class Document:
    """A damaged text and what is known of the whole of it."""

    def __init__(self, text: str, model: CharModel) -> None:
        self.text = text
        self.model = model
        self.is_folded = not _FULL_WIDTH.search(text)
        """Whether somebody made all marks half-width and dropped private-use characters."""
        self.is_traditional = detect(text) != "Hans"
        self.glossed = _always_glossed(text)
        self.effort = 0
        """Characters judged so far."""
        self.by_lead, self.by_trail = _known_pairs(model)

    def can_hold(self, char: str) -> bool:
        """Whether *char* is a Chinese character or a mark, or a sign that news texts hold.

        In folded text a full-width figure or letter would be made of a byte that was guessed.
        """
        if self.is_folded and "\uff10" <= char <= "\uff5a":
            return False
        return _is_text(char) or self.model.knows(char)

    def pair(self, at: int) -> Pair | None:
        """Return the two bytes of the character at *at*; a folded one's are those of its origin."""
        char = self.text[at : at + 1]
        if self.is_folded and char == " ":
            return pair_of("\u3000")
        if self.is_folded and "!" <= char <= "~":
            return Pair(_FULL_WIDTH_LEAD, ord(char) + 0x80)
        return pair_of(char) if char else None

    def mark(self, at: int) -> str:
        """Return the character at *at*, full-width if it was folded; "" after the end."""
        char = self.text[at : at + 1]
        return chr(ord(char) + 0xFEE0) if self.is_folded and "!" <= char <= "~" else char


def _is_text(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char in MARKS


@cache
def _pairs() -> tuple[tuple[Pair, str], ...]:
    every = ((Pair(lead, trail), char_of(lead, trail)) for lead in LEADS for trail in TRAILS)
    return tuple((pair, char) for pair, char in every if char and _is_text(char))


Known = dict[int, list[tuple[int, str]]]


@cache
def _known_pairs(model: CharModel) -> tuple[Known, Known]:
    """Return the characters that *model* knows with their other byte, by first and by second."""
    by_lead: Known = defaultdict(list)
    by_trail: Known = defaultdict(list)
    for pair, char in _pairs():
        if model.knows(char):
            by_lead[pair.lead].append((pair.trail, char))
            by_trail[pair.trail].append((pair.lead, char))
    return by_lead, by_trail


@cache
def _by_reading() -> dict[str, tuple[tuple[Pair, str], ...]]:
    """Return the traditional characters of each reading."""
    found: dict[str, list[tuple[Pair, str]]] = defaultdict(list)
    for pair, char in _pairs():
        for reading in readings(char) if is_traditional(char) else ():
            found[reading].append((pair, char))
    return {reading: tuple(chars) for reading, chars in found.items()}


def _read_as(reading: str) -> tuple[tuple[Pair, str], ...]:
    return _by_reading().get(reading, ())


def _always_glossed(text: str) -> frozenset[str]:
    """Return the characters that bear a gloss wherever they stand in *text*.

    A host takes its list from the front, so that all before the last one seen belong to it.
    """
    seen = Counter(char for char, reading in _GLOSSED.findall(text) if reading in readings(char))
    always = {c for c, n in seen.items() if text.count(c) - n <= MAX_PLAIN * n}
    order = list(facts().readings)
    last = max((order.index(c) for c in always if c in order), default=-1)
    return frozenset(always.union(c for c in order[: last + 1] if c not in text))


def starts(document: Document, at: int) -> Iterator[Step]:
    """Yield the first steps of a run that begins with the `?` at *at*."""
    text = document.text
    gloss = _HALF_GLOSS.match(text, at + 1)
    if gloss:
        before = _GLOSS_BEFORE.search(text, max(0, at - 9), at)
        last = document.pair((before.start() if before else at) - 1) if at else None
        for hidden, char in _read_as(gloss[1]) if last else ():
            if last and hidden.lead == last.trail:
                prior = 0.0 if char in document.glossed else RARE_GLOSS
                yield Step("", hidden.trail, gloss.end(), prior, is_parted=True)
    mark = document.mark(at + 1)
    if mark and mark in CUT_OUT and (pair := pair_of(mark)):
        for _, char in document.by_trail[pair.lead]:
            yield Step(char, pair.trail, at + 2, FULL_STOP if char == "。" else 0.0)


def steps(document: Document, half: int, at: int) -> Iterator[Step]:
    """Yield what the character at *at* can be after *half*; nothing where no pair is possible."""
    char = document.text[at : at + 1]
    if char in ("", "\n", "<"):
        yield Step(LOST, None, at, CUT_OFF)
    elif char in SHOWN:
        yield from _lost(document, half, at)
    pair = document.pair(at)
    if pair and (whole := char_of(half, pair.lead)) and document.can_hold(whole):
        gloss = GLOSS.match(document.text, at + 1)
        is_own = gloss is not None and gloss[1] in readings(char)
        end = gloss.end() if gloss and is_own else at + 1
        yield Step(whole, pair.trail, end, 0.0, is_own)
    letter = ord(char) if char and ord(char) in _ASCII_TRAILS else None
    if letter and (whole := char_of(half, letter)) and document.can_hold(whole):
        yield Step(whole, None, at + 1)


def _lost(document: Document, half: int, at: int) -> Iterator[Step]:
    """Yield what a `?` can be: a glossed character, a byte alone, a byte and what it ate."""
    text = document.text
    gloss = _HALF_GLOSS.match(text, at + 1)
    if gloss:
        glossed = [char for pair, char in _read_as(gloss[1]) if pair.lead == half]
        yield from (Step(char, None, gloss.end()) for char in glossed)
        if glossed:
            return
    following = document.mark(at + 1)
    alone = not following or following in AFTER_ALONE or text[at] == LOST
    pair = document.pair(at + 1)
    eaten = _eaten(text, at + 1)
    for trail, char in document.by_lead[half]:
        if alone or (pair and is_unmapped(trail, pair.lead)):
            yield Step(char, None, at + 1)
        if not alone:
            prior = OPENS_AT_END if char in OPENING and eaten == "<" else 0.0
            if eaten == LOST and not (following.isascii() and following.isalnum()):
                prior += EATEN_SIGN
            yield Step(char + eaten, None, at + 1, prior)


def _eaten(text: str, at: int) -> str:
    """Return the ASCII character that must have stood before *at*; the mark where none must."""
    return "<" if _TAG.match(text, at) else "&" if _ENTITY.match(text, at) else LOST


def dropped_firsts(document: Document, half: int) -> list[tuple[int, str]]:
    """Return what *half* can have begun if a private-use character after it was dropped.

    Each with its second byte, which is the first byte of the character that is gone.
    """
    return [(lead, char) for lead, char in document.by_lead[half] if lead in PRIVATE_LEADS]


def dropped_seconds(document: Document, at: int) -> list[tuple[int, Step]]:
    """Return what the second byte of such a character can have begun, ended by what is at *at*.

    Each with that byte. The text of the step is the second character alone.
    """
    text = document.text
    char = text[at : at + 1]
    gloss = _HALF_GLOSS.match(text, at + 1) if char and char in SHOWN else None
    if gloss:
        return [(pair.lead, Step(c, None, gloss.end())) for pair, c in _read_as(gloss[1])]
    found = []
    if pair := document.pair(at):
        known = document.by_trail[pair.lead]
        found += [(lead, Step(c, pair.trail, at + 1)) for lead, c in known]
    if char and ord(char) in _ASCII_TRAILS:
        known = document.by_trail[ord(char)]
        found += [(lead, Step(c, None, at + 1)) for lead, c in known]
    return found
