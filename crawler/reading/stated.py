"""Read the metadata of a page: meta elements, JSON-LD, Founder's enpproperty, Baidu's ids.

What stands in words only (the line under the headline, credits) is left to the text stages.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from crawler.reading.tree import join
from crawler.text.dates import find_dates
from crawler.text.labels import LABEL
from crawler.text.names import is_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from crawler.text.dates import Moment

_HAN = re.compile("[\u3400-\u9fff]")

# Government sites (国办发〔2017〕47号), people.cn and others; names in lower case.
_TITLES = ("articletitle", "og:title", "twitter:title", "headline")
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
_SOURCE = ("contentsource", "source", "og:source", "article:source")
_SECTION = ("columnname", "article:section", "og:article:section", "articlesection", "channel")
_KEYWORDS = ("keywords", "news_keywords", "og:tags", "article:tag")
_ENP = re.compile(r"<!--\s*enpproperty", re.IGNORECASE)
LONGEST_ENP = 8000
"""Characters of Founder's block; its longest field is a summary."""
_ENP_FIELD = re.compile(r"<(?:founder-)?(\w+)>(.*?)</(?:founder-)?\1>", re.DOTALL)
_FRONT = re.compile(r"/?(?:index\.\w+|default\.\w+)?", re.IGNORECASE)

LONGEST_SURE_NAME = 3
"""Four characters that begin like a name are an account as often: 东方财经."""


class Stated(NamedTuple):
    """What metadata blocks state; None or nothing where they say nothing."""

    titles: list[str]
    subtitle: list[str]
    published: Moment | None
    source: str | None
    credits: list[str]
    """Writers and editors, as labelled lines."""
    section: str | None
    keywords: list[str]
    canonical_url: str | None


def read_stated(text: str, tree: HtmlElement, url: str) -> Stated:
    """Return what the metadata blocks of the page *text* state."""
    meta = _metas(tree)
    if "datePublished" in text:
        meta |= _date_published(tree)
    enp = _enp(text)
    data = list(_json_nodes(tree)) if "ld+json" in text else []
    baidu = _baidu(tree) if "_baidu" in text else {}
    dates = [
        *(enp.get("date"), baidu.get("pubtime_baidu")),
        *(meta.get(name) for name in _PUBLISHED),
        *(node.get("datePublished") for node in data),
    ]
    sources = [
        *(baidu.get("source_baidu"), enp.get("sourcename")),
        *(meta.get(name) for name in _SOURCE),
    ]
    return Stated(
        titles=_texts(
            [enp.get("title"), *map(meta.get, _TITLES), *(n.get("headline") for n in data)]
        ),
        subtitle=_texts([enp.get("introtitle"), enp.get("subtitle")]),
        published=next((m for value in _texts(dates) for m in find_dates(value)[:1]), None),
        source=next((s for x in _texts(sources) if (s := unlabelled(x))), None),
        credits=list(_credits(enp, baidu, meta, data)),
        section=next(
            filter(_HAN.search, _texts([enp.get("nodename"), *map(meta.get, _SECTION)])), None
        ),
        keywords=[word for name in _KEYWORDS if meta.get(name) for word in words(meta[name])],
        canonical_url=_canonical(tree, meta, url),
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


def _texts(values: Iterable[Any]) -> list[str]:
    """Return those of *values* that are texts and not empty."""
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]


def unlabelled(value: str) -> str:
    """Return *value* without a label of its own, which people.cn and Baidu's ids carry.

    >>> unlabelled("来源：柳河日报"), unlabelled("来源："), unlabelled("柳河日报")
    ('柳河日报', '', '柳河日报')
    """
    label = LABEL.match(value)
    value = value[label.end() :].strip() if label else value
    return "" if value.startswith(("http", "www.")) else value


def words(keywords: str) -> list[str]:
    """Return the single ones of a list of *keywords*."""
    return [word for word in re.split(r"[,，;；、|\s]+", keywords) if word]


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


def _credits(
    enp: dict[str, str], baidu: dict[str, str], meta: dict[str, str], data: list[dict[str, Any]]
) -> Iterator[str]:
    """Yield lines like those printed on a page: 作者：张三.

    What is written for search engines and social networks names persons and sites alike, and who
    typed the page: there only what is surely a person counts.
    """
    for name in _texts([enp.get("author"), baidu.get("author_baidu")]):
        yield f"作者：{unlabelled(name)}"
    for name in _texts([baidu.get("editor_baidu"), meta.get("editor")]):
        yield f"责任编辑：{unlabelled(name)}"
    names = [meta.get("author") if "articletitle" in meta else None, meta.get("article:author")]
    for writers in (node.get("author") for node in data):
        several = writers if isinstance(writers, list) else [writers]
        names += [x.get("name") if isinstance(x, dict) else x for x in several]
    for name in _texts(names):
        if is_person(name) and len(name) <= LONGEST_SURE_NAME:
            yield f"作者：{name}"


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str) -> str | None:
    """Return the article's own address as the page states it; a front page is none."""
    links = [link.get("href") for link in tree.iter("link") if _is_canonical(link)]
    for stated in _texts([*links, meta.get("og:url")]):
        address = join(url, stated)
        parts = urlsplit(address)
        front = _FRONT.fullmatch(parts.path) and not parts.query
        if parts.scheme in ("http", "https") and parts.netloc and not front:
            return address
    return None


def _is_canonical(link: HtmlElement) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()
