"""Tell what a pager belongs to: to the text above it, to a list, or to comments."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.families import COMMENTED, holds_comments
from crawler.reading.links import is_of_pager, text_of
from crawler.reading.runs import LINKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

BEFORE = 40
"""So many characters before a pager tell what it belongs to; a share bar has fewer."""
BUTTON = 6
"""No link with more characters is a button: 微信, 下一页, 打印本页."""
AROUND = 100
"""Elements above and before a pager that are looked at; only a hostile page has more."""
NEAR = 3
"""How many elements a link may lie deep in its pager."""
READ = 4000
"""So many characters before a pager are searched for comments."""

COMMENT = 400
"""Characters of the longest comment that is told by what stands around it."""

# Where templates give comments no name: their heading; and the time of a comment, behind which
# stands what one can do about it.
_HEADING = re.compile(
    r"(?:(?:网友|最新|最热|热门|精彩|全部|所有|发表|查看)(?:评论|留言|跟帖)|评论列表|我来说两句)"
    r"\s*(?:[(（\[:：共\d].*)?"
)
_STAMP = re.compile(r"\d{1,2}:\d\d|\d\s*(?:秒|分钟|小时|天|个?月|年)前|\d\s?楼")
_REACTION = re.compile(
    r"(?:回复|举报|(?:回复|举报|回应|引用|赞|顶|踩|支持|反对)\s*[(（\[]?\d+\s*[)）\]]?)$"
)
# Day and hour of an article, with a button behind them; under comments there are several.
_DATED_BAR = re.compile(r"[\d\s:：年月日/.-]{8,}(?:举报|回复)")


class Text(NamedTuple):
    """A text before a pager."""

    whole: str
    first: str
    """What stands before its first tag."""
    linked: int
    """How many characters of it are links."""
    is_bar: bool
    """Whether it is a bar of links (to share, to print): these are shorter than any list."""
    is_closed: bool
    """Whether it goes on behind its first tag, and holds no form."""


def is_under_body(element: HtmlElement) -> bool:
    """Whether the pager around *element* belongs to a text, not to a list or to comments."""
    if any(map(holds_comments, islice(element.iterancestors(*COMMENTED), AROUND))):
        return False
    total = linked = read = bars = 0
    for text in islice(_before(pager_around(element)), AROUND):
        bars += _DATED_BAR.fullmatch(text.whole) is not None
        if bars > 1 or _is_of_comments(text, above=read):
            return False
        if total < BEFORE and not text.is_bar:
            total += len(text.whole)
            linked += text.linked
        read += len(text.whole)
        if read >= READ:
            break
    return not total or linked / total < LINKED


def _is_of_comments(text: Text, above: int) -> bool:
    """Whether *text* is a comment, or begins with the heading of comments, not linked to them.

    A block that holds comments under their heading, without a form to write one, tells nothing
    of the text that it stands *above*, so many characters long.
    """
    if _HEADING.fullmatch(text.first) and text.linked < LINKED * len(text.whole):
        return not text.is_closed or above < BEFORE
    last = text.whole[-COMMENT:]
    is_bar = _DATED_BAR.fullmatch(text.whole) is not None
    return bool(not is_bar and _REACTION.search(last) and _STAMP.search(last))


def pager_around(element: HtmlElement) -> HtmlElement:
    """Return the largest element around *element* whose links are all of a pager."""
    block = element
    for _ in range(NEAR):
        parent = block.getparent()
        # Not len(parent), which lxml counts anew each time.
        if parent is None or any(True for _ in islice(parent, AROUND, None)):
            break
        if len(text_of(parent)) > 2 * BEFORE:
            break
        if not all(map(is_of_pager, map(text_of, parent.iter("a")))):
            break
        block = parent
    return block


def _before(block: HtmlElement) -> Iterator[Text]:
    """Yield the texts before *block*, the nearest first."""
    while (parent := block.getparent()) is not None:
        for sibling in islice(block.itersiblings(preceding=True), AROUND):
            yield _plain(sibling.tail)
            if isinstance(sibling.tag, str) and sibling.tag not in ("script", "style"):
                yield _held(sibling)
        yield _plain(parent.text)
        block = parent


def _plain(text: str | None) -> Text:
    short = (text or "").strip()
    return Text(short, short, 0, is_bar=False, is_closed=False)


def _held(element: HtmlElement) -> Text:
    text, links = text_of(element), [len(text_of(link)) for link in element.iter("a")]
    first = next(filter(None, map(str.strip, element.itertext())), "")
    is_bar = bool(links) and len(text) < BEFORE and max(links) <= BUTTON
    is_closed = text != first and next(element.iter("form", "textarea", "input"), None) is None
    return Text(text, first, sum(links), is_bar, is_closed)
