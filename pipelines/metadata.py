"""300: turn the lines around the body into fields: title, date, source, authors, editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.declared import publishers
from crawler.text.bylines import read_breadcrumb, read_credits, read_dateline, split_credits
from crawler.text.dates import Moment, from_address, is_possible
from crawler.text.hosts import is_copied_path
from crawler.text.outline import deck, outline

if TYPE_CHECKING:
    from crawler.items import Article
    from crawler.text.bylines import Credits


class MetadataPipeline:
    """Read credits, in the order in which they can be trusted."""

    def process_item(self, article: Article) -> Article:
        """Fill the fields that the page's markup left empty."""
        if article.page.is_text:
            _read_outline(article)
        else:
            _read_deck(article)
        body, found = split_credits(article.body.split("\n"))
        article.body = "\n".join(body)
        credits_ = read_credits(article.header, article.aside + found)
        dateline = read_dateline(article.body)
        _date(article, credits_)
        if not credits_.names_source:
            credits_.source = credits_.source or dateline.source
        article.source = article.source or credits_.source
        source = article.source or dateline.source
        if article.script == "Hant" and is_copied_path(article.url, source, publishers()):
            article.is_from_host("path")
        article.section = article.section or credits_.section or read_breadcrumb(article.header)
        article.authors = list(dict.fromkeys(credits_.authors + dateline.authors))
        article.editors = list(dict.fromkeys(credits_.editors + dateline.editors))
        article.tags = article.tags or credits_.tags
        return article


def _read_outline(article: Article) -> None:
    """Find title and deck in a plain text, which has no markup to tell them."""
    parts = outline(article.body.split("\n"))
    article.title, article.subtitle, article.section = parts.title, parts.subtitle, parts.section
    article.body = "\n".join(parts.body)
    article.header = parts.credits


def _read_deck(article: Article) -> None:
    """Take the lines between headline and date for the deck, and out of the body."""
    article.subtitle = article.subtitle or deck(article.header)
    lines = article.body.split("\n")
    while len(lines) > 1 and lines[0] in article.subtitle:
        lines.pop(0)
    article.body = "\n".join(lines)


def _date(article: Article, credits_: Credits) -> None:
    """Take the day from metadata, the line under the headline, or the address, in this order.

    Of those that name this day, the time that readers see is taken before the one in metadata,
    which may be that of a later edit.
    """
    stated = Moment(article.published, article.precision or "day") if article.published else None
    known = [m for m in (stated, credits_.moment, from_address(article.url)) if m]
    possible = [m for m in known if is_possible(m, article.page.fetched)]
    if not possible:
        return
    seen_first = (credits_.moment, *possible)
    same_day = [m for m in seen_first if m in possible and m.day == possible[0].day]
    best = next((m for m in same_day if m.precision != "day"), possible[0])
    article.published, article.precision = best.value, best.precision
