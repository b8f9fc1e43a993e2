"""300: turn the lines around the body into fields: title, date, source, authors, editors."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.declared import publishers
from crawler.items import Removed
from crawler.text.breadcrumb import leads_from_front, read_breadcrumb
from crawler.text.credits import read_credits
from crawler.text.dateline import dateline_day, read_dateline
from crawler.text.dates import Moment, from_address, is_possible
from crawler.text.ends import is_question, split_credits
from crawler.text.hosts import is_copied_path
from crawler.text.outline import deck, outline

if TYPE_CHECKING:
    from crawler.items import Article
    from crawler.text.credits import Credits

CREDIT = "a credit: date, source or people, read into the fields"
DECK = "the deck, read into subtitle"

NEIGHBOURS = timedelta(days=1)
"""Dates as far apart do not contradict each other: one is written at night, one at noon."""


class MetadataPipeline:
    """Read credits, in the order in which they can be trusted."""

    def process_item(self, article: Article) -> Article:
        """Fill the fields that the page's markup left empty."""
        if article.page.is_text:
            _read_outline(article)
        else:
            _read_deck(article)
        aside = _credits_aside(article)
        credits_ = read_credits(article.header, aside)
        dateline = read_dateline(article.body, credits_.authors + credits_.editors)
        _date(article, credits_)
        if not credits_.names_source:
            credits_.source = credits_.source or article.source or dateline.source
        article.source = credits_.source or article.source
        source = article.source or dateline.source
        if article.script == "Hant" and is_copied_path(article.url, source, publishers()):
            article.is_from_host("path")
        way = read_breadcrumb(article.header, article.title)
        article.section = article.section or credits_.section or way
        _people(article, credits_, dateline)
        article.tags = credits_.tags
        return article


def _credits_aside(article: Article) -> list[str]:
    """Take the credits out of the body; return them behind the lines around it.

    Where a question is left in the body, others of the interview may stand around it.
    """
    body, found = split_credits(article.body.split("\n"))
    article.body = "\n".join(body)
    article.removed += [Removed(line, CREDIT) for line in found]
    asked = set(filter(is_question, article.aside)) if any(map(is_question, body)) else set()
    return [line for line in article.aside if line not in asked] + found


def _people(article: Article, credits_: Credits, dateline: Credits) -> None:
    """Put writers and editors together; whoever is labelled both typed the page and edited it.

    Who signs the text itself has written it, whatever else.
    """
    credits_.add([], dateline.editors)
    writers = [name for name in credits_.authors if name not in credits_.editors]
    article.authors = list(dict.fromkeys(writers + dateline.authors))
    article.editors = credits_.editors


def _read_outline(article: Article) -> None:
    """Find title and deck in a plain text, which has no markup to tell them."""
    parts = outline(article.body.split("\n"))
    article.title, article.subtitle, article.section = parts.title, parts.subtitle, parts.section
    article.body = "\n".join(parts.body)
    article.header = parts.credits


def _read_deck(article: Article) -> None:
    """Take the lines between headline and date for the deck, and out of the body.

    The way to the page goes out of it, too; tables for layout have it above the text.
    """
    article.subtitle += [line for line in deck(article.header) if line not in article.subtitle]
    lines = article.body.split("\n")
    if len(lines) > 1 and leads_from_front(lines[0]):
        article.header.append(lines.pop(0))
    while len(lines) > 1 and lines[0] in article.subtitle:
        article.removed.append(Removed(lines.pop(0), DECK))
    article.body = "\n".join(lines)


def _date(article: Article, credits_: Credits) -> None:
    """Take the day from metadata, the line under the headline, the address or the dateline.

    Of those that name this day, the time that readers see is taken before the one in metadata,
    which may be that of a later edit. Where the three name days apart, a flag says so.
    """
    fetched = article.page.fetched
    stated = Moment(article.published, article.precision or "day") if article.published else None
    known = [m for m in (stated, credits_.moment, from_address(article.url)) if m]
    possible = [m for m in known if is_possible(m, fetched)]
    if not possible and (inferred := dateline_day(article.body, fetched)):
        possible = [inferred]
    if not possible:
        return
    if max(m.day for m in possible) - min(m.day for m in possible) > NEIGHBOURS:
        article.flag("date:conflict")
    seen_first = (credits_.moment, *possible)
    same_day = [m for m in seen_first if m in possible and m.day == possible[0].day]
    best = next((m for m in same_day if m.precision != "day"), possible[0])
    article.published, article.precision = best.value, best.precision
