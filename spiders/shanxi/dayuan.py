"""山西大院网, a private portal that carries local news of Yuncheng."""

from crawler.platforms.listing import ListingSpider


class ShanxiDayuanSpider(ListingSpider):
    """EmpireCMS with its comment block; the by-line is one line."""

    name = "shanxi_dayuan"
    outlet = "山西大院网"
    region = "140800"
    start_urls = ["http://www.shanxidayuan.com/gsyl/yuncheng/"]
    article_links = r"/(?:[\w-]+/)+\d+\.html?$"
    evidence = "V: article address printed on a page of 2022; list address inferred from it"
