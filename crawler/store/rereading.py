"""Give out stored pages to be read again, and store what is read on them now."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from crawler.items import Article, Page, exported
from crawler.reasons import Unreadable
from crawler.store.articles import READ, insert_article, reread
from crawler.store.clock import now
from crawler.store.clusters import close_ranks
from crawler.store.furniture import learned
from crawler.store.pages import page_of, stored
from crawler.store.revisions import keep_reading
from crawler.store.schema import articles, frontier, pages

_BATCH = 100
UNREADABLE = Unreadable.__name__


class Stored(NamedTuple):
    """A page that is stored, with the further pages of its article."""

    key: str
    site: str | None
    outlet: str | None
    region: str | None
    pages: list[Page]
    learned: frozenset[str]
    """Lines that are known to be furniture on its host."""


def _due(site: str | None, before: str) -> ColumnElement[bool]:
    """Whether a first page of *site* was last read *before* that time, and has its bytes."""
    # A time in the future was written under a wrong clock.
    was_read = (pages.c.read < before) | (pages.c.read > now())
    wanted = pages.c.part_of.is_(None) & was_read & (func.length(pages.c.body) > 0)
    return wanted & (pages.c.site == site) if site else wanted


def number(connection: Connection, site: str | None, before: str) -> int:
    """Return how many pages are to be read again."""
    query = select(func.count()).select_from(pages).where(_due(site, before))
    return int(connection.execute(query).scalar_one())


def batch(connection: Connection, site: str | None, before: str, after: int) -> list[int]:
    """Return the numbers of the next pages to be read again, *after* that number."""
    due = _due(site, before) & (pages.c.id > after)
    query = select(pages.c.id).where(due).order_by(pages.c.id).limit(_BATCH)
    return list(connection.execute(query).scalars())


def load(connection: Connection, page: int) -> Stored:
    """Return the page of this number, and those that go on with it."""
    parts = (pages.c.id == page) | ((pages.c.part_of == page) & pages.c.part.is_not(None))
    query = select(pages).where(parts).order_by(func.coalesce(pages.c.part, 1))
    rows = connection.execute(query).mappings().all()
    own = select(articles.c.outlet, articles.c.region).where(articles.c.page == page)
    outlet, region = connection.execute(own).first() or (None, None)
    key = rows[0]["key"]
    found = [page_of(row) for row in rows]
    known = learned(connection, key.partition("/")[0])
    return Stored(key, rows[0]["site"], outlet, region, found, known)


def put_again(connection: Connection, key: str, article: Article) -> dict[str, Any] | None:
    """Store what is read on the page at *key* now; return the fields that changed, as they were.

    None where the page was fetched anew meanwhile, or where nothing changed.
    """
    old = stored(connection, key)
    if not old or old["fetched"] != article.page.fetched:
        return None
    reason = article.reason_name
    before: dict[str, Any] = {}
    if reason == UNREADABLE and old["form"]:
        reason = None  # out of time or memory for once; what was read before stays
    elif reason and old["form"]:
        before = keep_reading(connection, old["id"], old, dict.fromkeys(READ))
        connection.execute(delete(articles).where(articles.c.page == old["id"]))
        close_ranks(connection, old["cluster"], old["id"])
    elif old["form"]:
        before = reread(connection, article, old)
    elif not reason:
        insert_article(connection, article, old["id"])
    if reason != old["reason"]:
        before["reason"] = old["reason"]
    values = {"read": now(), "reason": reason}
    connection.execute(update(pages).where(pages.c.id == old["id"]).values(values))
    if reason != UNREADABLE:
        cured = (frontier.c.key == key) & (frontier.c.state == "quarantined")
        connection.execute(update(frontier).where(cured).values(state="done"))
    return before or None


def compare(connection: Connection, key: str, article: Article) -> dict[str, Any] | None:
    """Return the fields of the page at *key* that are read otherwise now, as they are stored."""
    old = stored(connection, key)
    if not old:
        return None
    reason = article.reason_name
    before = {"reason": old["reason"]} if reason != old["reason"] else {}
    if old["form"] and reason == UNREADABLE:
        return None
    if old["form"]:
        new = dict.fromkeys(READ) if reason else exported(article)
        before |= {name: old[name] for name in READ if name != "reader" and old[name] != new[name]}
    return before or None
