"""What every site shares: who it is, the window of days, and which article pages it asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError
from w3lib.url import safe_url_string

from crawler.paged import GONE, PagedSpider, leads_elsewhere, page_of
from crawler.reasons import NoArticle
from crawler.run import Run
from crawler.store import LIST, Address, Watermark
from crawler.text.dates import from_address
from crawler.window import check_arguments

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.items import Article, Page
    from crawler.store import Leased

_FIRST_ERROR = 400
_NOT_MODIFIED = 304


class SiteSpider(PagedSpider):
    """A site: `outlet` as its readers know it, `region` by GB/T 2260 code.

    `since` and `until` (YYYY-MM-DD, both inclusive) bound the days of publication: pages known
    to lie outside are not asked for; what turns out so when read is stored, but not in the feed.
    """

    outlet: ClassVar[str]
    region: ClassVar[str]
    evidence: ClassVar[str] = ""
    """What the declaration rests on: grade, what was seen, year."""
    aliases: ClassVar[dict[str, str]] = {}
    """Other names of its host, each with the one by which its pages are known."""

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

    @property
    def run(self) -> Run:
        """What this run of the site shares."""
        return Run.of(self.crawler)

    async def start(self) -> AsyncIterator[Request]:
        """Yield requests for the first list pages, and for all that the frontier holds."""
        lists = [self.address(url, kind=LIST) for url in self.start_urls]
        window = (self.since.isoformat(), self.until.isoformat())
        async for leased in self.run.leased(lists, window):
            yield self.request_for(leased)

    def address(self, url: str, **known: Any) -> Address:
        """Return *url* with its key."""
        return Address(self.run.store.key_of(url), url, **known)

    def request_for(self, leased: Leased) -> Request:
        """Return the request for an address of the frontier."""
        if leased.kind == LIST:
            return Request(
                leased.url,
                callback=self.parse,
                errback=self.lack,
                cb_kwargs={"number": leased.number},
                meta={"is_list": True},
                dont_filter=True,  # the frontier knows what was asked for
            )
        conditions = {"If-None-Match": leased.etag, "If-Modified-Since": leased.modified}
        answers = [*GONE, _NOT_MODIFIED] if any(conditions.values()) else GONE
        return Request(
            leased.url,
            callback=self.parse_article,
            errback=self.lack,
            headers={name: value for name, value in conditions.items() if value},
            meta={"handle_httpstatus_list": answers, "attempts": leased.attempts},
            dont_filter=True,
        )

    async def found(
        self,
        response: Response,
        links: Iterable[tuple[str, date | None]],
        following: Address | None = None,
        *,
        anyway: bool = False,
    ) -> None:
        """Store which articles (address, day) the list page *response* links.

        The page *following* it is read if one of them is wanted and new, or *anyway*.
        """
        assert self.crawler.stats
        url, links = page_of(response).url, list(links)
        named = list(self._wanted(links))
        key_of = self.run.store.key_of
        page = Watermark(
            key_of(url),
            url,
            etag=_header(response, "ETag"),
            modified=_header(response, "Last-Modified"),
            addresses=[key_of(link) for link, _day in links],
        )
        new = await self.run.found(page, named, following, anyway=anyway)
        self.crawler.stats.inc_value("known/filtered", len(named) - new)

    def _wanted(self, links: Iterable[tuple[str, date | None]]) -> Iterator[Address]:
        assert self.crawler.stats
        longest = self.crawler.settings.getint("URLLENGTH_LIMIT")
        for url, listed in links:
            moment = from_address(url)
            day = listed or (moment.day if moment else None)
            if not self.wants(url, day):
                self.crawler.stats.inc_value("window/filtered")
            elif (length := len(safe_url_string(url))) > longest:
                self.logger.warning("an address of %s characters is a trap: %.99s…", length, url)
            else:
                yield self.address(url, day=day.isoformat() if day else None)

    async def lack(self, failure: Failure) -> None:
        """Note that a page could not be had; a later run asks for it again."""
        request: Request = failure.request  # type: ignore[attr-defined]
        url = request.meta.get("redirect_urls", [request.url])[0]
        error = failure.value
        why = f"status {error.response.status}" if isinstance(error, HttpError) else repr(error)
        self.logger.warning("%s cannot be had and waits for a later run: %s", url, why)
        await self.run.fail(url, why)

    async def read(self, page: Page) -> Article:
        """Read *page* in a worker, and note what is known of its host."""
        article = await super().read(page)
        article.learned = await self.run.furniture(page.url)
        return article

    async def parse_article(self, response: Response) -> AsyncIterator[Article | Request]:
        """Yield the article on the page, in the way of an article, or ask for its next page."""
        if response.status == _NOT_MODIFIED:
            await self.run.unchanged(page_of(response).url)
            return
        article = await self.read(page_of(response))
        if leads_elsewhere(response):
            article.reason = NoArticle  # a dead address that leads to somebody else
        article.site, article.outlet, article.region = self.name, self.outlet, self.region
        if article.is_blank or response.status >= _FIRST_ERROR:
            yield article
        else:
            asked = [article.url, article.page.base]
            yield self.go_on(article, asked, article.next_pages, response.meta.get("attempts", 0))

    def postpone(self, article: Article, why: str) -> None:
        """Note in the frontier that *article* is to be asked for again."""
        self.run.soon(self.run.fail(article.url, why))

    def outside(self, article: Article) -> bool:
        """Whether *article* was published before `since` or after `until`."""
        if not article.published:
            return False
        return not self.since <= date.fromisoformat(article.published[:10]) <= self.until


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
