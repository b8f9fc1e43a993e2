"""600: store the page and its article, then drop what the feeds leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from crawler.reasons import Copy, NotStored, OutsideWindow, Unchanged
from crawler.run import Run
from crawler.sites import SiteSpider
from crawler.store import Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.items import Article
    from crawler.reasons import Dropped


class StorePipeline:
    """Write first, then raise the reason: a page without an article is not lost."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for *crawler*."""
        return cls(crawler)

    async def process_item(self, article: Article) -> Article:
        """Store *article*; pass on what this run stored or changed."""
        outcome = await Run.of(self.crawler).put(article)
        if dropped := self._left_out(article, outcome):
            raise dropped
        return article

    def _left_out(self, article: Article, outcome: Outcome) -> type[Dropped] | None:
        """Return why the feeds leave out an article that is stored."""
        spider = self.crawler.spider
        if outcome is Outcome.NOT_STORED:
            return NotStored
        if article.reason or outcome is Outcome.UNCHANGED:
            return article.reason or Unchanged
        if article.relation == "copy":
            return Copy
        if isinstance(spider, SiteSpider) and spider.outside(article):
            return OutsideWindow
        return None
