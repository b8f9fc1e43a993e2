"""Copy a whole store: to another database, or to a file while a crawl writes."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Integer, Table, func, insert, select, text, update
from sqlalchemy.sql.expression import bindparam

from crawler.store.database import StoreFault
from crawler.store.export import sync_folder
from crawler.store.schema import metadata, pages

if TYPE_CHECKING:
    from pathlib import Path

_BATCH = 500


def copy_all(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every row of *source* into the empty *target*; return how many of each table."""
    copied = {}
    for table in metadata.sorted_tables:
        rows = source.execution_options(yield_per=_BATCH).execute(select(table)).mappings()
        number = 0
        for part in rows.partitions(_BATCH):
            # A page may be part of one that comes later; that is told when all are there.
            blank = {"part_of": None} if table is pages else {}
            target.execute(insert(table), [dict(row) | blank for row in part])
            number += len(part)
        copied[table.name] = number
        _count_on(target, table)
    _tie(source, target)
    return copied


def _tie(source: Connection, target: Connection) -> None:
    """Tell in *target* which pages are parts of which."""
    query = select(pages.c.id, pages.c.part_of).where(pages.c.part_of.is_not(None))
    tied = [{"page": row.id, "first": row.part_of} for row in source.execute(query)]
    if tied:
        here = pages.c.id == bindparam("page")
        target.execute(update(pages).where(here).values(part_of=bindparam("first")), tied)


def _count_on(target: Connection, table: Table) -> None:
    """Let PostgreSQL number the next row of *table* after the last one."""
    [key, *others] = table.primary_key
    if target.dialect.name == "sqlite" or others or key.name != "id":
        return
    assert isinstance(key.type, Integer)
    last = target.execute(select(func.max(key))).scalar()
    if last:
        sequence = "SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"
        target.execute(text(sequence), {"name": table.name, "last": last})


def is_empty(connection: Connection) -> bool:
    """Whether the store holds nothing."""
    return not any(
        connection.execute(select(table).limit(1)).first() for table in metadata.tables.values()
    )


def back_up(source: Path, target: Path) -> None:
    """Copy the SQLite store *source* to *target* as it is at one moment, whoever writes to it."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(source)) as store, closing(sqlite3.connect(partial)) as copy:
            store.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").close()
            [said] = copy.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise StoreFault(f"the copy of {source} is not whole: {said}")
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        for beside in ("-wal", "-shm"):  # of an older copy, whose changes are none of this one's
            target.with_name(target.name + beside).unlink(missing_ok=True)
        partial.replace(target)
        sync_folder(target.parent)
    except sqlite3.Error as error:
        raise StoreFault(f"the store {source} cannot be copied: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
