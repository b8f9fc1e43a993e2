"""Sites whose list pages link their articles and the next page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request

from crawler.reading.decode import decode
from crawler.reading.links import base_of
from crawler.reading.tree import join, parse
from crawler.run import LIST_PAGES
from crawler.sites import SiteSpider
from crawler.text.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement
    from scrapy.http import Response

_NEXT = re.compile(r"^\W*(?:下一?[页頁]|后一?页|next(?: page)?)\W*$", re.IGNORECASE)
_ENTRIES = ("li", "tr", "dd", "p", "div")


class ListingSpider(SiteSpider):
    """Follow the article links of each list page, then its 下一页, while it brings new articles."""

    article_links: ClassVar[str]
    """Regular expression; an address in which it is found is an article's."""
    max_pages: ClassVar[int] = 20
    """Pages of one list that a run follows at most; a first run goes back this far."""

    def parse(self, response: Response, number: int = 1, **_: Any) -> Iterator[Request]:
        """Yield the articles of list page *number* that are new, and the next list page."""
        assert self.crawler.stats
        self.crawler.stats.inc_value(LIST_PAGES)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        tree = parse(decode(response.body, content_type).text)
        links = list(self._links(tree, response.url))
        articles: dict[str, date | None] = {}
        for url, day, _text in links:
            if re.search(self.article_links, url):
                # A list of the most read beside the list names an article again, without its day.
                articles[url] = articles.get(url) or day
        wanted = list(self.article_requests(iter(articles.items())))
        yield from wanted
        if not articles:
            self.logger.warning("no article links on %s", response.url)
        following = next((url for url, _day, text in links if _NEXT.match(text)), None)
        if following and number < self.max_pages and self._goes_on(wanted, list(articles.values())):
            yield Request(following, callback=self.parse, cb_kwargs={"number": number + 1})

    def _goes_on(self, wanted: list[Request], days: list[date | None]) -> bool:
        """Whether the next page can bring more: this one did, or all of it is too new."""
        dated = [day for day in days if day]
        too_new = bool(dated) and min(dated) > self.until
        return bool(wanted) or too_new

    def _links(self, tree: HtmlElement, page: str) -> Iterator[tuple[str, date | None, str]]:
        """Yield address, day of its entry and text of each link of the site's own."""
        base = base_of(tree, page)
        hosts = {urlsplit(url).netloc for url in self.start_urls}
        for link in tree.iter("a"):
            url = join(base, link.get("href") or "").partition("#")[0]
            if urlsplit(url).netloc in hosts:
                yield url, _day(link), link.text_content().strip()


def _day(link: HtmlElement) -> date | None:
    """Return the day that stands in the same list entry as *link*."""
    entry = next(link.iterancestors(*_ENTRIES), None)
    if entry is None or len(list(entry.iter("a"))) > 1:
        return None
    return next((moment.day for moment in find_dates(entry.text_content())), None)
