"""Tell tables of figures, which are content, from those that lay out a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.text.furniture import PROSE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_CELL = 120
"""A cell with more characters than this lays out a page; it holds no figure."""
FEWEST = 2
"""Rows and columns of the smallest table of figures."""


def rows_of_figures(tree: HtmlElement) -> set[HtmlElement]:
    """Return the rows of all tables of figures in *tree*.

    >>> from crawler.reading.tree import parse
    >>> figures = "<table><tr><td>年份<td>亩产<tr><td>2025<td>三百斤</table>"
    >>> layout = "<table><tr><td>题<tr><td>正文</table>"
    >>> len(rows_of_figures(parse(figures))), len(rows_of_figures(parse(layout)))
    (2, 0)
    """
    return {row for table in tree.iter("table") for row in _rows(table)}


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    """Return the cells of *row*."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def _rows(table: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a table of figures: short cells in columns, no table inside."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [(row, cells_of(row)) for row in table.iter("tr")]
    wide = Counter(len(cells) >= FEWEST for _, cells in rows)
    if wide[True] < FEWEST or wide[True] < wide[False]:
        return []
    if any(_is_text(cell) for _, cells in rows for cell in cells):
        return []
    return [row for row, _ in rows]


def _is_text(cell: HtmlElement) -> bool:
    """Whether *cell* holds paragraphs, not a figure or a name."""
    text = "".join(cell.text_content().split())
    if len(text) > LONGEST_CELL or (len(text) >= PROSE and "。" in text):
        return True
    return sum(bool("".join(part.itertext()).strip()) for part in cell.iter("p")) > 1
