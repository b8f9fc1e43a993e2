"""汾滨资讯网, a private portal on EmpireCMS."""

from crawler.platforms.listing import ListingSpider
from demo.papers import address_of


class DemoFenbinSpider(ListingSpider):
    """A one-line by-line, a comment form, two copyright notes; asks for a Crawl-delay."""

    name = "demo_fenbin"
    outlet = "汾滨资讯网"
    region = "990400"
    start_urls = [address_of("fenbin", f"/{name}/") for name in ("chengshi", "xiangzhen")]
    article_links = r"/[a-z]+/\d+\.html$"
