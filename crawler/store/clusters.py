"""Choose which of the articles with one text stands for them, and who is a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from crawler.store.schema import articles, exports

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping


def next_change(connection: Connection) -> int:
    """Return the number of the next change, higher than any that is stored or was exported.

    An article may go, and its number with it.
    """
    highest = (select(func.max(table.c.change)) for table in (articles, exports))
    return 1 + max(connection.execute(query).scalar() or 0 for query in highest)


def close_ranks(connection: Connection, cluster: int, page: int) -> None:
    """Put right the *cluster* that *page* left; it is named after a page that is still in it."""
    rest = (articles.c.cluster == cluster) & (articles.c.page != page)
    named = connection.execute(select(func.min(articles.c.page)).where(rest)).scalar()
    if named:
        values = {"cluster": named, "change": next_change(connection)}
        connection.execute(update(articles).where(rest).values(values))
        choose(connection, named)


def choose(connection: Connection, cluster: int) -> dict[int, str]:
    """Set the relations of *cluster*: an undamaged original stands for it, then its source."""
    members = (
        connection.execute(select(articles).where(articles.c.cluster == cluster)).mappings().all()
    )
    named = {row["source"] for row in members}
    ranked = sorted(members, key=lambda row: _rank(row, named))
    single = len(ranked) == 1
    relations = {
        int(row["page"]): "single" if single else "copy" if n else "canonical"
        for n, row in enumerate(ranked)
    }
    for row in members:
        if row["relation"] != (relation := relations[row["page"]]):
            here = update(articles).where(articles.c.page == row["page"])
            connection.execute(here.values(relation=relation, change=next_change(connection)))
    return relations


def _rank(row: RowMapping, named: set[str | None]) -> tuple[bool, int, bool, str, int]:
    """Return a key that sorts first who stands for a cluster whose sources are *named*."""
    day = (row["published"] or "9999")[:10]
    damage = row["repairs"].get("unrecovered", 0)
    return row["mirror"], damage, row["outlet"] not in named, day, row["page"]
