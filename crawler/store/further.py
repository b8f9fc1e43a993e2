"""Keep the further pages of an article: each a page of its own, tied to the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zstandard
from sqlalchemy import Connection, delete, insert, select, update

from crawler.store.clusters import close_ranks
from crawler.store.keys import address_key
from crawler.store.schema import articles, pages
from crawler.text.dates import now

if TYPE_CHECKING:
    from crawler.items import Article


def put_further(connection: Connection, article: Article, first: int) -> None:
    """Store the further pages of *article*, whose first page is number *first*, in their order.

    One that it had before and has no longer stays tied to it, without a number. One that was
    stored as an article of its own, since a list named it, is none any more.
    """
    connection.execute(update(pages).where(pages.c.part_of == first).values(part=None))
    for part, further in enumerate(article.further, 2):
        page = further.page
        values = {
            "url": page.url,
            "base": page.base or None,
            "site": article.site,
            "status": page.status,
            "headers": page.headers,
            "body": zstandard.compress(page.body),
            "reason": None,
            "part_of": first,
            "part": part,
            "last_seen": now(),
            "fetched": page.fetched or now(),
        }
        key = address_key(page.url)
        old = connection.execute(select(pages.c.id).where(pages.c.key == key)).scalar()
        if not old:
            connection.execute(insert(pages).values(values | {"key": key, "first_seen": now()}))
        elif old != first:
            connection.execute(update(pages).where(pages.c.id == old).values(values))
            _take_in(connection, old)


def _take_in(connection: Connection, page: int) -> None:
    """Remove the article that *page* was by itself before it was known for a part of another."""
    own = articles.c.page == page
    cluster = connection.execute(select(articles.c.cluster).where(own)).scalar()
    if cluster:
        connection.execute(delete(articles).where(own))
        close_ranks(connection, cluster, page)
