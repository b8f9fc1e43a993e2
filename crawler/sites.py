"""What every site shares: who it is, the window of days, and how its article pages are read."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from pebble import ProcessExpired
from scrapy import Request, Spider
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from crawler.exits import Exit, Stop
from crawler.items import Article, Page
from crawler.reading.body import Rules
from crawler.reading.workers import submit
from crawler.reasons import NoArticle, Unreadable
from crawler.run import Run
from crawler.text.dates import from_address, now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

GONE = [404, 410]
"""Answers that say a page is not there; it is recorded and not asked for again."""

MISSING = "pages:missing"
"""Flag of an article of which not all pages could be had."""

ARGUMENTS = ("since", "until")

# How a single page may fail: barred by robots.txt, not there, too long, cut off on the way.
_FAILURES = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    OSError,
)
_FIRST_ERROR = 400


class SiteSpider(Spider):
    """A site: `outlet` as its readers know it, `region` by GB/T 2260 code.

    `since` and `until` (YYYY-MM-DD, both inclusive) bound the days of publication: pages known
    to lie outside are not asked for; what turns out so when read is stored, but not in the feed.
    """

    outlet: ClassVar[str]
    region: ClassVar[str]
    body: ClassVar[str | None] = None
    """CSS selector of the body, for a site whose pages the reader cannot know."""
    evidence: ClassVar[str] = ""
    """What the declaration rests on: grade, what was seen, year."""

    def __init__(self, since: str = "", until: str = "", **arguments: Any) -> None:
        check_arguments({"since": since, "until": until, **arguments})
        super().__init__()
        self.since = date.fromisoformat(since) if since else date.min
        self.until = date.fromisoformat(until) if until else date.max

    def wants(self, url: str, day: date | None = None) -> bool:
        """Whether to ask for the article at *url*, which its list dates *day*."""
        moment = from_address(url)
        day = day or (moment.day if moment else None)
        return day is None or self.since <= day <= self.until

    def article_requests(self, links: Iterator[tuple[str, date | None]]) -> Iterator[Request]:
        """Yield requests for those *links* (address, day) that are wanted and not stored yet."""
        store = Run.of(self.crawler).store
        assert self.crawler.stats
        for url, day in links:
            if not self.wants(url, day):
                self.crawler.stats.inc_value("window/filtered")
            elif store.known(url):
                self.crawler.stats.inc_value("known/filtered")
            else:
                yield Request(
                    url, callback=self.parse_article, meta={"handle_httpstatus_list": GONE}
                )

    async def parse_article(self, response: Response) -> AsyncIterator[Article]:
        """Yield the article on the page and its further pages, in the way of an article."""
        article = await self.read(page_of(response))
        if _leads_elsewhere(response):
            article.reason = NoArticle  # a dead address that leads to somebody else
        article.site, article.outlet, article.region = self.name, self.outlet, self.region
        if article.body and not article.reason and response.status < _FIRST_ERROR:
            await self._read_further(article)
        yield article

    async def _read_further(self, article: Article) -> None:
        """Read the pages on which *article* goes on, one after another, up to the limit.

        Where one cannot be had, what is there is the article, flagged; what follows that page is
        not asked for, since a text with a hole in it would read as if it were whole.
        """
        limit = self.crawler.settings.getint("CORPUS_MAX_PAGES")
        asked, waiting = [article.url], article.next_pages
        bodies = {article.body}
        while waiting := [url for url in waiting if url not in asked]:
            page = await self._fetch(waiting[0]) if len(asked) < limit else None
            if page is None:
                article.flag(MISSING)
                return
            asked.append(waiting[0])
            further = await self.read(page)
            if further.body in bodies:  # a host that answers every number with one page
                return
            article.further.append(further)
            bodies.add(further.body)
            waiting = list(dict.fromkeys(further.next_pages + waiting))

    async def _fetch(self, url: str) -> Page | None:
        """Return the page at *url*, asked for as every page is; None where it cannot be had."""
        assert self.crawler.engine
        request = Request(url, meta={"handle_httpstatus_list": GONE})
        try:
            response = await self.crawler.engine.download_async(request)
        except _FAILURES as error:
            self.logger.warning("%s, a further page, cannot be had: %r", url, error)
            return None
        if response.status >= _FIRST_ERROR or _leads_elsewhere(response):
            self.logger.warning("%s, a further page, is answered by %s", url, response)
            return None
        return page_of(response)

    async def read(self, page: Page) -> Article:
        """Read *page* in a worker; a page that breaks its limits is `Unreadable`."""
        workers = self.crawler.settings.getint("CORPUS_WORKERS")
        try:
            return await asyncio.wrap_future(submit(page, Rules(body=self.body), workers))
        except (TimeoutError, MemoryError, ProcessExpired) as error:
            self.logger.warning("%s cannot be read: %r", page.url, error)
            return Article(url=page.url, page=page, reason=Unreadable)

    def outside(self, article: Article) -> bool:
        """Whether *article* was published before `since` or after `until`."""
        if not article.published:
            return False
        return not self.since <= date.fromisoformat(article.published[:10]) <= self.until


def check_arguments(arguments: dict[str, str]) -> None:
    """Raise Stop, with one line, for an argument that no site has or a date that is none."""
    for name, value in arguments.items():
        if name not in ARGUMENTS:
            raise Stop(Exit.USAGE, f"unknown argument {name}; there are {', '.join(ARGUMENTS)}")
        if value and not _is_day(value):
            raise Stop(Exit.USAGE, f"{name}={value} is not a date; write it as YYYY-MM-DD")
    if (arguments.get("since") or "") > (arguments.get("until") or "9999"):
        raise Stop(Exit.USAGE, "since is later than until")


def _is_day(text: str) -> bool:
    """Whether *text* is a day as YYYY-MM-DD; 20260302 is none, which Python would take for one."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _asked(response: Response) -> str:
    """Return the address that was asked for, wherever it was redirected to."""
    return str(response.meta.get("redirect_urls", [response.url])[0])


def _leads_elsewhere(response: Response) -> bool:
    return urlsplit(response.url).hostname != urlsplit(_asked(response)).hostname


def page_of(response: Response) -> Page:
    """Return the page that *response* brought; it is known by the address that a list links."""
    return Page(
        url=_asked(response),
        body=response.body,
        headers={
            name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        },
        status=response.status,
        fetched=now(),
    )
