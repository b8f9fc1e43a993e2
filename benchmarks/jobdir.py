"""The same paper crawled by plain Scrapy with JOBDIR, as its documentation says; to compare.

    GENERATED_PAPER=… JOBDIR_ITEMS=items.db scrapy runspider benchmarks/jobdir.py -s JOBDIR=…

Each item is committed by itself, so what a kill loses is not the pipeline's doing.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Any

from scrapy import Spider
from scrapy.http import HtmlResponse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Response
    from scrapy.settings import BaseSettings


class Items:
    """Writes each item in a transaction of its own."""

    def __init__(self) -> None:
        self._file = sqlite3.connect(os.environ["JOBDIR_ITEMS"])
        self._file.execute("CREATE TABLE IF NOT EXISTS items (url)")

    def process_item(self, item: dict[str, str]) -> dict[str, str]:
        """Write *item*."""
        with self._file:
            self._file.execute("INSERT INTO items VALUES (?)", (item["url"],))
        return item


class JobdirSpider(Spider):
    """Follows lists and articles as any tutorial has it."""

    name = "jobdir"
    start_urls = [f"{os.environ.get('GENERATED_PAPER', 'http://127.0.0.1')}/list_1.html"]

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Leave out all that is ours; make the same haste."""
        super().update_settings(settings)
        haste = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
        settings.setdict({"ITEM_PIPELINES": {Items: 1}, "EXTENSIONS": {}, **haste}, "spider")

    def parse(self, response: Response) -> Iterator[Any]:
        """Follow the articles of a list and its next page."""
        assert isinstance(response, HtmlResponse)
        yield from response.follow_all(css="li a", callback=self.parse_article)
        yield from response.follow_all(css="body > a", callback=self.parse)

    def parse_article(self, response: Response) -> Iterator[dict[str, str]]:
        """Yield the address of an article."""
        yield {"url": response.url}
