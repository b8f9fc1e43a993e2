"""A copying host is told by its signs; publishers, portals and their subdomains never are."""

import re

import pytest

from crawler.declared import publishers
from crawler.items import Article
from crawler.text.hosts import Publisher, is_copied_path, is_keyword_line
from pipelines.metadata import MetadataPipeline

LIUHE = Publisher(
    ("柳河网",), ("news.liuhe.example", "www.liuhe.com.cn"), re.compile(r"/a/\d{8}/\d+\.html$")
)
GENERAL = Publisher(("青石网",), ("www.qingshi.example",), re.compile(r"/p/\d+\.html$"))
KNOWN = (LIUHE, GENERAL)
PATH = "/a/20260302/17.html"


@pytest.mark.parametrize("source", ["柳河网", "《柳河网》", "柳河网 青石日报", "本地/柳河网"])
def test_a_known_papers_path_elsewhere_under_its_name_is_a_copy(source: str) -> None:
    assert is_copied_path(f"http://m.copies.test{PATH}", source, KNOWN)


@pytest.mark.parametrize(
    "host",
    [
        *("liuhe.example", "m.liuhe.example", "epaper.news.liuhe.example.", "LIUHE.com.cn"),
        *("a.qingshi.example", "www.jyrb.cn", "news.liuhe.hk", "liuhe.com.tw", "www.liuhe.gov.cn"),
    ],
)
def test_a_publisher_and_who_may_reprint_it_is_no_copying_host(host: str) -> None:
    assert not is_copied_path(f"http://{host}{PATH}", "柳河网", KNOWN)


@pytest.mark.parametrize(
    ("url", "source"),
    [
        (f"http://m.copies.test{PATH}", "青石网"),
        (f"http://m.copies.test{PATH}", "柳河网络电视台"),
        (f"http://m.copies.test{PATH}", None),
        (f"http://m.copies.test/news{PATH}", "柳河网"),
        (f"http://m.copies.test{PATH}.bak", "柳河网"),
        ("http://m.copies.test/p/17.html", "青石网"),
        ("http://[标题]/", "柳河网"),
        ("", "柳河网"),
    ],
)
def test_another_path_or_name_or_a_path_without_a_day_tells_nothing(
    url: str, source: str | None
) -> None:
    assert not is_copied_path(url, source, KNOWN)


def test_the_declared_sites_are_known_publishers() -> None:
    [site] = [paper for paper in publishers() if "济源网" in paper.names]
    assert site.hosts == ("www.jyrb.cn",)


@pytest.mark.parametrize(("script", "flags"), [("Hant", ["mirror:path"]), ("Hans", [])])
def test_only_a_page_in_traditional_script_is_told_by_its_path(
    script: str, flags: list[str]
) -> None:
    url = "http://m.copies.test/szb/pc/col/202603/02/content_1.html"
    article = Article(url=url, script=script, source="周口日报", body="村民种树，教孩子浇水。")
    assert MetadataPipeline().process_item(article).flags == flags


@pytest.mark.parametrize(
    "line",
    [
        "代孕公司,试管婴儿价格,供卵机构,包生男孩",
        "重庆时时彩 北京赛车pk10 江苏快三 幸运飞艇计划 手机版",
        "辦證|刻章|代開發票|學歷辦理",
        "办证刻章_信用卡套现_黑户贷款_无抵押贷款_首页",
    ],
)
def test_a_row_of_offers_is_told(line: str) -> None:
    assert is_keyword_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "警方严打办证刻章代开发票信用卡套现",
        "试管婴儿 辅助生殖 医保 生育 代孕 三孩",
        "代孕、试管婴儿、供卵、包生男孩",
        "首页 要闻 彩票 体育 财经 棋牌 教育 健康",
        "",
    ],
)
def test_a_headline_a_menu_and_tags_are_no_row_of_offers(line: str) -> None:
    assert not is_keyword_line(line)
