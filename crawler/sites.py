"""What every site shares: who it is, the window of days, and how its article pages are read."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from pebble import ProcessExpired
from scrapy import Request, Spider

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
    from twisted.python.failure import Failure

GONE = [404, 410]
"""Answers that say a page is not there; it is recorded and not asked for again."""

MISSING = "pages:missing"
"""Flag of an article of which not all pages could be had."""

ARGUMENTS = ("since", "until")

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

    async def parse_article(self, response: Response) -> AsyncIterator[Article | Request]:
        """Yield the article on the page, in the way of an article, or ask for its next page."""
        article = await self.read(page_of(response))
        if _leads_elsewhere(response):
            article.reason = NoArticle  # a dead address that leads to somebody else
        article.site, article.outlet, article.region = self.name, self.outlet, self.region
        if article.reason or not article.body or response.status >= _FIRST_ERROR:
            yield article
        else:
            yield self._go_on(article, [article.url], article.next_pages)

    async def parse_further(
        self, response: Response, article: Article, asked: list[str], waiting: list[str]
    ) -> AsyncIterator[Article | Request]:
        """Add a further page to *article*, and ask for the next one that is *waiting*."""
        further = await self.read(page_of(response))
        if _leads_elsewhere(response):
            article.flag(MISSING)
            yield article
        elif further.body in [page.body for page in (article, *article.further)]:
            yield article  # a host that answers every number with the same page
        else:
            article.further.append(further)
            yield self._go_on(article, asked, list(dict.fromkeys(further.next_pages + waiting)))

    def lack_further(self, failure: Failure) -> Iterator[Article]:
        """Yield the article of which a page cannot be had, as far as it goes, flagged.

        What follows that page is not asked for: a text with a hole in it would read as if it
        were whole.
        """
        request: Request = failure.request  # type: ignore[attr-defined]
        article: Article = request.cb_kwargs["article"]
        self.logger.warning("%s, a page of an article, cannot be had: %r", request, failure.value)
        article.flag(MISSING)
        yield article

    def _go_on(self, article: Article, asked: list[str], waiting: list[str]) -> Article | Request:
        """Return the request for the next page of *article*; itself when all are there.

        A crawl that is stopped drops the request, and the next one asks for the article again.
        """
        limit = self.crawler.settings.getint("URLLENGTH_LIMIT")
        waiting = [url for url in waiting if url not in asked and len(url) <= limit]
        if not waiting:
            return article
        if len(asked) >= self.crawler.settings.getint("CORPUS_MAX_PAGES"):
            article.flag(MISSING)
            return article
        given = {"article": article, "asked": [*asked, waiting[0]], "waiting": waiting[1:]}
        return Request(
            waiting[0],
            callback=self.parse_further,
            errback=self.lack_further,
            cb_kwargs=given,
            dont_filter=True,  # a list may have named it, too; dropped, it would cost the article
            priority=1,
        )

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
