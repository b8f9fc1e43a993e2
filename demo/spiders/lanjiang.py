"""澜江新闻网, city radio and television on CmsTop."""

from crawler.platforms.listing import ListingSpider
from demo.papers import address_of


class DemoLanjiangSpider(ListingSpider):
    """GBK; every second header says utf-8."""

    name = "demo_lanjiang"
    outlet = "澜江新闻网"
    region = "990500"
    start_urls = [address_of("lanjiang", f"/news/{name}/") for name in ("ljxw", "shenghuo")]
    article_links = r"/p/\d{6}\.html$"
