"""scrapy export -o FILE: the articles of the store as JSON, JSON lines or CSV."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import OurCommand
from crawler.exits import Exit, Stop
from crawler.store import Store
from crawler.store.export import FORMATS, export

if TYPE_CHECKING:
    import argparse


class Command(OurCommand):
    """Write the whole store anew; the file is there whole or not at all."""

    def syntax(self) -> str:
        """Return what follows the command."""
        return "-o FILE [--all]"

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Export the store to .jsonl, .json or .csv, without copies"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add -o and --all."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="where to; its suffix decides")
        parser.add_argument("--all", action="store_true", help="copies, too")

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Export to the file of -o."""
        if args or not opts.output or Path(opts.output).suffix not in FORMATS:
            raise Stop(Exit.USAGE, f"give -o FILE, FILE ending with {', '.join(FORMATS)}")
        assert self.settings
        path = Path(opts.output)
        with closing(Store(self.settings["CORPUS_STORE"])) as store:
            try:
                number = export(store.articles(copies=opts.all), path)
            except OSError as error:
                raise Stop(Exit.STORE, f"cannot write {path}: {error.strerror}") from error
        print(f"{number} articles written to {path}")
        return Exit.DONE
