"""Keep pages and articles: each address once, each text once, nothing lost."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import zstandard
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from crawler.items import FIELDS, exported
from crawler.store.clusters import choose, close_ranks
from crawler.store.database import StoreFault, faults, open_engine
from crawler.store.furniture import learn, learned
from crawler.store.further import put_further
from crawler.store.keys import address_key
from crawler.store.schema import articles, pages
from crawler.text.dates import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.items import Article

__all__ = ["Outcome", "Store", "StoreFault", "Summary"]

_COLUMNS = [name for name in FIELDS if name in articles.c]
_BATCH = 500


class Outcome(Enum):
    """What storing a page came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Summary(NamedTuple):
    """Figures of one site; the further pages of an article count with its first."""

    site: str
    pages: int
    articles: int
    copies: int
    dropped: dict[str, int]


class Store:
    """The store at an SQLAlchemy *url*; raises StoreFault where disk or database fail."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = open_engine(url)

    @property
    def folder(self) -> Path:
        """Where the store keeps files: beside an SQLite file, else the working folder."""
        database = self._engine.url.database
        on_disk = self._engine.dialect.name == "sqlite" and database
        return Path(str(database)).parent if on_disk else Path()

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def known(self, url: str) -> bool:
        """Whether the page at *url* is stored."""
        query = select(pages.c.id).where(pages.c.key == address_key(url))
        with faults(self.url), self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def furniture(self, url: str) -> frozenset[str]:
        """Return the lines that were learned to be furniture on the host of *url*."""
        with faults(self.url), self._engine.connect() as connection:
            return learned(connection, url)

    def put(self, article: Article) -> Outcome:
        """Store *article* with its page, in one transaction, and set cluster and relation on it.

        A page stored before with the same headline and text, or the same reason, changes nothing
        but `last_seen`.
        """
        with faults(self.url), self._engine.begin() as connection:
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            return _put(connection, article)

    def articles(self, *, copies: bool = False) -> Iterator[dict[str, Any]]:
        """Yield every article with all its fields, in order of storing, without copies."""
        query = _exported().order_by(pages.c.id)
        if not copies:
            query = query.where(articles.c.relation != "copy")
        with faults(self.url), self._engine.connect() as connection:
            rows = connection.execution_options(yield_per=_BATCH).execute(query).mappings()
            for row in rows:
                yield {name: row[name] for name in FIELDS}

    def summaries(self) -> list[Summary]:
        """Return the figures of each site, in order of name."""
        columns = (pages.c.site, pages.c.reason, articles.c.relation)
        query = (
            select(*columns, func.count())
            .outerjoin(articles, articles.c.page == pages.c.id)
            .where(pages.c.part_of.is_(None))
            .group_by(*columns)
            .order_by(pages.c.site)
        )
        with faults(self.url), self._engine.connect() as connection:
            return _summarise(connection.execute(query).all())


def _summarise(rows: Sequence[Any]) -> list[Summary]:
    found: dict[str, Summary] = {}
    for site, reason, relation, number in rows:
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


def _exported() -> Any:
    """Return the query of all exported fields."""
    columns = [pages.c.url, pages.c.site, pages.c.first_seen, pages.c.fetched]
    return select(*columns, *(articles.c[name] for name in _COLUMNS)).join(articles)


def _put(connection: Connection, article: Article) -> Outcome:
    key = address_key(article.url)
    old = _stored(connection, key)
    article.first_seen = old["first_seen"] if old else now()
    if old and _is_as_it_was(article, old):
        here = (pages.c.id == old["id"]) | (pages.c.part_of == old["id"])
        connection.execute(update(pages).where(here).values(last_seen=now()))
        _inherit(article, old)
        return Outcome.UNCHANGED
    page = _put_page(connection, article, key, old)
    put_further(connection, article, page)
    if not article.reason:
        _put_article(connection, article, page, old)
        if not old and article.relation != "copy":
            learn(connection, article, page)
    return Outcome.CHANGED if old else Outcome.NEW


def _stored(connection: Connection, key: str) -> RowMapping | None:
    """Return what is stored of the page under *key* and of its article."""
    query = (
        select(
            *(pages.c[name] for name in ("id", "reason", "first_seen", "part")),
            *(articles.c[name] for name in ("form", "title", "revision", "cluster", "relation")),
        )
        .outerjoin(articles, articles.c.page == pages.c.id)
        .where(pages.c.key == key)
    )
    return connection.execute(query).mappings().first()


def _is_as_it_was(article: Article, old: RowMapping) -> bool:
    """Whether the *old* page says the same, or is a part of a stored article and none itself."""
    if old["part"]:
        return True
    same = (old["form"], old["title"]) == (article.form, article.title)
    return old["reason"] == _reason(article) and bool(article.reason or same)


def _reason(article: Article) -> str | None:
    return article.reason.__name__ if article.reason else None


def _inherit(article: Article, old: RowMapping) -> None:
    article.revision, article.cluster = old["revision"], old["cluster"]
    article.relation = old["relation"]


def _put_page(connection: Connection, article: Article, key: str, old: RowMapping | None) -> int:
    page = article.page
    article.fetched = page.fetched or now()
    values = {
        "key": key,
        "url": article.url,
        "base": page.base or None,
        "site": article.site,
        "status": page.status,
        "headers": page.headers,
        "body": zstandard.compress(page.body),
        "reason": _reason(article),
        "first_seen": article.first_seen,
        "last_seen": now(),
        "fetched": article.fetched,
        "part_of": None,
        "part": None,
    }
    if old:
        connection.execute(update(pages).where(pages.c.id == old["id"]).values(values))
        return int(old["id"])
    made = connection.execute(insert(pages).values(values)).inserted_primary_key
    assert made
    return int(made[0])


def _put_article(
    connection: Connection, article: Article, page: int, old: RowMapping | None
) -> None:
    """Write the article, find its cluster by its form, and choose who stands for the cluster."""
    article.revision = (old["revision"] or 0) + 1 if old else 1
    same = connection.execute(
        select(articles.c.cluster).where(articles.c.form == article.form, articles.c.page != page)
    ).scalar()
    article.cluster, article.relation = same or page, "single"
    values = {name: exported(article)[name] for name in _COLUMNS}
    values |= {"form": article.form, "original": article.original or None}
    if old and old["form"]:
        connection.execute(update(articles).where(articles.c.page == page).values(values))
        if old["cluster"] != same:
            close_ranks(connection, old["cluster"], page)
    else:
        connection.execute(insert(articles).values(values | {"page": page}))
    article.relation = choose(connection, article.cluster).get(page, "single")
