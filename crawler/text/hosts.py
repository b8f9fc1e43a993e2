"""What copying hosts do to characters, as measured on 47 of their documents.

Their traditional script is a table of single characters: it knows no words, keeps 后, 于 and 里
and writes 復 for every 复. The characters that bear a gloss come from one ordered list, of which
each host takes a part from the front; within a document a character is glossed always or never.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crawler.text.script import simplified_char, to_traditional

_FACTS = Path(__file__).with_name("hosts.json")


class Facts(NamedTuple):
    """The tables in `hosts.json`."""

    kept: frozenset[str]
    """Simplified characters left as they are."""
    forms: dict[str, str]
    """Simplified characters written otherwise than OpenCC would."""
    readings: dict[str, str]
    """The reading that each glossed character bears, in the order of the hosts' list."""


@cache
def facts() -> Facts:
    """Return the tables."""
    data = json.loads(_FACTS.read_text("utf-8"))
    forms = dict(zip(data["simplified"], data["traditional"], strict=True))
    return Facts(frozenset(data["kept"]), forms, dict(data["readings"]))


@cache
def host_form(char: str) -> str:
    """Return how a copying host writes the simplified *char*.

    >>> host_form("后"), host_form("济"), host_form("强")
    ('后', '濟', '強')
    """
    kept, forms, _ = facts()
    if char in kept:
        return char
    written = forms.get(char) or to_traditional(char)
    return written if written.encode("gbk", "ignore") else char


@cache
def is_host_form(char: str) -> bool:
    """Whether a copying host could have written *char*.

    >>> is_host_form("濟"), is_host_form("济"), is_host_form("後")
    (True, False, False)
    """
    return host_form(simplified_char(char)) == char
