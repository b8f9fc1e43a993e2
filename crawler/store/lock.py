"""One run of a site at a time: a lock that is given back when its holder dies."""

from __future__ import annotations

import fcntl
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

_SITES = 0x73697465
"""First number of the advisory locks of sites: `site`."""


class Held(Exception):  # noqa: N818  another run at work is no error
    """Another run holds the site."""


@contextmanager
def kernel_lock(file: Path, site: str) -> Iterator[None]:
    """Hold *site* of the SQLite database *file*; the kernel frees it however the process ends."""
    path = file.with_name(f".{file.name}.{site}.lock")
    with path.open("a+", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Held from error
        yield


@contextmanager
def advisory_lock(engine: Engine, site: str) -> Iterator[None]:
    """Hold *site* in PostgreSQL; the server frees it when this connection ends."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # a pool would keep the connection, and the lock with it
        numbers = {"a": _SITES, "b": zlib.crc32(site.encode()) - 2**31}
        if not connection.execute(text("SELECT pg_try_advisory_lock(:a, :b)"), numbers).scalar():
            raise Held
        yield
