"""Remove the pinyin glosses that copying hosts print after a character: 濟(jì)源網(wǎng)訊."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pypinyin import Style, pinyin

from crawler.text.frequent import is_common
from crawler.text.hosts import facts
from crawler.text.marks import LOST
from crawler.text.script import is_traditional

if TYPE_CHECKING:
    from collections.abc import Iterator

READING = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}"
"""Expression of a reading, with tone marks or without."""

# It opens with the bracket, for which the expression is searched at full speed.
_GLOSS = re.compile(rf"[(（]\s?{READING}\s?[)）](?:[(（]\s?{READING}\s?[)）])*")
_READING = re.compile(rf"[(（]\s?({READING})\s?[)）]")
_HANZI = re.compile(r"[\u3400-\u9fff]")

# A copying host annotates 30 % and more of a fixed list of characters, each of them always
# (46 documents, no exception); an article explains one or two readings.
MIN_GLOSSES = 4
MIN_CHARACTERS = 3
MAX_PLAIN = 0.05
# Some list longer than ours may lie behind a page; a poem explains what is on none.
MIN_KNOWN = 1 / 3
# A book for learners prints the reading of nearly every character; hosts came to 39 %.
LESSON_FROM = 0.6
# Hosts that write readings without tones, now and then twice, do so after common characters.
MIN_COMMON = 0.8
MIN_DOUBLED = 2

# An annotation that was inserted inside a character leaves `?` for the halves around it.
_SPLIT = re.compile(rf"\?\(?{READING}\)|\?(?=[！；？])|\?/\w{{1,10}}>")


class _Gloss(NamedTuple):
    """A character, the reading printed after it, and how it stands."""

    char: str
    reading: str
    doubled: bool
    within: bool
    """Whether it stands within a text, not alone as in a list of words."""


@cache
def readings(char: str) -> frozenset[str]:
    """Return the readings of *char*, with tone marks and without.

    >>> sorted(readings("長"))
    ['chang', 'cháng', 'zhang', 'zhàng', 'zhǎng']
    """
    marked = pinyin(char, style=Style.TONE, heteronym=True)[0]
    return frozenset(marked) | {_toneless(reading) for reading in marked}


def _toneless(reading: str) -> str:
    decomposed = unicodedata.normalize("NFD", reading.replace("ü", "v"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_annotated(text: str) -> bool:
    """Whether *text* bears the glosses of a copying host, decided over the whole of it.

    >>> is_annotated("濟(jì)源網(wǎng)訊：會(huì)議強(qiáng)調(diào)")
    True
    >>> is_annotated("南汉皇帝刘龑(yǎn)下載了應用(app)")
    False
    """
    glosses = list(_glosses(text))
    if len(glosses) < MIN_GLOSSES or _is_lesson(text, glosses):
        return False
    return _is_from_list(text, glosses) or _is_toneless(glosses)


def _glosses(text: str) -> Iterator[_Gloss]:
    """Yield every gloss that is a reading of the character before it."""
    for match in _GLOSS.finditer(text):
        start, end = match.span()
        char, marks = text[max(0, start - 1) : start], _READING.findall(match.group())
        if not _HANZI.match(char) or marks[0] not in readings(char):
            continue
        beside = text[max(0, start - 2) : max(0, start - 1)] + text[end : end + 1]
        doubled = len(marks) > 1 and marks[0] == marks[1]
        yield _Gloss(char, marks[0], doubled, bool(_HANZI.search(beside)))


def _is_lesson(text: str, glosses: list[_Gloss]) -> bool:
    """Whether nearly every character is glossed, in those lines that hold a gloss.

    Of a short line the list of a host may leave little plain; but it holds traditional ones only.
    """
    if all(is_traditional(g.char) for g in glosses):
        return False
    characters = sum(len(_HANZI.findall(x)) for x in text.split("\n") if _GLOSS.search(x))
    return len(glosses) >= LESSON_FROM * characters


def _is_from_list(text: str, glosses: list[_Gloss]) -> bool:
    """Whether traditional characters are glossed always, and such as hosts gloss."""
    found = [g for g in glosses if g.within and is_traditional(g.char)]
    kinds = {g.char for g in found}
    if len(found) < MIN_GLOSSES or len(kinds) < MIN_CHARACTERS:
        return False
    known = {g.char for g in found if _is_on_list(g)}
    every = sum(g.char in kinds for g in glosses)
    plain_too = every < (1 - MAX_PLAIN) * sum(text.count(char) for char in kinds)
    return len(known) >= MIN_KNOWN * len(kinds) and not plain_too


def _is_on_list(gloss: _Gloss) -> bool:
    reading = facts().readings.get(gloss.char, "")
    return gloss.reading in (reading, _toneless(reading))


def _is_toneless(glosses: list[_Gloss]) -> bool:
    """Whether common characters of a traditional text, or any text twice, bear bare letters."""
    found = [g for g in glosses if g.within and g.reading.isascii()]
    kinds = {g.char for g in found}
    if len(found) < MIN_GLOSSES or len(kinds) < MIN_CHARACTERS:
        return False
    if sum(g.doubled for g in found) >= MIN_DOUBLED:
        return True
    traditional = any(is_traditional(char) for char in kinds)
    return traditional and sum(map(is_common, kinds)) >= MIN_COMMON * len(kinds)


def strip_pinyin(text: str) -> tuple[str, int]:
    """Drop every gloss that is a reading of the character before it; count them.

    For a text that `is_annotated`; elsewhere the same form may be meant.

    >>> strip_pinyin("濟(jì)源網(wǎng)訊，重(chóng)申大會(hui)(hui)")
    ('濟源網訊，重申大會', 5)
    >>> strip_pinyin("各縣(市、區)下載應用(app)")
    ('各縣(市、區)下載應用(app)', 0)
    """
    count = 0

    def drop(match: re.Match[str]) -> str:
        nonlocal count
        known = readings(text[match.start() - 1]) if match.start() else frozenset()
        marks = [m for m in _READING.finditer(match.group()) if m.group(1) not in known]
        count += len(_READING.findall(match.group())) - len(marks)
        return "".join(m.group() for m in marks)

    return _GLOSS.sub(drop, text), count


def mark_splits(text: str) -> tuple[str, int]:
    """Put U+FFFD where an annotation was inserted inside a character; count them.

    >>> mark_splits("有序?qū)嵤")
    ('有序\ufffd嵤', 1)
    >>> mark_splits("怎么办?(略)")
    ('怎么办?(略)', 0)
    """
    return _SPLIT.subn(LOST, text)
