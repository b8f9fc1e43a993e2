"""Cut what would hold the HTML parser and all that walks its tree: one linear pass over the text.

Measured with lxml 6.1 and trafilatura 2.3 on pages made for it, CPU seconds of a whole reading:
100,000 attributes of one element more than 12 (each is compared with all before it), 100,000
elements 3 to 8, and libxml2 drops the text below depth 2,048 without a word. Long values and
comments alone cost nothing there (0.2 at 3 MB). The largest of 139 real news pages has 6,689
tags, 4,343 attributes, 26 of them in one element, depth 25, values of 32,000 characters and
comments of 3,400. The limits leave a wide margin over these; at them a reading takes a second.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from crawler.reading.tree import tags

TAGS = 20_000
"""Tags of a page, start and end tags and comments; its text goes on without those behind."""
DEPTH = 100
"""Elements inside each other; below, tags go and text stays."""
ATTRIBUTES = 50_000
"""Attributes of a page; the elements behind have none."""
OWN_ATTRIBUTES = 1000
"""Attributes of one element, which else loses all."""
LONGEST = 1_000_000
"""Characters of a tag's attributes, which else go, and of a comment: a picture may be inside."""


_VOID = tags("area base basefont br col embed hr img input link meta param source track wbr")
# Their end tags may be missing; the next of their kind ends them.
_SELF_ENDING = tags("p li dd dt td th tr tbody thead tfoot option optgroup rp rt")
_NESTING = re.compile(r"</?[a-zA-Z][^\s/>]*")
# In no shorter tag the attributes, each of two characters at least with the space before, can be
# too many.
_LONG_TAG = re.compile(f"<[a-zA-Z][^>]{{{2 * OWN_ATTRIBUTES},}}")

# Unclosed quotes, comments and scripts reach to the end, as for the parser. No part of it can
# match in two ways, so it takes one pass whatever the page is.
_ATTRIBUTE = r"""[^\s=/>]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?+)?+"""
_TOKEN = re.compile(
    r"<!--(?:.*?-->|.*\Z)|"
    r"<(?P<raw>script|style|textarea|title|xmp|iframe)\b(?:.*?</(?P=raw)\b[^>]*+>?+|.*\Z)|"
    rf"<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?:[\s/=]++|{_ATTRIBUTE})*+)>?+",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)


# An end tag closes what is open inside its element, but nothing that weighs more (libxml2).
_WEIGHT = {"div": 1, "td": 1, "th": 1, "tr": 1, "table": 2, "body": 3, "html": 4}


class Scanned(NamedTuple):
    """A page that is safe to parse."""

    text: str
    cut: list[str]
    """What was cut: `tags`, `depth`, `attributes`, `comment`; mostly nothing."""


def scan(text: str) -> Scanned:
    """Return the page *text* as far as it can be parsed in a second, and what was cut for that.

    >>> scan("<p>一</p>" + "<b>" * 300 + "二" + "</b>" * 300 + "<p>三</p>").cut
    ['depth']
    >>> scan("<p>一</p>" * 300).cut
    []
    """
    if _is_harmless(text):
        return Scanned(text, [])
    cutter = _Cutter()
    text = _TOKEN.sub(cutter.replace, text)
    return Scanned(text, sorted(cutter.cut))


def _is_harmless(text: str) -> bool:
    """Whether a quick look, which takes scripts and comments for markup, finds no excess."""
    return (
        len(text) <= LONGEST
        and text.count("<") <= TAGS
        and text.count("=") <= ATTRIBUTES
        and all(_own(tag) <= OWN_ATTRIBUTES for tag in _LONG_TAG.findall(text))
        and _depth(text) <= DEPTH
    )


def _depth(text: str) -> int:
    """Return about how many elements stand inside each other: starts less ends, from any place."""
    sums = list(accumulate(map(_Steps().__getitem__, _NESTING.findall(text)), initial=0))
    deepest: int = max(map(sub, sums, accumulate(sums, min)))
    return deepest


class _Steps(dict[str, int]):
    """By how much a tag changes the depth; what cannot stand inside its own kind does not."""

    def __missing__(self, tag: str) -> int:
        """Return 1 for `<div`, -1 for `</div`, 0 for `<br`, and know it from now on."""
        is_flat = tag.strip("</").lower() in _VOID | _SELF_ENDING
        self[tag] = step = 0 if is_flat else -1 if tag.startswith("</") else 1
        return step


def _own(tag: str) -> int:
    return len(_ATTRIBUTES.findall(tag))


class _Cutter:
    """Decides on each tag in turn, and notes what it cut."""

    def __init__(self) -> None:
        self.cut: set[str] = set()
        self._tags = self._attributes = 0
        self._nesting = _Nesting()

    def replace(self, token: re.Match[str]) -> str:
        """Return what stands for *token*; a space for a tag that goes, to part its texts."""
        if self._tags >= TAGS:
            return self._without("tags", " ")
        name = (token["name"] or "").lower()
        if name and not (self._nesting.end if token["end"] else self._nesting.start)(name):
            return self._without("depth", " ")
        self._tags += 1
        if not name:
            is_long = token["raw"] is None and len(token[0]) > LONGEST
            return self._without("comment", "") if is_long else token[0]
        own = _own(token["attributes"])
        self._attributes += own
        is_long = own > OWN_ATTRIBUTES or len(token["attributes"]) > LONGEST
        if is_long or self._attributes > ATTRIBUTES:
            return self._without("attributes", f"<{token['end']}{name}>")
        return token[0]

    def _without(self, what: str, instead: str) -> str:
        self.cut.add(what)
        return instead


class _Nesting:
    """Which elements are open, about as libxml2 has them; inside a dropped one all are dropped."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self._count: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._below = 0

    def start(self, name: str) -> bool:
        """Open *name*; False where that is too deep and the tag has to go."""
        if name in _VOID:
            return True
        if name in _SELF_ENDING:
            self._end_last(name)
        # Paragraphs part the text that stays.
        if name != "p" and (self._below or len(self.open) >= DEPTH):
            self._dropped[name] += 1
            self._below += 1
            return False
        self.open.append(name)
        self._count[name] += 1
        return True

    def end(self, name: str) -> bool:
        """Close *name*; False where its start tag went."""
        if self._dropped[name]:
            self._dropped[name] -= 1
            self._below -= 1
            return False
        if self._count[name]:
            weight = _WEIGHT.get(name, 0)
            for number in range(len(self.open) - 1, -1, -1):
                if self.open[number] == name:
                    self._close(number)
                    break
                if _WEIGHT.get(self.open[number], 0) > weight:
                    break
        return True

    def _end_last(self, name: str) -> None:
        """Close the last *name* and what it holds, unless more than such stands inside."""
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number] == name:
                self._close(number)
                return
            if self.open[number] not in _SELF_ENDING:
                return

    def _close(self, number: int) -> None:
        self._count.subtract(self.open[number:])
        del self.open[number:]
