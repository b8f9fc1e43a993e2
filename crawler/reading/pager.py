"""Tell what a pager belongs to: to the text above it, to a list, or to comments."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

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


def is_under_body(element: HtmlElement) -> bool:
    """Whether the pager around *element* belongs to a text, not to a list or to comments."""
    if any(map(holds_comments, islice(element.iterancestors(*COMMENTED), AROUND))):
        return False
    total = linked = 0
    for text, part in islice(_before(pager_around(element)), AROUND):
        total += len(text)
        linked += part
        if total >= BEFORE:
            break
    return not total or linked / total < LINKED


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


def _before(block: HtmlElement) -> Iterator[tuple[str, int]]:
    """Yield the texts before *block*, the nearest first, each with how much of it is linked.

    The bars right before it (links to share, to print) are shorter than any list and left out.
    """
    while (parent := block.getparent()) is not None:
        for sibling in islice(block.itersiblings(preceding=True), AROUND):
            yield (sibling.tail or "").strip(), 0
            if isinstance(sibling.tag, str) and sibling.tag not in ("script", "style"):
                text, links = text_of(sibling), [len(text_of(link)) for link in sibling.iter("a")]
                if not links or len(text) >= BEFORE or max(links) > BUTTON:
                    yield text, sum(links)
        yield (parent.text or "").strip(), 0
        block = parent
