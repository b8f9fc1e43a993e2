"""Lay a page out in lines, as its reader sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from crawler.reading.tables import cells_of, rows_of_figures
from crawler.reading.tree import tags

if TYPE_CHECKING:
    from lxml.html import HtmlElement


UNSEEN = tags("script style noscript template select option textarea button head iframe rt rp")
BLOCKS = tags(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul founder-content founder-title"
)
_HEADINGS = tags("h1 h2 h3 h4 h5 founder-title")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)

BETWEEN_CELLS = " "

# A line feed between two Chinese characters is no space (CSS Text Level 3, 4.1.3).
_FEED = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\uffef])")

# Comments that bracket a body exactly: Founder's enpcontent, Hanweb's 信息内容 and RSS.content,
# VSB's editable regions, and what the templates of single papers write. Most tools strip
# comments first and so lose them.
_MARKER = re.compile(
    r"\s*(?:(?P<ends_enp>/)?enpcontent"
    r"|<\$\[信息内容\]>(?:begin|(?P<ends_jcms>end))"
    r"|(?:\w+\.content\.)(?:begin|(?P<ends_rss>end))"
    r"|(?:文章|新闻|原始|信息)?(?:正文|内容)(?:内容|部分|区域)?\s*(?:begin|start|开始|(?P<ends>end|结束))"
    r"|(?:article|news|main)?[\s_-]?cont(?:ent)?[\s_-]?(?:begin|start|(?P<ends_content>end))"
    r")\s*",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line of the page."""

    text: str
    """Its inline elements set apart by a space, as credits need it."""
    prose: str
    """The same as a sentence, which no inline element breaks."""
    heading: bool
    """Whether it stands in a heading."""
    linked: float
    """Share of its characters inside links, 0 to 1."""
    element: HtmlElement
    """The element in which it begins."""


class Layout(NamedTuple):
    """The lines of a page from top to bottom."""

    lines: list[Line]
    marked: list[tuple[int, int]]
    """Lines that comments bracket as the body: number of the first one, and of the one after."""


def tags_around(element: HtmlElement) -> tuple[str, ...]:
    """Return the tags of *element* and of all around it, inside out: what it is made like.

    >>> from crawler.reading.tree import parse
    >>> tags_around(parse("<div><p>甲</p></div>").find(".//p"))
    ('p', 'div', 'body', 'html')
    """
    return (element.tag, *(above.tag for above in element.iterancestors()))


def lay_out(tree: HtmlElement) -> Layout:
    r"""Return the lines of *tree* in document order; a row of figures is one line.

    >>> from crawler.reading.tree import parse
    >>> page = parse("<h1>题</h1><p>来源：<b>某网</b>记者<br>三百<i>多人</i>\n参加。")
    >>> [line.text for line in lay_out(page).lines]
    ['题', '来源： 某网 记者', '三百 多人 参加。']
    >>> lay_out(page).lines[2].prose
    '三百多人参加。'
    """
    return _Printer(tree).print()


class _Printer:
    """One walk over a tree, which collects its lines."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.rows = rows_of_figures(tree)
        self.lines: list[Line] = []
        self.marks: list[tuple[int, bool]] = []
        self.pieces: list[str] = []
        self.element = tree
        self.linked = self.links = self.headings = self.typed = 0

    def print(self) -> Layout:
        walk = etree.iterwalk(self.tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self._open(element):
                    walk.skip_subtree()
            elif event == "end":
                self._close(element)
            else:
                self._note(element)
        self._flush()
        return Layout(self.lines, _brackets(self.marks))

    def _open(self, element: HtmlElement) -> bool:
        """Take the beginning of *element*; return whether its content is dealt with."""
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        if tag in _HEADINGS:
            self.headings += 1
        elif tag == "a":
            self.links += 1
        elif tag == "pre":
            self.typed += 1
        if tag in UNSEEN or element.get("hidden") is not None or _is_hidden(element):
            return True
        if element in self.rows:
            self._row(element)
            return True
        if element.text:
            self._add(element.text, element)
        return False

    def _close(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        if tag in _HEADINGS:
            self.headings -= 1
        elif tag == "a":
            self.links -= 1
        elif tag == "pre":
            self.typed -= 1
        if element.tail and element is not self.tree:
            self._add(element.tail, element.getparent())

    def _note(self, comment: HtmlElement) -> None:
        if mark := _MARKER.fullmatch(comment.text or ""):
            self._flush()
            self.marks.append((len(self.lines), mark.lastgroup is not None))
        if comment.tail and comment.getparent() is not None:
            self._add(comment.tail, comment.getparent())

    def _add(self, text: str, element: HtmlElement) -> None:
        *typed, text = text.split("\n") if self.typed else [text]
        for line in typed:
            self._append(line, element)
            self._flush()
        self._append(text, element)

    def _append(self, text: str, element: HtmlElement) -> None:
        if not self.pieces:
            if not text or text.isspace():
                return
            self.element = element
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())

    def _row(self, row: HtmlElement) -> None:
        cells = [" ".join(cell.text_content().split()) for cell in cells_of(row)]
        if any(cells):
            self.element = row
            self.pieces = [BETWEEN_CELLS.join(cells)]
            self.linked = sum(len(link.text_content().strip()) for link in row.iter("a"))
            self._flush()

    def _flush(self) -> None:
        if not self.pieces:
            return
        whole = "".join(self.pieces)
        if text := " ".join(" ".join(self.pieces).split()):
            prose = " ".join(_FEED.sub("", whole).split())
            share = min(1.0, self.linked / len(prose))
            self.lines.append(Line(text, prose, self.headings > 0, share, self.element))
        self.pieces = []
        self.linked = 0


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style) is not None


def _brackets(marks: list[tuple[int, bool]]) -> list[tuple[int, int]]:
    """Return what pairs of *marks* (line, whether it ends) bracket; doubled ones count once.

    >>> _brackets([(3, False), (3, False), (8, True), (9, True), (12, False)])
    [(3, 9)]
    """
    found: list[tuple[int, int]] = []
    begun: int | None = None
    ended: int | None = None
    for line, ends in marks:
        if ends:
            ended = line
        elif begun is None or ended is not None:
            found += [(begun, ended)] if begun is not None and ended is not None else []
            begun, ended = line, None
    return found + ([(begun, ended)] if begun is not None and ended is not None else [])
