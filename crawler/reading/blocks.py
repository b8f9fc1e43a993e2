"""Read the blocks in which pages state their metadata, each as what it says under its own names."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_ENP = re.compile(r"<!--\s*enpproperty", re.IGNORECASE)
LONGEST_ENP = 8000
"""Characters of Founder's block; its longest field is a summary."""
_ENP_FIELD = re.compile(r"<(?:founder-)?(\w+)>(.*?)</(?:founder-)?\1>", re.DOTALL)


class Blocks(NamedTuple):
    """What the blocks of a page hold."""

    meta: dict[str, str]
    """Meta elements, names in lower case, and the date that an element states."""
    enp: dict[str, str]
    """Founder's comment."""
    baidu: dict[str, str]
    """Elements under the ids that Baidu News asks for."""
    data: list[dict[str, Any]]
    """Objects of JSON-LD."""


def read_blocks(text: str, tree: HtmlElement) -> Blocks:
    """Return the blocks of the page *text*, parsed as *tree*."""
    return Blocks(
        meta=_metas(tree) | (_date_published(tree) if "datePublished" in text else {}),
        enp=_enp(text),
        baidu=_baidu(tree) if "_baidu" in text else {},
        data=list(_json_nodes(tree)) if "ld+json" in text else [],
    )


def _enp(text: str) -> dict[str, str]:
    """Return the fields of the comment that Founder's systems write for their own search.

    >>> _enp("<!--enpproperty <date>2026-03-12 09:05:00:0</date><author> </author>/enpproperty-->")
    {'date': '2026-03-12 09:05:00:0', 'author': ''}
    """
    if not (begin := _ENP.search(text)):
        return {}
    block = text[begin.end() : begin.end() + LONGEST_ENP].partition("-->")[0]
    return {name.lower(): value.strip() for name, value in _ENP_FIELD.findall(block)}


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if content := (meta.get("content") or "").strip():
            found.setdefault(name.lower(), content)
    return found


def _date_published(tree: HtmlElement) -> dict[str, str]:
    """Return the date that an element of the page, no meta, states."""
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        if value := element.get("content") or element.get("datetime") or element.text_content():
            return {"datepublished": value}
    return {}


def _baidu(tree: HtmlElement) -> dict[str, str]:
    """Return what stands under the ids that Baidu News asks for: pubtime_baidu, source_baidu."""
    elements = tree.xpath("//*[contains(@id, '_baidu')]")
    return {element.get("id"): " ".join(element.text_content().split()) for element in elements}


def _json_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD blocks."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data: Any = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in data if isinstance(data, list) else [data]:
            if isinstance(node, dict):
                graph = node.get("@graph")
                nodes = graph if isinstance(graph, list) else [node]
                yield from (x for x in nodes if isinstance(x, dict))
