"""scrapy expire --days N: forget the bytes of old pages; their articles stay."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.command import OurCommand
from crawler.exits import Exit, Stop
from crawler.store.clock import later

if TYPE_CHECKING:
    import argparse


MOST = 36_500
"""Days; a hundred years."""


class Command(OurCommand):
    """Make room; what is forgotten cannot be read again without asking for it again."""

    def syntax(self) -> str:
        """Return what follows the command."""
        return "--days N [--site NAME]"

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Forget the bytes of pages fetched more than N days ago"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --days and --site."""
        super().add_options(parser)
        parser.add_argument("--days", type=int, metavar="N", help="age from which bytes go")
        parser.add_argument("--site", help="of this site alone")

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Forget what is older than the days given."""
        if args or opts.days is None or not 0 <= opts.days <= MOST:
            line = f"give --days N, from 0 to {MOST}, the age from which the bytes of pages go"
            raise Stop(Exit.USAGE, line)
        before = later(timedelta(days=-opts.days))
        with self.store() as store:
            store.check_site(opts.site)
            number, size = store.expire(before, opts.site)
        print(f"{number} pages forgotten, {size} bytes free for new ones; their articles stay")
        return Exit.DONE
