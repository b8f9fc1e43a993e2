"""Remove the pinyin glosses that copying hosts print after a character: 濟(jì)源網(wǎng)訊."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pypinyin import Style, pinyin

from crawler.text.script import is_traditional

LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"

_GLOSS = re.compile(rf"(?<=[\u3400-\u9fff])[(（]\s?([{LETTERS}]{{1,6}})\s?[)）]")

# A copying host annotates 30 % and more of a fixed list of characters, each of them always
# (46 documents, no exception); an article explains one or two readings.
MIN_GLOSSES = 4
MIN_CHARACTERS = 3
MAX_PLAIN = 0.05

# An annotation that was inserted inside a character leaves `?` for the halves around it.
_SPLIT = re.compile(rf"\?\(?[{LETTERS}]{{1,6}}\)|\?(?=[！；？])|\?/\w{{1,10}}>")


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


def _is_gloss(char: str, reading: str) -> bool:
    return is_traditional(char) and reading in readings(char)


def is_annotated(text: str) -> bool:
    """Whether *text* bears the glosses of a copying host, decided over the whole of it.

    >>> is_annotated("濟(jì)源網(wǎng)訊：會(huì)議強(qiáng)調(diào)")
    True
    >>> is_annotated("南汉皇帝刘龑(yǎn)下載了應用(app)")
    False
    """
    glossed = [
        char for m in _GLOSS.finditer(text) if _is_gloss(char := text[m.start() - 1], m.group(1))
    ]
    kinds = set(glossed)
    if len(glossed) < MIN_GLOSSES or len(kinds) < MIN_CHARACTERS:
        return False
    return len(glossed) >= (1 - MAX_PLAIN) * sum(text.count(char) for char in kinds)


def strip_pinyin(text: str) -> tuple[str, int]:
    """Drop every gloss that is a reading of the traditional character before it; count them.

    For a text that `is_annotated`; elsewhere the same form may be meant.

    >>> strip_pinyin("濟(jì)源網(wǎng)訊")
    ('濟源網訊', 2)
    >>> strip_pinyin("各縣(市、區)下載應用(app)")
    ('各縣(市、區)下載應用(app)', 0)
    """
    count = 0

    def drop(match: re.Match[str]) -> str:
        nonlocal count
        char = text[match.start() - 1]
        if not _is_gloss(char, match.group(1)):
            return match.group()
        count += 1
        return ""

    return _GLOSS.sub(drop, text), count


def mark_splits(text: str) -> tuple[str, int]:
    """Put U+FFFD where an annotation was inserted inside a character; count them.

    >>> mark_splits("有序?qū)嵤")
    ('有序\ufffd嵤', 1)
    >>> mark_splits("怎么办?(略)")
    ('怎么办?(略)', 0)
    """
    return _SPLIT.subn("\ufffd", text)
