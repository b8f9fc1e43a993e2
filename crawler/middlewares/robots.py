"""Obey robots.txt as RFC 9309 has it, and its Crawl-delay.

Scrapy reads rules from error pages and crawls freely where robots.txt cannot be had. Here: 2xx
is read (up to 512 KiB), 4xx allows all, 5xx and no answer forbid all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

LONGEST = 512 * 1024
"""Bytes of robots.txt that are read (RFC 9309, section 2.5, asks for at least 500 KiB)."""
LONGEST_DELAY = 30.0
"""Seconds; a longer Crawl-delay would never let a crawl end."""

_NOTHING = b""
_EVERYTHING = b"User-agent: *\nDisallow: /\n"
_OK, _CLIENT = range(200, 300), range(400, 500)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware with the answers of RFC 9309 to a robots.txt that is not there."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._floor = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._slowed: set[str] = set()

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Let *request* pass if robots.txt does; keep its host's Crawl-delay from AutoThrottle."""
        await super().process_request(request)
        if urlparse_cached(request).hostname in self._slowed:
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules for *request*.

        Of several requests that wait for one robots.txt, Scrapy gives them to the first alone and
        lets the others pass; we look them up when they are there.
        """
        await super().robot_parser(request)
        rules = self._parsers[urlparse_cached(request).netloc]
        assert isinstance(rules, RobotParser)
        return rules

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        body = _EVERYTHING
        if response.status in _OK:
            body = response.body[:LONGEST]
        elif response.status in _CLIENT:
            body = _NOTHING
        await super()._parse_robots(response.replace(body=body), netloc, request)
        self._keep_delay(self._parsers[netloc], request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        waiting = self._parsers[netloc]
        self._parsers[netloc] = rules = self._parserimpl.from_crawler(self.crawler, _EVERYTHING)
        self._stats.inc_value(f"robotstxt/exception_count/{type(exc)}")
        if isinstance(waiting, Deferred):
            waiting.callback(rules)

    def _keep_delay(self, rules: object, request: Request) -> None:
        """Let every request to the host wait as long as its Crawl-delay says, if that is longer.

        AutoThrottle would take the delay back when the host is quick, so it is kept off.
        """
        assert isinstance(rules, RobotParser)
        wanted = rules.crawl_delay(self._robotstxt_useragent or self._default_useragent) or 0.0
        host = urlparse_cached(request).hostname or ""
        if not self.crawler.engine or wanted <= self._floor:
            return
        downloader = self.crawler.engine.downloader
        delay = min(wanted, LONGEST_DELAY)
        downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0.0}
        self._slowed.add(host)
        if slot := downloader.slots.get(host):
            slot.delay, slot.jitter = delay, 0.0
