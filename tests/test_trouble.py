"""A disk that is full, a database that is locked, two runs at once: nothing is lost."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from commands import ROOT

from benchmarks import generated
from crawler.store import Store
from tools import postgres

ARTICLES = 60
HASTE = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "LOG_LEVEL=ERROR"]
MEGABYTE = 1024**2


class Paper:
    """A generated paper that is crawled into one store."""

    def __init__(self, folder: Path, address: str, asked: list[str], store: str = "") -> None:
        self.path, self.asked = folder / "corpus.db", asked
        self._address, self._store = address, store or f"sqlite:///{self.path}"

    def start(
        self, prepare: Callable[[], None] = lambda: None, options: Sequence[str] = ()
    ) -> subprocess.Popen[str]:
        """Start a crawl, which calls *prepare* first."""
        given = {
            "PYTHONPATH": str(ROOT),
            "CORPUS_STORE": self._store,
            "CORPUS_ALLOW_PRIVATE": "1",
            "CORPUS_WORKERS": "0",
            generated.ADDRESS: self._address,
        }
        words = [
            "crawl",
            "generated",
            *HASTE,
            "-s",
            "SPIDER_MODULES=benchmarks.generated",
            *options,
        ]
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *words],
            cwd=ROOT,
            env=os.environ | given,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=prepare,  # noqa: PLW1509  it sets a limit and no more
        )

    def wait_for(self, path: str) -> None:
        """Return when *path* was asked for."""
        end = time.monotonic() + 30
        while path not in self.asked and time.monotonic() < end:
            time.sleep(0.01)
        assert path in self.asked

    def titles(self) -> list[str]:
        """Return the headlines that are stored."""
        with closing(Store(f"sqlite:///{self.path}")) as store:
            assert store.faults() == []
            return sorted(str(row["title"]) for row in store.articles())


ALL = sorted(generated.text(number).title for number in range(ARTICLES))


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    with generated.serve(ARTICLES) as (address, asked):
        yield Paper(tmp_path, address, asked)


def ended(crawl: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for *crawl*; return its exit code and what it said."""
    said = crawl.communicate(timeout=120)[1]
    return crawl.returncode, said


def test_a_full_disk_stops_the_run_with_one_line_and_the_next_one_goes_on(paper: Paper) -> None:
    limit = MEGABYTE // 4

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    code, said = ended(paper.start(fill))
    assert code == 3, said
    last = said.rstrip("\n").rpartition("\n")[2]
    assert last.startswith("crawl: the store ")
    assert "free the disk" in last
    assert len(paper.titles()) < ARTICLES
    code, said = ended(paper.start())
    assert (code, said) == (0, "")
    assert paper.titles() == ALL


def test_a_database_that_is_locked_for_twenty_seconds_loses_nothing(paper: Paper) -> None:
    Store(f"sqlite:///{paper.path}").close()
    crawl = paper.start()
    paper.wait_for("/article_9.html")
    with closing(sqlite3.connect(paper.path, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(20)
        other.rollback()
    assert ended(crawl) == (0, "")
    assert paper.titles() == ALL


def test_of_two_runs_at_once_the_second_is_turned_away_and_asks_for_nothing(paper: Paper) -> None:
    first = paper.start()
    paper.wait_for("/article_0.html")
    first.send_signal(signal.SIGSTOP)  # or it might be done before the second has begun
    code, said = ended(paper.start())
    first.send_signal(signal.SIGCONT)
    assert code == 75
    assert said.startswith(f"crawl: generated is held by process {first.pid} on ")
    assert ended(first) == (0, "")
    assert paper.titles() == ALL
    assert len(paper.asked) == len(set(paper.asked))


def test_a_site_that_is_asked_at_long_intervals_is_crawled_to_its_end(tmp_path: Path) -> None:
    with generated.serve(1) as (address, asked):
        paper = Paper(tmp_path, address, asked)
        slow = ["-s", "DOWNLOAD_DELAY=6", "-s", "RANDOMIZE_DOWNLOAD_DELAY=0"]
        assert ended(paper.start(options=slow)) == (0, "")
        assert paper.titles() == [generated.text(0).title]


def test_a_database_that_goes_away_stops_the_run_with_one_line(tmp_path: Path) -> None:
    programs = postgres.binaries()
    if not programs:
        pytest.skip("PostgreSQL is not installed; run: apt-get install postgresql")
    with generated.serve(400) as (address, asked), postgres.server(programs) as server:
        paper = Paper(tmp_path, address, asked, server.database())
        crawl = paper.start()
        paper.wait_for("/article_9.html")
        server.process.send_signal(signal.SIGQUIT)
        code, said = ended(crawl)
    assert code == 3
    assert said.startswith("crawl: the store postgresql")
    assert said.count("\n") == 1
