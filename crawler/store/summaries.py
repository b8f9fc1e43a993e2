"""The figures of each site."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from crawler.store.schema import articles, pages

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Summary(NamedTuple):
    """Figures of one site; the further pages of an article count with its first."""

    site: str
    pages: int
    articles: int
    copies: int
    dropped: dict[str, int]


def summarise(connection: Connection) -> list[Summary]:
    """Return the figures of each site, in order of name."""
    columns = (pages.c.site, pages.c.reason, articles.c.relation)
    query = (
        select(*columns, func.count())
        .outerjoin(articles, articles.c.page == pages.c.id)
        .where(pages.c.part_of.is_(None))
        .group_by(*columns)
        .order_by(pages.c.site)
    )
    found: dict[str, Summary] = {}
    for site, reason, relation, number in connection.execute(query):
        old = found.get(site, Summary(site, 0, 0, 0, {}))
        dropped = old.dropped | ({reason: number} if reason and not relation else {})
        found[site] = Summary(
            site,
            old.pages + number,
            old.articles + (number if relation and relation != "copy" else 0),
            old.copies + (number if relation == "copy" else 0),
            dropped,
        )
    return list(found.values())
