"""Find what stands above and below a headline: 引题, and 副题 printed as the body's first lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.text.outline import LONGEST_DECK, is_deck
from crawler.text.titles import is_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.reading.layout import Line

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_KICKER = re.compile(
    "欢迎|您好|你好|光临|本站|本网|(?:专题|专栏|专区|栏目|速览|推荐|导读|榜单?|视频|图片|阅读|天地|之窗)$"
)
"""What greets the reader, or ends the name of a column."""
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


def find_kicker(page: list[Line], title: str | None) -> list[str]:
    """Return the 引题: the lesser heading right above the headline *title*, in its block.

    Headings that greet the reader or name the site or a column are none.
    """
    for above, line in pairwise(page):
        if line.heading and line.text == title and above.heading and not above.linked:
            return [above.text] if _is_kicker(above, line) else []
    return []


def _is_kicker(above: Line, headline: Line) -> bool:
    kicker, title = _heading(above.element), _heading(headline.element)
    if kicker is None or title is None or kicker.getparent() is not title.getparent():
        return False
    other = _NO_KICKER.search(above.text) or is_site(above.text)
    return kicker.tag >= title.tag and is_deck(above.text) and not other


def _heading(element: HtmlElement) -> HtmlElement | None:
    """Return the heading that *element* is or stands in."""
    around = (element, *element.iterancestors())
    return next((x for x in around if x.tag in HEADINGS), None)


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
