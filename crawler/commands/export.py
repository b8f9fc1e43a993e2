"""scrapy export -o FILE: the articles of the store as JSON, JSON lines, CSV or Parquet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.command import OurCommand
from crawler.exits import Exit, Stop
from crawler.progress import progress
from crawler.store import Selection, Store
from crawler.store.export import FORMATS, export
from crawler.window import check_arguments

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

FILTERS = ("site", "region", "since", "until", "relation")
RELATIONS = ("single", "canonical", "copy", "contained", "template")


class Command(OurCommand):
    """Write what is chosen of the store anew; the file is there whole or not at all."""

    def syntax(self) -> str:
        """Return what follows the command."""
        return (
            "-o FILE [--site NAME] [--region CODE] [--since DAY] [--until DAY] [--changed] [--all]"
        )

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Export the store to .jsonl, .json, .csv or .parquet, without copies"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what chooses the articles and how they are written."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="where to; its suffix decides")
        parser.add_argument("--site", default="", help="of this site alone")
        parser.add_argument("--region", default="", help="code, or how it begins: 41 is Henan")
        parser.add_argument("--since", default="", metavar="DAY", help="published on or after")
        parser.add_argument("--until", default="", metavar="DAY", help="published on or before")
        parser.add_argument("--relation", default="", choices=RELATIONS, help="of this kind alone")
        parser.add_argument("--all", action="store_true", help="copies, too")
        parser.add_argument(
            "--changed",
            action="store_true",
            help="new or changed since the last such export",
        )
        parser.add_argument("--no-bom", action="store_true", help="CSV without byte-order mark")
        parser.add_argument("--raw", action="store_true", help="CSV cells as they are")

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Export to the file of -o."""
        if args or not opts.output or Path(opts.output).suffix not in FORMATS:
            raise Stop(Exit.USAGE, f"give -o FILE, FILE ending with {', '.join(FORMATS)}")
        if not opts.region.isdigit() and opts.region:
            raise Stop(Exit.USAGE, f"--region {opts.region} is no code, such as 41 or 419001")
        check_arguments({"since": opts.since, "until": opts.until})
        path = Path(opts.output)
        selection = Selection(
            **{
                name: getattr(opts, name)
                for name in ("site", "region", "since", "until", "relation")
            },
            copies=opts.all,
        )
        with self.store() as store:
            store.check_site(opts.site)
            change = store.last_change()
            after = store.last_change(selection) if opts.changed else 0
            try:
                rows = _shown(store, replace(selection, after=after))
                number = export(rows, path, bom=not opts.no_bom, raw=opts.raw)
            except OSError as error:
                raise Stop(Exit.STORE, f"cannot write {path}: {error.strerror}") from error
            if opts.changed:
                store.remember(selection, change)
        print(f"{number} articles written to {path}")
        return Exit.DONE


def _shown(store: Store, selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield the articles of *selection*, and show how far they are."""
    with progress("export", store.number(selection)) as step:
        for row in store.articles(selection):
            yield row
            step()
