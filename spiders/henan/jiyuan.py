"""济源网, the news site of the Jiyuan daily."""

from crawler.platforms.listing import ListingSpider


class HenanJiyuanSpider(ListingSpider):
    """Founder news pages; other articles' leads follow the body under 推荐阅读."""

    name = "henan_jiyuan"
    outlet = "济源网"
    region = "419001"
    start_urls = ["http://www.jyrb.cn/"]
    article_links = r"/content/\d{6}/\d{1,2}/c_\d+\.html$"
    evidence = "V: article address seen, 2026; front page as list not tried"
