"""Whether a store is whole: what the database finds, and what its rows say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from crawler.store.schema import articles, frontier, pages

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_CONTRADICTIONS: dict[str, Select[int]] = {
    "pages are neither in the frontier nor parts of an article": select(func.count())
    .select_from(pages.outerjoin(frontier, frontier.c.key == pages.c.key))
    .where(frontier.c.id.is_(None), pages.c.part_of.is_(None)),
    "addresses were fetched and are not stored": select(func.count())
    .select_from(frontier.outerjoin(pages, frontier.c.key == pages.c.key))
    .where(frontier.c.kind == "article", frontier.c.visits > 0, pages.c.id.is_(None)),
    "pages have neither an article nor a reason": select(func.count())
    .select_from(pages.outerjoin(articles, articles.c.page == pages.c.id))
    .where(articles.c.page.is_(None), pages.c.reason.is_(None), pages.c.part_of.is_(None)),
    "articles belong to a cluster that is none": select(func.count())
    .select_from(articles)
    .where(
        articles.c.cluster.not_in(select(articles.c.cluster).where(articles.c.relation != "copy"))
    ),
}


def check(connection: Connection) -> list[str]:
    """Return what is wrong, line by line; nothing if the store is whole."""
    found = []
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        found += [line for line in said if line != "ok"]
        broken = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
        found += [f"{broken} rows refer to none"] if broken else []
    for what, query in _CONTRADICTIONS.items():
        if number := connection.execute(query).scalar():
            found.append(f"{number} {what}")
    return found
