"""Read a page: `read(page, rules) -> Article`. Pure, so it can run in another process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import Article
from crawler.reading.body import Rules, find_body
from crawler.reading.decode import decode
from crawler.reading.fields import find_images, find_title, read_stated, squeeze
from crawler.reading.tree import lines, parse
from crawler.text.bylines import is_breadcrumb
from crawler.text.changes import changed_lines, made, traced
from crawler.text.charlm import load
from crawler.text.dates import find_dates, is_possible
from crawler.text.furniture import is_prose
from crawler.text.hosts import is_keyword_line
from crawler.text.misread import loss_changes, reread
from crawler.text.mojibake import restore, tag_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.items import Page
    from crawler.reading.tree import Line

VERSION = 2
"""Raised when readings change, so that stored pages can be read again."""

ASIDE_BEFORE = 14
ASIDE_AFTER = 12
"""How many lines before and after the body may hold its credits."""
LONGEST_ASIDE = 160
_OWN_ADDRESS = ("本文地址", "本文链接", "本文鏈接")
FURTHER = 60
"""How many lines before the body are searched for a date where the nearer ones have none."""
LINKED = 0.6
"""Share of linked characters from which a line is an entry of a list."""


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
    tree = parse(text)
    seen = lines(tree)
    article.title = find_title(tree, seen)
    body = find_body(text, tree, rules)
    article.reader = f"{body.reader}/{VERSION}"
    own = _without_title(body.lines, article.title)
    article.body = "\n".join(own)
    article.header, article.aside = _around(seen, own, article.title)
    stated = read_stated(text, tree, article.url)
    article.source, article.section = stated.source, stated.section
    article.canonical_url = stated.canonical_url
    if body.part is not None:
        article.images = find_images(body.part, article.url)
    if stated.author:
        article.aside.append(f"作者：{stated.author}")
    if stated.published and is_possible(stated.published, article.page.fetched):
        article.published, article.precision = stated.published[:2]
    return [tree.findtext(".//title") or "", *(line.text for line in seen)]


def _without_title(body: list[str], title: str | None) -> list[str]:
    """Drop the headline where it is repeated as the first line of the body."""
    if body and title and squeeze(body[0]) == squeeze(title):
        return body[1:]
    return body


def _around(seen: list[Line], body: list[str], title: str | None) -> tuple[list[str], list[str]]:
    """Return breadcrumb and lines between headline and body, and the lines right after it."""
    if not body:
        return [], []
    texts = [squeeze(line.text) for line in seen]
    # A deck may stand between headline and date; the body surely begins with its first sentence.
    first = _position(texts, next(filter(is_prose, body), body[0]))
    last = max(first, _position(texts, body[-1]))
    head = _headline(texts, squeeze(title or ""), first)
    under = list(seen[max(head + 1, first - ASIDE_BEFORE) : first])
    if head > last:  # a table that puts the headline under the body
        under = seen[head + 1 : head + 1 + ASIDE_BEFORE]
    if not any(find_dates(line.text) for line in under):
        under += [x for x in seen[max(0, first - FURTHER) : first] if _is_dated(x)][-1:]
    crumbs = [line for line in seen[: min(head + 1, first)] if is_breadcrumb(line.text)][-1:]
    header = crumbs + [line for line in under if line.linked <= LINKED]
    after = _credits_after(seen[last + 1 : last + 1 + ASIDE_AFTER])
    # EmpireCMS states the article's address in a note of its own, far below the credits.
    noted = [line for line in seen[last + 1 :] if line.text.startswith(_OWN_ADDRESS)]
    return _short(header), list(dict.fromkeys(_short([*after, *noted])))


def _is_dated(line: Line) -> bool:
    return line.linked <= LINKED and bool(find_dates(line.text))


def _short(found: Iterable[Line]) -> list[str]:
    return [line.text for line in found if len(line.text) <= LONGEST_ASIDE]


def _headline(texts: list[str], title: str, first: int) -> int:
    """Return the line of the headline: the last one before the body, else one after it."""
    at = [n for n, text in enumerate(texts) if title and text == title]
    before = [n for n in at if n < first]
    return before[-1] if before else at[0] if at else max(-1, first - ASIDE_BEFORE - 1)


def _credits_after(following: list[Line]) -> Iterator[Line]:
    """Yield the lines after a body up to the heading of the next block, links left out."""
    for line in following:
        if line.heading:
            return
        if line.linked <= LINKED:
            yield line


def _position(texts: list[str], text: str) -> int:
    """Return which line of the page *text* is, or begins; 0 where it is none."""
    wanted = squeeze(text)
    if wanted in texts:
        return texts.index(wanted)
    probe = wanted[:20]
    return next((n for n, line in enumerate(texts) if probe and probe in line), 0)
