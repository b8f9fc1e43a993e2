"""A crawl looks at fresh articles again: what changed is a revision, what is gone stays."""

import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from commands import Command, Ended, run_forked

from crawler.store import Store
from crawler.store.clock import now

SPIDER = """
import os

from crawler.platforms.listing import ListingSpider


class PaperSpider(ListingSpider):
    name = "paper"
    outlet = "试报"
    region = "990900"
    start_urls = [os.environ["PAPER"] + "/list.html"]
    article_links = r"/\\\\d+\\\\.html$"
"""
TODAY = now()[:10]
UNASKED = "not modified"
LIST = "<ul><li><a href='/1.html'>鹿回桥通车</a></li></ul>"
BODY = "3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里，过河只要{}分钟，孩子上学也近了。"


def page(
    minutes: str = "三",
    *,
    title: str = "鹿回桥通车",
    reads: int = 1,
    teaser: str = "早市开张",
    editor: str = "张三",
) -> str:
    """Return the page of the article, with a counter, an editor and a list of others."""
    return (
        f"<html><head><title>{title}_试报</title></head><body><h1>{title}</h1>"
        f"<p>{TODAY} 00:00 来源：试报 阅读：{reads}</p>"
        f"<div class='content'><p>{BODY.format(minutes)}</p><p>（责任编辑：{editor}）</p></div>"
        f"<ul><li><a href='/7.html'>{teaser}</a></li><li><a href='/8.html'>{teaser}二</a></li></ul>"
        "</body></html>"
    )  # fmt: skip


class Paper:
    """A paper that is crawled, and changes in between."""

    def __init__(self, folder: Path, address: str) -> None:
        self.pages = {"/list.html": LIST, "/1.html": page()}
        self.answers: list[tuple[str, int]] = []
        self._folder, self._address = folder, address
        (folder / "own_site.py").write_text(SPIDER.replace("\\\\", "\\"), encoding="utf-8")

    @property
    def path(self) -> Path:
        """The store."""
        return self._folder / "corpus.db"

    def crawl(self, **environment: str) -> Ended:
        """Crawl it, when all that waits is due."""
        if self.path.exists():
            with closing(sqlite3.connect(self.path)) as connection, connection:
                connection.execute("UPDATE frontier SET next_at = '2026' WHERE next_at NOT NULL")
        self.answers.clear()
        haste = ["DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "SPIDER_MODULES=own_site"]
        words = [word for setting in haste for word in ("-s", setting)]
        given = {
            "PAPER": self._address,
            "PYTHONPATH": str(self._folder),
            "CORPUS_STORE": f"sqlite:///{self.path}",
            "CORPUS_ALLOW_PRIVATE": "1",
            "CORPUS_WORKERS": "0",
        }
        return run_forked(Command(["scrapy", "crawl", "paper", *words], given | environment))

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of *table*."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608, ours


@contextmanager
def served(paper: list[Paper], folder: Path) -> Iterator[None]:
    """Serve the pages of the *paper* that is appended."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = paper[0].pages.get(self.path)
            body = (text or "gone").encode()
            mark = f'"{zlib.crc32(body):x}"'
            status = 200 if text else 404
            if text == UNASKED or mark == self.headers.get("If-None-Match"):
                status, body = 304, b""
            paper[0].answers.append((self.path, status))
            self.send_response(status)
            self.send_header("ETag", mark)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name is given
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        paper.append(Paper(folder, f"http://127.0.0.1:{server.server_port}"))
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    made: list[Paper] = []
    with served(made, tmp_path):
        assert made[0].crawl().code == 0
        yield made[0]


def test_a_page_that_did_not_change_costs_a_request_and_nothing_else(paper: Paper) -> None:
    before = paper.rows("articles")
    assert paper.crawl().code == 0
    assert ("/1.html", 304) in paper.answers
    assert paper.rows("articles") == before
    assert paper.rows("revisions") == paper.rows("readings") == []


def test_lists_counters_and_editors_make_no_revision(paper: Paper) -> None:
    paper.pages["/1.html"] = page(reads=977, teaser="书屋添新书", editor="李四")
    assert paper.crawl().code == 0
    assert ("/1.html", 200) in paper.answers
    assert paper.rows("revisions") == paper.rows("readings") == []
    assert paper.rows("articles")[0]["revision"] == 1


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        (page("五"), "text"),
        (page("3"), "text"),
        (page(title="鹿回桥今晨通车"), "title"),
    ],
)
def test_a_change_is_a_revision_that_keeps_the_old_text(
    paper: Paper, changed: str, kind: str
) -> None:
    paper.pages["/1.html"] = changed
    assert paper.crawl().code == 0
    [old], [new] = paper.rows("revisions"), paper.rows("articles")
    assert (old["revision"], new["revision"], old["kind"]) == (1, 2, kind)
    assert (old["title"], old["body"]) == ("鹿回桥通车", BODY.format("三"))


def test_a_corrected_figure_is_told_from_another_text(paper: Paper) -> None:
    for minutes in ("3", "5"):
        paper.pages["/1.html"] = page(minutes)
        assert paper.crawl().code == 0
    assert [row["kind"] for row in paper.rows("revisions")] == ["text", "number"]


@pytest.mark.parametrize(("before", "after"), [("1.5", "15"), ("3:2", "32"), ("-5", "5")])
def test_a_sign_in_a_figure_is_a_change(paper: Paper, before: str, after: str) -> None:
    for minutes in (before, after):
        paper.pages["/1.html"] = page(minutes)
        assert paper.crawl().code == 0
    assert [row["kind"] for row in paper.rows("revisions")][1:] == ["number"]


def test_a_page_that_is_gone_keeps_its_article_and_when_it_went(paper: Paper) -> None:
    del paper.pages["/1.html"]
    assert paper.crawl().code == 0
    [row] = paper.rows("pages")
    assert (row["status"], row["reason"]) == (200, None)
    assert row["gone"] >= row["fetched"]
    assert paper.rows("articles")[0]["body"] == BODY.format("三")
    paper.pages["/1.html"] = page()
    assert paper.crawl().code == 0
    assert paper.rows("pages")[0]["gone"] is None


def test_a_setting_turns_the_later_looks_off(tmp_path: Path) -> None:
    made: list[Paper] = []
    with served(made, tmp_path):
        for _ in range(2):
            assert made[0].crawl(CORPUS_REVISIT="").code == 0
    assert made[0].answers == [("/robots.txt", 404), ("/list.html", 200)]


def test_a_setting_that_is_no_list_of_days_is_told_in_one_line(tmp_path: Path) -> None:
    made: list[Paper] = []
    with served(made, tmp_path):
        ended = made[0].crawl(CORPUS_REVISIT="7,1")
    assert ended.code == 2
    assert ended.err == "crawl: CORPUS_REVISIT=7,1 must be days in order, as 1,7, or empty\n"


def test_what_is_reread_is_a_reading_and_no_revision(paper: Paper) -> None:
    with closing(sqlite3.connect(paper.path)) as connection, connection:
        connection.execute("UPDATE articles SET body = '旧读法', form = x'00', reader = 'old/1'")
        connection.execute("UPDATE pages SET read = '2026'")
        connection.execute("UPDATE frontier SET next_at = '2026'")
        connection.execute("UPDATE pages SET headers = '{}'")
    assert paper.crawl().code == 0
    [reading], [article] = paper.rows("readings"), paper.rows("articles")
    assert (reading["reader"], article["revision"]) == ("old/1", 1)
    assert "旧读法" in reading["before"]
    assert paper.rows("revisions") == []
    with closing(Store(f"sqlite:///{paper.path}")) as store:
        assert store.faults() == []


def test_a_host_that_says_not_modified_unasked_is_asked_again_later(tmp_path: Path) -> None:
    made: list[Paper] = []
    with served(made, tmp_path):
        made[0].pages["/1.html"] = UNASKED
        ended = made[0].crawl()
        assert (ended.code, made[0].rows("articles")) == (0, [])
        assert "status 304" in made[0].rows("frontier")[1]["error"]
        made[0].pages["/1.html"] = page()
        assert made[0].crawl().code == 0
    assert len(made[0].rows("articles")) == 1
