"""Keep the further pages of an article: each a page of its own, tied to the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select, update

from crawler.store.clock import now
from crawler.store.clusters import close_ranks
from crawler.store.pages import bytes_of, columns
from crawler.store.schema import articles, frontier, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.items import Article


def put_further(
    connection: Connection, article: Article, first: int, key_of: Callable[[str], str]
) -> None:
    """Store the further pages of *article*, whose first page is number *first*, in their order.

    One that it had before and has no longer stays tied to it, without a number. One that was
    stored as an article of its own, since a list named it, is none any more.
    """
    connection.execute(update(pages).where(pages.c.part_of == first).values(part=None))
    for part, further in enumerate(article.further, 2):
        page = further.page
        values = columns(page, article.site) | {"reason": None, "part_of": first, "part": part}
        key = key_of(page.url)
        old = connection.execute(select(pages.c.id).where(pages.c.key == key)).scalar()
        if not old:
            connection.execute(insert(pages).values(values | {"key": key, "first_seen": now()}))
        elif old != first:
            connection.execute(update(pages).where(pages.c.id == old).values(values))
            _take_in(connection, old)
        # It is fetched with its article, and no more by itself.
        connection.execute(delete(frontier).where(frontier.c.key == key))


def _take_in(connection: Connection, page: int) -> None:
    """Remove the article that *page* was by itself before it was known for a part of another."""
    own = articles.c.page == page
    cluster = connection.execute(select(articles.c.cluster).where(own)).scalar()
    if cluster:
        connection.execute(delete(articles).where(own))
        close_ranks(connection, cluster, page)


def further_bytes(connection: Connection, first: int) -> list[bytes]:
    """Return the bytes of the further pages of page number *first*, in order."""
    parts = (pages.c.part_of == first) & pages.c.part.is_not(None)
    query = select(pages.c.body).where(parts).order_by(pages.c.part)
    return [bytes_of(raw) for raw in connection.execute(query).scalars()]
