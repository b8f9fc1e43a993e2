"""The wall clock as the store writes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from crawler.text.dates import BEIJING


def wall() -> datetime:
    """Return the time."""
    return datetime.now(BEIJING)


def now() -> str:
    """Return the time, ISO 8601 in +08:00, to the second: such times sort as texts."""
    return later(timedelta())


def later(wait: timedelta) -> str:
    """Return the time after *wait*."""
    return (wall() + wait).isoformat(timespec="seconds")
