"""The window of days that a crawl or an export is asked for."""

from __future__ import annotations

from datetime import date

from crawler.exits import Exit, Stop

ARGUMENTS = ("since", "until")


def check_arguments(arguments: dict[str, str]) -> None:
    """Raise Stop, with one line, for an argument that no site has or a date that is none."""
    for name, value in arguments.items():
        if name not in ARGUMENTS:
            raise Stop(Exit.USAGE, f"unknown argument {name}; there are {', '.join(ARGUMENTS)}")
        if value and not _is_day(value):
            raise Stop(Exit.USAGE, f"{name}={value} is not a date; write it as YYYY-MM-DD")
    if (arguments.get("since") or "") > (arguments.get("until") or "9999"):
        raise Stop(Exit.USAGE, "since is later than until")


def _is_day(text: str) -> bool:
    """Whether *text* is a day as YYYY-MM-DD; 20260302 is none, which Python would take for one."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
