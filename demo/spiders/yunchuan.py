"""云川网, a city paper on PHPCMS."""

from crawler.platforms.listing import ListingSpider
from demo.papers import address_of


class DemoYunchuanSpider(ListingSpider):
    """A table layout; daily notices that differ in their figures."""

    name = "demo_yunchuan"
    outlet = "云川网"
    region = "990200"
    start_urls = [address_of("yunchuan", f"/list-{n}-1.html") for n in (10, 11, 12)]
    article_links = r"/content-\d+-\d+-1\.html$"
