"""Remove the pinyin glosses that copying hosts print after a character: 農(nóng)業(yè)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pypinyin import Style, pinyin

from crawler.text.frequent import is_common
from crawler.text.hosts import facts
from crawler.text.marks import LOST
from crawler.text.script import is_traditional

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCENTS = "\u0300\u0301\u0304\u0306\u0308\u030c"
READING = f"[a-zɡāáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜü{_ACCENTS}]{{1,9}}"
"""Expression of a reading, with tone marks or without, in each way of writing them."""

# Fonts for schools have a g of their own; a breve is what many type for the third tone.
_USUAL = str.maketrans("ɡăĕĭŏŭ", "gǎěǐǒǔ")
# With a capital, a number for the tone, spaces (seen or not) and square brackets, too.
_GAP = "[\\s\u200b-\u200d\ufeff]{0,2}"
_SHOWN = rf"[(（\[]{_GAP}([A-Z]?{READING}[1-5]?){_GAP}[)）\]]"
_READING = re.compile(_SHOWN)
_GLOSS = re.compile(rf"[ \u00a0\u3000]?{_SHOWN}(?: ?{_SHOWN})*")
# Such as lessons and dictionaries print; they do not tell a host's page, but go from a known one.
_LEARNED = re.compile("[1-5\\[]")
_HANZI = re.compile(r"[\u3400-\u9fff]")

# A copying host annotates 30 % and more of a fixed list of characters, each of them always
# (46 documents, no exception); an article explains one or two readings.
MIN_GLOSSES = 4
MIN_CHARACTERS = 3
MAX_PLAIN = 0.05  # none was seen; bytes that were torn apart may leave a few
# Some list longer than ours may lie behind a page; a poem explains what is on none.
MIN_KNOWN = 1 / 3
# A host takes its list from the front (43 documents, 3,707 pairs of a glossed and a bare one, none
# against it); a teacher's choice stands anywhere in it. Bytes torn apart leave a few bare.
MAX_PASSED_OVER = 0.5
# A book for learners prints the reading of nearly every character; hosts came to 39 %.
LESSON_FROM = 0.6
# On a host a character bears one reading (43 documents, no exception; a gloss that was there
# before may stand beside it); a lesson tells 長(cháng) from 長(zhǎng).
BOTH_READ_FROM = 0.1
# Hosts that write readings without tones, now and then twice, do so after common characters.
MIN_COMMON = 0.8
MIN_DOUBLED = 2

# What is left of an annotation that was inserted inside a character, and of an eaten tag.
# Decoders write `?` or U+FFFD for the half before it; only the first may be genuine.
_SPLIT = re.compile(
    rf"\?(\(?){READING}\)|{LOST}\(?(?=[a-z]*[^\x00-\x7f]){READING}\)|\?/[a-z][a-z0-9]{{0,9}}>"
)
LONGEST_BRACKET = 200
"""Characters of what somebody may have put in brackets; a host's page is not searched further."""


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


def _usual(reading: str) -> str:
    """Return *reading* in the letters that dictionaries use, one for a vowel and its tone."""
    return unicodedata.normalize("NFC", reading).lower().rstrip("12345").translate(_USUAL)


def _toneless(reading: str) -> str:
    decomposed = unicodedata.normalize("NFD", reading.replace("ü", "v"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_annotated(text: str, *, known: bool = False) -> bool:
    """Whether *text* bears the glosses of a copying host, decided over the whole of it.

    Where other signs have made the host *known*, one gloss of its list is enough.

    >>> is_annotated("農(nóng)業(yè)專(zhuān)家進(jìn)村")
    True
    >>> is_annotated("南汉皇帝刘龑(yǎn)下载了应用(app)", known=True)
    False
    """
    glosses = list(_glosses(text))
    if known and any(_is_hosts(g) and _is_on_list(g) for g in glosses):
        return True
    if len(glosses) < MIN_GLOSSES or _is_lesson(text, glosses):
        return False
    return _is_from_list(text, glosses) or _is_toneless(glosses)


def _glosses(text: str) -> Iterator[_Gloss]:
    """Yield every gloss that is a reading of the character before it."""
    for match in _GLOSS.finditer(text):
        if _LEARNED.search(match.group()):
            continue
        start, end = match.span()
        char = text[max(0, start - 1) : start]
        marks = [_usual(mark) for mark in _READING.findall(match.group())]
        if not _HANZI.match(char) or marks[0] not in readings(char):
            continue
        beside = text[max(0, start - 2) : max(0, start - 1)] + text[end : end + 1]
        doubled = len(marks) > 1 and marks[0] == marks[1]
        yield _Gloss(char, marks[0], doubled, bool(_HANZI.search(beside)))


def _is_lesson(text: str, glosses: list[_Gloss]) -> bool:
    """Whether characters bear two readings, or nearly every one a gloss in a line that holds some.

    Of a short line the list of a host may leave little plain; but it holds traditional ones only.
    """
    if _tells_apart(glosses):
        return True
    if all(is_traditional(g.char) for g in glosses):
        return False
    characters = sum(len(_HANZI.findall(x)) for x in text.split("\n") if _GLOSS.search(x))
    return len(glosses) >= LESSON_FROM * characters


def _tells_apart(glosses: list[_Gloss]) -> bool:
    """Whether more than a stray one of the glossed characters bears two readings."""
    toned: defaultdict[str, set[str]] = defaultdict(set)
    bare: defaultdict[str, set[str]] = defaultdict(set)
    for gloss in glosses:
        bare[gloss.char].add(_toneless(gloss.reading))
        if not gloss.reading.isascii():
            toned[gloss.char].add(gloss.reading)
    both = {char for read in (toned, bare) for char, found in read.items() if len(found) > 1}
    return len(both) > BOTH_READ_FROM * len(bare)


def _is_hosts(gloss: _Gloss) -> bool:
    return gloss.within and is_traditional(gloss.char)


def _is_from_list(text: str, glosses: list[_Gloss]) -> bool:
    """Whether traditional characters are glossed always, and such as hosts gloss."""
    found = [g for g in glosses if _is_hosts(g)]
    kinds = {g.char for g in found}
    if len(found) < MIN_GLOSSES or len(kinds) < MIN_CHARACTERS:
        return False
    known = {g.char for g in found if _is_on_list(g)}
    every = sum(g.char in kinds for g in glosses)
    plain_too = every < (1 - MAX_PLAIN) * sum(text.count(char) for char in kinds)
    return len(known) >= MIN_KNOWN * len(kinds) and not plain_too and _is_from_front(text, known)


def _is_from_front(text: str, glossed: set[str]) -> bool:
    """Whether *text* glosses the characters that stand before the *glossed* ones in the list, too.

    >>> _is_from_front("鄉(xiāng)村醫(yī)院開會", {"鄉", "醫"})
    True
    >>> _is_from_front("發現網絡開(kāi)會說(shuō)", {"開", "說"})
    False
    """
    order = list(facts().readings)
    # By the middle one, as a late one may be a gloss that was there before.
    middle = sorted(order.index(char) for char in glossed)[len(glossed) // 2]
    passed_over = sum(char in text for char in order[:middle] if char not in glossed)
    return passed_over <= MAX_PASSED_OVER * len(glossed)


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

    >>> strip_pinyin("農(nóng)業 (yè)，重(chóng)申大會(hui)(hui)，網[Wǎng]站(zhan4)")
    ('農業，重申大會，網站', 7)
    >>> strip_pinyin("各縣(市、區)下載應用(app)")
    ('各縣(市、區)下載應用(app)', 0)
    """
    count = 0

    def drop(match: re.Match[str]) -> str:
        nonlocal count
        known = readings(text[match.start() - 1]) if match.start() else frozenset()
        marks = list(_READING.finditer(match.group()))
        other = [mark.group() for mark in marks if _usual(mark[1]) not in known]
        count += len(marks) - len(other)
        return "".join(other) if len(other) < len(marks) else match.group()

    return _GLOSS.sub(drop, text), count


def mark_splits(text: str) -> str:
    """Put U+FFFD where a reading is left of what was inserted inside a character, or a tag.

    For a text that `is_annotated`. A question may be followed by a bracket, or end inside one.

    >>> mark_splits("一律?xí)稍的，寫完?/p>")
    '一律\ufffd稍的，寫完\ufffd'
    >>> mark_splits("怎么读?(yǎn)下载(要不要?app)")
    '怎么读?(yǎn)下载(要不要?app)'
    """
    return _SPLIT.sub(_marked, text)


def _marked(match: re.Match[str]) -> str:
    """Return the mark, unless the bracket may be one that somebody wrote."""
    line = match.string[max(0, match.start() - LONGEST_BRACKET) : match.start()].rpartition("\n")[2]
    is_open = max(line.rfind("("), line.rfind("（")) > max(line.rfind(")"), line.rfind("）"))
    return match.group() if match[1] or (match[1] == "" and is_open) else LOST
