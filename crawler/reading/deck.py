"""Find what stands above and below a headline: 引题, and 副题 printed as the body's first lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.reading.fields import squeeze
from crawler.reading.tree import named
from crawler.text.outline import LONGEST_DECK, is_deck
from crawler.text.titles import is_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from crawler.reading.layout import Line

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_KICKER = re.compile(
    "欢迎|您好|你好|光临|本站|本网|(?:专题|专栏|专区|栏目|速览|推荐|导读|榜单?|视频|图片|阅读|天地|之窗)$"
)
"""What greets the reader, or ends the name of a column."""
# How templates name the elements of 引题 and 副题: class="yinti", class="sub-title".
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:yinti|jianti|intro-?title|kicker|futi|fubiaoti|sub-?title)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


def find_kicker(page: list[Line], title: str | None) -> list[str]:
    """Return the 引题 right above the headline *title*, and the 副题 right below it.

    The 引题 is the lesser heading in the same block. Headings that greet the reader or name the
    site or a column are none. What is no heading has to be named for one or the other.
    """
    for number, line in enumerate(page):
        if line.heading and line.text == title:
            above = [x for x in page[max(0, number - 1) : number] if _is_kicker(x, line)]
            below = [x for x in page[number + 1 : number + 2] if _is_named(x)]
            if above or below:
                return [x.text for x in above + below]
    return []


def _is_named(line: Line) -> bool:
    around = (line.element, line.element.getparent())
    named_so = any(x is not None and _NAMED.search(named(x)) for x in around)
    return named_so and not line.linked and is_deck(line.text)


def _is_kicker(above: Line, headline: Line) -> bool:
    if _is_named(above):
        return True
    if not above.heading or above.linked:
        return False
    kicker, title = _heading(above.element), _heading(headline.element)
    if kicker is None or title is None or kicker.getparent() is not title.getparent():
        return False
    other = _NO_KICKER.search(above.text) or is_site(above.text)
    return kicker.tag >= title.tag and is_deck(above.text) and not other


def _heading(element: HtmlElement) -> HtmlElement | None:
    """Return the heading that *element* is or stands in."""
    around = (element, *element.iterancestors())
    return next((x for x in around if x.tag in HEADINGS), None)


def find_deck(part: HtmlElement, title: str | None = None) -> list[str]:
    """Return the centred lines that *part*, which holds the body, begins with: its 副题.

    A centred line under a picture is a caption. Where more centred lines follow below they are
    subheads, the first ones among them, and one with breaks inside is verse. The headline *title*
    that is printed there again, on one line or several, is none of it.
    """
    found: list[str] = []
    blocks = part.iter("p", "img")
    for paragraph in blocks:
        text = " ".join(paragraph.text_content().split())
        if paragraph.tag == "img" or (text and not _is_centred(paragraph)):
            break
        if text and next(paragraph.iter("br", "img"), None) is not None:
            return []
        if text:
            found.append(text)
    found = _without_headline(found, title)
    if not found or len(found) > LONGEST_DECK or not all(map(is_deck, found)):
        return []
    return [] if _has_centred(blocks) else found


def _without_headline(found: list[str], title: str | None) -> list[str]:
    wanted = squeeze(title or "")
    repeated = (n for n in range(1, len(found) + 1) if squeeze("".join(found[:n])) == wanted)
    return found[next(repeated, 0) :]


def _has_centred(blocks: Iterator[HtmlElement]) -> bool:
    """Whether one of the *blocks* is a centred line that no picture stands above."""
    is_under_picture = True  # what ended the deck may be a picture
    for block in blocks:
        if block.tag == "img":
            is_under_picture = True
        elif text := block.text_content().strip():
            if not _is_centred(block):
                is_under_picture = False
            elif not is_under_picture and is_deck(text) and block.find(".//img") is None:
                return True
    return False


def _is_centred(paragraph: HtmlElement) -> bool:
    return paragraph.get("align") == "center" or bool(_CENTRED.search(paragraph.get("style", "")))
