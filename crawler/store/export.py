"""Write the articles of a store to a file: whole or not at all."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
from itertools import chain
from typing import TYPE_CHECKING, Any

from crawler.exporters import flat
from crawler.items import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMATS = (".jsonl", ".json", ".csv")


def export(rows: Iterable[dict[str, Any]], path: Path) -> int:
    """Write *rows* to *path*, in the format of its suffix, and return how many.

    They go to a file beside it first, which takes its place when all is on the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    number = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal number
        for row in rows:
            number += 1
            yield row

    try:
        with partial.open("wb") as file:
            file.writelines(_LINES[path.suffix](counted()))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return number


def _as_jsonl(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _as_json(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    lead = b"[\n"
    for row in rows:
        yield lead + json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
        lead = b",\n"
    yield b"\n]\n" if lead == b",\n" else b"[\n]\n"


def _as_csv(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    cells = io.StringIO()
    writer = csv.writer(cells)
    yield codecs.BOM_UTF8
    for row in chain([FIELDS], ([flat(r[name]) for name in FIELDS] for r in rows)):
        writer.writerow(row)
        yield cells.getvalue().encode("utf-8", "replace")
        cells.seek(0)
        cells.truncate()


_LINES = {".jsonl": _as_jsonl, ".json": _as_json, ".csv": _as_csv}
