"""A character language model: how likely one Chinese character is after two others.

Trigram counts with interpolated absolute discounting (Ney, Essen and Kneser, 1994). The table
holds counts of newspaper text, never text; `tools/charlm.py` builds it, `docs/text-repair.md`
says from what.
"""

from __future__ import annotations

import logging
import math
import zipfile
import zlib
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from crawler.text.script import simplified_char

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger(__name__)

Array = np.ndarray[Any, Any]

TABLE = Path(__file__).with_name("charlm.npz")

DISCOUNT = 0.6
"""What each count gives to unseen continuations; between 0.5 and 0.8 it matters little."""
UNSEEN = 0.3
"""Occurrences granted to a character that the table does not hold."""
STEPS = 8
"""Steps of the stored counts in a doubling: a code is round(8 · log2 n)."""

_WIDE = {ord(c) - 0xFEE0: c for c in "，！？；：（）"}


@lru_cache(maxsize=1 << 16)
def unit(char: str) -> str:
    """Return what stands for *char* in the table: simplified, of one width, figures as `0`.

    A space or the end of a line is the border of a sentence.

    >>> "".join(map(unit, "濟源,3月a"))
    '济源，0月a'
    """
    if char.isdigit():
        return "0"
    if char.isspace():
        return " "
    if char.isascii():
        return "a" if char.isalpha() else char.translate(_WIDE)
    return simplified_char(char)


class CharModel:
    """Log-probabilities (natural logarithm) of characters in their context."""

    def __init__(self, table: Mapping[str, Array]) -> None:
        """Take the arrays of a table as `tools/charlm.py` writes them."""
        self._ids = {chr(c): n for n, c in enumerate(table["chars"].tolist())}
        single = np.exp2(table["single_counts"] / STEPS)
        self._single = memoryview(single / single.sum())
        self._floor = UNSEEN / float(single.sum())
        self._pairs = _Rows(
            table["pair_lengths"], table["pair_chars"], table["pair_counts"], single
        )
        pairs = np.exp2(table["pair_counts"] / STEPS)
        self._triples = _Rows(
            table["triple_lengths"], table["triple_chars"], table["triple_counts"], pairs
        )
        self.logp = lru_cache(maxsize=1 << 18)(self._logp)

    def knows(self, char: str) -> bool:
        """Whether the table holds *char*."""
        return unit(char) in self._ids

    def _logp(self, first: str, second: str, char: str) -> float:
        """Return the log-probability of the unit *char* after the units *first* and *second*."""
        third = self._ids.get(char)
        if third is None:
            return math.log(self._floor)
        p: float = self._single[third]
        middle = self._ids.get(second)
        if middle is None:
            return math.log(p)
        share, rest, _ = self._pairs.find(middle, third)
        p = share + rest * p
        head = self._ids.get(first)
        if head is None:
            return math.log(p)
        row = self._pairs.find(head, middle)[2]
        if row is not None:
            share, rest, _ = self._triples.find(row, third)
            p = share + rest * p
        return math.log(p)

    def score(self, context: str, text: str) -> float:
        """Return the log-probability of *text* after *context*."""
        first, second = (unit(c) for c in f"  {context}"[-2:])
        total = 0.0
        for char in map(unit, text):
            total += self.logp(first, second, char)
            first, second = second, char
        return total


class _Rows:
    """Counts of what follows each context, a sorted row for every context."""

    def __init__(self, lengths: Array, steps: Array, codes: Array, totals: Array) -> None:
        ends: Array = np.cumsum(lengths, dtype=np.int64)
        starts: Array = ends - lengths
        running = np.cumsum(steps, dtype=np.int64)
        base = np.repeat(np.where(starts > 0, running[np.maximum(starts - 1, 0)], 0), lengths)
        self._chars = memoryview((running - base).astype(np.uint16))
        kept = np.maximum(np.exp2(codes / STEPS) - DISCOUNT, 0.0)
        shares = kept / np.repeat(np.maximum(totals, 1.0), lengths)
        sums = np.concatenate([[0.0], np.cumsum(shares)])
        used = np.minimum(sums[ends] - sums[starts], 1.0)
        self._shares = memoryview(shares.astype(np.float32))
        self._rests = memoryview(np.maximum(1.0 - used, 1e-4).astype(np.float32))
        self._starts = memoryview(starts.tobytes()).cast("q")
        self._ends = memoryview(ends.tobytes()).cast("q")

    def find(self, row: int, char: int) -> tuple[float, float, int | None]:
        """Return share of *char* in *row*, what the row leaves to others, and the place found."""
        start, end = self._starts[row], self._ends[row]
        at = bisect_left(self._chars, char, start, end)
        if at < end and self._chars[at] == char:
            return self._shares[at], self._rests[row], at
        return 0.0, self._rests[row], None


@cache
def load(path: Path = TABLE) -> CharModel | None:
    """Return the model in the file at *path*, once per process; None where there is none.

    A file that is no table is warned of and counts as none.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as table:
            return CharModel({name: table[name] for name in table.files})
    except FileNotFoundError:
        return None
    except (OSError, EOFError, ValueError, KeyError, IndexError, zipfile.BadZipFile, zlib.error):
        logger.warning("%s is no table of characters; damage is marked only", path)
        return None
