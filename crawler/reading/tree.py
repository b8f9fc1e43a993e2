"""Parse a page, prune what cannot be article, and lay it out in lines as a reader sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterator


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_UNSEEN = _tags("script style noscript template select option textarea head iframe")
_BLOCKS = _tags(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul founder-content founder-title"
)
_HEADINGS = _tags("h1 h2 h3 h4 h5 founder-title")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)

# An include in the middle of a page may bring an </html> of its own; libxml2 stops there.
_EARLY_END = re.compile(r"</(?:body|html)\s*>(?=.*\S)", re.IGNORECASE | re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

# Class names and ids of what stands around an article on every publishing system.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumbs?|position|footer?|copyright|side(?:bar)?|"
    r"rank(?:ing)?|hot(?:news|list)?|related?|relevant|recommend|tuijian|share|bdshare\w*|bds\w*|"
    r"comments?|pinglun|reviews?|qr(?:code)?|ad|ads|advert|banner|login|search|"
    r"pag(?:e|ing|ination)|prev|next|toolbar|tags?|friend|links?|subscribe|digg)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AROUND_TAGS = _tags("nav footer aside form script style noscript iframe select button")
KEEP_SHARE = 0.4
"""A block that holds more than this share of the page's sentences is never pruned."""
LONGEST_CELL = 120
"""A cell with more characters than this lays out a page; it holds no figure."""

_SENTENCE = re.compile("[，。；！？]")


class Line(NamedTuple):
    """A line of the page as a reader sees it."""

    text: str
    heading: bool
    """Whether it stands in a heading."""
    linked: float
    """Share of its characters inside links, 0 to 1."""


def parse(text: str) -> html.HtmlElement:
    """Return the tree of the page *text*; an empty one for a page without markup.

    >>> parse("<p>甲</html><p>乙").text_content()
    '甲乙'
    """
    text = _EARLY_END.sub("", _CONTROL.sub("", text))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        tree = html.document_fromstring(b"<html><body></body></html>")
    return tree


def join(base: str, link: str) -> str:
    """Return the address that *link* means on the page at *base*; "" for one that is none.

    >>> join("http://a.example/b/", "c.html"), join("http://a.example/", "http://[标题]/")
    ('http://a.example/b/c.html', '')
    """
    try:
        address = urljoin(base, link.strip())
        urlsplit(address).port  # noqa: B018  raises for a port that is no number
    except ValueError:
        return ""
    return address


def lines(tree: html.HtmlElement) -> list[Line]:
    """Return the lines of *tree* in document order; inline elements are set apart by a space.

    >>> [x.text for x in lines(parse("<h1>题</h1><p>来源：<b>某网</b>记者<br>张三</p>"))]
    ['题', '来源： 某网 记者', '张三']
    """
    return list(_lines(tree))


def _lines(tree: html.HtmlElement) -> Iterator[Line]:
    pieces: list[str] = []
    linked = headings = links = unseen = 0

    def flush() -> Line | None:
        nonlocal linked
        text = " ".join("".join(pieces).split())
        line = Line(text, headings > 0, linked / len(text)) if text else None
        pieces.clear()
        linked = 0
        return line

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event not in ("start", "end"):
            if not unseen and element.tail:
                pieces.append(element.tail)
            continue
        tag, step = element.tag, 1 if event == "start" else -1
        hidden = tag in _UNSEEN or _HIDDEN.search(element.get("style") or "") is not None
        if tag in _BLOCKS and (line := flush()):
            yield line
        headings += step * (tag in _HEADINGS)
        links += step * (tag == "a")
        unseen += step * hidden
        text = element.text if event == "start" else element.tail
        if text and not unseen:
            pieces.append(f" {text}")
            linked += len(text.strip()) if links else 0
    if line := flush():
        yield line


def prune(tree: html.HtmlElement) -> None:
    """Take out of *tree* what stands around an article, in place: navigation, rankings, forms.

    A block that holds much of the page's sentences stays, whatever its name says.
    """
    total = len(_SENTENCE.findall(tree.text_content())) or 1
    for element in list(tree.iter(etree.Element)):
        if element.getparent() is None or element.tag in ("body", "html", "head"):
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in _AROUND_TAGS and not _AROUND.search(named):
            continue
        if len(_SENTENCE.findall(element.text_content())) / total <= KEEP_SHARE:
            element.drop_tree()


def unwrap_layout_tables(tree: html.HtmlElement) -> None:
    """Make blocks of the tables in *tree* that lay out a page; those that hold figures stay."""
    for table in list(tree.iter("table")):
        if _is_layout(table):
            for element in table.iter("table", "tbody", "thead", "tr", "td", "th"):
                element.tag = "div"


def _is_layout(table: html.HtmlElement) -> bool:
    """A table of figures has short cells; one that lays out a page has paragraphs in them."""
    cells = list(table.iter("td", "th"))
    rows = len(list(table.iter("tr")))
    longest = max((len(cell.text_content().strip()) for cell in cells), default=0)
    return longest > LONGEST_CELL or len(cells) <= rows
