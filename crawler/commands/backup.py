"""scrapy backup -o FILE: copy the store as it is at one moment, also while a crawl writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import OurCommand
from crawler.exits import Exit, Stop
from crawler.store.transfer import back_up

if TYPE_CHECKING:
    import argparse


class Command(OurCommand):
    """Copy an SQLite store; FILE is there whole or not at all."""

    def syntax(self) -> str:
        """Return what follows the command."""
        return "-o FILE"

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Copy the store to a file, also while a crawl writes to it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add -o."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="where to")

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Copy to the file of -o."""
        if args or not opts.output:
            raise Stop(Exit.USAGE, "give -o FILE")
        target = Path(opts.output)
        with self.store() as store:
            if not (source := store.database.file):
                raise Stop(Exit.USAGE, "this store is no file; use pg_dump or scrapy move")
            if target.exists() and target.samefile(source):
                raise Stop(Exit.USAGE, f"{target} is the store itself; write to another file")
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                back_up(source, target)
            except OSError as error:
                raise Stop(Exit.STORE, f"cannot write {target}: {error.strerror}") from error
        print(f"{source} copied to {target}, {target.stat().st_size} bytes")
        return Exit.DONE
