"""济宁新闻网, the news site of Jining radio and television."""

from crawler.platforms.listing import ListingSpider


class ShandongJiningSpider(ListingSpider):
    """CmsTop."""

    name = "shandong_jining"
    outlet = "济宁新闻网"
    region = "370800"
    start_urls = ["https://www.jnnews.tv/xianqu/qufu/"]
    article_links = r"/p/\d+\.html$"
    evidence = "V: article and list address seen, 2026"
