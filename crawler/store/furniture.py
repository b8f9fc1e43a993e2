"""Learn the furniture of a host: lines that stand at the ends of its articles again and again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

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
"""Pages after which that is seen to."""


def learned(connection: Connection, host: str) -> frozenset[str]:
    """Return the lines that are furniture on *host*, a key's first part."""
    query = select(furniture.c.line).where(furniture.c.host == host, furniture.c.learned)
    return frozenset(connection.execute(query).scalars())


def learn(connection: Connection, article: Article, page: int, host: str) -> None:
    """Count the lines at the ends of *article* of *host*, which is new and no copy, on *page*."""
    lines = article.body.split("\n")
    seen = candidates(lines)
    witness = [_digest(skeleton(article.title or "")), _digest(max(lines, key=len))]
    query = select(furniture).where(furniture.c.host == host, furniture.c.line.in_(seen))
    known = {row["line"]: row for row in connection.execute(query).mappings()}
    new = {"host": host, "number": 1, "witnesses": [witness], "since": page, "learned": False}
    if unknown := [new | {"line": line} for line in seen if line not in known]:
        connection.execute(insert(furniture), unknown)
    for row in known.values():
        if not row["learned"] and _is_another(witness, row["witnesses"]):
            _count(connection, article.site, row, witness)
    if page % FORGET_EVERY == 0:
        _forget(connection)


def _count(connection: Connection, site: str | None, row: RowMapping, witness: list[str]) -> None:
    """Add one more article to the *row* of a line, and tell whether they are enough now."""
    number = row["number"] + 1
    values = {
        "number": number,
        "witnesses": [*row["witnesses"], witness][-WITNESSES:],
        "learned": _is_enough(connection, site, row, number),
    }
    connection.execute(update(furniture).where(furniture.c.id == row["id"]).values(values))


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
    since, share = row["since"], SHARE
    if not is_marked(row["line"]):
        since, share = (since, HALF) if number >= MANY else (0, NEARLY_ALL)
    # No more are counted than matter, since a formula may come again a thousand times.
    most = int(number / share)
    query = (
        select(articles.c.page)
        .join(pages, articles.c.page == pages.c.id)
        .where(pages.c.site == site, pages.c.id >= since, articles.c.relation != "copy")
        .limit(most + 1)
    )
    return len(connection.execute(query).all()) <= most


def _forget(connection: Connection) -> None:
    """Forget the lines that were not learned in a long time."""
    newest = connection.execute(select(func.max(furniture.c.id))).scalar() or 0
    old = furniture.c.id <= newest - REMEMBERED
    connection.execute(delete(furniture).where(old, ~furniture.c.learned))
