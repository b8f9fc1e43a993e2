"""Read a page: `read(page, rules) -> Article`. Pure, so it can run in another process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import Article, Candidate, Removed
from crawler.reading.around import lines_around
from crawler.reading.body import EXACT, Rules, find_body
from crawler.reading.deck import find_deck, find_kicker
from crawler.reading.decode import decode
from crawler.reading.fields import listed_way, marked_lines, own_keywords
from crawler.reading.images import find_images
from crawler.reading.kinds import kind_of
from crawler.reading.layout import lay_out
from crawler.reading.links import base_of
from crawler.reading.pages import next_pages
from crawler.reading.scan import scan
from crawler.reading.stated import read_stated
from crawler.reading.title import find_title
from crawler.reading.tree import parse
from crawler.text.changes import changed_lines, made, traced
from crawler.text.charlm import load
from crawler.text.dates import is_possible
from crawler.text.hosts import is_keyword_line
from crawler.text.misread import loss_changes, reread
from crawler.text.mojibake import restore, tag_changes

if TYPE_CHECKING:
    from crawler.items import Page
    from crawler.reading.body import Body
    from crawler.reading.layout import Line
    from crawler.reading.stated import Stated

VERSION = 3
"""Raised when readings change, so that stored pages can be read again."""

UNLIKE = "a link, or no line of the article"


def read(page: Page, rules: Rules | None = None) -> Article:
    """Return the article on *page*, in the script of the page, credits still unread in `aside`."""
    decoded = decode(page.body, page.headers.get("content-type", ""))
    article = Article(url=page.url, page=page, fetched=page.fetched or None)
    text = _repaired(decoded.text, article)
    if page.is_text:
        article.body = text
        article.reader = f"text/{VERSION}"
        shown = text.split("\n")
    else:
        shown = _read_html(text, article, rules or Rules())
    if any(map(is_keyword_line, shown)):
        article.is_from_host("keywords")
    return article


def _repaired(text: str, article: Article) -> str:
    """Return *text* with its damage undone or marked; note in *article* what was done."""
    misread = changed_lines(text, reread(text))
    reread_text = made(text, misread)
    lost = loss_changes(reread_text)
    restored, runs = restore(made(reread_text, lost), load())
    tags = [] if article.page.is_text else tag_changes(restored)
    article.count("charset", len(misread))
    if runs:
        article.count("bytes", len(runs))
        article.is_from_host("bytes")
    article.changes = traced([misread, lost, runs, tags])
    return made(restored, tags)


def _read_html(text: str, article: Article, rules: Rules) -> list[str]:
    """Read the page *text* into *article*; return its lines."""
    text, cut = scan(text)
    for kind in cut:
        article.flag(f"cut:{kind}")
    tree = parse(text)
    layout = lay_out(tree)
    seen = layout.lines
    address = article.page.base or article.url
    base = base_of(tree, address)
    stated = read_stated(text, tree, base)
    article.title = find_title(tree, seen, stated.titles)
    body = find_body(tree, layout, article.title, rules)
    article.reader = f"{body.winner.reader}/{VERSION}"
    article.body = "\n".join(body.lines)
    _note(body, seen, article)
    article.next_pages = next_pages(tree, address)
    around = lines_around(seen, body, article.title)
    article.header = listed_way(tree) + around.header + marked_lines(tree, around.near)
    article.aside = around.aside + stated.credits
    _take_stated(stated, article)
    article.subtitle = stated.subtitle or find_kicker(seen, article.title)
    if (part := body.winner.part) is not None:
        article.images = find_images(part, base, article.title)
        article.subtitle += [x for x in find_deck(part, article.title) if x not in article.subtitle]
    title = tree.findtext(".//title") or ""
    known = body.winner.reader in EXACT or article.published is not None
    article.kind = kind_of(text, title, seen, dated=known)
    return [title, *(line.text for line in seen)]


def _take_stated(stated: Stated, article: Article) -> None:
    """Give *article* what its metadata say of it."""
    article.source, article.section = stated.source, stated.section
    article.canonical_url = stated.canonical_url
    if keywords := own_keywords(stated.keywords, article.title or "", article.body):
        article.aside.append(f"关键词：{' '.join(keywords)}")
    if stated.published and is_possible(stated.published, article.page.fetched):
        article.published, article.precision = stated.published[:2]


def _note(body: Body, seen: list[Line], article: Article) -> None:
    """Note on *article* what was judged and what was dropped, for who asks why."""
    found = [body.winner, *body.others] if body.winner.run.end else []
    article.candidates = [
        Candidate(one.reader, *one.run, one.rank, seen[one.run.start].prose) for one in found
    ]
    article.removed = [Removed(line.prose, UNLIKE) for line in body.dropped]
