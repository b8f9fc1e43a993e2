"""Measure our reading of real pages beside bare trafilatura, in one run.

    python -m benchmarks.extraction --manifest M [--scorer S] [--keep DIR]

M is a manifest of pages with gold; S the scorer that goes with it, by default
`reference/score_extraction.py` two folders above M's. Both read the same bytes; trafilatura gets
the decoded text, as its own command would. CPU is measured one page after the other, after a
warm-up page. The last line is one JSON object with the scorer's figures of both.
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

import trafilatura
from scrapy.utils.project import get_project_settings

from crawler.commands.clean import clean
from crawler.inputs import BadInput, Input, open_input
from crawler.items import exported
from crawler.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[Input], dict[str, Any]]


def main() -> int:
    """Run both readers over the manifest and print the scorer's table of each."""
    options = _options()
    scorer = options.scorer or options.manifest.parents[2] / "reference" / "score_extraction.py"
    if not scorer.is_file():
        print(f"extraction: no scorer at {scorer}; name it with --scorer", file=sys.stderr)
        return 2
    inputs = list(open_input(options.manifest))
    if bad := [item for item in inputs if isinstance(item, BadInput)]:
        print(f"extraction: {bad[0]}", file=sys.stderr)
        return 2
    stages = Stages(get_project_settings())
    readers: dict[str, Reader] = {
        "fangzhi": lambda item: {"id": item.id, **exported(clean(item, stages))},
        "trafilatura": _bare_trafilatura,
    }
    results = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name, reader in readers.items():
            path = folder / f"{name}.jsonl"
            cpu = _predict(reader, [i for i in inputs if isinstance(i, Input)], path)
            results[name] = _score(name, scorer, options.manifest, path) | cpu
    print(json.dumps(results, ensure_ascii=False))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.extraction")
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--keep", type=Path, help="folder for the predictions")
    return parser.parse_args()


def _bare_trafilatura(item: Input) -> dict[str, Any]:
    """Return what trafilatura alone reads, with its metadata."""
    found = trafilatura.bare_extraction(
        item.pages[0].body, url=item.pages[0].url or None, with_metadata=True
    )
    read = found.as_dict() if isinstance(found, trafilatura.settings.Document) else {}
    return {
        "id": item.id,
        "title": read.get("title"),
        "published": read.get("date"),
        "source": read.get("sitename"),
        "authors": (read.get("author") or "").split("; "),
        "body": read.get("text") or "",
    }


def _predict(reader: Reader, inputs: list[Input], path: Path) -> dict[str, float]:
    """Write the reader's line for each input; return its CPU milliseconds a page."""
    reader(inputs[0])
    spent = []
    with path.open("w", encoding="utf-8") as out:
        for item in inputs:
            begun = time.process_time()
            line = reader(item)
            spent.append((time.process_time() - begun) * 1000)
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    p95 = statistics.quantiles(spent, n=20)[-1]
    return {"cpu_ms_median": round(statistics.median(spent), 1), "cpu_ms_p95": round(p95, 1)}


def _score(name: str, scorer: Path, manifest: Path, path: Path) -> dict[str, Any]:
    """Print the scorer's table and return its figures."""
    command = [sys.executable, str(scorer), "--manifest", str(manifest), "--predictions", str(path)]
    done = subprocess.run(  # noqa: S603  the scorer that the user named
        command, capture_output=True, text=True, check=True
    )
    *table, figures = done.stdout.rstrip("\n").split("\n")
    print(f"== {name}", *table, sep="\n")
    result: dict[str, Any] = json.loads(figures)
    return result


if __name__ == "__main__":
    sys.exit(main())
