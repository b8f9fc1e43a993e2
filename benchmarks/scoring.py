"""Call the scorer that goes with a manifest, and name the figures of its table."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.text.script import to_simplified

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Scorer(NamedTuple):
    """A scorer of predictions, and the manifest with the gold."""

    script: Path
    manifest: Path
    traditional: frozenset[str] = frozenset()
    """Ids of the pages whose gold was traditional, see `simplify_gold`."""

    def score(self, predictions: Path, ids: Iterable[str] = ()) -> tuple[list[str], dict[str, Any]]:
        """Return table and figures of *predictions*, of the pages *ids* alone if there are any.

        Nothing where none of them has gold.
        """
        command = [sys.executable, str(self.script), "--manifest", str(self.manifest)]
        command += ["--predictions", str(predictions)]
        if chosen := "|".join(map(re.escape, ids)):
            command += ["--ids", f"^(?:{chosen})$"]
        done = subprocess.run(  # noqa: S603  the scorer that the user named
            command, capture_output=True, text=True, check=False
        )
        if done.returncode:
            return [], {}
        *table, figures = done.stdout.rstrip("\n").split("\n")
        return table, json.loads(figures)


def simplify_gold(manifest: Path, copy: Path) -> frozenset[str]:
    """Write *manifest* to *copy* with all gold in simplified characters.

    Ours writes simplified characters whatever a page is written in, so gold in traditional ones
    says nothing about it. Return the ids of the pages whose gold was traditional.
    """
    rows = [json.loads(line) for line in manifest.read_text("utf-8").split("\n") if line.strip()]
    traditional = [row for row in rows if row.get("script") == "hant"]
    for row in traditional:
        row["gold"] = simplified(row["gold"])
    copy.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    return frozenset(row["id"] for row in traditional)


def simplified(value: Any) -> Any:
    """Return *value* with each text in it in simplified characters."""
    if isinstance(value, str):
        return to_simplified(value, script="Hant")
    if isinstance(value, list):
        return [simplified(part) for part in value]
    if isinstance(value, dict):
        return {key: simplified(part) for key, part in value.items()}
    return value


def main_figures(figures: dict[str, Any]) -> dict[str, float]:
    """Return the figures by which readers are compared, from those of the scorer."""
    found = {
        "body F1": figures["body"]["F1"],
        "mean page F1": figures["body"]["mean_page_F1"],
        "title": figures["title"]["exact"],
        "day": figures["published"]["day"],
        "minute": figures["published"]["minute"],
        "source": figures["source"]["exact"],
        "author F1": figures["author"]["F1"],
        "editor F1": figures["editor"]["F1"],
    }
    return {name: value for name, value in found.items() if value is not None}
