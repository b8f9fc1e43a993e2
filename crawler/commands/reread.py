"""scrapy reread: read the stored pages again with the present rules, without one request."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

from crawler.command import OurCommand
from crawler.exits import Exit, Stop
from crawler.items import exported
from crawler.progress import progress

if TYPE_CHECKING:
    import argparse

    from crawler.reread import Reread
    from crawler.store import Store

EXAMPLES = 3
"""Changes of a field that a dry run shows."""
MOST_WORKERS = 256
SHOWN = 60
"""Characters of a value that are shown."""


class Command(OurCommand):
    """Store what is read otherwise; a run that was stopped is taken up by the next one."""

    def syntax(self) -> str:
        """Return what follows the command."""
        return "[--site NAME] [--dry-run] [--workers N]"

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Read the stored pages again with the present rules"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what to read, and how."""
        super().add_options(parser)
        parser.add_argument("--site", help="of this site alone")
        parser.add_argument("--dry-run", action="store_true", help="show examples, store nothing")
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="read at once"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Read again."""
        if args or not 0 <= opts.workers <= MOST_WORKERS:
            line = f"give --site, --dry-run or --workers N, from 0 to {MOST_WORKERS}, or nothing"
            raise Stop(Exit.USAGE, line)
        assert self.settings
        with self.store() as store, store.hold("reread"):
            store.check_site(opts.site)
            if opts.dry_run:
                found = self._read(store, opts, "9999", dry=True)
            else:
                run, began = store.begin_reread(opts.site)
                try:
                    found = self._read(store, opts, began, dry=False)
                except KeyboardInterrupt:
                    store.end(run, "shutdown", {})
                    raise Stop(Exit.DONE, "stopped; run it again to go on from here") from None
                store.end(run, "finished", found)
        _report(found)
        return Exit.DONE

    def _read(
        self, store: Store, opts: argparse.Namespace, before: str, *, dry: bool
    ) -> Counter[str]:
        """Read what was last read *before* that time; count pages, and changes by field."""
        # Scrapy imports all commands whichever is called, and the reader takes half a second.
        from crawler.reread import reread_all

        assert self.settings
        found: Counter[str] = Counter()
        pages = store.to_reread(opts.site, before)
        with progress("reread", store.number_to_reread(opts.site, before)) as step:
            for again in reread_all(pages, self.settings, opts.workers):
                put = store.compare if dry else store.put_again
                changed = put(again.stored.key, again.article)
                found["pages"] += 1
                if changed:
                    found["changed"] += 1
                    for name, value in changed.items():
                        found[name] += 1
                        if dry and found[name] <= EXAMPLES:
                            _show(name, value, again)
                step()
        return found


def _show(name: str, before: Any, again: Reread) -> None:
    """Print one change of field *name*."""
    article = again.article
    after = article.reason_name if name == "reason" else exported(article)[name]
    print(f"{again.stored.pages[0].url} {name}: {_short(before, after)} → {_short(after, before)}")


def _short(value: Any, other: Any) -> str:
    """Return *value* from a little before the place where it parts from *other*."""
    mine, others = str(value), str(other)
    parted = next((n for n, (a, b) in enumerate(zip(mine, others, strict=False)) if a != b), 0)
    start = max(0, parted - SHOWN // 3)
    cut = mine[start : start + SHOWN].replace("\n", "⏎")
    return f"{'…' if start else ''}{cut}{'…' if len(mine) > start + SHOWN else ''}"


def _report(found: Counter[str]) -> None:
    """Print how many pages were read, and how many changed in which field."""
    print(f"{found['pages']} pages read, {found['changed']} read otherwise than before")
    for name, number in found.most_common():
        if name not in {"pages", "changed"}:
            print(f"  {name}: {number}")
