"""Find what stands above and below a headline: 引题, and 副题 printed as the body's first lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.text.outline import LONGEST_DECK, is_deck

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.reading.layout import Line

_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


def find_kicker(page: list[Line], title: str | None) -> list[str]:
    """Return the 引题: the heading right above the headline *title*, itself a heading."""
    for above, line in pairwise(page):
        if line.heading and line.text == title and above.heading and not above.linked:
            return [above.text] if is_deck(above.text) else []
    return []


def find_deck(part: HtmlElement) -> list[str]:
    """Return the centred lines that *part*, which holds the body, begins with: its 副题.

    A centred line under a picture is a caption.
    """
    found: list[str] = []
    for paragraph in part.iter("p", "img"):
        text = " ".join(paragraph.text_content().split())
        if paragraph.tag == "img" or (text and not _is_centred(paragraph)):
            break
        if text:
            found.append(text)
    return found if len(found) <= LONGEST_DECK and all(map(is_deck, found)) else []


def _is_centred(paragraph: HtmlElement) -> bool:
    return paragraph.get("align") == "center" or bool(_CENTRED.search(paragraph.get("style", "")))
