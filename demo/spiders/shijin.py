"""石津城建集团, a company that reprints local news, on 中企动力."""

from crawler.platforms.listing import ListingSpider
from demo.papers import address_of


class DemoShijinSpider(ListingSpider):
    """GBK labelled gb2312; deck lines in the body box."""

    name = "demo_shijin"
    outlet = "石津城建集团"
    region = "990300"
    start_urls = [address_of("shijin", "/news/2/")]
    article_links = r"/news/\d+\.html$"
