"""What the declared sites say of themselves, for those who ask who published a page."""

from __future__ import annotations

import re
from functools import cache

from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.platforms.listing import ListingSpider
from crawler.text.addresses import split_address
from crawler.text.hosts import Publisher


@cache
def publishers() -> tuple[Publisher, ...]:
    """Return name, hosts and article paths of every site declared with them."""
    loader = get_spider_loader(get_project_settings())
    sites = (loader.load(name) for name in loader.list())
    return tuple(_publisher(site) for site in sites if issubclass(site, ListingSpider))


def _publisher(site: type[ListingSpider]) -> Publisher:
    hosts = {split_address(url).hostname or "" for url in site.start_urls}
    return Publisher((site.outlet,), tuple(sorted(hosts)), re.compile(site.article_links))
