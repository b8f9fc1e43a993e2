"""Take the fields of an article from the metadata blocks of its page.

What stands in words only (the line under the headline, credits) is left to the text stages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from crawler.reading.blocks import read_blocks
from crawler.reading.tree import join
from crawler.text.dates import find_dates
from crawler.text.labels import LABEL
from crawler.text.names import is_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from crawler.reading.blocks import Blocks
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
_FRONT = re.compile(r"/?(?:index\.\w+|default\.\w+)?", re.IGNORECASE)

MOST_TITLES = 5
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
    blocks = read_blocks(text, tree)
    meta, enp = blocks.meta, blocks.enp
    sections = _texts(
        [enp.get("nodename"), *map(meta.get, _SECTION), *_named(blocks.data, "articleSection")]
    )
    return Stated(
        titles=_titles(blocks),
        subtitle=_texts([enp.get("introtitle"), enp.get("subtitle")]),
        published=_published(blocks),
        source=_source(blocks),
        credits=list(_credits(blocks)),
        section=next(filter(_HAN.search, sections), None),
        keywords=[word for value in _keywords(blocks) for word in words(value)],
        canonical_url=_canonical(tree, meta, url),
    )


def _titles(blocks: Blocks) -> list[str]:
    """Return the first headlines; an article has one, lists of others may have thousands."""
    named = (node.get("headline") for node in blocks.data)
    stated = _texts([blocks.enp.get("title"), *map(blocks.meta.get, _TITLES), *named])
    return list(dict.fromkeys(stated))[:MOST_TITLES]


def _published(blocks: Blocks) -> Moment | None:
    stated = [blocks.enp.get("date"), blocks.baidu.get("pubtime_baidu")]
    stated += map(blocks.meta.get, _PUBLISHED)
    stated += (node.get("datePublished") for node in blocks.data)
    return next((m for value in _texts(stated) for m in find_dates(value)[:1]), None)


def _source(blocks: Blocks) -> str | None:
    stated = [blocks.baidu.get("source_baidu"), blocks.enp.get("sourcename")]
    stated += map(blocks.meta.get, _SOURCE)
    return next(filter(None, map(unlabelled, _texts(stated))), None)


def _keywords(blocks: Blocks) -> list[str]:
    """Return the lists of keywords that the blocks state."""
    named = _named(blocks.data, "keywords")
    return _texts([blocks.enp.get("keyword"), *map(blocks.meta.get, _KEYWORDS), *named])


def _named(data: list[dict[str, Any]], field: str) -> Iterator[Any]:
    """Yield the values of *field* in JSON-LD: each a text, or several in a list."""
    for value in (node.get(field) for node in data):
        yield from value if isinstance(value, list) else [value]


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


def _credits(blocks: Blocks) -> Iterator[str]:
    """Yield lines like those printed on a page: 作者：张三.

    What is written for search engines and social networks names persons and sites alike, and who
    typed the page: there only what is surely a person counts.
    """
    meta, enp, baidu = blocks.meta, blocks.enp, blocks.baidu
    for name in _texts([enp.get("author"), baidu.get("author_baidu")]):
        yield f"作者：{unlabelled(name)}"
    for name in _texts([baidu.get("editor_baidu"), meta.get("editor")]):
        yield f"责任编辑：{unlabelled(name)}"
    names = [meta.get("author") if "articletitle" in meta else None, meta.get("article:author")]
    for name in _texts([*names, *_writers(blocks.data)]):
        if is_person(name) and len(name) <= LONGEST_SURE_NAME:
            yield f"作者：{name}"


def _writers(data: list[dict[str, Any]]) -> Iterator[Any]:
    """Yield the names of the authors in JSON-LD: a text, an object, or a list of them."""
    for writers in (node.get("author") for node in data):
        for writer in writers if isinstance(writers, list) else [writers]:
            yield writer.get("name") if isinstance(writer, dict) else writer


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
