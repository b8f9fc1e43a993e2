"""One run of a site at a time: locks that are given back when their holder dies."""

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

_OURS = 0x73697465
"""First number of our advisory locks: `site`."""


class Held(Exception):  # noqa: N818  another run at work is no error
    """Another run holds it."""


@contextmanager
def kernel_lock(file: Path, name: str, *, shared: bool = False) -> Iterator[None]:
    """Hold *name* of the SQLite database *file*; the kernel frees it however the process ends."""
    path = file.with_name(f".{file.name}.{name}.lock")
    with path.open("a+", encoding="utf-8") as held:
        try:
            fcntl.flock(held, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Held from error
        yield


@contextmanager
def advisory_lock(engine: Engine, name: str, *, shared: bool = False) -> Iterator[None]:
    """Hold *name* in PostgreSQL; the server frees it when this connection ends."""
    function = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # a pool would keep the connection, and the lock with it
        numbers = {"a": _OURS, "b": zlib.crc32(name.encode()) - 2**31}
        if not connection.execute(text(f"SELECT {function}(:a, :b)"), numbers).scalar():
            raise Held
        yield
