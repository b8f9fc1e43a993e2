"""`scrapy crawl` on loopback: what it stores, what it asks for, and how it ends."""

import codecs
import csv
import io
import json
import os
import re
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import zstandard
from commands import ROOT, Command, Ended, in_process, run, run_all, run_forked

from crawler.items import FIELDS
from crawler.store import EVERYTHING, Store
from demo.newsroom import load
from demo.papers import COPY_HOST, PAPERS
from demo.server import Visit, serve

HASTE = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0"]
QINGLAN, YUNCHUAN = PAPERS[:2]
SINCE, UNTIL = "2026-03-05", "2026-03-08"


def crawl(site: str, store: str, *words: str, **environment: str) -> Command:
    """Return the command that crawls *site* on loopback into *store*."""
    given = {"CORPUS_STORE": store, "CORPUS_ALLOW_PRIVATE": "1", "CORPUS_WORKERS": "0"}
    return Command(["scrapy", "crawl", site, *HASTE, *words], given | environment)


# --- the demo papers ----------------------------------------------------------------------------


class Crawled(NamedTuple):
    """What one crawl of a demo paper left."""

    ended: Ended
    visits: list[Visit]
    feed: bytes
    table: bytes

    @property
    def articles(self) -> list[dict[str, Any]]:
        """The articles of the JSON feed."""
        found: list[dict[str, Any]] = json.loads(self.feed)
        return found

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the CSV feed."""
        text = self.table.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def asked(self, pattern: str) -> list[str]:
        """Return the paths asked for that match *pattern*."""
        return [visit.path for visit in self.visits if re.search(pattern, visit.path)]


class Demo:
    """The demo papers, crawled one after the other into one folder."""

    def __init__(self, folder: Path, visits: dict[str, list[Visit]]) -> None:
        self.store = f"sqlite:///{folder}/corpus.db"
        self._folder = folder
        self._visits = visits

    def crawl(self, paper: str, *words: str, store: str = "", workers: int = 0) -> Crawled:
        """Crawl *paper* with both feeds."""
        feeds = [self._folder / f"out.{suffix}" for suffix in ("json", "csv")]
        before = len(self._visits[paper])
        options = [word for path in feeds for word in ("-O", str(path))]
        where = store or self.store
        command = crawl(f"demo_{paper}", where, *options, *words, CORPUS_WORKERS=str(workers))
        ended = run(command) if workers else run_forked(command)
        return Crawled(ended, self._visits[paper][before:], *(path.read_bytes() for path in feeds))

    def stored(self) -> list[dict[str, Any]]:
        """Return every article of the store, copies too."""
        with closing(Store(self.store)) as store:
            return list(store.articles(EVERYTHING))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with ExitStack() as stack:
        try:
            visits = stack.enter_context(serve())
        except OSError as taken:
            pytest.skip(f"the demo's ports are not free: {taken}")
        yield Demo(tmp_path_factory.mktemp("demo"), visits)


@pytest.fixture(scope="module")
def first(demo: Demo) -> Crawled:
    """Crawl 云川网 into an empty store, with a reading process."""
    return demo.crawl(YUNCHUAN.id, workers=1)


@pytest.fixture(scope="module")
def second(demo: Demo, first: Crawled) -> tuple[Crawled, bool]:
    """Crawl it again; tell whether the store stayed as it was."""
    assert first.ended.code == 0
    before = demo.stored()
    again = demo.crawl(YUNCHUAN.id)
    return again, demo.stored() == before


@pytest.fixture(scope="module")
def other(demo: Demo, second: tuple[Crawled, bool]) -> Crawled:
    """Crawl 青岚网, which shares stories with 云川网, into the same store."""
    assert second[0].ended.code == 0
    return demo.crawl(QINGLAN.id)


@pytest.fixture(scope="module")
def window(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """Crawl some days of 云川网 into another store."""
    store = f"sqlite:///{tmp_path_factory.mktemp('window')}/corpus.db"
    return demo.crawl(YUNCHUAN.id, "-a", f"since={SINCE}", "-a", f"until={UNTIL}", store=store)


def test_a_crawl_brings_every_story_of_the_paper(first: Crawled) -> None:
    assert first.ended.code == 0
    titles = [article["title"] for article in first.articles]
    assert sorted(titles) == sorted(story.title for story in load()[YUNCHUAN.id])
    assert {article["outlet"] for article in first.articles} == {YUNCHUAN.name}


def test_the_feeds_hold_every_field_in_order(first: Crawled) -> None:
    assert {tuple(article) for article in first.articles} == {FIELDS}
    header = first.table.removeprefix(codecs.BOM_UTF8).split(b"\r\n")[0]
    assert header.decode() == ",".join(FIELDS)


def test_the_two_feeds_hold_the_same_articles(first: Crawled) -> None:
    assert [row["url"] for row in first.rows] == [article["url"] for article in first.articles]
    assert [row["body"] for row in first.rows] == [article["body"] for article in first.articles]
    for row, article in zip(first.rows, first.articles, strict=True):
        assert row["authors"] == "；".join(article["authors"])
        assert json.loads(row["repairs"]) == article["repairs"]


def test_only_the_csv_feed_has_a_bom_and_has_one(first: Crawled) -> None:
    assert first.table.startswith(codecs.BOM_UTF8)
    assert first.table.count(codecs.BOM_UTF8) == 1
    assert codecs.BOM_UTF8 not in first.feed
    assert YUNCHUAN.name.encode() in first.feed


def test_a_feed_tells_what_the_store_tells(first: Crawled, demo: Demo) -> None:
    stored = {row["url"]: row for row in demo.stored()}
    unsettled = {"cluster", "relation"}  # a later copy may change how an article stands
    for article in first.articles:
        found = stored[article["url"]]
        assert {name for name in FIELDS if found[name] != article[name]} <= unsettled


def test_each_article_is_asked_for_once_and_robots_first(first: Crawled) -> None:
    asked = first.asked("/content-")
    assert len(asked) == len(set(asked))
    assert len(first.asked(r"/content-\d+-\d+-1\.")) == len(first.articles)
    assert first.visits[0].path == "/robots.txt"


def test_the_pages_of_a_long_story_are_one_article(first: Crawled) -> None:
    [second, third] = first.asked(r"/content-\d+-\d+-[23]\.")
    name, _, _ = second.rpartition("-")
    assert (second, third) == (f"{name}-2.html", f"{name}-3.html")
    [article] = [a for a in first.articles if name in a["url"]]
    [story] = [s for s in load()[YUNCHUAN.id] if s.title == article["title"]]
    assert article["url"].endswith("-1.html")
    assert article["body"].split("\n") == list(story.paragraphs)
    assert article["editors"] == [story.editor]


def test_a_second_run_stores_nothing_and_asks_for_no_article(
    second: tuple[Crawled, bool],
) -> None:
    again, unchanged = second
    assert again.ended.code == 0
    assert again.asked("/content-") == []
    assert again.asked("/list-")
    assert unchanged
    assert again.articles == again.rows == []


def test_the_paper_that_a_reprint_names_stands_for_it(other: Crawled, demo: Demo) -> None:
    assert other.ended.code == 0
    stored = [row for row in demo.stored() if row["outlet"] == QINGLAN.name]
    assert len(stored) == len(load()[QINGLAN.id])
    assert "copy" not in {row["relation"] for row in stored}
    reprints = {row["cluster"] for row in demo.stored() if row["relation"] == "copy"}
    standing = {row["cluster"] for row in stored if row["relation"] == "canonical"}
    assert reprints & standing


def test_copies_are_stored_and_linked_but_not_fed(other: Crawled, demo: Demo) -> None:
    assert other.ended.code == 0
    copied = demo.crawl(COPY_HOST.id)
    stored = [row for row in demo.stored() if row["outlet"] == COPY_HOST.name]
    fed = {article["url"] for article in copied.articles}
    copies = [row for row in stored if row["url"] not in fed]
    assert copies
    assert {row["relation"] for row in copies} == {"copy"}
    assert "copy" not in {article["relation"] for article in copied.articles}
    originals = {row["cluster"] for row in demo.stored() if row["relation"] == "canonical"}
    assert {row["cluster"] for row in copies} <= originals


def test_a_page_that_is_gone_is_recorded_and_no_fault(other: Crawled, demo: Demo) -> None:
    [gone] = {visit.path for visit in other.visits if visit.status == 404}
    with closing(Store(demo.store)) as store:
        [summary] = [one for one in store.summaries() if one.site == f"demo_{QINGLAN.id}"]
        assert summary.dropped == {"NoArticle": 1}
    assert gone in other.asked("/content/")


def test_a_window_brings_its_days_and_asks_for_no_other(window: Crawled) -> None:
    assert window.ended.code == 0
    inside = [story for story in load()[YUNCHUAN.id] if SINCE <= story.day <= UNTIL]
    assert inside
    titles = [article["title"] for article in window.articles]
    assert sorted(titles) == sorted(story.title for story in inside)
    assert len(window.asked("/content-")) < len(load()[YUNCHUAN.id])


# --- sites of the tests' own --------------------------------------------------------------------

SPIDERS = '''
"""Spiders of the tests: each in its own trouble."""

import os
import sqlite3

from crawler.platforms.listing import ListingSpider


class PaperSpider(ListingSpider):
    name = "paper"
    outlet = "试报"
    region = "990900"
    start_urls = [os.environ["PAPER"] + "/list.html"]
    article_links = r"/\\d+\\.html$"


class SeveralLists(PaperSpider):
    name = "several_lists"
    start_urls = [os.environ["PAPER"] + f"/list.html?part={n}" for n in range(5)]


class ClumsyReader(PaperSpider):
    name = "clumsy_reader"

    async def parse_article(self, response):
        raise KeyError("no such thing on the page")
        yield


class ClumsyFurther(PaperSpider):
    name = "clumsy_further"

    async def parse_further(self, response, article, asked, waiting):
        raise KeyError("no such thing on the second page")
        yield


class ClumsyList(PaperSpider):
    name = "clumsy_list"

    async def parse(self, response, number=1):
        raise KeyError("no such thing on the list")


class ClumsyStart(PaperSpider):
    name = "clumsy_start"

    async def start(self):
        raise KeyError("nothing to begin with")
        yield


class StoreBreaker(PaperSpider):
    name = "store_breaker"
    table = "articles"

    async def parse(self, response, number=1):
        path = self.settings["CORPUS_STORE"].removeprefix("sqlite:///")
        connection = sqlite3.connect(path)
        connection.execute(f"DROP TABLE {self.table}")
        connection.commit()
        connection.close()
        await super().parse(response, number)


class EarlyStoreBreaker(StoreBreaker):
    name = "early_store_breaker"
    table = "pages"
'''
LIST = "<ul><li><a href='/1.html'>鹿回桥通车</a></li><li><a href='/2.html'>早市开张</a></li></ul>"
PARAGRAPH = "<p>3月2日上午，{}，两岸居民往来每天少绕六公里，过河只要三分钟，孩子上学也近了。</p>"
OPEN = (200, "User-agent: *\nDisallow: /admin/\n")
PAGES = {
    "/robots.txt": OPEN,
    "/list.html": (200, LIST),
    "/1.html": (200, f"<h1>鹿回桥通车</h1><div>{PARAGRAPH.format('鹿回桥正式通车')}</div>"),
    "/2.html": (200, f"<h1>早市开张</h1><div>{PARAGRAPH.format('河堤早市开张')}</div>"),
}
GONE = (404, "gone")
MOVED = (301, 302)
NO_ANSWER = 0
CUT_OFF = (NO_ANSWER, "the connection is closed")
HELD = (NO_ANSWER, "the connection is held")
BROKEN = (500, "broken")
FORBIDDEN = (403, "forbidden")


@contextmanager
def paper(pages: dict[str, tuple[int, str]]) -> Iterator[tuple[str, list[str]]]:
    """Serve *pages* on loopback; give the address, and the paths that are asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, text = pages.get(self.path.partition("?")[0], GONE)
            if (status, text) == HELD:
                self.rfile.read(1)  # returns when the other side hangs up
            if status == NO_ANSWER:
                return
            body = text.encode()
            self.send_response(status)
            if status in MOVED:
                self.send_header("Location", text)
            kind = "text/plain" if self.path.endswith(".txt") else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name is given
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


class Case(NamedTuple):
    """A site in trouble, and how its crawl must end."""

    code: int
    says: str
    asked: set[str]
    pages: dict[str, tuple[int, str]] = {}
    site: str = "paper"
    private: str = "1"


ALL = set(PAGES)
CASES = {
    "healthy": Case(0, "", ALL),
    "without robots.txt": Case(0, "", ALL, {"/robots.txt": GONE}),
    "barred": Case(
        22,
        "crawl: robots.txt of {host} bars this crawler",
        {"/robots.txt"},
        {"/robots.txt": (200, "User-agent: Fangzhi\nDisallow: /\n")},
    ),
    "barred with several lists": Case(
        22,
        "crawl: robots.txt of {host} bars this crawler",
        {"/robots.txt"},
        {"/robots.txt": (200, "User-agent: *\nDisallow: /\n")},
        site="several_lists",
    ),
    "robots.txt broken": Case(
        20,
        "crawl: no list page of {host} could be fetched; try later",
        {"/robots.txt"},
        {"/robots.txt": BROKEN},
    ),
    "list broken": Case(
        20,
        "crawl: no list page of {host} could be fetched; try later",
        {"/robots.txt", "/list.html"},
        {"/list.html": BROKEN},
    ),
    "private": Case(
        20, "crawl: no list page of {host} could be fetched; try later", set(), private=""
    ),
    "callback raises": Case(
        1, "crawl: some pages could not be handled; the log above says which", ALL,
        site="clumsy_reader",
    ),
    "list raises": Case(
        1, "crawl: some pages could not be handled; the log above says which",
        {"/robots.txt", "/list.html"}, site="clumsy_list",
    ),
    "start raises": Case(
        1, "crawl: the spider could not start; the log above says why", set(), site="clumsy_start"
    ),
    "store breaks": Case(
        3, "no such table: articles; free the disk or mend CORPUS_STORE and run it again",
        ALL, site="store_breaker",
    ),
    "store breaks early": Case(
        3, "no such table: pages; free the disk or mend CORPUS_STORE and run it again",
        {"/robots.txt", "/list.html"}, site="early_store_breaker",
    ),
}  # fmt: skip


class Told(NamedTuple):
    """How the crawl of a case ended, what it asked for, and what it stored."""

    ended: Ended
    host: str
    asked: list[str]
    stored: int


def own_site(
    folder: Path, address: str, site: str, name: str, *options: str, **environment: str
) -> Command:
    """Return the command that crawls *site* of the tests' spiders at *address*."""
    words = ["-s", "SPIDER_MODULES=own_sites", *options]
    given = {"PAPER": address, "PYTHONPATH": str(folder), "LOG_LEVEL": "INFO"}
    return crawl(site, f"sqlite:///{folder / name}/corpus.db", *words, **given | environment)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """Crawl the site of every case, several at once."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    with ExitStack() as stack:
        papers = [stack.enter_context(paper(PAGES | case.pages)) for case in CASES.values()]
        ended = run_all(
            own_site(folder, address, case.site, name, CORPUS_ALLOW_PRIVATE=case.private)
            for (address, _asked), (name, case) in zip(papers, CASES.items(), strict=True)
        )
    return {
        name: Told(end, address.removeprefix("http://"), asked, number(folder / name / "corpus.db"))
        for name, end, (address, asked) in zip(CASES, ended, papers, strict=True)
    }


def number(path: Path) -> int:
    """Return how many pages the store at *path* holds, none where its table is lost."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM pages").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


@pytest.mark.parametrize("name", CASES)
def test_a_crawl_ends_with_its_code_and_one_line(told: dict[str, Told], name: str) -> None:
    case, found = CASES[name], told[name]
    assert found.ended.code == case.code
    if case.says:
        assert found.ended.last_line.endswith(case.says.format(host=found.host))
        assert found.ended.last_line.startswith("crawl: ")


@pytest.mark.parametrize("name", CASES)
def test_a_crawl_asks_only_for_what_it_may(told: dict[str, Told], name: str) -> None:
    assert set(told[name].asked) <= CASES[name].asked
    assert "/robots.txt" in told[name].asked or not CASES[name].asked


@pytest.mark.parametrize("name", CASES)
def test_a_crawl_in_trouble_stores_what_it_fetched(told: dict[str, Told], name: str) -> None:
    kept = CASES[name].code == 0 or name == "callback raises"
    assert told[name].stored == (2 if kept else 0)


def test_a_site_that_is_down_is_unreachable(tmp_path: Path) -> None:
    (tmp_path / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    with paper({}) as (address, _asked):
        pass
    ended = run_forked(own_site(tmp_path, address, "paper", "down"))
    assert ended.code == 20
    host = address.removeprefix("http://")
    assert ended.last_line == f"crawl: no list page of {host} could be fetched; try later"


# --- articles on several pages ------------------------------------------------------------------


def long_article(name: str) -> dict[str, tuple[int, str]]:
    """Return an article on three pages by their paths."""
    paths = [f"/{name}.html", f"/{name}_2.html", f"/{name}_3.html"]
    pager = "".join(f"<a href='{path}'>{n}</a> " for n, path in enumerate(paths, 1))
    form = f"<h1>春灌{name}</h1><div>{PARAGRAPH}</div><p>{pager}</p>"
    return {path: (200, form.format(f"渠水进田{name}之{n}")) for n, path in enumerate(paths, 1)}


def listing(*names: str, robots: str = "/admin/") -> dict[str, tuple[int, str]]:
    """Return the list page that names articles, and the robots.txt that bars *robots*."""
    entries = "".join(f"<li><a href='/{name}.html'>春灌{name}</a></li>" for name in names)
    rules = f"User-agent: *\nDisallow: {robots}\n"
    return {"/robots.txt": (200, rules), "/list.html": (200, f"<ul>{entries}</ul>")}


ASKS = "您访问得太快了，请完成下面的安全验证，然后继续浏览。"
LOST = "您要找的页面不存在或者已经删除，请返回首页看看别的内容。"
CHALLENGE = (200, f"<title>安全验证</title><p>{ASKS}</p>")
SOFT_404 = (200, f"<title>404</title><p>{LOST}</p>")


class Paged(NamedTuple):
    """What a crawl of articles on several pages left."""

    asked: list[str]
    articles: dict[str, dict[str, Any]]
    pages: list[dict[str, Any]]
    code: int | None


def crawl_paged(
    folder: Path, pages: dict[str, tuple[int, str]], *words: str, **environment: str
) -> Paged:
    """Crawl *pages* in *folder*, where the store is left."""
    (folder / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    with paper(pages) as (address, asked):
        ended = run_forked(own_site(folder, address, "paper", "paged", *words, **environment))
    with closing(sqlite3.connect(folder / "paged" / "corpus.db")) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM pages ORDER BY id")]
    return Paged(asked, stored_articles(folder), rows, ended.code)


def stored_articles(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what is stored of the crawls in *folder*, by the last part of its address."""
    with closing(Store(f"sqlite:///{folder}/paged/corpus.db")) as store:
        return {a["url"].rpartition("/")[2]: a for a in store.articles(EVERYTHING)}


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Paged:
    """Crawl articles on several pages, of which some lack one."""
    pages = long_article("1")
    pages |= long_article("2") | {"/2_2.html": GONE}
    pages |= long_article("4")
    pages |= {"/5.html": (200, PAGES["/1.html"][1] + "<p><a href='/6.html'>下一篇</a></p>")}
    pages |= {"/6.html": PAGES["/2.html"]}
    pages |= listing("1", "2", "4", "5", "7", "8", robots="/4_3")
    pages |= long_article("7") | {"/7_2.html": SOFT_404}
    pages |= long_article("8") | {"/8_2.html": (200, "")}
    return crawl_paged(tmp_path_factory.mktemp("paged"), pages)


def said(article: dict[str, Any], name: str) -> list[str]:
    """Return which pages of the article *name* its body holds."""
    return re.findall(rf"渠水进田{name}之(\d)", article["body"])


def test_pages_are_asked_for_once_and_joined_in_order(paged: Paged) -> None:
    assert paged.code == 0
    assert len(paged.asked) == len(set(paged.asked))
    assert said(paged.articles["1.html"], "1") == ["1", "2", "3"]
    assert paged.articles["1.html"]["flags"] == []
    assert not {name for name in paged.articles if "_" in name}


@pytest.mark.parametrize(
    ("name", "there"),
    [
        pytest.param("2", ["1"], id="gone"),
        pytest.param("4", ["1", "2"], id="barred by robots.txt"),
        pytest.param("7", ["1"], id="error with status 200"),
        pytest.param("8", ["1"], id="empty"),
    ],
)
def test_an_article_that_lacks_a_page_is_kept_and_flagged(
    paged: Paged, name: str, there: list[str]
) -> None:
    article = paged.articles[f"{name}.html"]
    assert said(article, name) == there
    assert article["flags"] == ["pages:missing"]


def test_what_follows_a_missing_page_is_not_asked_for(paged: Paged) -> None:
    assert {f"/{name}_2.html" for name in "278"} <= set(paged.asked)
    assert not {f"/{name}_3.html" for name in "2478"} & set(paged.asked)


def test_a_page_that_is_none_of_the_article_is_no_part_of_it(paged: Paged) -> None:
    assert not [a for a in paged.articles.values() if LOST in a["body"]]
    rows = {row["key"].rpartition("/")[2] for row in paged.pages}
    assert not {"7_2.html", "8_2.html"} & rows


def test_an_article_that_is_redirected_keeps_its_pages(tmp_path: Path) -> None:
    whole = long_article("9")
    pages = {f"/n{path}": (200, text.replace("'/9", "'9")) for path, (_, text) in whole.items()}
    pages |= {"/7.html": (302, "/n/9.html"), "/9_2.html": SOFT_404}
    found = crawl_paged(tmp_path, listing("7") | pages)
    assert said(found.articles["7.html"], "9") == ["1", "2", "3"]
    assert found.articles["7.html"]["flags"] == []
    assert "/9_2.html" not in found.asked


def test_a_page_whose_address_is_too_long_is_missing(tmp_path: Path) -> None:
    (tmp_path / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    with paper(listing("1234") | long_article("1234")) as (address, asked):
        limit = f"URLLENGTH_LIMIT={len(address + '/1234.html')}"
        assert run_forked(own_site(tmp_path, address, "paper", "paged", "-s", limit)).code == 0
    article = stored_articles(tmp_path)["1234.html"]
    assert (said(article, "1234"), article["flags"]) == (["1"], ["pages:missing"])
    assert "/1234_2.html" not in asked


@pytest.mark.parametrize("failure", [FORBIDDEN, CHALLENGE, BROKEN], ids=["403", "challenge", "500"])
def test_an_article_whose_page_never_comes_is_kept_and_flagged_after_three_runs(
    tmp_path: Path, failure: tuple[int, str]
) -> None:
    served = listing("1") | long_article("1") | {"/1_2.html": failure}
    (tmp_path / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    with paper(served) as (address, _asked):
        command = own_site(tmp_path, address, "paper", "paged")
        for stored in ([], [], ["1.html"]):
            assert run_forked(command).code == 0
            assert list(stored_articles(tmp_path)) == stored
            let_time_pass(tmp_path / "paged" / "corpus.db")
        article = stored_articles(tmp_path)["1.html"]
        assert (said(article, "1"), article["flags"]) == (["1"], ["pages:missing"])
        served |= long_article("1")
        let_time_pass(tmp_path / "paged" / "corpus.db", state="done")
        assert run_forked(command).code == 0
    article = stored_articles(tmp_path)["1.html"]
    assert (said(article, "1"), article["flags"]) == (["1", "2", "3"], [])


@pytest.mark.parametrize(
    "failure", [BROKEN, CUT_OFF, CHALLENGE], ids=["500", "no answer", "challenge"]
)
def test_an_article_whose_page_fails_for_now_is_asked_for_whole_by_the_next_run(
    tmp_path: Path, failure: tuple[int, str]
) -> None:
    whole = listing("1", "2") | long_article("1") | long_article("2")
    served = whole | {"/1_2.html": failure}
    (tmp_path / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    with paper(served) as (address, asked):
        command = own_site(tmp_path, address, "paper", "paged")
        ended = run_forked(command)
        assert ended.code == 0
        assert f"{address}/1.html waits for a later run" in ended.err
        assert list(stored_articles(tmp_path)) == ["2.html"]
        served |= whole
        asked.clear()
        assert run_forked(command).code == 0
        assert asked == ["/robots.txt", "/list.html"]
        let_time_pass(tmp_path / "paged" / "corpus.db")
        assert run_forked(command).code == 0
    assert "/2_2.html" not in asked
    article = stored_articles(tmp_path)["1.html"]
    assert (said(article, "1"), article["flags"]) == (["1", "2", "3"], [])


def test_a_page_whose_further_page_raises_is_kept_to_be_read_again(tmp_path: Path) -> None:
    (tmp_path / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    with paper(listing("1") | long_article("1")) as (address, _asked):
        assert run_forked(own_site(tmp_path, address, "clumsy_further", "paged")).code == 1
    with closing(sqlite3.connect(tmp_path / "paged" / "corpus.db")) as connection:
        states = dict(connection.execute("SELECT url, state FROM frontier WHERE kind = 'article'"))
        kept = dict(connection.execute("SELECT url, reason FROM pages"))
    assert (states, kept) == (
        {f"{address}/1.html": "quarantined"},
        {f"{address}/1.html": "Unreadable"},
    )


def let_time_pass(path: Path, state: str = "new") -> None:
    """Make due all in this *state* that waits in the store at *path*."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE frontier SET next_at = '2026' WHERE state = ?", (state,))


def test_a_crawl_killed_between_the_pages_of_an_article_brings_it_whole_when_run_again(
    tmp_path: Path,
) -> None:
    whole = listing("1") | long_article("1")
    served = whole | {"/1_2.html": HELD}
    (tmp_path / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    with paper(served) as (address, asked):
        command = own_site(tmp_path, address, "paper", "paged")
        assert run_forked(command, until=lambda: "/1_2.html" in asked).code == -signal.SIGKILL
        assert stored_articles(tmp_path) == {}
        served |= whole
        assert run_forked(command).code == 0
    article = stored_articles(tmp_path)["1.html"]
    assert (said(article, "1"), article["flags"]) == (["1", "2", "3"], [])


@pytest.mark.parametrize("answer", [None, BROKEN], ids=["there", "failing"])
def test_further_pages_and_their_retries_come_before_other_articles(
    tmp_path: Path, answer: tuple[int, str] | None
) -> None:
    names = [f"{n}" for n in range(100, 130)]
    pages = listing(*names)
    for name in names:
        pages |= long_article(name) | ({f"/{name}_2.html": answer} if answer else {})
    options = "-s RETRY_TIMES=2 -s CONCURRENT_REQUESTS=1"
    asked = crawl_paged(tmp_path, pages, *options.split()).asked[2:]
    articles = [path[1:4] for path in asked]
    begun = {name: articles.index(name) for name in names}
    ended = {name: len(articles) - articles[::-1].index(name) for name in names}
    waiting = [sum(begun[x] <= n < ended[x] for x in names) for n in range(len(asked))]
    assert max(waiting) < 10


def test_the_next_article_is_no_page_of_this_one(paged: Paged) -> None:
    assert "/6.html" not in paged.asked
    assert "早市" not in paged.articles["5.html"]["body"]


def test_further_pages_are_stored_as_they_came_and_tied_to_the_first(paged: Paged) -> None:
    rows = {row["key"].rpartition("/")[2]: row for row in paged.pages}
    first = rows["1.html"]
    assert (first["part_of"], first["part"]) == (None, None)
    for part in (2, 3):
        row = rows[f"1_{part}.html"]
        assert (row["part_of"], row["part"], row["status"]) == (first["id"], part, 200)
        wanted = long_article("1")[f"/1_{part}.html"][1].encode()
        assert zstandard.decompress(row["body"]) == wanted
    assert "2_2.html" not in rows


def test_a_host_that_answers_every_number_alike_is_asked_once_more(tmp_path: Path) -> None:
    text = f"<h1>春灌</h1><div>{PARAGRAPH.format('渠水进田')}</div>"
    pages = listing("1") | {"/1.html": (200, f"{text}<p><a href='?page=2'>下一页</a></p>")}
    found = crawl_paged(tmp_path, pages)
    assert found.asked.count("/1.html?page=2") == 1
    assert found.articles["1.html"]["body"].count("渠水进田") == 1
    assert found.articles["1.html"]["flags"] == []


def test_no_more_pages_than_the_setting_says_are_asked_for(tmp_path: Path) -> None:
    found = crawl_paged(tmp_path, listing("1") | long_article("1"), CORPUS_MAX_PAGES="2")
    assert said(found.articles["1.html"], "1") == ["1", "2"]
    assert found.articles["1.html"]["flags"] == ["pages:missing"]
    assert "/1_3.html" not in found.asked


def test_what_an_earlier_run_saw_repeated_goes_from_later_articles(tmp_path: Path) -> None:
    slogan = "柳河在线出品，本栏目内容由柳河融媒中心编发。"
    news = ["鹿回桥正式通车", "河堤早市开张", "水渠延长六公里", "书屋添了三百本新书"]
    pages = {
        f"/{n}.html": (200, f"<h1>{text}</h1><div>{PARAGRAPH.format(text)}<p>{slogan}</p></div>")
        for n, text in enumerate(news)
    }
    (tmp_path / "own_sites.py").write_text(SPIDERS, encoding="utf-8")
    served = pages | listing("0", "1", "2")
    with paper(served) as (address, _asked):
        assert run_forked(own_site(tmp_path, address, "paper", "paged")).code == 0
        served |= listing("3")
        assert run_forked(own_site(tmp_path, address, "paper", "paged")).code == 0
    with closing(Store(f"sqlite:///{tmp_path}/paged/corpus.db")) as store:
        kept = {a["url"].rpartition("/")[2]: slogan in a["body"] for a in store.articles()}
    assert kept == {"0.html": True, "1.html": True, "2.html": True, "3.html": False}


# --- mistakes -----------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a store that no mistake may make, in the folder of the project."""
    monkeypatch.chdir(ROOT)
    return f"sqlite:///{tmp_path}/corpus.db"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "name one site, such as henan_jiyuan; `scrapy list` shows all"),
        (
            ["demo_qinglan", "demo_yunchuan"],
            "name one site, such as henan_jiyuan; `scrapy list` shows all",
        ),
        (["henan_jiyaun"], "no site is named henan_jiyaun; did you mean henan_jiyuan?"),
        (["xyz"], "no site is named xyz; `scrapy list` shows all"),
        (
            ["demo_qinglan", "-a", "since=yesterday"],
            "since=yesterday is not a date; write it as YYYY-MM-DD",
        ),
        (
            ["demo_qinglan", "-a", "until=2026-13-01"],
            "until=2026-13-01 is not a date; write it as YYYY-MM-DD",
        ),
        (
            ["demo_qinglan", "-a", "since=2026-03-03", "-a", "until=2026-03-02"],
            "since is later than until",
        ),
        (["demo_qinglan", "-a", "pages=3"], "unknown argument pages; there are since, until"),
    ],
)
def test_a_mistake_is_told_in_one_line_before_anything_is_done(
    store: str, words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert in_process("crawl", *words, store=store) == 2
    assert capsys.readouterr().err.splitlines() == [f"crawl: {line}"]
    assert not Path(store.removeprefix("sqlite:///")).exists()


@pytest.mark.parametrize("words", [["-o", "out.xyz"], ["-a", "since"], ["-s", "DELAY"]])
def test_a_mistake_that_scrapy_finds_is_told_in_a_last_line(
    store: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert in_process("crawl", "demo_qinglan", *words, store=store) == 2
    assert ": error: " in capsys.readouterr().err.splitlines()[-1]


def test_a_mistake_from_the_shell_is_one_line(tmp_path: Path) -> None:
    ended = run_forked(crawl("henan_jiyaun", f"sqlite:///{tmp_path}/corpus.db"))
    line = "crawl: no site is named henan_jiyaun; did you mean henan_jiyuan?\n"
    assert (ended.code, ended.out, ended.err) == (2, "", line)


def test_a_site_that_another_run_holds_is_left_alone(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Store(store)) as other, other.hold("crawl", "demo_qinglan"):
        other.begin("crawl", "demo_qinglan")
        assert in_process("crawl", "demo_qinglan", store=store) == 75
    [line] = capsys.readouterr().err.splitlines()
    assert re.fullmatch(
        rf"crawl: demo_qinglan is held by process {os.getpid()} on \S+ since \S+; wait for it", line
    )


def test_a_store_address_that_is_none_is_told_in_one_line(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert store
    assert in_process("crawl", "demo_qinglan", store="nonsense") == 3
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("crawl: CORPUS_STORE=nonsense cannot be used: ")


def test_a_store_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_bytes(b"")
    for path, why in (("taken/corpus.db", "cannot make the folder"), (".", "unable to open")):
        url = f"sqlite:///{tmp_path / path}"
        assert in_process("crawl", "demo_qinglan", store=url) == 3
        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith("crawl: ")
        assert why in line
    assert store
