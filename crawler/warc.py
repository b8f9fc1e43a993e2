"""The pages in a WARC file, as their hosts sent them."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.items import Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

LARGEST = 64 * 1024**2
"""Bytes of a record that is looked at; what is larger is a film, not a page."""

# Every response has them (ISO 28500); one without was cut off in its head.
_NEEDED = ("Content-Length", "WARC-Target-URI")
# Where lines end in LF alone, the first field takes all that follows for its value.
_ALTERED = "\nWARC-"
_HTML = ("text/html", "application/xhtml+xml")
_BEIJING = timezone(timedelta(hours=8))


class Record(NamedTuple):
    """A response with a page: its number among the file's responses, from 1, and the page."""

    number: int
    page: Page | None
    """None where the file breaks off inside the record."""


def read_warc(path: Path) -> Iterator[Record]:
    """Yield the pages of the WARC file at *path*, compressed or not, with their encodings undone.

    Pages are responses of type text/html or application/xhtml+xml, or of none at all, whatever
    their status. An OSError says where the file is no WARC.
    """
    number = 0
    is_empty = True
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            is_empty = False
            if any(_ALTERED in value for value in record.headers.asdict().values()):
                raise OSError("lines of its heads end in LF, not CR LF: it was changed as a text")
            if record.record_type != WarcRecordType.response:
                continue
            number += 1
            if not all(name in record.headers for name in _NEEDED):
                yield Record(number, None)
            elif record.is_http and record.content_length <= LARGEST:
                block = record.reader.read()
                if len(block) < record.content_length:
                    yield Record(number, None)
                elif page := _page(record, block):
                    yield Record(number, page)
    if is_empty:
        raise OSError("no WARC record in it")


def _page(record: WarcRecord, block: bytes) -> Page | None:
    """Return the page in the HTTP message *block*; None for an image, a script and the like."""
    try:
        response, body = _parse(block, decode=True)
    except OSError:  # some archives undo the encoding and keep its header
        response, body = _parse(block, decode=False)
    headers = {name.lower(): value for name, value in response.http_headers.items()}
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in _HTML:
        return None
    return Page(
        url=record.headers["WARC-Target-URI"].strip("<> "),  # Wget writes it in brackets
        body=body,
        headers=headers,
        status=response.http_headers.status_code or 0,
        fetched=_in_beijing(record.record_date),
    )


def _parse(block: bytes, *, decode: bool) -> tuple[WarcRecord, bytes]:
    """Return the parsed message and its body.

    Each is parsed by itself: a coding that ends too early or too late would cost ArchiveIterator
    the records behind it.
    """
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.set_bytes_content(block)
    record.is_http = True
    record.parse_http(auto_decode="all" if decode else "none")
    return record, record.reader.read(LARGEST)


def _in_beijing(moment: datetime | None) -> str:
    return moment.astimezone(_BEIJING).isoformat(timespec="seconds") if moment else ""
