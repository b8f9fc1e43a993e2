"""青岚网, a city paper on Founder's system."""

from crawler.platforms.listing import ListingSpider
from demo.papers import address_of


class DemoQinglanSpider(ListingSpider):
    """GB18030, bodies between enpcontent markers."""

    name = "demo_qinglan"
    outlet = "青岚网"
    region = "990100"
    start_urls = [address_of("qinglan", f"/node_{n}.htm") for n in (2, 3, 4)]
    article_links = r"/content/\d{6}/\d{2}/c_\d{6}\.html$"
