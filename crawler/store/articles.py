"""Write an article with its page: what it is new, what it was before, whose copy it is."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from crawler.items import FIELDS, exported
from crawler.store.clock import now
from crawler.store.clusters import choose, close_ranks, next_change
from crawler.store.furniture import learn
from crawler.store.further import further_bytes, put_further
from crawler.store.pages import bytes_of, put_page, seen, stored
from crawler.store.revisions import keep_reading, keep_text, kind_of_change
from crawler.store.schema import articles, pages, revisions

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.items import Article

COLUMNS = [name for name in FIELDS if name in articles.c]
"""Exported fields that are columns of `articles`."""

READ = [name for name in COLUMNS if name not in {"cluster", "relation", "revision"}]
"""Those of them that the reader and the stages find on the page."""

_GONE = {404, 410}


class Outcome(Enum):
    """What storing a page came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NOT_STORED = "not stored"
    """The store failed; the run ends."""


def put(connection: Connection, article: Article, key_of: Callable[[str], str]) -> Outcome:
    """Store *article* with its pages under their keys, and set cluster and relation on it.

    - A page that says what it said before changes nothing but `last_seen`.
    - The same bytes, read to another text by a newer reader, are another reading; other bytes
      with another text are a revision. What the article was before is kept.
    - Of a page that had an article and has none now, only that is noted: what was fetched stays.
    """
    key = key_of(article.url)
    old = stored(connection, key)
    article.first_seen = old["first_seen"] if old else now()
    if not old:
        page = put_page(connection, article, key, None)
        put_further(connection, article, page, key_of)
        if not article.reason:
            insert_article(connection, article, page)
            if article.relation != "copy":
                learn(connection, article, page, key.partition("/")[0])
        return Outcome.NEW
    if old["part"] or (article.reason and (old["form"] or old["reason"] == article.reason_name)):
        seen(connection, old["id"], **_absence(article, old))
        return Outcome.UNCHANGED
    same_text = (old["form"] and article.form == old["form"]) or article.body == old["body"]
    if same_text and old["title"] == article.title and not article.reason:
        seen(connection, old["id"], gone=None)
        _inherit(article, old)
        return Outcome.UNCHANGED
    same_bytes = _same_bytes(connection, article, old)
    page = put_page(connection, article, key, old)
    put_further(connection, article, page, key_of)
    if not article.reason:
        _replace(connection, article, old, same_bytes=same_bytes)
    return Outcome.CHANGED


def _absence(article: Article, old: RowMapping) -> dict[str, str | None]:
    """Return when the page of a stored article went, if it did."""
    is_gone = article.page.status in _GONE or article.reason_name == "ErrorPage"
    return {"gone": old["gone"] or now()} if old["form"] and is_gone else {}


def _inherit(article: Article, old: RowMapping) -> None:
    article.revision, article.cluster = old["revision"], old["cluster"]
    article.relation = old["relation"]


def _same_bytes(connection: Connection, article: Article, old: RowMapping) -> bool:
    """Whether the pages of *article* are the bytes that are stored."""
    pages_now = [page.page.body for page in (article, *article.further)]
    return [bytes_of(old["raw"]), *further_bytes(connection, old["id"])] == pages_now


def _replace(
    connection: Connection, article: Article, old: RowMapping, *, same_bytes: bool
) -> None:
    """Put *article* in the place of the *old* one, and keep that."""
    if not old["form"]:
        insert_article(connection, article, old["id"])
    elif same_bytes:
        reread(connection, article, old)
    else:
        article.revision = old["revision"] + 1
        kind = kind_of_change((old["title"], old["body"]), (article.title, article.body))
        keep_text(connection, old["id"], old, kind)
        _update(connection, article, old)


def reread(connection: Connection, article: Article, old: RowMapping) -> dict[str, Any]:
    """Store another reading of the same bytes; return the fields that differ, as they were."""
    _inherit(article, old)
    values = exported(article)
    before = keep_reading(connection, old["id"], old, {name: values[name] for name in READ})
    if before or old["form"] != article.form:
        _update(connection, article, old)
    connection.execute(update(pages).where(pages.c.id == old["id"]).values(read=now()))
    return before


def insert_article(connection: Connection, article: Article, page: int) -> None:
    """Write a first article on *page*."""
    before = select(func.max(revisions.c.revision)).where(revisions.c.page == page)
    article.revision = (connection.execute(before).scalar() or 0) + 1
    values = _values(connection, article, page)
    connection.execute(insert(articles).values(values | {"page": page}))
    _settle_cluster(connection, article, page)


def _update(connection: Connection, article: Article, old: RowMapping) -> None:
    """Write *article* over the *old* one, which may leave its cluster."""
    page = old["id"]
    values = _values(connection, article, page)
    connection.execute(update(articles).where(articles.c.page == page).values(values))
    if old["cluster"] != article.cluster or old["form"] != article.form:
        close_ranks(connection, old["cluster"], page)
    _settle_cluster(connection, article, page)


def _values(connection: Connection, article: Article, page: int) -> dict[str, Any]:
    """Return the columns of *article*; its cluster is that of the texts equal to its own."""
    same = select(articles.c.cluster).where(
        articles.c.form == article.form, articles.c.page != page
    )
    article.cluster = connection.execute(same).scalar() or page
    article.relation = "single"
    fields = exported(article)
    return {name: fields[name] for name in COLUMNS} | {
        "form": article.form,
        "original": article.original or None,
        "change": next_change(connection),
    }


def _settle_cluster(connection: Connection, article: Article, page: int) -> None:
    assert article.cluster
    relations = choose(connection, article.cluster)
    article.relation = relations.get(page, "single")
