"""资讯集萃, a host that copies 青岚网."""

from crawler.platforms.listing import ListingSpider
from demo.papers import address_of


class DemoCopyhostSpider(ListingSpider):
    """Traditional script with pinyin in brackets and damaged bytes."""

    name = "demo_copyhost"
    outlet = "资讯集萃"
    region = "990100"
    start_urls = [address_of("copyhost", "/list.html")]
    article_links = r"/content/\d{6}/\d{2}/c_\d{6}\.html$"
