"""Walk the way of an article without a crawl: the stages that need no store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.utils.misc import load_object

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from crawler.items import Article

LAST_WITHOUT_STORE = 400


class Stages:
    """The stages of `ITEM_PIPELINES` up to the quality stage, in order."""

    def __init__(self, settings: BaseSettings) -> None:
        order = settings.getwithbase("ITEM_PIPELINES")
        paths = sorted((n, path) for path, n in order.items() if n and n <= LAST_WITHOUT_STORE)
        self._stages = [load_object(path)() for _n, path in paths]

    def walk(self, article: Article) -> Article:
        """Return *article* as the quality stage leaves it."""
        for stage in self._stages:
            article = stage.process_item(article)
        return article
