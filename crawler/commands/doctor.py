"""scrapy doctor: whether the store is whole, and the machine has what a crawl needs."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crawler import __version__
from crawler.command import OurCommand
from crawler.exits import Exit, Stop
from crawler.store import Store

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

ROOM = 1024**3
"""Bytes that must be free on the disk of the store: a first crawl of a site takes some hundred
megabytes."""
LIBRARIES = ("scrapy", "trafilatura", "lxml", "opencc", "sqlalchemy", "playwright")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Finding(NamedTuple):
    """One thing that was looked at: well, ill, or only told."""

    what: str
    says: str
    state: str = "well"


class Command(OurCommand):
    """Look at everything; ends with 3 where store or disk are ill."""

    def syntax(self) -> str:
        """Return what follows the command."""
        return "[--json]"

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Check the store, the disk, versions, locked sites and the browser"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --json."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for a program")

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Print what is found."""
        if args:
            raise Stop(Exit.USAGE, "it takes no argument but --json")
        assert self.settings
        if not Store.exists(self.settings["CORPUS_STORE"]):
            raise Stop(Exit.STORE, f"there is no {self.settings['CORPUS_STORE']}; a crawl makes it")
        with self.store() as store:
            found = list(_examine(store))
        if opts.json:
            print(json.dumps([finding._asdict() for finding in found], ensure_ascii=False))
        else:
            for what, says, state in found:
                print(f"{state:5} {what}: {says}")
        return Exit.STORE if any(finding.state == "ill" for finding in found) else Exit.DONE


def _examine(store: Store) -> Iterator[Finding]:
    """Yield all findings."""
    yield Finding("versions", _versions())
    yield Finding("store", f"{store.database.name}, migration {store.migration}")
    faults = store.faults()
    yield Finding("integrity", "; ".join(faults) or "whole", "ill" if faults else "well")
    yield _disk(store)
    yield from _frontier(store.states())
    yield from _runs(store)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    missing = "none found; only sites that need scripts ask for one: apt-get install chromium"
    yield Finding("browser", browser or missing, "well" if browser else "told")


def _versions() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    python = ".".join(map(str, sys.version_info[:3]))
    return f"fangzhi {__version__}, python {python}, sqlite {sqlite3.sqlite_version}, {libraries}"


def _disk(store: Store) -> Finding:
    folder = store.database.file.parent if store.database.file else Path()
    free = shutil.disk_usage(folder).free
    says = f"{free / 1024**3:.1f} GiB free in {folder.resolve()}"
    return Finding("disk", says, "well" if free >= ROOM else "ill")


def _frontier(states: dict[str, int]) -> Iterator[Finding]:
    told = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    yield Finding("frontier", told or "empty")
    if dead := states.get("dead"):
        yield Finding("dead", f"{dead} addresses failed for five days and were given up", "told")
    if kept := states.get("quarantined"):
        says = f"{kept} pages could not be read; scrapy reread tries again"
        yield Finding("quarantined", says, "told")


def _runs(store: Store) -> Iterator[Finding]:
    """Yield a finding for each site that a run holds, or that a killed run left."""
    for site in store.sites_at_work():
        try:
            with store.hold("crawl", site):
                says = f"{site}: the last run was killed; the next one takes up what it left"
        except Stop as held:
            says = str(held)
        yield Finding("run", says, "told")
