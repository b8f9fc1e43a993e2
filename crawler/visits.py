"""The setting that says after how many days an article is looked at again."""

from __future__ import annotations

from datetime import timedelta

from crawler.exits import Exit, Stop

LONGEST = 3650.0
"""Days."""


def waits(days: str) -> list[timedelta]:
    """Return the waits that *days* names, as 1,7; none for an empty text.

    >>> waits("1, 7")
    [datetime.timedelta(days=1), datetime.timedelta(days=7)]
    >>> waits("")
    []
    """
    try:
        found = [float(day) for day in days.split(",") if day.strip()]
    except ValueError:
        found = [-1.0]
    if not all(0 < day <= LONGEST for day in found) or found != sorted(found):
        raise Stop(Exit.USAGE, f"CORPUS_REVISIT={days} must be days in order, as 1,7, or empty")
    return [timedelta(days=day) for day in found]
