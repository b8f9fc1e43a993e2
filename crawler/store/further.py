"""Keep the further pages of an article: each a page of its own, tied to the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zstandard
from sqlalchemy import Connection, insert, update

from crawler.store.keys import address_key
from crawler.store.schema import pages
from crawler.text.dates import now

if TYPE_CHECKING:
    from crawler.items import Article


def put_further(connection: Connection, article: Article, first: int) -> None:
    """Store the further pages of *article*, whose first page is number *first*, in their order.

    One that it had before and has no longer stays tied to it, without a number.
    """
    connection.execute(update(pages).where(pages.c.part_of == first).values(part=None))
    for part, further in enumerate(article.further, 2):
        page = further.page
        values = {
            "url": page.url,
            "site": article.site,
            "status": page.status,
            "headers": page.headers,
            "body": zstandard.compress(page.body),
            "part_of": first,
            "part": part,
            "last_seen": now(),
            "fetched": page.fetched or now(),
        }
        here = pages.c.key == (key := address_key(page.url))
        if not connection.execute(update(pages).where(here).values(values)).rowcount:
            connection.execute(insert(pages).values(values | {"key": key, "first_seen": now()}))
