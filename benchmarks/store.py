"""Measure the store: how fast articles go in and come out, how much room and memory they take.

    python -m benchmarks.store [--articles N] [--postgres]

N generated articles (100,000) are stored one by one, each in a transaction of its own as a crawl
does, and then exported to each format by the command, whose start is part of the rate. The last
line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks import generated
from crawler.dedup.form import form_digest
from crawler.items import Article, Page
from crawler.store import Store
from crawler.store.export import FORMATS
from tools import postgres


def main() -> int:
    """Measure each database and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own, too")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = {"SQLite": f"sqlite:///{folder}/corpus.db"}
        if options.postgres and (programs := postgres.binaries()):
            server = stack.enter_context(postgres.server(programs, hasty=False))
            urls["PostgreSQL"] = server.database()
        figures = {name: measure(url, options.articles, folder) for name, url in urls.items()}
    for name, found in figures.items():
        for what, number in found.items():
            print(f"{name:12}{what:34}{number:>12,.1f}")
    print(json.dumps({"articles": options.articles, **figures}))
    return 0


def measure(url: str, articles: int, folder: Path) -> dict[str, float]:
    """Return the figures of the database at *url*."""
    seconds = _fill(url, articles)
    found = {
        "articles stored a second": articles / seconds,
        "bytes an article": _size(url) / articles,
    }
    for suffix in FORMATS:
        rate, peak = _exported(url, folder / f"out{suffix}")
        found[f"exported a second, {suffix[1:]}"] = rate
        found[f"MiB of memory, {suffix[1:]}"] = peak
    return found


def _fill(url: str, articles: int) -> float:
    """Store so many *articles*; return the seconds that the store took, not their making."""
    taken = 0.0
    with closing(Store(url)) as store:
        for number in range(articles):
            article = _article(number)
            began = time.perf_counter()
            store.put(article)
            taken += time.perf_counter() - began
            if number % 10_000 == 0:
                print(f"{number} of {articles} stored", file=sys.stderr)
    return taken


def _article(number: int) -> Article:
    """Return article *number* as the dedup stage leaves it."""
    title, paragraphs = generated.text(number)
    body = "\n".join(paragraphs)
    url = f"http://news.example.cn/{number}.html"
    html = f"<html><title>{title}</title><body><h1>{title}</h1><p>{body}</p></body></html>"
    page = Page(url=url, body=html.encode(), headers={"content-type": "text/html"})
    article = Article(url=url, page=page, site="generated", title=title, body=body, script="Hans")
    article.published, article.precision = "2026-03-02T08:00:00+08:00", "minute"
    article.form = form_digest(body, title)
    return article


def _size(url: str) -> int:
    """Return the bytes that the database takes on the disk."""
    with closing(Store(url)) as store:
        file = store.database.file
        if file:
            return sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*"))
        with store.database.reading() as connection:
            query = "SELECT pg_database_size(current_database())"
            return int(connection.exec_driver_sql(query).scalar() or 0)


def _exported(url: str, path: Path) -> tuple[float, float]:
    """Export to *path* by the command; return articles a second and its peak of memory in MiB."""
    words = [sys.executable, "-m", "scrapy", "export", "--all", "-o", str(path)]
    began = time.perf_counter()
    given, peak = os.environ | {"CORPUS_STORE": url}, 0.0
    with subprocess.Popen(words, env=given, stdout=subprocess.PIPE) as command:
        while command.poll() is None:
            # What wait4 tells holds this process, too, from which the command was forked.
            status = Path(f"/proc/{command.pid}/status").read_text("utf-8")
            peak = max([peak, *(int(kib) / 1024 for kib in re.findall(r"VmHWM:\s+(\d+)", status))])
            time.sleep(0.02)
        assert command.stdout
        said = command.stdout.read()
    return int(said.split()[0]) / (time.perf_counter() - began), peak


if __name__ == "__main__":
    sys.exit(main())
