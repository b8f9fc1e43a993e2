"""Reading in processes of its own: a page that breaks its limits costs itself and no other."""

import asyncio
import os
import resource
import signal
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from helpers import page
from pebble import ProcessExpired
from scrapy.settings import Settings

from crawler.items import Article, Page
from crawler.paged import PagedSpider
from crawler.reading import workers
from crawler.reading.body import Rules
from crawler.reading.workers import BYTES, submit
from crawler.reasons import Unreadable

SENTENCE = "3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里，过河只要三分钟。"
GOOD = page(f"<html><h1>鹿回桥通车</h1><div><p>{SENTENCE}</p><p>{SENTENCE}</p></div></html>")
# Measured: some seconds; what makes it slow is its size alone.
HEAVY = page("<html><div>" + f"<div><p>{SENTENCE}</p></div>" * 40_000 + "</div></html>")


class Paper(PagedSpider):
    """A site that needs no declaration: only its reading is tried."""

    name = "paper"


# What follows runs in a reading process, which finds it by its name in this module.


def take_too_long(*_: object) -> NoReturn:
    while True:
        time.sleep(1)


def take_too_much(*_: object) -> int:
    return len(bytearray(BYTES + 1))


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def tell_memory_limit(*_: object) -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_AS)


def tell_process(*_: object) -> int:
    return os.getpid()


def outlive_the_crawl(*_: object) -> None:
    """Read a hostile page in a process that nobody is left to kill."""
    pytest.MonkeyPatch().setattr(workers, "SECONDS", 0)
    workers._guarded(take_too_long)


def instead_of_reading(monkeypatch: pytest.MonkeyPatch, what: Callable[..., Any]) -> Any:
    """Do *what* in a reading process in place of reading, and return what came of it."""
    monkeypatch.setattr(workers, "_guarded", what)
    return submit(GOOD, Rules(), 1).result(20)


def test_a_page_reads_alike_in_a_process_of_its_own_and_in_ours() -> None:
    ours, other = submit(GOOD, Rules(), 0).result(), submit(GOOD, Rules(), 1).result(20)
    assert SENTENCE in ours.body
    assert ours == other


def test_without_workers_a_page_is_read_here_and_now(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_here(source: Page, _rules: Rules) -> Article:
        return Article(url=source.url, flags=[str(os.getpid())])

    monkeypatch.setattr(workers, "read", read_here)
    future = submit(GOOD, Rules(), 0)
    assert future.done()
    assert future.result().flags == [str(os.getpid())]


def test_with_workers_it_is_read_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert instead_of_reading(monkeypatch, tell_process) != os.getpid()


def test_a_reading_process_has_a_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    assert instead_of_reading(monkeypatch, tell_memory_limit) == (BYTES, BYTES)
    with pytest.raises(MemoryError):
        instead_of_reading(monkeypatch, take_too_much)


def test_a_reading_process_without_a_parent_dies_by_its_alarm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ProcessExpired) as expired:
        instead_of_reading(monkeypatch, outlive_the_crawl)
    assert expired.value.exitcode == -signal.SIGALRM


def spider() -> PagedSpider:
    """Return a spider in a crawl that reads in one process of its own."""
    made = Paper()
    made.crawler = SimpleNamespace(settings=Settings({"CORPUS_WORKERS": 1}))  # type: ignore[assignment]
    return made


def test_a_page_that_takes_too_long_is_recorded_and_the_crawl_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    submit(GOOD, Rules(), 1).result(20)
    began = time.monotonic()
    with monkeypatch.context() as hasty:
        hasty.setattr(workers, "SECONDS", 0.3)
        article = asyncio.run(spider().read(HEAVY))
    assert time.monotonic() - began < 5
    assert (article.url, article.page, article.reason) == (HEAVY.url, HEAVY, Unreadable)
    assert f"{HEAVY.url} cannot be read: TimeoutError" in caplog.text
    assert SENTENCE in asyncio.run(spider().read(GOOD)).body


@pytest.mark.parametrize(("what", "why"), [(take_too_much, "MemoryError"), (die, "ProcessExpired")])
def test_a_page_that_breaks_its_process_is_recorded(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    what: Callable[..., Any],
    why: str,
) -> None:
    monkeypatch.setattr(workers, "_guarded", what)
    article = asyncio.run(spider().read(GOOD))
    assert (article.url, article.page, article.reason) == (GOOD.url, GOOD, Unreadable)
    assert f"{GOOD.url} cannot be read: {why}" in caplog.text
