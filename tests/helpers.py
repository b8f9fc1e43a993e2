"""What several tests need: a page as bytes, and an article led through the stages."""

from scrapy.settings import Settings

from crawler.items import Article, Page
from crawler.reading.read import read
from crawler.stages import Stages

FETCHED = "2026-03-20T10:00:00+08:00"


def page(
    html: str,
    *,
    url: str = "http://news.example.cn/read/990.html",
    charset: str = "utf-8",
    content_type: str = "text/html",
) -> Page:
    """Return the page *html* as it would have been fetched."""
    headers = {"content-type": content_type}
    return Page(url=url, body=html.encode(charset), headers=headers, fetched=FETCHED)


def article_on(source: Page) -> Article:
    """Return what the reader and the stages that need no store make of *source*."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    return Stages(settings).walk(read(source))
