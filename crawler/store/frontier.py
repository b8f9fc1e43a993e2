"""The frontier: what is to be fetched, in the store, so that no kill loses an address.

An address is `new`, `leased` by a run that is asking for it, `done`, `dead` after it failed for
days, or `quarantined` when its page is stored and cannot be read.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, RowMapping, and_, func, insert, or_, select, update

from crawler.items import MISSING
from crawler.store.clock import later, now
from crawler.store.schema import articles, frontier, lists, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement

ARTICLE, LIST = "article", "list"

_AT_ONCE = 1000
"""Keys that are looked up at once; PostgreSQL takes 65,535 parameters."""

BACK_OFF = (
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=16),
    timedelta(days=2),
)
"""Waits after the first, second, … failure; the last one again and again."""
DEAD_AFTER = timedelta(days=5)
"""An address that failed for so long is given up, as Common Crawl's news-crawl does, …"""
DEAD_ATTEMPTS = 5
"""… when it failed this often, for a machine may have been off."""
FARTHEST = timedelta(days=30)
"""No failure waits longer than this; a row that says so was written under a wrong clock."""


class Address(NamedTuple):
    """An address that a list page names."""

    key: str
    url: str
    day: str | None = None
    """Day that the list gives it, as YYYY-MM-DD."""
    kind: str = ARTICLE
    number: int = 1
    """Of a list page: which one of its list, from 1."""


class Leased(NamedTuple):
    """An address that a run is to ask for."""

    key: str
    url: str
    kind: str
    number: int
    visits: int
    """How often its page was fetched before."""
    attempts: int
    """How often that failed since."""
    etag: str | None
    modified: str | None


class Visit(NamedTuple):
    """What a visit leads to."""

    state: str = "done"
    next_at: str | None = None
    """When the page is looked at again, if ever."""


class Watermark(NamedTuple):
    """What a list page was like when it was read."""

    key: str
    url: str
    etag: str | None
    modified: str | None
    addresses: Sequence[str]
    """Keys of the articles on it."""


def take_back(connection: Connection, site: str) -> None:
    """Make new again what earlier runs of *site* had leased; none of them is alive."""
    left = (frontier.c.site == site) & (frontier.c.state == "leased")
    connection.execute(update(frontier).where(left).values(state="new"))


def give_back(connection: Connection, run: int) -> None:
    """Make new again what *run* had leased and did not come to."""
    left = (frontier.c.run == run) & (frontier.c.state == "leased")
    connection.execute(update(frontier).where(left).values(state="new"))


def seek(
    connection: Connection, site: str | None, addresses: Iterable[Address], run: int | None = None
) -> list[str]:
    """Add those *addresses* that are not known yet, and return their keys.

    A list page that is known is to be read again, but not by the *run* that read it: lists link
    each other in circles.
    """
    wanted = {address.key: address for address in addresses}
    known = _known(connection, list(wanted))
    new = [address for key, address in wanted.items() if key not in known]
    fresh = {"state": "new", "attempts": 0, "failing": None, "next_at": None}
    for key in known:
        if (address := wanted[key]).kind == LIST:
            others = frontier.c.run.is_(None) | (frontier.c.run != run)
            again = (frontier.c.key == key) & (frontier.c.state != "leased") & others
            values = fresh | {"kind": LIST, "number": address.number, "site": site}
            connection.execute(update(frontier).where(again).values(values))
    if new:
        _add(connection, site, new)
    return [address.key for address in new]


def _add(connection: Connection, site: str | None, addresses: Iterable[Address]) -> None:
    blank = {"site": site, "state": "new", "visits": 0, "attempts": 0}
    connection.execute(insert(frontier), [address._asdict() | blank for address in addresses])


def _known(connection: Connection, keys: list[str]) -> set[str]:
    """Return those of *keys* that are in the frontier or are pages, of which articles go on."""
    known: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        for column in (frontier.c.key, pages.c.key):
            known.update(connection.execute(select(column).where(column.in_(some))).scalars())
    return known


def mark(connection: Connection, site: str, page: Watermark) -> None:
    """Write down that the list *page* of *site* was read, and what it was like."""
    values = {
        "url": page.url,
        "site": site,
        "fetched": now(),
        "etag": page.etag,
        "modified": page.modified,
        "addresses": hashlib.sha256("\n".join(sorted(page.addresses)).encode()).hexdigest(),
    }
    here = lists.c.key == page.key
    if not connection.execute(update(lists).where(here).values(values)).rowcount:
        connection.execute(insert(lists).values(values | {"key": page.key}))


def lease(
    connection: Connection, site: str, run: int, number: int, window: tuple[str, str]
) -> list[Leased]:
    """Return up to *number* addresses of *site* that are due, and lease them to *run*.

    Articles that their list dates outside the *window* of days wait for another run.
    """
    first, last = window
    inside = or_(frontier.c.day.is_(None), frontier.c.day.between(first, last))
    rows = (
        connection.execute(
            select(frontier, pages.c.headers, articles.c.flags, articles.c.page)
            .outerjoin(pages, pages.c.key == frontier.c.key)
            .outerjoin(articles, articles.c.page == pages.c.id)
            .where(frontier.c.site == site, _is_due(), inside)
            .order_by(frontier.c.id)
            .limit(number)
        )
        .mappings()
        .all()
    )
    leased = frontier.c.id.in_([row["id"] for row in rows])
    connection.execute(update(frontier).where(leased).values(state="leased", run=run))
    return [_leased(row) for row in rows]


_OWN = ("key", "url", "kind", "number", "visits", "attempts")


def _leased(row: RowMapping) -> Leased:
    # A mark that came with a captcha is the captcha's; and an article that lacks a page is wanted
    # anew, even if its first page did not change.
    is_whole = row["page"] and MISSING not in row["flags"]
    headers = row["headers"] if is_whole else {}
    own = {name: row[name] for name in _OWN}
    return Leased(**own, etag=headers.get("etag"), modified=headers.get("last-modified"))


def _is_due() -> ColumnElement[bool]:
    """Whether an address is to be asked for now: new, or done and to be looked at again."""
    when = frontier.c.next_at
    come = when <= now()
    return or_(
        and_(frontier.c.state == "new", or_(when.is_(None), come, when > later(FARTHEST))),
        and_(frontier.c.state == "done", come),
    )


def settle(connection: Connection, address: Address, site: str | None, visit: Visit) -> None:
    """Note that the page at *address* was fetched, and what is to become of it."""
    values = visit._asdict() | {"attempts": 0, "failing": None, "error": None}
    here = frontier.c.key == address.key
    visited = values | {"visits": frontier.c.visits + 1}
    if not connection.execute(update(frontier).where(here).values(visited)).rowcount:
        new = address._asdict() | values | {"site": site, "visits": 1}
        connection.execute(insert(frontier).values(new))


def visits(connection: Connection, key: str) -> int:
    """Return how often the page at *key* was fetched."""
    query = select(frontier.c.visits).where(frontier.c.key == key)
    return connection.execute(query).scalar() or 0


def fail(connection: Connection, address: Address, site: str | None, error: str) -> None:
    """Note that the page at *address* could not be had, and why; plan when to ask again.

    What failed for days is `dead`; a page that is stored and could not be looked at again stays
    `done`.
    """
    here = frontier.c.key == address.key
    if not connection.execute(select(frontier.c.id).where(here)).first():
        _add(connection, site, [address])
    row = connection.execute(select(frontier).where(here)).mappings().one()
    attempts, failing = row["attempts"] + 1, row["failing"] or now()
    wait = BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
    given_up = attempts >= DEAD_ATTEMPTS and failing <= later(-DEAD_AFTER)
    state = "new"
    if given_up:
        state = "done" if row["visits"] else "dead"
    values = {
        "state": state,
        "attempts": attempts,
        "failing": failing,
        "next_at": None if given_up else later(wait),
        "error": error,
    }
    connection.execute(update(frontier).where(here).values(values))


def count(connection: Connection, site: str | None = None) -> dict[str, int]:
    """Return how many addresses of *site*, or of all, are in each state."""
    query = select(frontier.c.state, func.count().label("number")).group_by(frontier.c.state)
    if site:
        query = query.where(frontier.c.site == site)
    return {row.state: row.number for row in connection.execute(query)}
