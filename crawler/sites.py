"""What every site shares: who it is, the window of days, and which article pages it asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request

from crawler.exits import Exit, Stop
from crawler.paged import GONE, PagedSpider, leads_elsewhere, page_of
from crawler.reasons import NoArticle
from crawler.run import Run
from crawler.text.dates import from_address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

    from crawler.items import Article

ARGUMENTS = ("since", "until")

_FIRST_ERROR = 400


class SiteSpider(PagedSpider):
    """A site: `outlet` as its readers know it, `region` by GB/T 2260 code.

    `since` and `until` (YYYY-MM-DD, both inclusive) bound the days of publication: pages known
    to lie outside are not asked for; what turns out so when read is stored, but not in the feed.
    """

    outlet: ClassVar[str]
    region: ClassVar[str]
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
        if leads_elsewhere(response):
            article.reason = NoArticle  # a dead address that leads to somebody else
        article.site, article.outlet, article.region = self.name, self.outlet, self.region
        if article.is_blank or response.status >= _FIRST_ERROR:
            yield article
        else:
            yield self.go_on(article, [article.url, article.page.base], article.next_pages)

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
