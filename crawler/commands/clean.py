"""scrapy clean INPUT…: texts and pages already on disk into articles, without store or net."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from crawler.command import OurCommand
from crawler.exits import Exit, Stop, say
from crawler.explain import explain
from crawler.inputs import BadInput, Input, open_input
from crawler.items import exported
from crawler.stages import Stages

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from crawler.items import Article


class Command(OurCommand):
    """Write one JSON line for each input, in order."""

    def syntax(self) -> str:
        """Return what follows the command."""
        return "[-o FILE] [--explain] INPUT…"

    def short_desc(self) -> str:
        """Return the command's one line."""
        return "Clean .txt, .html, .warc and .jsonl manifests (also .gz) into JSON lines"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add -o and --explain."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="write there, not to stdout")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="say on stderr how each was read: candidates, repairs, what went",
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Clean each input named in *args*."""
        if not args:
            raise Stop(Exit.USAGE, "name at least one input: a .txt, .html, .warc or .jsonl file")
        if opts.output and Path(opts.output).resolve() in [Path(name).resolve() for name in args]:
            raise Stop(Exit.USAGE, f"{opts.output} is an input, too; write to another file")
        assert self.settings
        stages = Stages(self.settings)
        result = Exit.DONE
        with _opened(opts.output) as out:
            for item in (item for name in args for item in open_input(Path(name))):
                if isinstance(item, BadInput):
                    say("clean", str(item))
                    result = Exit.USAGE
                else:
                    article = clean(item, stages)
                    line = json.dumps({"id": item.id, **exported(article)}, ensure_ascii=False)
                    out.write(f"{line}\n".encode("utf-8", "replace"))
                    if opts.explain:
                        _explain(item.id, article)
        return result


def _explain(name: str, article: Article) -> None:
    for line in explain(article, coloured=sys.stderr.isatty()):
        print(f"{name}: {line}", file=sys.stderr)


def clean(item: Input, stages: Stages) -> Article:
    """Return the article of *item*.

    The pages of one article are read each by itself; the stages join them. A page without an
    article has an empty body and the reason among its flags.
    """
    # Scrapy imports all commands whichever is called, and the reader takes half a second.
    from crawler.reading.read import read

    article, *further = map(read, item.pages)
    article.further = further
    article = stages.walk(article)
    if article.reason:
        article.flag(article.reason.__name__)
        article.body = ""
    return article


@contextmanager
def _opened(name: str | None) -> Iterator[BinaryIO]:
    if not name:
        yield sys.stdout.buffer
        return
    code = Exit.USAGE
    try:
        with Path(name).open("wb") as file:
            code = Exit.STORE
            yield file
    except OSError as error:
        raise Stop(code, f"cannot write {name}: {error.strerror}") from error
