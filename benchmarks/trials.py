"""Trials of the crash benchmark: crawl, be killed, crawl again, compare."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from functools import reduce
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crawler.exits import Exit
from crawler.store import EVERYTHING, Store

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

KILLS_A_TRIAL = 5
LONGEST_PAUSE = 0.1
"""Seconds between a request and the signal, at most: a page is read and stored in less."""
PATIENCE = 120.0
"""Seconds in which a crawl must end by itself."""
ROOT = Path(__file__).parent.parent
HASTE = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "LOG_LEVEL=ERROR"]


class Site(NamedTuple):
    """A site that is served: what is asked of it, and the headlines that it serves."""

    name: str
    asked: Callable[[], Sequence[str]]
    titles: list[str]
    environment: dict[str, str]
    words: list[str]


class Tally(NamedTuple):
    """What trials of one kind came to."""

    kind: str
    trials: int = 0
    kills: int = 0
    served: int = 0
    lost: int = 0
    twice: int = 0
    refetched: int = 0
    wrong: tuple[str, ...] = ()

    def plus(self, other: Tally) -> Tally:
        """Return the sum with *other*, of the same kind."""
        sums = {name: getattr(self, name) + getattr(other, name) for name in NUMBERS}
        return self._replace(**sums, wrong=self.wrong + other.wrong)


NUMBERS = ("trials", "kills", "served", "lost", "twice", "refetched")


def sum_up(kind: str, trials: Iterator[Tally]) -> Tally:
    """Return the sum of *trials*."""
    return reduce(Tally.plus, trials, Tally(kind))


class Plan(NamedTuple):
    """How many kills, of crawls of which sites, by which signals."""

    kills: int
    sites: list[Site]
    chance: random.Random
    signals: list[signal.Signals]


class Crawl:
    """A crawl in a process of its own, in a session of its own."""

    def __init__(self, words: Sequence[str], environment: dict[str, str]) -> None:
        ours = {"PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=os.environ | ours | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def wait(self) -> tuple[int, str]:
        """Wait for its end; return the exit code and the last line that it said."""
        try:
            said = self._process.communicate(timeout=PATIENCE)[1].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            return -signal.SIGKILL, "it did not end by itself"
        return self._process.returncode, said.rstrip("\n").rpartition("\n")[2]

    def hit(
        self,
        number: signal.Signals,
        asked: Callable[[], Sequence[str]],
        requests: int,
        pause: float = 0.0,
    ) -> bool:
        """Send signal *number* a *pause* after so many *requests*; tell whether it still ran."""
        target, end = len(asked()) + requests, time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < end:
            if len(asked()) >= target:
                time.sleep(pause)
                if number is signal.SIGKILL:
                    os.killpg(self._process.pid, number)
                else:
                    self._process.send_signal(number)
                return True
            time.sleep(0.002)
        return False


def kills(kind: str, plan: Plan, databases: Iterator[str]) -> Tally:
    """Do trials until there were as many kills as planned."""
    tally = Tally(kind)
    while tally.kills < plan.kills and not tally.wrong:
        site = plan.sites[0] if tally.trials % 2 == 0 else plan.chance.choice(plan.sites[1:])
        most = min(KILLS_A_TRIAL, plan.kills - tally.kills)
        tally = tally.plus(_trial(site, next(databases), plan, most))
        print(f"{kind}: {tally.kills} of {plan.kills} kills", file=sys.stderr)
    return tally


def _trial(site: Site, url: str, plan: Plan, most: int) -> Tally:
    """Crawl *site* into the store at *url*, hit it up to *most* times, and let it finish."""
    before, hits, wrong = len(site.asked()), 0, []
    size = len(site.titles) // most
    for _ in range(most):
        number = plan.chance.choice(plan.signals)
        crawl = Crawl(_words(site), _environment(site, url))
        pause = plan.chance.uniform(0, LONGEST_PAUSE)
        # A process that is still starting has no handler for the tame ones; nothing is lost then.
        fewest = 0 if number is signal.SIGKILL else 1
        is_hit = crawl.hit(number, site.asked, plan.chance.randint(fewest, size), pause)
        code, said = crawl.wait()
        killed = -number if number is signal.SIGKILL else Exit.DONE
        # A crawl that had just ended when the signal came has ended well, too.
        if code not in {killed if is_hit else Exit.DONE, Exit.DONE}:
            wrong.append(f"{site.name} ended with {code} after {number.name}: {said}")
        hits += is_hit and code == killed
        if not is_hit:
            break
    code, said = Crawl(_words(site), _environment(site, url)).wait()
    if code != Exit.DONE:
        wrong.append(f"{site.name} ended with {code}: {said}")
    return _judge(site, url, before, hits, wrong)


def _words(site: Site) -> list[str]:
    return ["scrapy", "crawl", site.name, *HASTE, *site.words]


def _environment(site: Site, url: str) -> dict[str, str]:
    ours = {"CORPUS_STORE": url, "CORPUS_ALLOW_PRIVATE": "1", "CORPUS_WORKERS": "0"}
    return ours | site.environment


def _judge(site: Site, url: str, before: int, hits: int, wrong: list[str]) -> Tally:
    """Compare what is stored with what *site* serves."""
    with closing(Store(url)) as store:
        stored = Counter(str(row["title"]) for row in store.articles(EVERYTHING))
        revised = sum(row["revision"] > 1 for row in store.articles(EVERYTHING))
        wrong += [f"{site.name}: {fault}" for fault in store.faults()]
    if revised:
        wrong.append(f"{site.name}: {revised} articles were revised")
    served = Counter(site.titles)
    asked = Counter(path for path in site.asked()[before:] if "list" not in path)
    asked.pop("/robots.txt", None)
    return Tally(
        "",
        trials=1,
        kills=hits,
        served=served.total(),
        lost=(served - stored).total(),
        twice=(stored - served).total(),
        refetched=asked.total() - len(asked),
        wrong=tuple(wrong),
    )


def commits(site: Site, databases: Iterator[str]) -> Tally:
    """Let the first commit of a crawl of *site* fail, then the second of another, and so on."""
    tally = Tally("commits")
    for number in count(1):
        url, before, wrong = next(databases), len(site.asked()), list[str]()
        words = ["benchmarks.failing", *_words(site)[1:]]
        given = _environment(site, url) | {"FAIL_COMMIT": str(number)}
        code, said = Crawl(words, given).wait()
        if code == Exit.DONE:
            return tally
        if code != Exit.STORE:
            wrong.append(f"commit {number} failed and the crawl ended with {code}: {said}")
        code, said = Crawl(_words(site), _environment(site, url)).wait()
        if code != Exit.DONE:
            wrong.append(f"after commit {number} failed, the next ended with {code}: {said}")
        tally = tally.plus(_judge(site, url, before, 1, wrong))
        print(f"commits: {number} failed", file=sys.stderr)
    return tally


def jobdir_trial(site: Site, folder: Path, chance: random.Random) -> Tally:
    """Kill plain Scrapy with JOBDIR once, and let it go on from there."""
    folder.mkdir()
    items, before = folder / "items.db", len(site.asked())
    words = ["scrapy", "runspider", "benchmarks/jobdir.py", "-s", f"JOBDIR={folder}"]
    given = site.environment | {"JOBDIR_ITEMS": str(items), "CORPUS_ALLOW_PRIVATE": "1"}
    crawl = Crawl(words, given)
    crawl.hit(signal.SIGKILL, site.asked, chance.randint(1, len(site.titles)))
    crawl.wait()
    code, said = Crawl(words, given).wait()
    with closing(sqlite3.connect(items)) as file:
        stored = Counter(row[0] for row in file.execute("SELECT url FROM items"))
    asked = Counter(path for path in site.asked()[before:] if "article" in path)
    return Tally(
        "",
        trials=1,
        kills=1,
        served=len(site.titles),
        lost=len(site.titles) - len(stored),
        twice=stored.total() - len(stored),
        refetched=asked.total() - len(asked),
        wrong=(f"it ended with {code}: {said}",) if code else (),
    )
