"""What one run of a site shares: its store, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.utils.defer import deferred_from_coro

from crawler.exits import Exit, Stop
from crawler.store import Store, StoreFault

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

LIST_PAGES = "corpus/list_pages"
"""Stat: list pages that were answered."""

# A server that fails to give its robots.txt bars nobody; it may give it later.
_NO_ROBOTS_TXT = ("robotstxt/exception_count", "robotstxt/response_status_count/5")


class Run:
    """Scrapy extension: opens the store when a crawl is made and closes it when it ends."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.ending: Stop | StoreFault | None = None
        self.store = Store(crawler.settings["CORPUS_STORE"])
        crawler.signals.connect(self.failed, signals.item_error)
        crawler.signals.connect(self.failed, signals.spider_error)
        crawler.signals.connect(self.judge, signals.spider_closed)
        crawler.signals.connect(self.store.close, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for *crawler*."""
        return cls(crawler)

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """Return the run of *crawler*."""
        run = crawler.get_extension(cls)
        assert run
        return run

    def failed(self, failure: Failure) -> None:
        """Remember that a page or an item raised; stop where the store did."""
        if isinstance(failure.value, StoreFault):
            self._store_failed(failure.value)
        self.ending = self.ending or Stop(
            Exit.FAULT, "some pages could not be handled; the log above says which"
        )

    def _store_failed(self, fault: StoreFault) -> None:
        """Stop the crawl at once: nothing that is fetched now could be kept."""
        first = not isinstance(self.ending, StoreFault)
        self.ending = fault
        if first:
            deferred_from_coro(self.crawler.stop_async())

    def judge(self, spider: Spider, reason: str) -> None:
        """Tell from the figures how the run ended, unless that is known."""
        if reason == "start_error":
            self.ending = Stop(Exit.FAULT, "the spider could not start; the log above says why")
        self.ending = self.ending or _ending(self.crawler, spider)


def _ending(crawler: Crawler, spider: Spider) -> Stop | None:
    assert crawler.stats
    stats = crawler.stats.get_stats()
    if stats.get(LIST_PAGES):
        return None
    unanswered = any(name.startswith(_NO_ROBOTS_TXT) for name in stats)
    if stats.get("robotstxt/forbidden") and not unanswered:
        return Stop(Exit.BARRED, f"robots.txt of {_hosts(spider)} bars this crawler")
    return Stop(Exit.UNREACHABLE, f"no list page of {_hosts(spider)} could be fetched; try later")


def _hosts(spider: Spider) -> str:
    return ", ".join(dict.fromkeys(url.split("/")[2] for url in spider.start_urls))
