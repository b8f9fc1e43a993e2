"""Measure our reading of real pages beside other programs, in one run.

    python -m benchmarks.extraction --manifest M [--peers] [--scorer S] [--keep DIR]

M is a manifest of pages with gold; S the scorer that goes with it, by default
`reference/score_extraction.py` two folders above M's. Ours reads the bytes, bare trafilatura of
our own environment the text that we decode; with --peers trafilatura (default and precision),
readability-lxml, newspaper4k and GNE read it in an environment of their own, `data/peers`, made
from `benchmarks/requirements-peers.txt`. CPU is measured one page after the other, after a
warm-up page. Gold in traditional characters, and what a reader found on such a page, is compared
in simplified ones. Then ours reads each site once more as if no rule had been made from its pages
(`benchmarks/folds.py`). The last line is one JSON object with all figures.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.utils.project import get_project_settings

from benchmarks.folds import deal, read_withheld
from benchmarks.peers import READERS
from benchmarks.scoring import Scorer, main_figures, simplified, simplify_gold
from crawler.commands.clean import clean
from crawler.inputs import BadInput, Input, open_input
from crawler.items import exported
from crawler.reading.decode import decode
from crawler.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crawler.items import Page

    Reader = Callable[[Input], dict[str, Any]]

HERE = Path(__file__).parent
PEERS = HERE.parent / "data" / "peers"
KNOWN = ("site", "marker", "family")
"""Tiers that read pages of known systems."""


def main() -> int:
    """Run all readers over the manifest and print the scorer's table of each."""
    options = _options()
    above = options.manifest.absolute().parents[2:3] or [Path()]
    script = options.scorer or above[0] / "reference" / "score_extraction.py"
    if not script.is_file():
        print(f"extraction: no scorer at {script}; name it with --scorer", file=sys.stderr)
        return 2
    inputs = [item for item in open_input(options.manifest) if isinstance(item, Input)]
    if bad := [item for item in open_input(options.manifest) if isinstance(item, BadInput)]:
        print(f"extraction: {bad[0]}", file=sys.stderr)
        return 2
    if not inputs:
        print(f"extraction: {options.manifest}: no page in it", file=sys.stderr)
        return 2
    stages = Stages(get_project_settings())

    def ours(item: Input) -> dict[str, Any]:
        return {"id": item.id, **exported(clean(item, stages))}

    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        gold = folder / "gold.jsonl"
        scorer = Scorer(script, gold, simplify_gold(options.manifest, gold))
        results = {"fangzhi": _compare("fangzhi", scorer, _timed(ours, inputs), folder)}
        for name in READERS if options.peers else ["trafilatura"]:
            python = _environment(name) if options.peers else sys.executable
            if not Path(python).is_file():
                print(f"== {name}: cannot be installed: {python}")
                results[name] = {"error": python}
                continue
            results[name] = _compare(name, scorer, _by_peer(python, name, inputs), folder)
        withheld = _compare_folds(scorer, inputs, ours, folder)
    _print_summary(results)
    print(json.dumps({**results, "withheld": withheld}, ensure_ascii=False))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.extraction")
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--peers", action="store_true", help="measure other programs, too")
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--keep", type=Path, help="folder for the predictions")
    return parser.parse_args()


def _timed(reader: Reader, inputs: list[Input]) -> list[dict[str, Any]]:
    """Return the reader's line for each input, with its CPU milliseconds."""
    reader(inputs[0])
    found = []
    for item in inputs:
        begun = time.process_time()
        line = reader(item)
        found.append(line | {"cpu_ms": (time.process_time() - begun) * 1000})
    return found


def _environment(name: str) -> str:
    """Return the Python of an environment that has the peer *name*; else why it has not."""
    python = PEERS / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    steps = [["venv", "--quiet", "--python", sys.executable, str(PEERS)]]
    pins = HERE / "requirements-peers.txt"
    install = ["pip", "install", "--quiet", "--python", str(python), "--constraint", str(pins)]
    steps.append([*install, READERS[name][0], "lxml_html_clean"])
    for step in steps[python.is_file() :]:
        done = subprocess.run(  # noqa: S603  our own uv
            [uv, *step], capture_output=True, text=True, check=False
        )
        if done.returncode:
            said: list[str] = done.stderr.split("\n")
            return " ".join(" ".join(said).split())[:200] or "uv failed"
    return str(python)


def _by_peer(python: str, name: str, inputs: list[Input]) -> list[dict[str, Any]]:
    """Return what the program *name* reads, in a process of its own."""
    pages = [{"id": x.id, "url": x.pages[0].url, "html": _text(x.pages[0])} for x in inputs]
    done = subprocess.run(  # noqa: S603  our own script
        [python, str(HERE / "peers.py"), name],
        input="".join(json.dumps(page) + "\n" for page in pages),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _text(page: Page) -> str:
    """Return the text of *page*, decoded as ours does."""
    return decode(page.body, page.headers.get("content-type", "")).text


def _compare(
    name: str, scorer: Scorer, found: list[dict[str, Any]], folder: Path
) -> dict[str, Any]:
    """Print the scorer's table of what was *found*; return its figures and those of time."""
    alike = [simplified(x) if x["id"] in scorer.traditional else x for x in found]
    table, figures = scorer.score(_written(alike, folder / f"{name}.jsonl"))
    print(f"== {name}", *table, sep="\n")
    known = [x["cpu_ms"] for x in found if str(x.get("reader")).startswith(KNOWN)]
    others = [x["cpu_ms"] for x in found if not str(x.get("reader")).startswith(KNOWN)]
    figures["cpu_ms"] = {"all": _spent(known + others)}
    if known:
        figures["cpu_ms"] |= {"known systems": _spent(known), "others": _spent(others)}
    if errors := sum("error" in line for line in found):
        figures["errors"] = errors
    for pages, spent in figures["cpu_ms"].items():
        print(f"CPU ms a page ({pages}): median {spent['median']}, p95 {spent['p95']}")
    return figures


def _written(found: Iterable[dict[str, Any]], path: Path) -> Path:
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in found)
    path.write_text("".join(lines), "utf-8", "replace")
    return path


def _spent(spent: list[float]) -> dict[str, float]:
    p95 = statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else sum(spent)
    median = statistics.median(spent) if spent else 0.0
    return {"pages": len(spent), "median": round(median, 1), "p95": round(p95, 1)}


def _compare_folds(
    scorer: Scorer, inputs: list[Input], ours: Reader, folder: Path
) -> dict[str, Any]:
    """Print ours fold by fold, plain and without what only the fold could have taught."""
    folds = deal(scorer.manifest)
    withheld = _written(read_withheld(inputs, folds, ours), folder / "withheld.jsonl")
    runs = {"plain": folder / "fangzhi.jsonl", "withheld": withheld}
    result: dict[str, Any] = {}
    for name, path in runs.items():
        scored = [figures for fold in folds if (figures := scorer.score(path, fold)[1])]
        columns = [main_figures(figures) for figures in scored]
        print(f"== fangzhi by site in {len(scored)} folds, {name}")
        whole = main_figures(scorer.score(path)[1])
        result[name] = {"all": whole}
        for figure, value in whole.items():
            by_fold = [column[figure] for column in columns if figure in column]
            mean = statistics.mean(by_fold)
            spread = statistics.stdev(by_fold) if len(by_fold) > 1 else 0.0
            shown = " ".join(f"{value:6.3f}" for value in by_fold)
            print(f"{figure:14} all {value:.3f}  mean {mean:.3f} ± {spread:.3f}  folds {shown}")
            rounded = {"mean": round(mean, 4), "spread": round(spread, 4), "folds": by_fold}
            result[name][figure] = rounded
    return result


def _print_summary(results: dict[str, dict[str, Any]]) -> None:
    """Print one row a reader."""
    readers = {name: found for name, found in results.items() if "body" in found}
    names = list(main_figures(readers["fangzhi"]))
    print("== all", "".join(f"{name:>14}" for name in [*names, "CPU median", "p95"]), sep="\n")
    for reader, found in readers.items():
        figures = main_figures(found)
        spent = found["cpu_ms"]["all"]
        shown = "".join(f"{figures[name]:14.3f}" for name in names)
        print(f"{shown}{spent['median']:14.1f}{spent['p95']:14.1f}  {reader}")


if __name__ == "__main__":
    sys.exit(main())
