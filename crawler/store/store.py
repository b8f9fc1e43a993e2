"""The store as crawl and commands see it: what is to be fetched, what was, what it came to."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from crawler.exits import Exit, Stop
from crawler.items import MISSING
from crawler.reasons import Challenge, Unreadable
from crawler.store import frontier, rereading, runs
from crawler.store.articles import Outcome, put
from crawler.store.checks import check
from crawler.store.clock import now
from crawler.store.corpus import Selection, chosen, last_change, number, remember
from crawler.store.database import Database, StoreFault, faults, is_there
from crawler.store.frontier import Address, Leased, Visit, Watermark
from crawler.store.furniture import learned
from crawler.store.keys import address_key
from crawler.store.lock import Held, advisory_lock, kernel_lock
from crawler.store.pages import expire, seen
from crawler.store.schema import articles, pages
from crawler.store.summaries import Summary, summarise
from crawler.store.visits import next_visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import timedelta

    from sqlalchemy import Connection

    from crawler.items import Article
    from crawler.store.rereading import Stored

__all__ = ["Outcome", "Store", "StoreFault", "Summary"]

MOVE = "move"
"""The command that holds the store alone."""


class Store:
    """The store at an SQLAlchemy *url*; raises StoreFault where disk or database fail.

    *aliases* gives for other names of a host the one by which its pages are known; *revisits*
    are the waits after which an article is looked at again.
    """

    def __init__(
        self,
        url: str,
        *,
        aliases: Mapping[str, str] | None = None,
        revisits: Sequence[timedelta] = (),
    ) -> None:
        self.url = url
        self.database = Database(url)
        self._revisits = revisits
        self.key_of = partial(address_key, aliases=aliases)

    def close(self) -> None:
        """Give all connections back."""
        self.database.close()

    # --- runs -----------------------------------------------------------------------------------

    @contextmanager
    def hold(self, command: str, site: str | None = None) -> Iterator[None]:
        """Hold the store for a *command* on *site*; raise Stop if another run has it.

        Whatever holds a site holds the store with others; `move` holds it alone.
        """
        what = site or command
        with ExitStack() as stack:
            try:
                with faults(self.database.name):
                    stack.enter_context(self._lock("store", shared=command != MOVE))
                    stack.enter_context(self._lock(what))
            except Held:
                with self.database.reading() as connection:
                    by = runs.holder(connection, command, site)
                raise Stop(Exit.LOCKED, f"{what} is held by {by}; wait for it") from None
            yield

    def _lock(self, name: str, *, shared: bool = False) -> AbstractContextManager[None]:
        file = self.database.file
        if file:
            return kernel_lock(file, name, shared=shared)
        return advisory_lock(self.database.engine, name, shared=shared)

    def begin(self, command: str, site: str | None) -> int:
        """Write that a run of *command* on *site* begins; take back what earlier ones left."""
        with self.database.writing() as connection:
            if site:
                frontier.take_back(connection, site)
            return runs.begin(connection, command, site)

    def end(self, run: int, reason: str, counts: Mapping[str, Any]) -> None:
        """Write that *run* ended, and give back what it had leased."""
        with self.database.writing() as connection:
            frontier.give_back(connection, run)
            runs.end(connection, run, reason, counts)

    # --- the frontier ---------------------------------------------------------------------------

    def seek(self, site: str, addresses: Sequence[Address], run: int | None = None) -> int:
        """Add *addresses* to the frontier of *site*, and return how many were not known.

        A list that *run* has read is not to be read by it again.
        """
        with self.database.writing() as connection:
            return len(frontier.seek(connection, site, addresses, run))

    def found(
        self,
        site: str,
        page: Watermark,
        named: Sequence[Address],
        following: Address | None,
        *,
        anyway: bool = False,
        run: int | None = None,
    ) -> int:
        """Write what the list *page* of *site* says, in one transaction; return how many are new.

        Its watermark, the articles *named*, and, if one of them is new or *anyway*, the page that
        is *following* in the list.
        """
        with self.database.writing() as connection:
            new = frontier.seek(connection, site, named)
            if following and (new or anyway):
                frontier.seek(connection, site, [following], run)
            frontier.mark(connection, site, page)
            frontier.settle(connection, Address(page.key, page.url), site, Visit())
        return len(new)

    def lease(
        self, site: str, run: int, number: int, window: tuple[str, str] = ("", "9999")
    ) -> list[Leased]:
        """Return up to *number* addresses of *site* that *run* is to ask for now.

        Articles that their list dates outside the *window* of days wait for another run.
        """
        with self.database.writing() as connection:
            if not runs.is_latest(connection, run, site):
                raise Stop(Exit.LOCKED, f"another run of {site} began, and goes on instead")
            return frontier.lease(connection, site, run, number, window)

    def fail(self, url: str, error: str) -> None:
        """Note that the page at *url* could not be had, and why."""
        with self.database.writing() as connection:
            frontier.fail(connection, Address(self.key_of(url), url), None, error)

    # --- articles -------------------------------------------------------------------------------

    def furniture(self, url: str) -> frozenset[str]:
        """Return the lines that were learned to be furniture on the host of *url*."""
        with self.database.reading() as connection:
            return learned(connection, self.key_of(url).partition("/")[0])

    def put(self, article: Article) -> Outcome:
        """Store *article*, its pages, its cluster and the visit, in one transaction.

        Sets `cluster`, `relation`, `revision` and `first_seen` on it.
        """
        with self.database.writing() as connection:
            outcome = put(connection, article, self.key_of)
            address = Address(self.key_of(article.url), article.url)
            if article.reason is Challenge:
                frontier.fail(connection, address, article.site, Challenge.__name__)
            else:
                state = "quarantined" if article.reason is Unreadable else "done"
                self._settle(connection, address, article.site, state)
        return outcome

    def unchanged(self, url: str) -> None:
        """Note that the page at *url* is as it was stored: its host says so."""
        key = self.key_of(url)
        with self.database.writing() as connection:
            row = connection.execute(select(pages).where(pages.c.key == key)).mappings().one()
            seen(connection, row["id"], gone=None)
            self._settle(connection, Address(key, url), row["site"], "done")

    def _settle(
        self, connection: Connection, address: Address, site: str | None, state: str
    ) -> None:
        """Note a visit, and plan the next one if there is an article."""
        query = (
            select(pages.c.first_seen, articles.c.published, articles.c.flags)
            .join(articles)
            .where(pages.c.key == address.key)
        )
        row = connection.execute(query).first()
        visits = frontier.visits(connection, address.key) + 1
        due = None
        if row:
            # Of an article that lacks a page the rest may come, however old it is.
            state = "done"  # even if it could not be read this time
            published = None if MISSING in row.flags else row.published
            due = next_visit(published, row.first_seen, visits, self._revisits)
        frontier.settle(connection, address, site, Visit(state, due))

    def articles(self, selection: Selection | None = None) -> Iterator[dict[str, Any]]:
        """Yield the articles of *selection* with all their fields, in order of storing."""
        with self.database.reading() as connection:
            yield from chosen(connection, selection or Selection())

    def number(self, selection: Selection) -> int:
        """Return how many articles *selection* holds."""
        with self.database.reading() as connection:
            return number(connection, selection)

    def last_change(self, selection: Selection | None = None) -> int:
        """Return the number of the last change, or of the last in an export of *selection*."""
        with self.database.reading() as connection:
            return last_change(connection, selection)

    def remember(self, selection: Selection, change: int) -> None:
        """Write down that *selection* was exported with all changes up to number *change*."""
        with self.database.writing() as connection:
            remember(connection, selection, change)

    # --- reading again --------------------------------------------------------------------------

    def begin_reread(self, site: str | None) -> tuple[int, str]:
        """Begin to read again, or take up what was not finished: number and start of the run."""
        with self.database.writing() as connection:
            left = runs.unfinished(connection, "reread", site)
            return left or (runs.begin(connection, "reread", site), now())

    def number_to_reread(self, site: str | None, before: str) -> int:
        """Return how many pages of *site* were last read *before* that time."""
        with self.database.reading() as connection:
            return rereading.number(connection, site, before)

    def to_reread(self, site: str | None, before: str) -> Iterator[Stored]:
        """Yield the pages of *site* that were last read *before* that time, in order."""
        last = 0
        while True:
            with self.database.reading() as connection:
                numbers = rereading.batch(connection, site, before, last)
                loaded = [rereading.load(connection, page) for page in numbers]
            if not loaded:
                return
            yield from loaded
            last = numbers[-1]

    def put_again(self, key: str, article: Article) -> dict[str, Any] | None:
        """Store what is read on the page at *key* now; return what changed, as it was."""
        with self.database.writing() as connection:
            return rereading.put_again(connection, key, article)

    def compare(self, key: str, article: Article) -> dict[str, Any] | None:
        """Return the fields of the page at *key* that are read otherwise now, as stored."""
        with self.database.reading() as connection:
            return rereading.compare(connection, key, article)

    # --- housekeeping ---------------------------------------------------------------------------

    @property
    def migration(self) -> str:
        """The migration up to which the tables are."""
        with self.database.reading() as connection:
            query = text("SELECT version_num FROM alembic_version")
            return str(connection.execute(query).scalar())

    @staticmethod
    def exists(url: str) -> bool:
        """Whether there is a store at *url*; one that is not on a disk here is taken for there."""
        return is_there(url)

    def check_site(self, site: str | None) -> None:
        """Raise Stop for a *site* of which the store holds nothing."""
        with self.database.reading() as connection:
            known = sorted(
                filter(None, connection.execute(select(pages.c.site).distinct()).scalars())
            )
        if site and site not in known:
            there = f"it holds {', '.join(known)}" if known else "it is empty"
            raise Stop(Exit.USAGE, f"the store holds no page of {site}; {there}")

    def states(self) -> dict[str, int]:
        """Return how many addresses of the frontier are in each state."""
        with self.database.reading() as connection:
            return frontier.count(connection)

    def sites_at_work(self) -> list[str]:
        """Return the sites whose last run did not end: it goes on, or was killed."""
        with self.database.reading() as connection:
            return runs.open_sites(connection)

    def expire(self, before: str, site: str | None) -> tuple[int, int]:
        """Forget the bytes of pages fetched *before* that time; return how many, and their size."""
        with self.database.writing() as connection:
            return expire(connection, before, site)

    def summaries(self) -> list[Summary]:
        """Return the figures of each site, in order of name."""
        with self.database.reading() as connection:
            return summarise(connection)

    def faults(self) -> list[str]:
        """Return what is wrong in the database itself, line by line; nothing if it is whole."""
        with self.database.reading() as connection:
            return check(connection)
