"""Crawl the demo papers on loopback into data/demo.db and export what the store holds.

Started by `make crawl`. Takes no network and no server: the papers are served by this process.
"""

from __future__ import annotations

import logging
import sys
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.exits import Exit, Stop, say
from crawler.run import Run
from crawler.store import Store, StoreFault
from crawler.store.export import export
from demo.papers import HOSTS
from demo.server import serve

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import Settings

    from crawler.store import Summary

DATA = Path("data")
STORE = f"sqlite:///{DATA / 'demo.db'}"
EXPORTS = (DATA / "articles.jsonl", DATA / "articles.csv")

# Loopback minds no haste; real sites keep the pace of crawler/settings.py.
_OVERRIDES: dict[str, Any] = {
    "CORPUS_STORE": STORE,
    "CORPUS_ALLOW_PRIVATE": True,
    "DOWNLOAD_DELAY": 0.05,
    "AUTOTHROTTLE_ENABLED": False,
    "LOG_LEVEL": "WARNING",
}
_WIDTHS = (14, 7, 10, 8)


def main() -> Exit:
    """Crawl, export, print the table; return the exit code."""
    try:
        return _main()
    except (Stop, StoreFault, OSError) as stop:
        say("demo", (isinstance(stop, OSError) and stop.strerror) or str(stop))
        return stop.code if isinstance(stop, Stop) else Exit.STORE


def _main() -> Exit:
    settings = get_project_settings()
    settings.setdict(_OVERRIDES, priority="cmdline")
    with closing(Store(STORE)) as store, store.hold("crawl", "demo"):
        before = sum(summary.pages for summary in store.summaries())
        ending = _crawl(settings)
        written = [export(store.articles(), path) for path in EXPORTS]
        _report(store.summaries(), before, written[0])
    if ending:
        raise ending
    return Exit.DONE


def _crawl(settings: Settings) -> Stop | StoreFault | None:
    """Crawl every host of the demo in this process; return what went wrong, if anything did."""
    process = AsyncCrawlerProcess(settings)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    crawlers: list[Crawler] = []
    with serve():
        for host in HOSTS:
            crawlers.append(process.create_crawler(f"demo_{host.id}"))
            process.crawl(crawlers[-1])
        process.start()
    endings = [Run.of(crawler).ending for crawler in crawlers]
    return next((ending for ending in endings if ending), None)


def _report(summaries: list[Summary], before: int, written: int) -> None:
    """Print a row for each paper, what is new, and what to type next."""
    names = {f"demo_{host.id}": host.name for host in HOSTS}
    rows = [("paper", "pages", "articles", "copies", "dropped and why")]
    for summary in summaries:
        why = ", ".join(f"{n} {reason}" for reason, n in summary.dropped.items())
        figures = (str(summary.pages), str(summary.articles), str(summary.copies))
        rows.append((names.get(summary.site, summary.site), *figures, why or "-"))
    for row in rows:
        print(
            " ".join(_padded(cell, width) for cell, width in zip(row, _WIDTHS, strict=False)),
            row[-1],
        )
    new = sum(summary.pages for summary in summaries) - before
    print()
    print(f"{new} pages are new." if new else "Nothing new: every page was stored before.")
    print(
        f"{written} articles stand in {EXPORTS[0]} and {EXPORTS[1]}, the pages in {DATA}/demo.db."
    )
    print(
        "Next: head -1 data/articles.jsonl · make crawl SITE=henan_jiyuan · docs/adding-a-site.md"
    )


def _padded(cell: str, width: int) -> str:
    """Pad *cell* to *width* columns of a terminal, where a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)
    return cell + " " * (width - taken)


if __name__ == "__main__":
    sys.exit(main())
