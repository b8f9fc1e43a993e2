"""Find the body of an article: tiers from the narrowest to the most general.

A site's own selector; comment markers that bracket the body exactly; containers of the known
publishing systems; trafilatura over the pruned page. Each says in `reader` that it was the one.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.cleaner import clean_page, clean_part
from crawler.reading.tree import parse, prune

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

SHORTEST = 30
"""A tier that finds fewer characters has not found the body."""


@dataclass(slots=True, kw_only=True, frozen=True)
class Rules:
    """What a site knows of its own pages; plain data, so that it can go to another process."""

    body: str | None = None
    """CSS selector of the element that holds the body."""


class Body(NamedTuple):
    """A body and the tier that found it."""

    lines: list[str]
    reader: str
    part: HtmlElement | None
    """The element that holds it and its pictures, where a tier knows one."""


# Comments that bracket the body exactly. Founder's enpcontent, Hanweb's 信息内容, and what
# templates of single papers write; extractors strip comments first and so lose them.
_MARKERS = tuple(
    re.compile(begin + r"(.*?)" + end, re.IGNORECASE | re.DOTALL)
    for begin, end in (
        (r"<!--\s*enpcontent\s*-->", r"<!--\s*/enpcontent\s*-->"),
        (r"<founder-content[^>]*>", r"</founder-content>"),
        (r"<!--\s*<\$\[信息内容\]>begin\s*-->", r"<!--\s*<\$\[信息内容\]>end\s*-->"),
        (
            r"<!--\s*(?:文章)?(?:正文|内容)\s*(?:begin|start|开始)\s*-->",
            r"<!--\s*(?:文章)?(?:正文|内容)\s*(?:end|结束)\s*-->",
        ),
        (r"<!--\s*contstart\s*-->", r"<!--\s*contend\s*-->"),
    )
)

# Elements that hold the body in the known publishing systems (families of regional sites).
_CONTAINERS = (
    "//*[contains(concat(' ', @class, ' '), ' TRS_Editor ')]",
    "//*[contains(@class, 'trs_editor_view')]",
    "//*[contains(@class, 'trs_paper_default')]",
    "//*[@id='UCAP-CONTENT']",
    "//*[contains(concat(' ', @class, ' '), ' pages_content ')]",
    "//*[@id='vsb_content' or contains(@class, 'v_news_content')]",
    "//*[contains(@class, 'p_articles')]",
    "//*[@id='zoom' or @id='Zoom' or @id='ozoom']",
    "//*[@id='ArticleContent' or @id='articleContent']",
    "//*[@id='rwb_zw' or contains(@class, 'rm_txt_con')]",
    "//*[@id='js_content']",
    "//*[@id='endText' or @id='artibody' or @id='p-detail']",
    "//*[contains(concat(' ', @class, ' '), ' article-content ')]",
)


def find_body(text: str, tree: HtmlElement, rules: Rules) -> Body:
    """Return the body of the page *text*, parsed as *tree*, by the first tier that finds one."""
    for reader, part in _parts(text, tree, rules):
        found = clean_part(copy.deepcopy(part))
        if sum(map(len, found)) >= SHORTEST:
            return Body(found, reader, part)
    page = copy.deepcopy(tree)
    prune(page)
    return Body(clean_page(page), "trafilatura", None)


def _parts(text: str, tree: HtmlElement, rules: Rules) -> Iterator[tuple[str, HtmlElement]]:
    if rules.body:
        yield from (("site", element) for element in tree.cssselect(rules.body))
    for marker in _MARKERS:
        found = [match for match in marker.findall(text) if match.strip()]
        if found:
            yield "marker", parse(f"<div>{'<br>'.join(dict.fromkeys(found))}</div>")
    for path in _CONTAINERS:
        yield from (("family", element) for element in tree.xpath(path))
