"""Runs: who works on a site, since when, and what came of it."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select, update

from crawler import __version__
from crawler.store.clock import now
from crawler.store.schema import runs

if TYPE_CHECKING:
    from collections.abc import Mapping


def begin(connection: Connection, command: str, site: str | None) -> int:
    """Write that a run of *command* on *site* begins, and return its number."""
    values: dict[str, Any] = {
        "command": command,
        "site": site,
        "version": __version__,
        "process": f"{os.getpid()} on {socket.gethostname()}",
        "started": now(),
        "counts": {},
    }
    made = connection.execute(insert(runs).values(values)).inserted_primary_key
    assert made
    return int(made[0])


def end(connection: Connection, run: int, reason: str, counts: Mapping[str, Any]) -> None:
    """Write that *run* ended, why, and its *counts*."""
    values = {"ended": now(), "reason": reason, "counts": dict(counts)}
    connection.execute(update(runs).where(runs.c.id == run).values(values))


def holder(connection: Connection, site: str) -> str:
    """Return the process that works on *site* and since when, as a phrase."""
    latest = select(func.max(runs.c.id)).where(runs.c.site == site, runs.c.ended.is_(None))
    query = select(runs.c.process, runs.c.started).where(runs.c.id == latest.scalar_subquery())
    row = connection.execute(query).first()
    return f"process {row.process} since {row.started}" if row else "a process that just began"


def unfinished(connection: Connection, command: str, site: str | None) -> tuple[int, str] | None:
    """Return number and start of the last run of *command* on *site*, if it did not finish."""
    query = (
        select(runs.c.id, runs.c.started, runs.c.reason)
        .where(runs.c.command == command, runs.c.site.is_not_distinct_from(site))
        .order_by(runs.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (row.id, row.started) if row and row.reason != "finished" else None


def open_sites(connection: Connection) -> list[str]:
    """Return the sites whose last run did not end: it goes on, or was killed."""
    latest = select(func.max(runs.c.id)).where(runs.c.site.is_not(None)).group_by(runs.c.site)
    query = select(runs.c.site).where(runs.c.id.in_(latest), runs.c.ended.is_(None))
    return sorted(connection.execute(query).scalars())
