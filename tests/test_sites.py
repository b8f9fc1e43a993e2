"""Every site is declared rightly: one word leads to its file, its name and its class."""

import inspect
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from commands import ROOT
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.exits import Exit, Stop
from crawler.platforms.listing import ListingSpider
from crawler.sites import SiteSpider
from crawler.window import check_arguments
from demo.papers import HOSTS

GRADE = re.compile(r"[VFPG]: \S")


def declared(package: str) -> list[type[SiteSpider]]:
    """Return the spiders that Scrapy finds in *package*."""
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": [package]}))
    found = [loader.load(name) for name in loader.list()]
    assert all(issubclass(spider, SiteSpider) for spider in found)
    return [spider for spider in found if issubclass(spider, SiteSpider)]


SITES = declared("spiders")
DEMO = declared("demo.spiders")

every_site = pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
every_spider = pytest.mark.parametrize("site", SITES + DEMO, ids=lambda site: site.name)


def test_every_file_declares_one_site() -> None:
    files = [path for path in (ROOT / "spiders").rglob("*.py") if path.name != "__init__.py"]
    assert sorted(Path(inspect.getfile(site)) for site in SITES) == sorted(files)


@every_site
def test_file_name_and_class_of_a_site_agree(site: type[SiteSpider]) -> None:
    path = Path(inspect.getfile(site)).relative_to(ROOT)
    assert re.fullmatch(r"[a-z]+_[a-z][a-z0-9]*", site.name)
    province, outlet = site.name.split("_")
    assert path.as_posix() == f"spiders/{province}/{outlet}.py"
    assert site.__name__ == f"{province.title()}{outlet.title()}Spider"


def test_the_demo_has_a_spider_for_every_host() -> None:
    assert {site.name for site in DEMO} == {f"demo_{host.id}" for host in HOSTS}
    assert {site.outlet for site in DEMO} == {host.name for host in HOSTS}


@every_spider
def test_a_site_names_its_outlet_in_chinese(site: type[SiteSpider]) -> None:
    assert re.search(r"[\u3400-\u9fff]", site.outlet)
    assert site.outlet == site.outlet.strip()


@every_spider
def test_the_region_is_a_code_of_six_digits(site: type[SiteSpider]) -> None:
    assert re.fullmatch(r"\d{6}", site.region)


@every_spider
def test_the_first_addresses_are_whole_web_addresses(site: type[SiteSpider]) -> None:
    assert site.start_urls
    for url in site.start_urls:
        parts = urlsplit(url)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert parts.path
        assert url == url.strip()


@every_spider
def test_article_links_are_a_pattern_that_no_first_page_matches(site: type[SiteSpider]) -> None:
    if not issubclass(site, ListingSpider):
        return
    pattern = re.compile(site.article_links)
    assert not pattern.search("")
    assert not [url for url in site.start_urls if pattern.search(url)]


@every_site
def test_a_site_says_what_it_rests_on(site: type[SiteSpider]) -> None:
    assert GRADE.match(site.evidence)
    assert re.search(r"\b20\d\d\b", site.evidence)


@every_spider
def test_a_site_says_in_a_sentence_what_is_special(site: type[SiteSpider]) -> None:
    assert (site.__doc__ or "").strip().endswith(".")
    assert (inspect.getmodule(site).__doc__ or "").startswith(site.outlet)


# --- the window of days -------------------------------------------------------------------------


class Paper(SiteSpider):
    """A site of the tests' own."""

    name = "paper"


@pytest.mark.parametrize(
    ("since", "until", "day", "wanted"),
    [
        ("", "", date(2026, 3, 2), True),
        ("2026-03-02", "", date(2026, 3, 2), True),
        ("2026-03-02", "", date(2026, 3, 1), False),
        ("", "2026-03-02", date(2026, 3, 2), True),
        ("", "2026-03-02", date(2026, 3, 3), False),
        ("2026-03-02", "2026-03-02", date(2026, 3, 2), True),
        ("2026-03-02", "2026-03-02", None, True),
    ],
)
def test_both_ends_of_the_window_belong_to_it(
    since: str, until: str, day: date | None, wanted: bool
) -> None:
    assert Paper(since=since, until=until).wants("http://news.example.cn/1.html", day) is wanted


def test_the_address_tells_the_day_where_the_list_does_not() -> None:
    url = "http://news.example.cn/content/202603/02/c_1.html"
    assert Paper(since="2026-03-02").wants(url)
    assert not Paper(since="2026-03-03").wants(url)
    assert Paper(since="2026-03-03").wants(url, date(2026, 3, 3))


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({"since": "yesterday"}, "since=yesterday is not a date; write it as YYYY-MM-DD"),
        ({"until": "2026-02-30"}, "until=2026-02-30 is not a date; write it as YYYY-MM-DD"),
        ({"since": "20260302"}, "since=20260302 is not a date; write it as YYYY-MM-DD"),
        ({"since": "2026-W10-1"}, "since=2026-W10-1 is not a date; write it as YYYY-MM-DD"),
        ({"from": "2026-03-02"}, "unknown argument from; there are since, until"),
        ({"since": "2026-03-03", "until": "2026-03-02"}, "since is later than until"),
    ],
)
def test_a_wrong_argument_is_told_in_one_line(arguments: dict[str, str], line: str) -> None:
    with pytest.raises(Stop) as stop:
        check_arguments(arguments)
    assert (stop.value.code, str(stop.value)) == (Exit.USAGE, line)


def test_right_arguments_pass() -> None:
    for arguments in ({}, {"since": ""}, {"since": "2026-03-02", "until": "2026-03-02"}):
        check_arguments(arguments)
