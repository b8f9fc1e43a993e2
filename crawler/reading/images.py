"""Find the pictures of an article, lazy-loaded ones too, with their captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.reading.tree import join

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Attributes that hold the picture until a script puts it into src, in order of trust.
_LAZY = ("data-original", "data-src", "data-lazy-src", "data-url", "oldsrc", "original", "src")
_DRAWN = re.compile(
    r"(?:^|[/_.-])(?:icons?|logo|qr(?:code)?|erweima|ewm|spacer|blank|pixel|loading|lazyload|"
    r"placeholder|avatar|default|share|weixin|btn|button|arrow|grey|transparent|1x1|ad|file_?type|fileTypeImages)"
    r"(?:[/_.-]|\d*\.\w+$)",
    re.IGNORECASE,
)
"""Names of files that are drawn for the page and belong to no article."""
SMALLEST = 60
"""Pixels; a picture that says it is lower or narrower is an icon or counts visits."""
LONGEST_CAPTION = 120

_CAPTION_CLASS = re.compile(
    r"caption|tuzhu|pictext|img[_-]?(?:desc|note|text)|photo[_-]?(?:desc|note)", re.IGNORECASE
)
_CAPTION_TEXT = re.compile(
    r"^(?:图为|图[一二三四五六七八九\d]|[▲△↑◎])|(?:摄|供图|资料图片?|截图|图源?)[）)]?[。]?$"
)
_FILE_NAME = re.compile(r"[\w.-]*\.(?:jpe?g|png|gif|webp|bmp)|[\w-]*", re.IGNORECASE | re.ASCII)


def find_images(part: HtmlElement, url: str, title: str | None = None) -> list[dict[str, str]]:
    """Return the pictures in *part*: address, absolute, and caption where it has one.

    Left out are icons, spacers, codes to scan and what only counts visits. An alternative text
    that repeats the headline *title* is no caption.
    """
    found: dict[str, str] = {}
    for image in part.iter("img"):
        address = _address(image, url)
        if address and not _is_small(image) and not _DRAWN.search(address.partition("?")[0]):
            caption = _caption(image)
            found.setdefault(address, "" if caption == (title or "").strip() else caption)
    return [{"url": address, "caption": caption} for address, caption in found.items()]


def _address(image: HtmlElement, url: str) -> str:
    for name in _LAZY:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return join(url, value)
    widest = (image.get("srcset") or image.get("data-srcset") or "").split(",")[-1].split()
    return join(url, widest[0]) if widest else ""


def _is_small(image: HtmlElement) -> bool:
    sizes = (
        re.match(r"\s*(\d+)(?:px)?\s*$", image.get(name) or "") for name in ("width", "height")
    )
    return any(size and int(size[1]) < SMALLEST for size in sizes)


def _caption(image: HtmlElement) -> str:
    """Return the figcaption, else the note below the picture, else the alternative text."""
    figure = next(image.iterancestors("figure"), None)
    if figure is not None and (text := _text(next(figure.iter("figcaption"), None))):
        return text
    if note := _note_below(image):
        return note
    alt = (image.get("alt") or image.get("title") or "").strip()
    return "" if _FILE_NAME.fullmatch(alt) else alt


def _note_below(image: HtmlElement) -> str:
    """Return the paragraph after a picture if its class or its words say that it is a caption."""
    block = image
    parent = image.getparent()
    while (
        parent is not None
        and parent.tag in ("p", "a", "span", "strong", "center")
        and not _text(parent)
    ):
        block, parent = parent, parent.getparent()
    below = block.getnext()
    text = _text(below)
    named = below is not None and _CAPTION_CLASS.search(below.get("class") or "")
    if text and len(text) <= LONGEST_CAPTION and (named or _CAPTION_TEXT.search(text)):
        return text
    return ""


def _text(element: HtmlElement | None) -> str:
    return (
        " ".join(element.text_content().split())
        if element is not None and isinstance(element.tag, str)
        else ""
    )
