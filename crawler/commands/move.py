"""scrapy move --to URL: copy the whole store to another database, from which to go on."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from crawler.command import OurCommand
from crawler.exits import Exit, Stop
from crawler.store import Store
from crawler.store.store import MOVE
from crawler.store.transfer import copy_all, is_empty

if TYPE_CHECKING:
    import argparse


class Command(OurCommand):
    """Copy everything in one transaction; the old store stays as it is."""

    def syntax(self) -> str:
        """Return what follows the command."""
        return "--to URL"

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Copy the store to another database, as from SQLite to PostgreSQL"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --to."""
        super().add_options(parser)
        parser.add_argument("--to", metavar="URL", help="SQLAlchemy URL of an empty database")

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Copy to the database of --to."""
        if args or not opts.to:
            raise Stop(Exit.USAGE, "give --to URL, as postgresql+psycopg://user@host/name")
        with ExitStack() as stack:
            source = stack.enter_context(self.store())
            target = stack.enter_context(closing(Store(opts.to)))
            if target.database.is_sqlite and not target.database.file:
                raise Stop(Exit.USAGE, "a store in memory is gone when this ends; name another one")
            stack.enter_context(source.hold(MOVE))
            reading = stack.enter_context(source.database.reading())
            with target.database.writing() as writing:
                if not is_empty(writing):
                    raise Stop(Exit.USAGE, f"{target.database.name} is not empty; name another one")
                copied = copy_all(reading, writing)
        told = ", ".join(f"{number} {table}" for table, number in copied.items() if number)
        print(f"copied {told or 'nothing'}; set CORPUS_STORE to the new address to go on there")
        return Exit.DONE
