"""Read damaged pages: none may raise, none may hold the reader.

    python -m benchmarks.fuzz --manifest M [--manifest …] [--seed N] [--cuts N] [--limit SECONDS]

Each page of the manifests is read whole, cut off at N random points, with bytes flipped, and with
its tags shuffled; then it walks the stages. A page that takes more than SECONDS of CPU counts as
held. It prints a row a kind of damage, then what failed and how to make it again; the last line
is one JSON object. The exit code is 1 where something failed.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import re
import signal
import statistics
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scrapy.utils.project import get_project_settings

from crawler.inputs import BadInput, open_input
from crawler.reading.read import read
from crawler.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from crawler.items import Page

FLIPPED = 0.002
"""Share of the bytes that get another value: one in five hundred."""
SHUFFLES = 2
"""Orders in which the tags of a page are tried."""

_TAG = re.compile(rb"<[^<>]{1,2000}>")


class Trial(NamedTuple):
    """A damaged page and how it came about."""

    damage: str
    name: str
    page: Page


class Outcome(NamedTuple):
    """What became of a trial: CPU milliseconds, and the fault or nothing."""

    trial: Trial
    cpu_ms: float
    fault: str


class HeldError(BaseException):
    """The page took too long; no part of the reader may take it for an error of its own."""


def main() -> int:
    """Read all trials and print the table."""
    options = _options()
    seed = options.seed if options.seed is not None else random.randrange(2**32)  # noqa: S311
    print(f"seed {seed}")
    pages: list[tuple[str, Page]] = []
    for manifest in options.manifest:
        for item in open_input(manifest):
            if isinstance(item, BadInput):
                print(f"fuzz: {item}", file=sys.stderr)
                return 2
            pages += [(item.id, page) for page in item.pages]
    signal.signal(signal.SIGVTALRM, _held)
    stages = Stages(get_project_settings())
    outcomes = [
        _try(trial, stages, options.limit)
        for name, page in pages
        for trial in _trials(name, page, f"{seed}:{name}", options.cuts)
    ]
    figures = _table(outcomes)
    print(json.dumps({"seed": seed, "pages": len(pages), **figures}, ensure_ascii=False))
    return int(any(outcome.fault for outcome in outcomes))


def _options() -> argparse.Namespace:

    parser = argparse.ArgumentParser(prog="benchmarks.fuzz")
    parser.add_argument("--manifest", type=Path, action="append", required=True)
    parser.add_argument("--seed", type=int, help="as printed by an earlier run")
    parser.add_argument("--cuts", type=int, default=20, help="points at which a page is cut off")
    parser.add_argument("--limit", type=float, default=5.0, help="CPU seconds a page")
    return parser.parse_args()


def _trials(name: str, page: Page, seed: str, cuts: int) -> Iterator[Trial]:
    """Yield *page* whole and damaged; the same for the same *seed*."""
    dice = random.Random(seed)  # noqa: S311  nothing secret

    def trial(damage: str, body: bytes, number: int) -> Trial:
        return Trial(damage, f"{name} {damage} {number}", dataclasses.replace(page, body=body))

    yield trial("whole", page.body, 0)
    for number in range(cuts):
        yield trial("cut off", page.body[: dice.randrange(len(page.body) + 1)], number)
    flipped = bytearray(page.body)
    for _ in range(int(len(flipped) * FLIPPED)):
        flipped[dice.randrange(len(flipped))] = dice.randrange(256)
    yield trial("bytes flipped", bytes(flipped), 0)
    for number in range(SHUFFLES):
        yield trial("tags shuffled", _shuffled(page.body, dice), number)


def _shuffled(body: bytes, dice: random.Random) -> bytes:
    tags = _TAG.findall(body)
    dice.shuffle(tags)
    return _TAG.sub(lambda _tag: tags.pop(), body)


def _held(_signal: int, _frame: FrameType | None) -> None:
    raise HeldError


def _try(trial: Trial, stages: Stages, limit: float) -> Outcome:
    begun = time.process_time()
    fault = ""
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        stages.walk(read(trial.page))
    except HeldError:
        fault = f"took more than {limit:g} s"
    except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__}: {error} ({frame.name}, line {frame.lineno})"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return Outcome(trial, (time.process_time() - begun) * 1000, fault)


def _table(outcomes: list[Outcome]) -> dict[str, object]:
    """Print a row a kind of damage, and the faults; return the figures."""
    print(f"{'damage':16}{'trials':>8}{'faults':>8}{'median':>9}{'worst':>9}  CPU ms")
    for damage in dict.fromkeys(outcome.trial.damage for outcome in outcomes):
        rows = [outcome for outcome in outcomes if outcome.trial.damage == damage]
        spent = [outcome.cpu_ms for outcome in rows]
        faults = sum(bool(outcome.fault) for outcome in rows)
        middle = statistics.median(spent)
        print(f"{damage:16}{len(rows):8}{faults:8}{middle:9.1f}{max(spent):9.1f}")
    for outcome in outcomes:
        if outcome.fault:
            print(f"{outcome.trial.name}: {outcome.fault}")
    worst = max(outcomes, key=lambda outcome: outcome.cpu_ms)
    print(f"worst: {worst.trial.name}")
    return {
        "trials": len(outcomes),
        "faults": sum(bool(outcome.fault) for outcome in outcomes),
        "cpu_ms_worst": round(worst.cpu_ms, 1),
        "worst": worst.trial.name,
    }


if __name__ == "__main__":
    sys.exit(main())
