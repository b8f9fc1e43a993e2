"""Kill crawls at random moments and count what is lost or stored twice.

    python -m benchmarks.crash --kills N [--commits] [--signals] [--postgres] [--jobdir]
        [--articles N] [--seed N]

A trial crawls a site into an empty store, is killed (SIGKILL) a moment after a random number of
requests, up to five times, and then runs to its end: all that the site serves must be stored,
once. Trials take a generated paper of 400 articles and the papers of the demo in turn.

--signals does the same with SIGTERM and Ctrl-C; --commits lets the N-th commit of a crawl fail,
for every N; --postgres kills crawls into a PostgreSQL of its own; --jobdir kills plain Scrapy with
JOBDIR on the generated paper. The last line is one JSON object; the exit code is 1 where anything
was lost or twice.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import generated
from benchmarks.trials import NUMBERS, Plan, Site, Tally, commits, jobdir_trial, kills, sum_up
from crawler.exits import Exit
from demo.newsroom import load
from demo.papers import PAPERS
from demo.server import serve as serve_demo
from tools import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demo.server import Visit


def main() -> int:
    """Do the trials that are asked for and print the table."""
    try:
        return _measure(_options())
    except OSError as taken:
        print(f"crash: {taken.strerror}", file=sys.stderr)
        return Exit.STORE


def _measure(options: argparse.Namespace) -> int:
    """Do the trials; raise OSError where the demo's ports are taken."""
    seed = options.seed if options.seed is not None else random.randrange(2**32)  # noqa: S311
    chance = random.Random(seed)  # noqa: S311
    tallies = []
    with ExitStack() as stack:
        sites = stack.enter_context(_sites(options.articles))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        databases = (f"sqlite:///{folder}/{n}.db" for n in count())
        plan = Plan(options.kills, sites, chance, [signal.SIGKILL])
        tallies.append(kills("SIGKILL", plan, databases))
        if options.signals:
            tame = plan._replace(signals=[signal.SIGTERM, signal.SIGINT])
            tallies.append(kills("signals", tame, databases))
        if options.commits:
            tallies.append(commits(sites[1], databases))
        if options.postgres and (programs := postgres.binaries()):
            server = stack.enter_context(postgres.server(programs, hasty=False))
            fresh = (server.database() for _ in count())
            tallies.append(kills("PostgreSQL", plan, fresh))
        if options.jobdir:
            trials = (jobdir_trial(sites[0], folder / str(n), chance) for n in range(options.kills))
            tallies.append(sum_up("JOBDIR", trials))
    return _report(seed, tallies)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=400, help="of the generated paper")
    parser.add_argument("--seed", type=int)
    for name in ("commits", "signals", "postgres", "jobdir"):
        parser.add_argument(f"--{name}", action="store_true")
    return parser.parse_args()


@contextmanager
def _sites(articles: int) -> Iterator[list[Site]]:
    """Serve the generated paper and those of the demo."""
    with generated.serve(articles) as (address, asked), serve_demo() as visits:
        sites = [
            Site(
                "generated",
                lambda: asked,
                [generated.text(n).title for n in range(articles)],
                {generated.ADDRESS: address},
                ["-s", "SPIDER_MODULES=benchmarks.generated"],
            )
        ]
        yield sites + [
            Site(
                f"demo_{paper.id}",
                partial(_paths, visits[paper.id]),
                [story.title for story in load()[paper.id]],
                {"CORPUS_WORKERS": "1"},
                [],
            )
            for paper in PAPERS
        ]


def _paths(visits: list[Visit]) -> list[str]:
    return [visit.path for visit in visits]


def _report(seed: int, tallies: list[Tally]) -> int:
    """Print a row a kind, what went wrong, and the JSON line."""
    print(f"seed {seed}")
    print(f"{'':12}" + "".join(f"{name:>10}" for name in NUMBERS) + "   wrong")
    for tally in tallies:
        cells = "".join(f"{getattr(tally, name):>10}" for name in NUMBERS)
        print(f"{tally.kind:12}{cells}   {len(tally.wrong)}")
    for tally in tallies:
        for line in tally.wrong:
            print(f"{tally.kind}: {line}")
    ours = [tally for tally in tallies if tally.kind != "JOBDIR"]
    figures = {name: sum(getattr(tally, name) for tally in ours) for name in NUMBERS[1:]}
    kinds = {tally.kind: tally._asdict() | {"wrong": len(tally.wrong)} for tally in tallies}
    print(json.dumps({**figures, "seed": seed, "by_kind": kinds}))
    return int(any(tally.lost or tally.twice or tally.wrong for tally in ours))


if __name__ == "__main__":
    sys.exit(main())
