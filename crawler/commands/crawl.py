"""scrapy crawl SITE: crawl a site into the store, and into feeds with -o and -O."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.spiderloader import get_spider_loader

from crawler.command import OurCommand
from crawler.exits import Exit, Stop
from crawler.visits import waits
from crawler.window import check_arguments

if TYPE_CHECKING:
    import argparse

    from scrapy.crawler import Crawler


class Command(BaseRunSpiderCommand, OurCommand):
    """Scrapy's crawl, ending with an exit code that a scheduler can go by."""

    # Made only when nothing is wrong with the call, since it begins to log.
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what follows the command."""
        return "[options] SITE"

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Crawl a site into the store (-a since=YYYY-MM-DD -a until=YYYY-MM-DD -O FILE)"

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Crawl the site named in *args*."""
        assert self.settings
        name = _site(args, get_spider_loader(self.settings).list())
        check_arguments(opts.spargs)
        _check_feeds(list(self.settings.getdict("FEEDS")))
        waits(self.settings["CORPUS_REVISIT"])
        with self.store() as store, store.hold("crawl", name):
            process = AsyncCrawlerProcess(self.settings)
            crawler = process.create_crawler(name)
            process.crawl(crawler, **opts.spargs)
            process.start()
        return _ended(crawler, failed=process.bootstrap_failed)


def _check_feeds(feeds: list[str]) -> None:
    """Raise Stop for a feed whose folder cannot be written, before anything is fetched."""
    for feed in feeds:
        if "://" in feed.removeprefix("file://") or feed.startswith("stdout:"):
            continue
        folder = Path(feed.removeprefix("file://")).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Stop(Exit.STORE, f"cannot write {feed}: {error.strerror}") from error
        if not os.access(folder, os.W_OK):
            raise Stop(Exit.STORE, f"cannot write {feed}: {folder} may not be written")


def _site(args: list[str], sites: list[str]) -> str:
    """Return the one of the *sites* that *args* names."""
    if len(args) != 1:
        raise Stop(Exit.USAGE, "name one site, such as henan_jiyuan; `scrapy list` shows all")
    if args[0] not in sites:
        near = difflib.get_close_matches(args[0], sites, 1)
        hint = f"did you mean {near[0]}?" if near else "`scrapy list` shows all"
        raise Stop(Exit.USAGE, f"no site is named {args[0]}; {hint}")
    return args[0]


def _ended(crawler: Crawler, *, failed: bool) -> Exit:
    """Return how the crawl ended, raising Stop where it did not do its work."""
    # Scrapy imports all commands whichever is called, and the reader takes half a second.
    from crawler.run import Run

    if failed:
        raise Stop(Exit.FAULT, "the crawl could not start; the log above says why")
    if ending := Run.of(crawler).ending:
        raise ending
    return Exit.DONE
