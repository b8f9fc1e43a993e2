"""A guard against fitting: read each site as if no rule had been made from its pages.

The sites are dealt into five folds. For the pages of a fold everything is withheld that only its
sites could have taught: an id or class that no page of another fold bears is blanked in the
markup, and a furniture rule that matches no line of another fold's pages is switched off. That
is harsh, for some of these names are known from elsewhere; figures that hold are not fitted.
What was chosen with all pages in sight (weights, limits, the order of the tiers) is not undone.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from crawler.inputs import Input
from crawler.reading.decode import decode
from crawler.reading.layout import lay_out
from crawler.reading.tree import parse
from crawler.text import furniture
from crawler.text.script import to_simplified
from crawler.text.widths import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOLDS = 5

_NAMES = re.compile(r"""(\s(?:id|class)\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


class Learnt(NamedTuple):
    """What rules a page could have taught."""

    names: frozenset[str]
    """Its ids and classes."""
    furniture: frozenset[int]
    """Numbers of the furniture rules that match one of its lines."""


def deal(manifest: Path) -> list[list[str]]:
    """Return the ids of the pages of *manifest* in five folds of about one size, by site."""
    rows = [json.loads(line) for line in manifest.read_text("utf-8").split("\n") if line.strip()]
    site_of = {row["id"]: _site(row) for row in rows}
    sizes = Counter(site_of.values())
    filled = [0] * FOLDS
    fold_of = {}
    for site, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold_of[site] = filled.index(min(filled))
        filled[fold_of[site]] += size
    return [[page for page, site in site_of.items() if fold_of[site] == n] for n in range(FOLDS)]


def _site(row: dict[str, Any]) -> str:
    return str(row.get("site") or urlsplit(row.get("url") or "").hostname or row["id"])


def read_withheld(
    inputs: list[Input], folds: list[list[str]], read: Callable[[Input], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield the prediction of each page, read without what only its fold could have taught."""
    learnt = {item.id: _learnt(item) for item in inputs}
    rules = furniture.rules()
    furniture.rule_for("")  # its quick look is made once, for all rules
    for fold in folds:
        others = [what for page, what in learnt.items() if page not in fold]
        names = frozenset[str]().union(*(what.names for what in others))
        known = frozenset[int]().union(*(what.furniture for what in others))
        kept = tuple(rule for number, rule in enumerate(rules) if number in known)
        furniture.rules = lambda kept=kept: kept  # type: ignore[assignment]
        try:
            for item in inputs:
                if item.id in fold:
                    yield read(_blanked(item, names))
        finally:
            furniture.rules = lambda: rules  # type: ignore[assignment]


def _learnt(item: Input) -> Learnt:
    text = decode(item.pages[0].body).text
    names = [name for match in _NAMES.finditer(text) for name in _split(match[2])]
    shown = "\n".join(line.text for line in lay_out(parse(text)).lines)
    simplified = [tidy(line) for line in to_simplified(shown).split("\n")]
    matched = (
        number
        for number, rule in enumerate(furniture.rules())
        if any(len(line) <= rule.longest and rule.pattern.search(line) for line in simplified)
    )
    return Learnt(frozenset(names), frozenset(matched))


def _split(value: str) -> list[str]:
    return value.strip("\"'").split()


def _blanked(item: Input, known: frozenset[str]) -> Input:
    """Return *item* with every id and class blanked that is not *known*."""

    def blank(match: re.Match[str]) -> str:
        kept = " ".join(name if name in known else "x" for name in _split(match[2]))
        return f'{match[1]}"{kept}"'

    page = item.pages[0]
    text = _NAMES.sub(blank, decode(page.body, page.headers.get("content-type", "")).text)
    return Input(item.id, [dataclasses.replace(page, body=text.encode("utf-8", "replace"))])
