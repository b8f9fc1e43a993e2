"""The inputs of `scrapy clean`: text, HTML, WARC files and manifests, each also compressed."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.items import Page
from crawler.warc import read_warc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "text/plain; charset=utf-8"
_KINDS = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".warc": "",
    ".jsonl": "",
}


class BadInput(Exception):  # noqa: N818  the user's, not the program's
    """An input that cannot be read; the message is one line."""


class Input(NamedTuple):
    """One article to clean: its id and the pages it stands on, the first one first."""

    id: str
    pages: list[Page]


def open_input(path: Path) -> Iterator[Input | BadInput]:
    """Yield what is to be cleaned in *path*, in order; what cannot be read as a BadInput."""
    kind = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    if kind not in _KINDS:
        known = ", ".join(_KINDS)
        yield BadInput(f"{path}: unknown kind of file; known are {known}, also with .gz")
        return
    name = path.name.removesuffix(".gz").removesuffix(kind)
    if kind == ".warc":
        yield from _records(path, name)
        return
    try:
        body = _bytes(path)
    except BadInput as bad:
        yield bad
        return
    if kind == ".jsonl":
        yield from _rows(path, body)
    else:
        yield Input(name, [Page(body=body, headers={"content-type": _KINDS[kind]})])


def _bytes(path: Path) -> bytes:
    try:
        body = path.read_bytes()
        return gzip.decompress(body) if path.suffix == ".gz" else body
    except (OSError, EOFError, ValueError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"{path}: {reason}") from error


def _records(path: Path, name: str) -> Iterator[Input | BadInput]:
    number = 0
    try:
        for number, page in read_warc(path):
            if page:
                yield Input(f"{name}#{number}", [page])
            else:
                yield BadInput(f"{path}#{number}: the file breaks off inside this record")
    except OSError as error:
        reason = error.strerror or str(error)
        behind = f"; nothing behind response {number} was read" if number else ""
        yield BadInput(f"{path}: {reason}{behind}")


def _rows(manifest: Path, body: bytes) -> Iterator[Input | BadInput]:
    # Not splitlines(): it also breaks at U+2028 and U+0085, which may stand in a JSON text.
    for number, line in enumerate(body.decode("utf-8-sig", "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _row(manifest, number, line)
        except BadInput as bad:
            yield bad


def _row(manifest: Path, number: int, line: str) -> Input:
    where = f"{manifest}:{number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{where}: not JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise BadInput(f"{where}: a row is an object with a text `id`")
    further = row.get("pages") or []
    if not isinstance(further, list) or not all(isinstance(page, dict) for page in further):
        raise BadInput(f"{where}: `pages` is a list of objects")
    return Input(row["id"], [_page(manifest, where, part) for part in (row, *further)])


def _page(manifest: Path, where: str, row: dict[str, Any]) -> Page:
    given = row.get("headers") or {}
    if not isinstance(given, dict):
        raise BadInput(f"{where}: `headers` is an object")
    headers = {str(name).lower(): str(value) for name, value in given.items()}
    url = str(row.get("url") or "")
    for key, content_type in (("text", TEXT), ("html", "text/html; charset=utf-8")):
        if isinstance(row.get(key), str):
            body = row[key].encode("utf-8", "replace")
            return Page(url=url, body=body, headers=headers | {"content-type": content_type})
    if not isinstance(row.get("path"), str):
        raise BadInput(f"{where}: a row needs `path`, `text` or `html`")
    path = manifest.parent / row["path"]
    if path.name.removesuffix(".gz").endswith(".txt"):
        headers["content-type"] = "text/plain"
    return Page(url=url, body=_bytes(path), headers=headers)
