"""When a stored page is looked at again: papers correct and withdraw what is fresh."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from crawler.store.clock import later, now

if TYPE_CHECKING:
    from collections.abc import Sequence

FRESH = timedelta(days=7)
"""An article that was older than this when it was first fetched is not looked at again: a
backfill would ask for every page three times."""


def next_visit(
    published: str | None, first_seen: str, visits: int, after: Sequence[timedelta]
) -> str | None:
    """Return when a page that was fetched *visits* times is due again, None for never.

    *after* are the waits from the first visit to the second, third, …
    """
    if visits > len(after) or visits < 1:
        return None
    first, day = (date.fromisoformat(moment[:10]) for moment in (first_seen, published or now()))
    if day < first - FRESH:
        return None
    passed = after[visits - 2] if visits > 1 else timedelta()
    return later(after[visits - 1] - passed)
