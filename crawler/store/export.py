"""Write the articles of a store to a file: whole or not at all, in memory that does not grow."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
from contextlib import contextmanager
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from crawler.exporters import flat, harmless
from crawler.items import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Rows = Iterable[dict[str, Any]]


def export(rows: Rows, path: Path, *, bom: bool = True, raw: bool = False) -> int:
    """Write *rows* to *path*, in the format of its suffix, and return how many.

    CSV begins with a *bom* and its cells are made harmless, unless they are wanted *raw*. The
    rows go to a file beside *path* first, which takes its place when all is on the disk.
    """
    number = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal number
        for row in rows:
            number += 1
            yield row

    with _replacing(path) as file:
        if path.suffix == ".csv":
            file.writelines(_as_csv(counted(), bom=bom, cell=flat if raw else _safe))
        else:
            _WRITERS[path.suffix](counted(), file)
    return number


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes the place of *path* when all is written and on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the names in *folder* written to the disk, too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")


def _as_jsonl(rows: Rows, file: IO[bytes]) -> None:
    file.writelines(_line(row) + b"\n" for row in rows)


def _as_json(rows: Rows, file: IO[bytes]) -> None:
    lead = b"[\n"
    for row in rows:
        file.write(lead + _line(row))
        lead = b",\n"
    file.write(b"\n]\n" if lead == b",\n" else b"[\n]\n")


def _safe(value: Any) -> Any:
    return harmless(flat(value))


def _as_csv(rows: Rows, *, bom: bool, cell: Callable[[Any], Any]) -> Iterator[bytes]:
    cells = io.StringIO()
    writer = csv.writer(cells)
    yield codecs.BOM_UTF8 if bom else b""
    for row in chain([FIELDS], ([cell(r[name]) for name in FIELDS] for r in rows)):
        writer.writerow(row)
        yield cells.getvalue().encode("utf-8", "replace")
        cells.seek(0)
        cells.truncate()


def _as_parquet(rows: Rows, file: IO[bytes]) -> None:
    # Its library takes 30 MB, which the other formats need not.
    from crawler.store.parquet import write  # noqa: PLC0415

    write(rows, file)


_WRITERS = {".jsonl": _as_jsonl, ".json": _as_json, ".parquet": _as_parquet}
FORMATS = (".jsonl", ".json", ".csv", ".parquet")
