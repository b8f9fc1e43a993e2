"""Call the scorer that goes with a manifest, and name the figures of its table."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Scorer(NamedTuple):
    """A scorer of predictions, and the manifest with the gold."""

    script: Path
    manifest: Path

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
