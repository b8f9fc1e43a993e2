"""Open the database: its folder, its pragmas, its migrations; faults in one line."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_TIMEOUT = 30
"""Seconds to wait for another writer."""


class StoreFault(Exception):  # noqa: N818  the disk's or the database's, not the program's
    """The store cannot be read or written; the message is one line."""


def open_engine(url: str) -> Engine:
    """Return the engine of the store at *url*, its tables up to date."""
    try:
        engine = create_engine(url, connect_args=_arguments(url))
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_pragmas)
        with faults(url), engine.begin() as connection:
            _migrate(connection)
    except (ArgumentError, NoSuchModuleError, ImportError, CommandError) as error:
        raise StoreFault(f"CORPUS_STORE={url} cannot be used: {error}") from error
    return engine


def _arguments(url: str) -> dict[str, Any]:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return {}
    if parsed.database:
        try:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFault(f"cannot make the folder of {parsed.database}: {error}") from error
    return {"timeout": BUSY_TIMEOUT}


def _set_pragmas(connection: Any, _record: object) -> None:
    # WAL lets readers read while a crawl writes; NORMAL loses nothing at a kill.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def faults(url: str) -> Iterator[None]:
    """Turn what the database raises into a StoreFault of one line."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreFault(f"the store {url} failed: {cause}") from error
