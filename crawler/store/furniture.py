"""Learn the furniture of a host: lines that stand at the ends of its articles again and again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from crawler.store.keys import address_key
from crawler.store.schema import articles, furniture, pages
from crawler.text.repeated import candidates, is_marked, skeleton

if TYPE_CHECKING:
    from crawler.items import Article

ENOUGH = 3
"""Different articles that have to show a line."""
SHARE = 0.25
"""Share of the site's articles, since the line was first seen, that have to show it: what a
template prints is on most of them."""
NEARLY_ALL = 0.9
"""Share of all the site's articles that have to show a sentence without a sign: those of one day
may well end alike (某某等参加会见。), but not all that a site ever printed."""
MANY, HALF = 10, 0.5
"""Articles that have to show it, and their share since it was first seen, where a site that had
it not begins to print it."""
WITNESSES = 12
"""Articles that are remembered of a line, to tell that the next one is another."""
REMEMBERED = 300_000
"""Lines that wait to be seen again; older ones are forgotten, some tens of megabytes at most."""
FORGET_EVERY = 1000


def learned(connection: Connection, url: str) -> frozenset[str]:
    """Return the lines that are furniture on the host of *url*."""
    query = select(furniture.c.line).where(furniture.c.host == _host(url), furniture.c.learned)
    return frozenset(connection.execute(query).scalars())


def learn(connection: Connection, article: Article, page: int) -> None:
    """Count the lines at the ends of *article*, which is new and no copy; its page is *page*."""
    host, lines = _host(article.url), article.body.split("\n")
    seen = candidates(lines)
    witness = [_digest(skeleton(article.title or "")), _digest(max(lines, key=len))]
    query = select(furniture).where(furniture.c.host == host, furniture.c.line.in_(seen))
    known = {row["line"]: row for row in connection.execute(query).mappings()}
    for line in seen:
        if line not in known:
            new = {"host": host, "line": line, "number": 1, "witnesses": [witness], "since": page}
            made = connection.execute(insert(furniture).values(new | {"learned": False}))
            _forget(connection, int((made.inserted_primary_key or [0])[0]))
            continue
        row = known[line]
        if not row["learned"] and _is_another(witness, row["witnesses"]):
            number = row["number"] + 1
            values = {
                "number": number,
                "witnesses": [*row["witnesses"], witness][-WITNESSES:],
                "learned": _is_enough(connection, article.site, row, number),
            }
            here = furniture.c.id == row["id"]
            connection.execute(update(furniture).where(here).values(values))


def _host(url: str) -> str:
    return address_key(url).partition("/")[0]


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _is_another(witness: list[str], witnesses: list[list[str]]) -> bool:
    """Whether the article differs in headline and longest paragraph from all seen before.

    An edited reprint has the paragraph of the other, a daily notice its headline but for figures.
    """
    return not any(a == b for other in witnesses for a, b in zip(witness, other, strict=True))


def _is_enough(connection: Connection, site: str | None, row: RowMapping, number: int) -> bool:
    """Whether *number* articles with the line of *row* are enough to take it for furniture."""
    if number < ENOUGH:
        return False
    since = _articles_since(connection, site, row["since"])
    if is_marked(row["line"]):
        return number >= SHARE * since
    if number >= MANY:
        return number >= HALF * since
    return number >= NEARLY_ALL * _articles_since(connection, site, 0)


def _articles_since(connection: Connection, site: str | None, page: int) -> int:
    """Return how many articles *site* has from number *page* on, copies left out."""
    query = select(func.count()).select_from(articles.join(pages, articles.c.page == pages.c.id))
    query = query.where(pages.c.site == site, pages.c.id >= page, articles.c.relation != "copy")
    return connection.execute(query).scalar_one()


def _forget(connection: Connection, newest: int) -> None:
    """Forget the lines that were not learned in a long time, now and then."""
    if newest % FORGET_EVERY == 0:
        old = furniture.c.id <= newest - REMEMBERED
        connection.execute(delete(furniture).where(old, ~furniture.c.learned))
