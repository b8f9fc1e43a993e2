"""Runs: who works on a site, since when, and what came of it."""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select, update

from crawler import __version__
from crawler.store.clock import later, now
from crawler.store.schema import runs

if TYPE_CHECKING:
    from collections.abc import Mapping

RESUMABLE = timedelta(days=7)
"""What was begun longer ago is begun anew: rules may have changed since."""


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


def holder(connection: Connection, command: str, site: str | None) -> str:
    """Return the process whose *command* works on *site*, or on any, and since when."""
    at_work = (runs.c.command == command) & runs.c.ended.is_(None)
    latest = select(func.max(runs.c.id)).where(at_work & (runs.c.site == site) if site else at_work)
    query = select(runs.c.process, runs.c.started).where(runs.c.id == latest.scalar_subquery())
    row = connection.execute(query).first()
    return f"process {row.process} since {row.started}" if row else "a process that just began"


def unfinished(connection: Connection, command: str, site: str | None) -> tuple[int, str] | None:
    """Return number and start of the last such run, if it is of late and did not finish."""
    query = (
        select(runs.c.id, runs.c.started, runs.c.reason)
        .where(
            runs.c.command == command,
            runs.c.site.is_not_distinct_from(site),
            runs.c.version == __version__,
            runs.c.started > later(-RESUMABLE),
        )
        .order_by(runs.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (row.id, row.started) if row and row.reason != "finished" else None


def is_latest(connection: Connection, run: int, site: str) -> bool:
    """Whether no other run of *site* began after *run*: PostgreSQL may have lost its lock."""
    crawls = (runs.c.command == "crawl") & (runs.c.site == site)
    return connection.execute(select(func.max(runs.c.id)).where(crawls)).scalar() == run


def open_sites(connection: Connection) -> list[str]:
    """Return the sites whose last run did not end: it goes on, or was killed."""
    latest = select(func.max(runs.c.id)).where(runs.c.command == "crawl").group_by(runs.c.site)
    query = select(runs.c.site).where(runs.c.id.in_(latest), runs.c.ended.is_(None))
    return sorted(connection.execute(query).scalars())
