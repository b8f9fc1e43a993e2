"""Find the pictures of an article, lazy-loaded ones too, with their captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.reading.numbering import places
from crawler.reading.tree import join

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Attributes that hold the picture until a script puts it into src, in order of trust.
_LAZY = ("data-original", "data-src", "data-lazy-src", "data-url", "oldsrc", "original", "src")
_DRAWN = re.compile(
    r"(?:^|.*[_.-])(?:icons?|logo|qr(?:code)?|erweima|ewm|spacer|blank|pixel|lazyload|placeholder|"
    r"avatar|btn|button|arrow|transparent|1x1|file_?type)(?:[_.-].*|\d*\.\w+)|"
    r"(?:loading|default|share|weixin|grey|ad|print)[_-]?\d{0,2}\.\w+",
    re.IGNORECASE,
)
"""Names of files that are drawn for the page; the folder says nothing, /share/ may hold any."""
_DRAWN_FOLDER = re.compile(r"/(?:icons?|emojis?|fileTypeImages)/", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:$|[?&#])", re.IGNORECASE)
SMALLEST = 60
"""Pixels; a picture that says it is lower or narrower is an icon or counts visits."""
LONGEST_CAPTION = 120
"""Characters of a note below a picture."""
LONGEST_TEXT = 500
"""Characters that are read of an element; no caption is longer."""

_CAPTION_CLASS = re.compile(
    r"caption|tuzhu|pictext|img[_-]?(?:desc|note|text)|photo[_-]?(?:desc|note)", re.IGNORECASE
)
_CAPTION_TEXT = re.compile(
    r"^(?:图为|图[一二三四五六七八九\d]|[▲△↑◎])|(?:摄|供图|资料图片?|截图|图源?)[）)]?[。]?$"
)
_FILE_NAME = re.compile(r"[\w.-]*\.(?:jpe?g|png|gif|webp|bmp)|[\w-]*", re.IGNORECASE | re.ASCII)


def find_images(part: HtmlElement, url: str, title: str | None = None) -> list[dict[str, str]]:
    """Return the pictures in *part*: address, absolute, and caption where it has one.

    Left out are icons, spacers, codes to scan, what only counts visits, and pictures that lead to
    another article. An alternative text
    that repeats the headline *title* is no caption.
    """
    found: dict[str, str] = {}
    captions = _Captions()
    for image in part.iter("img"):
        address = _address(image, url)
        if address and not (_is_small(image) or _is_drawn(address) or _is_teaser(image, url)):
            caption = captions.of(image)
            found.setdefault(address, "" if caption == (title or "").strip() else caption)
    return [{"url": address, "caption": caption} for address, caption in found.items()]


def _is_drawn(address: str) -> bool:
    path = address.partition("?")[0]
    return bool(_DRAWN.fullmatch(path.rpartition("/")[2]) or _DRAWN_FOLDER.search(path))


def _is_teaser(image: HtmlElement, url: str) -> bool:
    """Whether *image* leads to another article: not to a picture, nor to a page of this one."""
    link = next(image.iterancestors("a"), None)
    href = (link.get("href") or "").strip() if link is not None else ""
    address = join(url, href)
    if not address or href.startswith(("#", "javascript:")) or _PICTURE.search(address):
        return False
    return not {x.stem for x in places(address)} & {x.stem for x in places(url)}


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


class _Captions:
    """Captions of pictures; what many of them share is read once."""

    def __init__(self) -> None:
        self.texts: dict[HtmlElement, str] = {}
        self.figures: dict[HtmlElement, str] = {}

    def of(self, image: HtmlElement) -> str:
        """Return the figcaption, else the note below the picture, else the alternative text."""
        figure = next(image.iterancestors("figure"), None)
        if figure is not None and (text := self._figcaption(figure)):
            return text
        if note := self._note_below(image):
            return note
        alt = (image.get("alt") or image.get("title") or "").strip()
        return "" if _FILE_NAME.fullmatch(alt) else alt

    def _figcaption(self, figure: HtmlElement) -> str:
        if figure not in self.figures:
            self.figures[figure] = self._text(next(figure.iter("figcaption"), None))
        return self.figures[figure]

    def _note_below(self, image: HtmlElement) -> str:
        """Return the paragraph after a picture if its class or words say that it is a caption."""
        block = image
        parent = image.getparent()
        while (
            parent is not None
            and parent.tag in ("p", "a", "span", "strong", "center")
            and not self._text(parent)
        ):
            block, parent = parent, parent.getparent()
        below = block.getnext()
        text = self._text(below)
        named = below is not None and _CAPTION_CLASS.search(below.get("class") or "")
        if text and len(text) <= LONGEST_CAPTION and (named or _CAPTION_TEXT.search(text)):
            return text
        return ""

    def _text(self, element: HtmlElement | None) -> str:
        if element is None or not isinstance(element.tag, str):
            return ""
        if element not in self.texts:
            self.texts[element] = " ".join(element.text_content().split())[:LONGEST_TEXT]
        return self.texts[element]
