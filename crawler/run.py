"""What one run of a site shares: its store, its frontier, and how it ended."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from scrapy import signals
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro

from crawler.exits import Exit, Stop
from crawler.frontier import Frontier
from crawler.items import Article
from crawler.paged import page_of
from crawler.reasons import Unreadable
from crawler.store import Outcome, Store, StoreFault
from crawler.visits import waits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Sequence

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from crawler.items import Page
    from crawler.store import Address, Leased, Watermark

LIST_PAGES = "corpus/list_pages"
"""Stat: list pages that were answered."""

# A server that fails to give its robots.txt bars nobody; it may give it later.
_NO_ROBOTS_TXT = ("robotstxt/exception_count", "robotstxt/response_status_count/5")

P = ParamSpec("P")
T = TypeVar("T")
D = TypeVar("D")


class Run:
    """Scrapy extension: opens the store when a crawl is made and closes it when it ends.

    The store is used in a thread of its own, so that a database that is slow or locked holds
    neither the downloads nor the other sites.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.site: str = crawler.spidercls.name
        self.ending: Stop | StoreFault | None = None
        self.store = Store(
            crawler.settings["CORPUS_STORE"],
            aliases=getattr(crawler.spidercls, "aliases", None),
            revisits=waits(crawler.settings["CORPUS_REVISIT"]),
        )
        self._number: int | None = None
        self._has_ended = False
        self._frontier: Frontier | None = None
        self._thread = ThreadPoolExecutor(1, "store")
        self._tasks: set[asyncio.Task[object]] = set()
        crawler.signals.connect(self.item_failed, signals.item_error)
        crawler.signals.connect(self.page_failed, signals.spider_error)
        crawler.signals.connect(self.end, signals.spider_closed)
        crawler.signals.connect(self._close, signals.engine_stopped)

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

    # --- the frontier ---------------------------------------------------------------------------

    async def leased(
        self, lists: Sequence[Address], window: tuple[str, str]
    ) -> AsyncIterator[Leased]:
        """Begin the run; yield its *lists* and what earlier runs left, until nothing is due."""
        number = await self._do(None, self.store.begin, "crawl", self.site)
        if number is None:
            return
        self._number = number
        await self._do(0, self.store.seek, self.site, lists, number)

        async def lease(most: int) -> list[Leased]:
            if self._has_ended:
                return []
            return await self._do([], self.store.lease, self.site, number, most, window)

        async def lost(leased: Leased) -> None:
            await self.fail(leased.url, "Scrapy dropped the request")

        self._frontier = Frontier(lease, self._is_idle, lost)
        async for leased in self._frontier.leased():
            yield leased

    async def found(
        self,
        page: Watermark,
        named: Sequence[Address],
        following: Address | None,
        *,
        anyway: bool,
    ) -> int:
        """Store what a list page says; return how many of the *named* articles are new."""
        found = partial(self.store.found, anyway=anyway, run=self._number)
        new = await self._do(0, found, self.site, page, named, following)
        self._settled(page.key)
        return new

    async def furniture(self, url: str) -> frozenset[str]:
        """Return the lines that were learned to be furniture on the host of *url*."""
        return await self._do(frozenset(), self.store.furniture, url)

    async def put(self, article: Article) -> Outcome:
        """Store *article*; its address is done with that."""
        outcome = await self._do(Outcome.NOT_STORED, self.store.put, article)
        self._settled(self.store.key_of(article.url))
        return outcome

    async def unchanged(self, url: str) -> None:
        """Note that the page at *url* is as it was stored."""
        await self._do(None, self.store.unchanged, url)
        self._settled(self.store.key_of(url))

    async def fail(self, url: str, error: str) -> None:
        """Note that the page at *url* could not be had; a later run asks for it again."""
        await self._do(None, self.store.fail, url, error)
        self._settled(self.store.key_of(url))

    async def _do(self, otherwise: D, work: Callable[P, T], *args: P.args, **kw: P.kwargs) -> T | D:
        """Do *work* in the thread of the store; *otherwise*, where it fails, stop the crawl.

        What is under way then is not kept, and a later run asks for it again.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, partial(work, *args, **kw))
        except (StoreFault, Stop) as fault:
            self._stop(fault)
            return otherwise

    def _settled(self, key: str) -> None:
        if self._frontier:
            self._frontier.settled(key)

    def _is_idle(self) -> bool:
        """Whether Scrapy has nothing to fetch, to read or to store."""
        engine = self.crawler.engine
        assert engine
        # Both are empty, and false, when they have nothing to do.
        assert engine.scheduler is not None
        assert engine.scraper.slot is not None
        return not (
            self._tasks
            or engine.downloader.active
            or engine.scheduler.has_pending_requests()
            or not engine.scraper.slot.is_idle()
        )

    # --- faults and the end ---------------------------------------------------------------------

    def page_failed(self, failure: Failure, response: object) -> None:
        """Note that a callback raised on the page of *response*; its bytes are kept."""
        self._failed()
        if not isinstance(response, Response) or not response.request:
            return
        page = page_of(response)
        article = response.request.cb_kwargs.get("article")
        if isinstance(article, Article):
            self._quarantine(article.url, article.page)  # one of its further pages raised
        elif response.meta.get("is_list"):
            self.soon(self.fail(page.url, repr(failure.value)))
        else:
            self._quarantine(page.url, page)

    def item_failed(self, item: Article) -> None:
        """Note that a stage raised on *item*; the bytes of its page are kept."""
        self._failed()
        self._quarantine(item.url, item.page)

    def _quarantine(self, url: str, page: Page) -> None:
        """Store *page* as one that cannot be read, until it is read again."""
        broken = Article(url=url, page=page, site=self.site, reason=Unreadable)
        self.soon(self.put(broken))

    def soon(self, work: Coroutine[Any, Any, object]) -> None:
        """Do *work* before the run ends."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _failed(self) -> None:
        self.ending = self.ending or Stop(
            Exit.FAULT, "some pages could not be handled; the log above says which"
        )

    def _stop(self, why: StoreFault | Stop) -> None:
        """Stop the crawl at once: nothing that is fetched now could be kept."""
        first = not isinstance(self.ending, StoreFault)
        self.ending = why
        if first and self.crawler.crawling:
            deferred_from_coro(self.crawler.stop_async())

    async def end(self, spider: Spider, reason: str) -> None:
        """Tell how the run ended, and write it down with its figures."""
        self._has_ended = True
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if reason == "start_error" and not isinstance(self.ending, StoreFault):
            self.ending = Stop(Exit.FAULT, "the spider could not start; the log above says why")
        self.ending = self.ending or _ending(self.crawler, spider)
        if self._number and not isinstance(self.ending, StoreFault):
            assert self.crawler.stats
            stats = self.crawler.stats.get_stats()
            counts = {name: n for name, n in stats.items() if isinstance(n, int | float)}
            why = str(self.ending) if self.ending else reason
            await self._do(None, self.store.end, self._number, why, counts)

    def _close(self) -> None:
        self._thread.shutdown()
        self.store.close()


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
