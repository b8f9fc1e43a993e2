"""Read the fields that a page states in its markup: headline, metadata blocks, pictures.

What stands in words only (the line under the headline, credits) is left to the text stages.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.reading.tree import join
from crawler.text.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from crawler.reading.layout import Line
    from crawler.text.dates import Moment

_SPACE = re.compile(r"\s+")
_SUFFIX = re.compile(
    r"\s*[_|｜—–]+\s*|\s+-+\s*|\s*-+\s+|-{1,2}(?=[^-\d]*$)|"
    r"(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])"
)
SHORTEST_TITLE = 4

# Government sites (国办发〔2017〕47号), people.cn and others; names in lower case.
_PUBLISHED = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:published_time",
    "weibo: article:create_at",
    "publish_time",
    "publishtime",
    "firstpublishedtime",
    "datepublished",
    "dateupdate",
)
_SOURCE = ("contentsource", "source", "og:source")
_ENP = re.compile(r"<!--\s*enpproperty\s*(.*?)/?enpproperty\s*-->", re.DOTALL | re.IGNORECASE)
_ENP_FIELD = re.compile(r"<(\w+)>(.*?)</\1>", re.DOTALL)
_LAZY = ("data-original", "data-src", "oldsrc", "src")


class Stated(NamedTuple):
    """What metadata blocks state; None where they say nothing."""

    published: Moment | None
    source: str | None
    author: str | None
    section: str | None
    canonical_url: str | None


def squeeze(text: str) -> str:
    r"""Return *text* without white space, to compare by.

    >>> squeeze("我市 召开\n会议")
    '我市召开会议'
    """
    return _SPACE.sub("", text)


def find_title(tree: HtmlElement, page: list[Line]) -> str | None:
    """Return the headline: the longest line of the page that `<title>` contains.

    `<title>` holds the headline and mostly the names of section and site before or after it. A
    heading wins over a plain line unless it is much shorter: some sites print their name as h1.
    Where no line is contained, `<title>` less its last part is the headline.
    """
    whole = " ".join((tree.findtext(".//title") or "").split())
    known = squeeze(whole)
    found = [x for x in page if len(squeeze(x.text)) >= SHORTEST_TITLE and squeeze(x.text) in known]
    parts = [x for x in found if squeeze(x.text) != known or not _SUFFIX.search(whole)]
    longest = max((len(x.text) for x in parts), default=0)
    headings = [x for x in parts if x.heading and 2 * len(x.text) >= longest]
    best = max(headings or parts, key=lambda x: len(squeeze(x.text)), default=None)
    if best and 3 * len(squeeze(best.text)) >= len(known):
        return best.text
    cut = _SUFFIX.search(whole)
    first = next((x.text for x in page if x.heading), None)
    return (whole[: cut.start()] if cut else whole).strip() or first


def read_stated(text: str, tree: HtmlElement, url: str) -> Stated:
    """Return what the metadata blocks of the page *text* state."""
    meta = {name: value for name, value in _metas(tree) if value}
    enp = dict(_ENP_FIELD.findall(found[1])) if (found := _ENP.search(text)) else {}
    dates = [enp.get("date"), *(meta.get(name) for name in _PUBLISHED), *_json_dates(tree)]
    moments = [m for value in dates if value for m in find_dates(value)[:1]]
    sources = [enp.get("sourcename"), *(meta.get(name) for name in _SOURCE)]
    return Stated(
        published=moments[0] if moments else None,
        source=next((s.strip() for s in sources if s and s.strip()), None),
        author=(enp.get("author") or "").strip() or None,
        section=(enp.get("nodename") or meta.get("columnname") or "").strip() or None,
        canonical_url=_canonical(tree, meta, url),
    )


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        yield name.lower(), (meta.get("content") or "").strip()


def _json_dates(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data: Any = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for node in data if isinstance(data, list) else [data]:
            if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
                yield node["datePublished"]


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str) -> str | None:
    links = [link.get("href") for link in tree.xpath("//link[@rel='canonical']")]
    found = next((h for h in [*links, meta.get("og:url")] if h), None)
    return join(url, found) or None if found else None


def find_images(part: HtmlElement, url: str) -> list[dict[str, str]]:
    """Return the pictures in *part*, lazy-loaded ones too: address and caption where it has one."""
    found = []
    for image in part.iter("img"):
        address = next((image.get(name) for name in _LAZY if image.get(name)), None)
        if address and not address.startswith("data:"):
            caption = (image.get("alt") or "").strip()
            found.append({"url": join(url, address), "caption": caption})
    return found
