"""Choose the articles of an export, and remember how far it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, insert, select, update

from crawler.items import FIELDS
from crawler.store.articles import COLUMNS
from crawler.store.clock import now
from crawler.store.schema import articles, exports, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles are wanted; an empty text asks for all."""

    site: str = ""
    region: str = ""
    """GB/T 2260 code, or the first digits of one: 41 for Henan."""
    since: str = ""
    until: str = ""
    """First and last day of publication; an article without a day is in neither."""
    relation: str = ""
    copies: bool = False
    """Copies, too."""
    after: int = 0
    """Only what was changed after the change of this number."""

    @property
    def name(self) -> str:
        """What tells this selection from others, whatever it came to before."""
        asked = [self.site, self.region, self.since, self.until, self.relation, str(self.copies)]
        return " ".join(word or "-" for word in asked)


EVERYTHING = Selection(copies=True)
"""All articles, copies too."""


def chosen(connection: Connection, selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield the articles of *selection* with all their fields, in order of storing."""
    columns = [pages.c.url, pages.c.site, pages.c.first_seen, pages.c.fetched]
    query = select(*columns, *(articles.c[name] for name in COLUMNS)).join(articles)
    query = _filtered(query, selection).order_by(pages.c.id)
    rows = connection.execution_options(yield_per=_BATCH).execute(query)
    for row in rows.mappings():
        yield {name: row[name] for name in FIELDS}


def number(connection: Connection, selection: Selection) -> int:
    """Return how many articles *selection* holds."""
    query = select(func.count()).select_from(pages.join(articles))
    return int(connection.execute(_filtered(query, selection)).scalar_one())


def _filtered(query: Select[Any], selection: Selection) -> Select[Any]:
    """Return *query* for the articles of *selection* alone."""
    day = func.substr(articles.c.published, 1, 10)
    wanted = [
        (selection.site, pages.c.site == selection.site),
        (selection.region, articles.c.region.startswith(selection.region, autoescape=True)),
        (selection.since, day >= selection.since),
        (selection.until, day <= selection.until),
        (selection.relation, articles.c.relation == selection.relation),
    ]
    for asked, condition in wanted:
        if asked:
            query = query.where(condition)
    if not (selection.copies or selection.relation):
        query = query.where(articles.c.relation != "copy")
    return query.where(articles.c.change > selection.after) if selection.after else query


def last_change(connection: Connection, selection: Selection | None = None) -> int:
    """Return the number of the last change, or of the last that an export of *selection* held."""
    if selection is None:
        return connection.execute(select(func.max(articles.c.change))).scalar() or 0
    query = select(exports.c.change).where(exports.c.selection == selection.name)
    return connection.execute(query).scalar() or 0


def remember(connection: Connection, selection: Selection, change: int) -> None:
    """Write down that *selection* was exported with all changes up to number *change*."""
    values = {"change": change, "at": now()}
    here = exports.c.selection == selection.name
    if not connection.execute(update(exports).where(here).values(values)).rowcount:
        connection.execute(insert(exports).values(values | {"selection": selection.name}))
