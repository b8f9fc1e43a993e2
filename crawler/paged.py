"""Read the pages of a site, and follow an article over those on which it goes on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from pebble import ProcessExpired
from scrapy import Request, Spider
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.items import MISSING, Article, Page
from crawler.reading.body import Rules
from crawler.reading.workers import submit
from crawler.reasons import Challenge, Unreadable
from crawler.text.dates import now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

GONE = [404, 410]
"""Answers that say a page is not there; it is recorded and not asked for again."""

LAST_ATTEMPT = 2
"""Attempts in vain after which an article is kept as far as it goes: the third is five hours after
the first."""

FIRST = 100
"""Priority of further pages, above every other page and above their own retries, each of which
costs one: so hardly more articles wait for pages than requests are under way."""


class PagedSpider(Spider):
    """A spider whose articles may stand on several pages, which it asks for one after another."""

    body: ClassVar[str | None] = None
    """CSS selector of the body, for a site whose pages the reader cannot know."""

    async def read(self, page: Page) -> Article:
        """Read *page* in a worker; a page that breaks its limits is `Unreadable`."""
        workers = self.crawler.settings.getint("CORPUS_WORKERS")
        try:
            return await asyncio.wrap_future(submit(page, Rules(body=self.body), workers))
        except (TimeoutError, MemoryError, ProcessExpired) as error:
            self.logger.warning("%s cannot be read: %r", page.url, error)
            return Article(url=page.url, page=page, reason=Unreadable)

    def go_on(
        self, article: Article, asked: list[str], waiting: list[str], attempts: int = 0
    ) -> Article | Request:
        """Return the request for the next page of *article*; itself when all are there.

        A crawl that is stopped drops the request, and the next one asks for the article again;
        *attempts* is how often it was in vain before.
        """
        settings = self.crawler.settings
        waiting = [url for url in waiting if url not in asked]
        if not waiting:
            return article
        too_many = 1 + len(article.further) >= settings.getint("CORPUS_MAX_PAGES")
        # Scrapy drops the request for a longer address without a word, and the article with it.
        if too_many or len(waiting[0]) > settings.getint("URLLENGTH_LIMIT"):
            article.flag(MISSING)
            return article
        given = {"article": article, "asked": [*asked, waiting[0]], "waiting": waiting[1:]}
        return Request(
            waiting[0],
            callback=self.parse_further,
            errback=self.lack_further,
            cb_kwargs=given,
            meta={"attempts": attempts},
            dont_filter=True,  # a list may have named it, too; dropped, it would cost the article
            priority=FIRST,
        )

    async def parse_further(
        self, response: Response, article: Article, asked: list[str], waiting: list[str]
    ) -> AsyncIterator[Article | Request]:
        """Add a further page to *article*, and ask for the next one that is *waiting*.

        What follows a page that is none of the article is not asked for: a text with a hole in it
        would read as if it were whole.
        """
        further = await self.read(page_of(response))
        attempts = response.meta["attempts"]
        if leads_elsewhere(response):
            article.flag(MISSING)
            yield article
        elif further.kind == Challenge.__name__:
            for ended in self.wait(article, f"its page {response.url} is a captcha", attempts):
                yield ended
        elif _shown(further) in map(_shown, (article, *article.further)):
            yield article  # a host that answers every number with the same page
        else:
            article.further.append(further)  # the pages stage judges it by the same rule
            following = list(dict.fromkeys(further.next_pages + waiting))
            is_last = further.is_blank
            yield article if is_last else self.go_on(article, asked, following, attempts)

    def lack_further(self, failure: Failure) -> Iterator[Article]:
        """Yield the article whose next page is not to be had, as far as it goes, flagged.

        Where it may be had later, nothing is kept, and a later run asks for all of it again.
        """
        request: Request = failure.request  # type: ignore[attr-defined]
        article: Article = request.cb_kwargs["article"]
        why = f"its page {request.url} failed: {failure.value!r}"
        final = _is_final(failure.value)
        yield from self.wait(article, why, LAST_ATTEMPT if final else request.meta["attempts"])

    def wait(self, article: Article, why: str, attempts: int) -> Iterator[Article]:
        """Leave *article* to a later run, or yield it as it is when that was often enough."""
        if attempts < LAST_ATTEMPT:
            self.logger.warning("%s waits for a later run: %s", article.url, why)
            self.postpone(article, why)
        else:
            self.logger.warning("%s ends too early: %s", article.url, why)
            article.flag(MISSING)
            yield article

    def postpone(self, article: Article, why: str) -> None:
        """Note that *article* is to be asked for again, where a spider has a place for that."""


def _shown(page: Article) -> tuple[str, list[dict[str, str]]]:
    return page.body, page.images


def _is_final(error: BaseException | None) -> bool:
    """Whether to ask again is no use: gone, barred by robots.txt, led in circles, too large."""
    if isinstance(error, HttpError):
        return error.response.status in GONE
    return isinstance(error, IgnoreRequest | DownloadCancelledError)


def _asked(response: Response) -> str:
    """Return the address that was asked for, wherever it was redirected to."""
    return str(response.meta.get("redirect_urls", [response.url])[0])


def leads_elsewhere(response: Response) -> bool:
    """Whether another host answered than the one that was asked."""
    return urlsplit(response.url).hostname != urlsplit(_asked(response)).hostname


def page_of(response: Response) -> Page:
    """Return the page that *response* brought; it is known by the address that a list links."""
    asked = _asked(response)
    return Page(
        url=asked,
        base="" if response.url == asked else response.url,
        body=response.body,
        headers={
            name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        },
        status=response.status,
        fetched=now(),
    )
