"""Open the database, SQLite or PostgreSQL: its migrations, its transactions, its faults."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from crawler.store.schema import writable

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_TIMEOUT = 30
"""Seconds to wait for another writer."""

_ONE_WRITER = 0x66616E67
"""Number of the advisory lock under which PostgreSQL writes: `fang`."""


class StoreFault(Exception):  # noqa: N818  the disk's or the database's, not the program's
    """The store cannot be read or written; the message is one line."""


class Database:
    """The database at an SQLAlchemy *url*, its tables up to date; raises StoreFault.

    There is one writer at a time, on either database: what a transaction looks up stays true
    until it has written.
    """

    def __init__(self, url: str) -> None:
        self.name = url
        try:
            parsed = make_url(url)
            # A password in the address is nobody's business who reads a message.
            self.name = parsed.render_as_string(hide_password=True)
            self.engine = _engine(parsed)
            self._reader = self._read_only(parsed)
            with faults(self.name), self.engine.connect() as connection:
                is_current = _is_current(connection)
            if not is_current:
                with self.writing() as connection:
                    _migrate(connection)
        except (ArgumentError, ValueError, NoSuchModuleError, ImportError, CommandError) as error:
            raise StoreFault(f"CORPUS_STORE={self.name} cannot be used: {error}") from error

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite, a file or in memory."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database; None for one in memory and for PostgreSQL."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that writes; committed at the end, or undone.

        SQLite's begins at once (a reader that turned writer would not wait for another one);
        PostgreSQL's takes the lock of the one writer.
        """
        with faults(self.name), self.engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that reads what is there at one moment, and keeps no writer waiting."""
        with faults(self.name), self._reader.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
        self._reader.dispose()

    def _read_only(self, url: URL) -> Engine:
        if not self.is_sqlite:
            return self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        if not self.file:
            return self.engine
        path = quote(str(self.file))
        return _engine(url.set(database=f"file:{path}", query={"mode": "ro", "uri": "true"}))


def is_there(url: str) -> bool:
    """Whether there is a database at *url*; one that is not on a disk here is taken for there."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return True  # to open it says what is wrong with it
    on_disk = parsed.get_backend_name() == "sqlite" and parsed.database
    return not on_disk or Path(str(parsed.database)).exists()


def _engine(url: URL) -> Engine:
    """Return an engine on *url* whose connections wait for a writer, but not for ever."""
    if url.get_backend_name() != "sqlite":
        patience = {"options": f"-c lock_timeout={BUSY_TIMEOUT}s", "connect_timeout": 10}
        return create_engine(url, connect_args=patience, json_serializer=_as_json)
    if url.database and "uri" not in url.query:
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFault(f"cannot make the folder of {url.database}: {error}") from error
    patience = {"timeout": BUSY_TIMEOUT}
    engine = create_engine(url, connect_args=patience, json_serializer=_as_json)
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _as_json(value: Any) -> str:
    return writable(json.dumps(value, ensure_ascii=False))


def _set_pragmas(connection: Any, _record: object) -> None:
    # WAL lets readers read while a crawl writes; NORMAL loses nothing at a kill.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config


def _is_current(connection: Connection) -> bool:
    """Whether the tables are up to date, told without keeping a writer waiting."""
    there = MigrationContext.configure(connection).get_current_revision()
    return there == ScriptDirectory.from_config(_migrations()).get_current_head()


def _migrate(connection: Connection) -> None:
    config = _migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def faults(name: str) -> Iterator[None]:
    """Turn what the database of this *name* raises into a StoreFault of one line.

    A row that must not be is the program's fault and stays what it is.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        cause = str(error.orig or error).splitlines()[0]
        raise StoreFault(f"the store {name} failed: {cause}") from error
