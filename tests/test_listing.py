"""A list page leads to its new articles and on to the next page while that can bring more."""

import asyncio
from collections.abc import Collection
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from scrapy.utils.test import get_crawler

from crawler.platforms.listing import ListingSpider
from crawler.run import LIST_PAGES
from crawler.store import Address, Store, Watermark

HOST = "http://news.example.cn"
NEXT = "<a href='/list_2.html'>下一页</a>"


class Paper(ListingSpider):
    """A site of the tests' own."""

    name = "paper"
    start_urls = [f"{HOST}/list_1.html"]
    article_links = r"/\d+\.html$"
    max_pages = 3


class Lists:
    """A paper whose list pages are read one by one, into a store of its own."""

    def __init__(self, known: Collection[str] = (), **arguments: str) -> None:
        self.stats = StatsCollector(get_crawler())
        self.store = Store("sqlite://")
        self.store.seek("paper", [self._address(path) for path in known])
        self.run = self.store.begin("crawl", "paper")
        self.store.lease("paper", self.run, len(known))
        settings = Settings({"URLLENGTH_LIMIT": 100})
        crawler = SimpleNamespace(stats=self.stats, settings=settings, get_extension=lambda _: self)
        self.spider = Paper(**arguments)
        vars(self.spider)["crawler"] = crawler

    def _address(self, path: str) -> Address:
        return Address(self.store.key_of(HOST + path), HOST + path)

    async def found(
        self,
        page: Watermark,
        named: list[Address],
        following: Address | None,
        *,
        anyway: bool,
    ) -> int:
        """Store what a list page says, as a run does."""
        return self.store.found("paper", page, named, following, anyway=anyway)

    def asked(self, html: str, number: int = 1, charset: str = "utf-8") -> list[str]:
        """Return the paths that the list page *html* leads to."""
        response = HtmlResponse(
            f"{HOST}/list_1.html",
            body=f"<html><body>{html}</body></html>".encode(charset),
            headers={"Content-Type": f"text/html; charset={charset}"},
        )
        response.request = Request(response.url)
        asyncio.run(self.spider.parse(response, number))
        leased = self.store.lease("paper", self.run, 100)
        self.store.close()
        return [address.url.removeprefix(HOST) for address in leased]


def entry(name: str, day: str = "") -> str:
    return f"<li><a href='{name}'>鹿回桥通车</a> <span>{day}</span></li>"


def test_a_list_leads_to_its_articles_and_to_the_next_page() -> None:
    html = entry("/1.html") + entry("2.html") + entry("/about.html") + NEXT
    lists = Lists()
    assert lists.asked(html) == ["/1.html", "/2.html", "/list_2.html"]
    assert lists.stats.get_value(LIST_PAGES) == 1


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("text", ["下一页", "下一頁", "下页", "后一页", "下一页 >", "[Next]"])
def test_the_next_page_is_known_by_its_words(text: str, charset: str) -> None:
    html = entry("/1.html") + f"<a href='/list_2.html'>{text}</a>"
    assert Lists().asked(html, charset=charset)[1:] == ["/list_2.html"]


def test_an_article_is_asked_for_once_however_often_it_is_linked() -> None:
    html = (
        entry("/1.html") + entry("/1.html#comments") + entry(f"{HOST}/1.html") + entry(" /1.html ")
    )
    assert Lists().asked(html) == ["/1.html"]


def test_links_to_other_hosts_are_not_followed() -> None:
    html = entry("http://other.example/1.html") + entry("javascript:void(0)/1.html")
    assert Lists().asked(html + "<a href='http://other.example/2'>下一页</a>") == []


def test_a_base_address_is_minded() -> None:
    html = f"<base href='{HOST}/sub/'>" + entry("1.html")
    assert Lists().asked(html) == ["/sub/1.html"]


def test_what_is_known_is_not_asked_for() -> None:
    lists = Lists(known={"/1.html"})
    assert lists.asked(entry("/1.html") + entry("/2.html") + NEXT) == ["/2.html", "/list_2.html"]
    assert lists.stats.get_value("known/filtered") == 1


def test_a_list_of_known_articles_ends_the_walk() -> None:
    assert Lists(known={"/1.html"}).asked(entry("/1.html", "2026-03-02") + NEXT) == []


def test_the_walk_ends_after_the_most_pages_of_a_run() -> None:
    assert Lists().asked(entry("/1.html") + NEXT, number=2) == ["/1.html", "/list_2.html"]
    assert Lists().asked(entry("/1.html") + NEXT, number=3) == ["/1.html"]


def test_only_days_in_the_window_are_asked_for() -> None:
    days = [f"2026-03-0{n}" for n in range(1, 6)]
    html = "".join(entry(f"/{n}.html", day) for n, day in enumerate(days, 1))
    lists = Lists(since="2026-03-02", until="2026-03-04")
    assert lists.asked(html) == ["/2.html", "/3.html", "/4.html"]
    assert lists.stats.get_value("window/filtered") == 2


def test_a_list_of_the_most_read_does_not_hide_the_day() -> None:
    html = entry("/1.html", "2026-03-09") + f"<ol>{entry('/1.html')}</ol>"
    assert Lists(until="2026-03-04").asked(html) == []


def test_the_walk_goes_on_where_all_is_newer_than_the_window() -> None:
    html = entry("/1.html", "2026-03-09") + entry("/2.html", "2026-03-08") + NEXT
    assert Lists(until="2026-03-04").asked(html) == ["/list_2.html"]


def test_a_list_of_the_most_read_does_not_end_that_walk() -> None:
    html = entry("/1.html", "2026-03-09") + NEXT + f"<ol>{entry('/7.html')}</ol>"
    assert Lists(known={"/7.html"}, until="2026-03-04").asked(html) == ["/list_2.html"]


def test_the_walk_ends_where_all_is_older_than_the_window() -> None:
    html = entry("/1.html", "2026-02-09") + NEXT
    assert Lists(since="2026-03-01").asked(html) == []


def test_a_page_without_article_links_is_told(caplog: pytest.LogCaptureFixture) -> None:
    assert Lists().asked(entry("/about.html")) == []
    assert f"no article links on {HOST}/list_1.html" in caplog.text
