"""Read a page: `read(page, rules) -> Article`. Pure, so it can run in another process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crawler.items import Article
from crawler.reading.body import Rules, find_body
from crawler.reading.deck import find_deck, find_kicker
from crawler.reading.decode import decode
from crawler.reading.fields import listed_way, marked_lines, own_keywords, squeeze
from crawler.reading.images import find_images
from crawler.reading.stated import read_stated
from crawler.reading.title import find_title
from crawler.reading.tree import lines, parse
from crawler.text.breadcrumb import read_breadcrumb
from crawler.text.charlm import load
from crawler.text.dates import find_dates, find_scattered, is_possible
from crawler.text.furniture import is_prose
from crawler.text.hosts import is_keyword_line
from crawler.text.misread import mark_losses, reread
from crawler.text.mojibake import mend_tags, restore
from crawler.text.outlets import is_outlet

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
NOTES = 6
_OWN = ("本文地址", "本文链接", "本文鏈接", "本文来源", "本文來源", "责任编辑", "責任編輯")
"""What speaks of the article itself, be it far below: EmpireCMS states the address in a note."""
FURTHER = 60
"""How many lines before the body are searched for a date where the nearer ones have none."""
SHORTEST_ENTRY = 7
ENTRY = 0.9
"""Characters of a headline in a list, and how much of it is linked."""
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
    tree = parse(text)
    seen = lines(tree)
    stated = read_stated(text, tree, article.url)
    article.title = find_title(tree, seen, stated.titles)
    body = find_body(text, tree, rules)
    article.reader = f"{body.reader}/{VERSION}"
    own = _without_title(body.lines, article.title)
    article.body = "\n".join(own)
    around = _around(seen, own, article.title)
    article.header = listed_way(tree) + around.header + marked_lines(tree, around.near)
    article.aside = around.aside + stated.credits
    article.source, article.section = stated.source, stated.section
    article.subtitle = stated.subtitle or find_kicker(seen, article.title)
    if keywords := own_keywords(stated.keywords, article.title or "", article.body):
        article.aside.append(f"关键词：{' '.join(keywords)}")
    article.canonical_url = stated.canonical_url
    if body.part is not None:
        article.images = find_images(body.part, article.url, article.title)
        article.subtitle += [x for x in find_deck(body.part) if x not in article.subtitle]
    if stated.published and is_possible(stated.published, article.page.fetched):
        article.published, article.precision = stated.published[:2]
    return [tree.findtext(".//title") or "", *(line.text for line in seen)]


def _without_title(body: list[str], title: str | None) -> list[str]:
    """Drop the headline where it is repeated as the first line of the body."""
    if body and title and squeeze(body[0]) == squeeze(title):
        return body[1:]
    return body


class _Around(NamedTuple):
    """Lines around a body that may credit it."""

    near: list[str]
    """All between headline and body."""
    header: list[str]
    """The breadcrumb, and those between headline and body that are no links."""
    aside: list[str]
    """Those right after the body, and those near its end that the cleaner left out."""


def _around(seen: list[Line], body: list[str], title: str | None) -> _Around:
    """Return the lines around the *body* on a page whose lines are *seen*."""
    if not body:
        return _Around([], [], [])
    texts = [squeeze(line.text) for line in seen]
    # A deck may stand between headline and date; the body surely begins with its first sentence.
    first = _first_at(texts, [*filter(is_prose, body), *body])
    last = max(first, _first_at(texts, body[::-1]))
    head = _headline(texts, squeeze(title or ""), first)
    under = list(seen[max(head + 1, first - ASIDE_BEFORE) : first])
    if head > last:  # a table that puts the headline under the body
        under = seen[head + 1 : head + 1 + ASIDE_BEFORE]
    if not any(map(_is_dated, under)):
        under += [x for x in seen[max(0, first - FURTHER) : first] if _is_dated(x)][-1:]
    crumbs = [line for line in seen[: min(head + 1, first)] if read_breadcrumb([line.text])][-1:]
    header = crumbs + [line for line in under if line.linked <= LINKED and not _is_entry(line)]
    kept = {squeeze(line) for line in body}
    within = [x for x in seen[max(first, last - ASIDE_AFTER) : last] if squeeze(x.text) not in kept]
    after = [*within, *_credits_after(seen[last + 1 : last + 1 + ASIDE_AFTER])]
    noted = [line for line in seen[last + 1 :] if line.text.startswith(_OWN)][:NOTES]
    aside = list(dict.fromkeys(_short([*after, *noted])))
    return _Around([line.text for line in under], _short(header), aside)


def _is_dated(line: Line) -> bool:
    text = line.text
    dated = find_dates(text) or find_scattered([text])
    return line.linked <= LINKED and bool(dated) and not _is_entry(line)


def _is_entry(line: Line) -> bool:
    """Whether *line* is a headline in a list, linked, with its day; an outlet is none."""
    dates = find_dates(line.text) if line.linked else []
    if not dates or dates[0].precision != "day":
        return False
    rest = f"{line.text[: dates[0].start]}{line.text[dates[0].end :]}".strip()
    linked = line.linked * len(line.text) >= ENTRY * len(rest)
    return len(rest) >= SHORTEST_ENTRY and linked and not is_outlet(rest)


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


def _first_at(texts: list[str], wanted: Iterable[str]) -> int:
    """Return which line is, or begins with, the first of *wanted* that the page has; else 0."""
    for text in map(squeeze, wanted):
        if text in texts:
            return texts.index(text)
        probe = text[:20]
        for number, line in enumerate(texts):
            if probe and probe in line:
                return number
    return 0
