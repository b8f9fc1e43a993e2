"""Read a page: `read(page, rules) -> Article`. Pure, so it can run in another process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import Article
from crawler.reading.body import Rules, find_body
from crawler.reading.decode import decode
from crawler.reading.fields import find_title, read_stated, squeeze
from crawler.reading.tree import lines, parse
from crawler.text.dates import is_possible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.items import Page
    from crawler.reading.tree import Line

VERSION = 1
"""Raised when readings change, so that stored pages can be read again."""

ASIDE_BEFORE = 14
ASIDE_AFTER = 8
"""How many lines before and after the body may hold its credits."""
LONGEST_ASIDE = 160
LINKED = 0.6
"""Share of linked characters from which a line is an entry of a list."""


def read(page: Page, rules: Rules | None = None) -> Article:
    """Return the article on *page*, in the script of the page, credits still unread in `aside`."""
    decoded = decode(page.body, page.headers.get("content-type", ""))
    article = Article(url=page.url, page=page, fetched=page.fetched or None)
    if page.is_text:
        article.body = decoded.text
        article.reader = f"text/{VERSION}"
    else:
        _read_html(decoded.text, article, rules or Rules())
    return article


def _read_html(text: str, article: Article, rules: Rules) -> None:
    tree = parse(text)
    seen = lines(tree)
    article.title = find_title(tree, seen)
    body = find_body(text, tree, rules)
    article.reader = f"{body.reader}/{VERSION}"
    own = _without_title(body.lines, article.title)
    article.body = "\n".join(own)
    article.aside = _aside(seen, own, article.title)
    stated = read_stated(text, tree, article.url)
    article.source, article.section = stated.source, stated.section
    article.canonical_url = stated.canonical_url
    if stated.author:
        article.aside.append(f"作者：{stated.author}")
    if stated.published and is_possible(stated.published, article.page.fetched):
        article.published, article.precision = stated.published[:2]


def _without_title(body: list[str], title: str | None) -> list[str]:
    """Drop the headline where it is repeated as the first line of the body."""
    if body and title and squeeze(body[0]) == squeeze(title):
        return body[1:]
    return body


def _aside(seen: list[Line], body: list[str], title: str | None) -> list[str]:
    """Return the lines between headline and body, those right after it, and the breadcrumb."""
    if not body:
        return []
    at = {squeeze(line.text): n for n, line in reversed(list(enumerate(seen)))}
    first = _position(at, seen, body[0])
    last = max(first, _position(at, seen, body[-1]))
    head = at.get(squeeze(title or ""), max(0, first - ASIDE_BEFORE))
    if head > last:  # a table that puts the headline under the body
        head, first = last, min(len(seen), head + ASIDE_BEFORE)
    start = max(head + 1, first - ASIDE_BEFORE)
    around = seen[start:first] + list(_credits_after(seen[last + 1 : last + 1 + ASIDE_AFTER]))
    crumbs = [line for line in seen[:head] if ">" in line.text or "位置" in line.text][-1:]
    return [line.text for line in crumbs + around if len(line.text) <= LONGEST_ASIDE]


def _credits_after(following: list[Line]) -> Iterator[Line]:
    """Yield the lines after a body up to the first list of links or heading."""
    for line in following:
        if line.heading or line.linked > LINKED:
            return
        yield line


def _position(at: dict[str, int], seen: list[Line], text: str) -> int:
    """Return which line of the page *text* is, or begins."""
    wanted = squeeze(text)
    if wanted in at:
        return at[wanted]
    probe = wanted[:20]
    return next((n for n, line in enumerate(seen) if probe and probe in squeeze(line.text)), 0)
