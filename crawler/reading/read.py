"""Read a page: `read(page, rules) -> Article`. Pure, so it can run in another process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import Article, Candidate, Removed
from crawler.reading.body import Rules, find_body
from crawler.reading.decode import decode
from crawler.reading.fields import find_images, find_title, read_stated, squeeze
from crawler.reading.kinds import kind_of
from crawler.reading.layout import lay_out
from crawler.reading.pages import next_pages
from crawler.reading.scan import scan
from crawler.reading.tree import parse
from crawler.text.bylines import is_breadcrumb
from crawler.text.charlm import load
from crawler.text.dates import find_dates, is_possible
from crawler.text.hosts import is_keyword_line
from crawler.text.misread import mark_losses, reread
from crawler.text.mojibake import mend_tags, restore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.items import Page
    from crawler.reading.body import Found
    from crawler.reading.layout import Line
    from crawler.reading.runs import Run

VERSION = 3
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
    reread_text = reread(decoded.text)
    article.count("charset", _differing(decoded.text, reread_text))
    text, article.changes = restore(mark_losses(reread_text), load())
    if article.changes:
        article.count("bytes", len(article.changes))
        article.is_from_host("bytes")
    if page.is_text:
        article.body = text
        article.reader = f"text/{VERSION}"
        shown = text.split("\n")
    else:
        shown = _read_html(mend_tags(text), article, rules or Rules())
    if any(map(is_keyword_line, shown)):
        article.is_from_host("keywords")
    return article


def _differing(one: str, other: str) -> int:
    """Return how many lines differ, of as many on both sides."""
    pairs = zip(one.split("\n"), other.split("\n"), strict=True)
    return 0 if one is other else sum(a != b for a, b in pairs)


def _read_html(text: str, article: Article, rules: Rules) -> list[str]:
    """Read the page *text* into *article*; return its lines."""
    text, cut = scan(text)
    for kind in cut:
        article.flag(f"cut:{kind}")
    tree = parse(text)
    layout = lay_out(tree)
    seen = layout.lines
    article.title = find_title(tree, seen)
    body = find_body(tree, layout, article.title, rules)
    article.reader = f"{body.winner.reader}/{VERSION}"
    article.body = "\n".join(body.lines)
    found = [body.winner, *body.others] if body.winner.run.end else []
    article.candidates = [_candidate(one, seen) for one in found]
    article.removed = [Removed(line, "a link, or no line of the article") for line in body.dropped]
    article.header, article.aside = _around(seen, body.winner.run, article.title)
    stated = read_stated(text, tree, article.url)
    article.source, article.section = stated.source, stated.section
    article.canonical_url = stated.canonical_url
    article.next_pages = next_pages(tree, article.url)
    if body.winner.part is not None:
        article.images = find_images(body.winner.part, article.url)
    if stated.author:
        article.aside.append(f"作者：{stated.author}")
    if stated.published and is_possible(stated.published, article.page.fetched):
        article.published, article.precision = stated.published[:2]
    title = tree.findtext(".//title") or ""
    article.kind = kind_of(text, title, seen, dated=article.published is not None)
    return [title, *(line.text for line in seen)]


def _candidate(found: Found, seen: list[Line]) -> Candidate:
    return Candidate(found.reader, *found.run, found.rank, seen[found.run.start].prose)


def _around(seen: list[Line], body: Run, title: str | None) -> tuple[list[str], list[str]]:
    """Return breadcrumb and lines between headline and body, and the lines right after it."""
    first, last = body.start, body.end
    if first == last:
        return [], []
    head = _headline(seen, squeeze(title or ""), first)
    under = list(seen[max(head + 1, first - ASIDE_BEFORE) : first])
    if head >= last:  # a table that puts the headline under the body
        under = seen[head + 1 : head + 1 + ASIDE_BEFORE]
    if not any(find_dates(line.text) for line in under):
        under += [x for x in seen[max(0, first - FURTHER) : first] if _is_dated(x)][-1:]
    crumbs = [line for line in seen[: min(head + 1, first)] if is_breadcrumb(line.text)][-1:]
    header = crumbs + [line for line in under if line.linked <= LINKED]
    after = _credits_after(seen[last : last + ASIDE_AFTER])
    # EmpireCMS states the article's address in a note of its own, far below the credits.
    noted = [line for line in seen[last:] if line.text.startswith(_OWN_ADDRESS)]
    return _short(header), list(dict.fromkeys(_short([*after, *noted])))


def _is_dated(line: Line) -> bool:
    return line.linked <= LINKED and bool(find_dates(line.text))


def _short(found: Iterable[Line]) -> list[str]:
    return [line.text for line in found if len(line.text) <= LONGEST_ASIDE]


def _headline(seen: list[Line], title: str, first: int) -> int:
    """Return the line of the headline: the last one before the body, else one after it."""
    at = [n for n, line in enumerate(seen) if title and squeeze(line.text) == title]
    before = [n for n in at if n < first]
    return before[-1] if before else at[0] if at else max(-1, first - ASIDE_BEFORE - 1)


def _credits_after(following: list[Line]) -> Iterator[Line]:
    """Yield the lines after a body up to the heading of the next block, links left out."""
    for line in following:
        if line.heading:
            return
        if line.linked <= LINKED:
            yield line
