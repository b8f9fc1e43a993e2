"""Sites whose list pages link their articles and the next page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from crawler.reading.decode import decode
from crawler.reading.links import base_of
from crawler.reading.tree import join, parse
from crawler.run import LIST_PAGES
from crawler.sites import SiteSpider
from crawler.store import LIST
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

    async def parse(self, response: Response, number: int = 1, **_: Any) -> None:
        """Store the articles that list page *number* links, and the page after it."""
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
        if not articles:
            self.logger.warning("no article links on %s", response.url)
        following = next((url for url, _day, text in links if _NEXT.match(text)), None)
        after = None
        if following and number < self.max_pages:
            after = self.address(following, kind=LIST, number=number + 1)
        await self.found(response, articles.items(), after, anyway=self._is_too_new(articles))

    def _is_too_new(self, articles: dict[str, date | None]) -> bool:
        """Whether all *articles* with a day are later than the window; the wanted ones follow."""
        dated = [day for day in articles.values() if day]
        return bool(dated) and min(dated) > self.until

    def _links(self, tree: HtmlElement, page: str) -> Iterator[tuple[str, date | None, str]]:
        """Yield address, day of its entry and text of each link of the site's own."""
        base = base_of(tree, page)
        hosts = {urlsplit(url).netloc for url in self.start_urls} | set(self.aliases)
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
