"""Keep pages as they were fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import zstandard
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from crawler.items import Page
from crawler.store.clock import now
from crawler.store.schema import articles, pages

if TYPE_CHECKING:
    from crawler.items import Article


def stored(connection: Connection, key: str) -> RowMapping | None:
    """Return what is stored of the page under *key* and of its article, columns of both."""
    own = [column for column in pages.c if column.name not in articles.c]
    query = (
        select(*own, *(column for column in articles.c if column.name != "body"))
        .add_columns(pages.c.body.label("raw"), articles.c.body)
        .outerjoin(articles, articles.c.page == pages.c.id)
        .where(pages.c.key == key)
    )
    return connection.execute(query).mappings().first()


def bytes_of(raw: bytes) -> bytes:
    """Return the bytes of a page that is stored as *raw*; none when they have expired."""
    return zstandard.decompress(raw) if raw else b""


def put_page(connection: Connection, article: Article, key: str, old: RowMapping | None) -> int:
    """Write the page of *article* over the *old* one under *key*, if there is one."""
    article.fetched = article.page.fetched or now()
    values = columns(article.page, article.site) | {
        "key": key,
        "url": article.url,
        "reason": article.reason_name,
        "first_seen": article.first_seen,
        "part_of": None,
        "part": None,
        "gone": None,
    }
    if old:
        connection.execute(update(pages).where(pages.c.id == old["id"]).values(values))
        return int(old["id"])
    made = connection.execute(insert(pages).values(values)).inserted_primary_key
    assert made
    return int(made[0])


def columns(page: Page, site: str | None) -> dict[str, Any]:
    """Return the columns of *page* that first and further pages have in common."""
    return {
        "url": page.url,
        "base": page.base or None,
        "site": site,
        "status": page.status,
        "headers": page.headers,
        "body": zstandard.compress(page.body),
        "last_seen": now(),
        "fetched": page.fetched or now(),
        "read": now(),
    }


def seen(connection: Connection, page: int, **values: str | None) -> None:
    """Note that *page* was met again, and its further pages with it."""
    here = (pages.c.id == page) | (pages.c.part_of == page)
    connection.execute(update(pages).where(here).values(last_seen=now(), **values))


def page_of(row: RowMapping) -> Page:
    """Return the page that is stored as *row* of the table."""
    return Page(
        url=row["url"],
        base=row["base"] or "",
        body=bytes_of(row["body"]),
        headers=row["headers"],
        status=row["status"],
        fetched=row["fetched"],
    )


def expire(connection: Connection, before: str, site: str | None) -> tuple[int, int]:
    """Forget the bytes of pages fetched *before* that time; return how many, and their size."""
    old = (pages.c.fetched < before) & (func.length(pages.c.body) > 0)
    if site:
        old &= pages.c.site == site
    size = func.coalesce(func.sum(func.length(pages.c.body)), 0)
    number, freed = connection.execute(select(func.count(), size).where(old)).one()
    connection.execute(update(pages).where(old).values(body=b""))
    return number, freed
