"""Read pages in processes of their own, under a limit of time and memory.

One hostile page can hold lxml for minutes, in C, where no signal and no timeout of the crawl
reaches it; only killing the process helps. Threads would gain nothing.
"""

from __future__ import annotations

import atexit
import multiprocessing
import resource
import signal
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from pebble import ProcessPool

from crawler.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.items import Article, Page
    from crawler.reading.body import Rules

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 20
"""A page of a newspaper takes hundredths of a second; the slowest real ones seen, one second."""
BYTES = 2 * 1024**3
"""Address space of a reading process: its libraries take a quarter of it."""


def submit(page: Page, rules: Rules, workers: int) -> Future[Article]:
    """Return the future of the article on *page*; with no *workers* it is read here and now."""
    return start(workers, read, page, rules)


def start(workers: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Return the future of *work*, within the limits, in one of so many *workers*."""
    if workers:
        given = (partial(work, *args, **kwargs),)
        return _pool(workers).schedule(_guarded, args=given, timeout=SECONDS)
    with ThreadPoolExecutor(1) as here:  # it keeps an error for whoever asks for the result
        return here.submit(work, *args, **kwargs)


@cache
def _pool(workers: int) -> ProcessPool:
    """Return the pool of this process, stopped at its end."""
    context = multiprocessing.get_context("forkserver")
    pool = ProcessPool(max_workers=workers, context=context, initializer=_limit_memory)
    atexit.register(_stop, pool)
    return pool


def _stop(pool: ProcessPool) -> None:
    pool.stop()
    pool.join()


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    # Ctrl-C is for the crawl, which then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _guarded(work: Callable[[], T]) -> T:
    """Work, and die by the alarm should the crawl that could kill us be gone."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS + 1)
    try:
        return work()
    finally:
        signal.alarm(0)
