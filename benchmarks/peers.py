"""Read pages with another program, in its own environment: it imports nothing of ours.

    python peers.py NAME < pages > predictions

A page is a line of JSON with `id`, `url` and `html` (decoded text); so is a prediction, with the
fields that the program gives and the CPU milliseconds that it took, after a warm-up page.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[str, str], dict[str, Any]]


def _trafilatura(*, precise: bool = False) -> Reader:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    def read(html: str, url: str) -> dict[str, Any]:
        found = bare_extraction(html, url=url or None, with_metadata=True, favor_precision=precise)
        page = found.as_dict() if isinstance(found, Document) else {}
        return {
            "title": page.get("title"),
            "published": page.get("date"),
            "source": page.get("sitename"),  # it has no field for 来源
            "authors": (page.get("author") or "").split("; "),
            "body": page.get("text") or "",
        }

    return read


def _readability() -> Reader:
    from lxml.html import fromstring
    from readability import Document

    def read(html: str, url: str) -> dict[str, Any]:
        document = Document(html, url=url or None)
        part = fromstring(document.summary(html_partial=True))
        lines = (" ".join(str(text).split()) for text in part.itertext())
        return {"title": document.short_title(), "body": "\n".join(filter(None, lines))}

    return read


def _newspaper() -> Reader:
    from newspaper import Article

    def read(html: str, url: str) -> dict[str, Any]:
        article = Article(url or "http://localhost/", language="zh", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        when = article.publish_date
        return {
            "title": article.title,
            "published": when.isoformat() if when else None,
            "authors": article.authors,
            "body": article.text,
        }

    return read


def _gne() -> Reader:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def read(html: str, url: str) -> dict[str, Any]:
        found = extractor.extract(html, host=url)
        return {
            "title": found["title"],
            "published": found["publish_time"],
            "authors": [found["author"]],
            "body": found["content"],
        }

    return read


READERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "trafilatura-precision": ("trafilatura", lambda: _trafilatura(precise=True)),
    "readability-lxml": ("readability-lxml", _readability),
    "newspaper4k": ("newspaper4k[zh]", _newspaper),
    "gne": ("gne", _gne),
}
"""What each is called, the package that it comes in, and how it is made."""


def main() -> int:
    """Read the pages on stdin with the program named on the command line."""
    socket.getaddrinfo = _no_host
    read = READERS[sys.argv[1]][1]()
    for number, line in enumerate(sys.stdin):
        page = json.loads(line)
        if not number:
            _try(read, page)
        begun = time.process_time()
        found = _try(read, page)
        spent = (time.process_time() - begun) * 1000
        sys.stdout.write(json.dumps({"id": page["id"], "cpu_ms": spent, **found}) + "\n")
    return 0


def _no_host(*_: object, **__: object) -> NoReturn:
    """Some would fetch pictures or lists of domains; no benchmark asks a host."""
    raise OSError("no network")


def _try(read: Reader, page: dict[str, str]) -> dict[str, Any]:
    """Return what *read* finds; nothing where it fails, which scores as an empty body."""
    try:
        return read(page["html"], page["url"])
    except Exception as error:  # noqa: BLE001  whatever another program raises
        return {"error": type(error).__name__}


if __name__ == "__main__":
    sys.exit(main())
