"""三门峡网, the news site of the Sanmenxia daily."""

from crawler.platforms.listing import ListingSpider


class HenanSanmenxiaSpider(ListingSpider):
    """PHPCMS with a table layout; 来源 is often empty."""

    name = "henan_sanmenxia"
    outlet = "三门峡网"
    region = "411200"
    start_urls = ["https://www.ismx.cn/list-10-1.html"]
    article_links = r"/content-\d{1,2}-\d+-\d{1,2}\.html$"
    evidence = "V: article address seen, 2026; list address inferred from the system"
