"""A story: what a newsroom wrote, before any layout."""

import zlib
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story of one paper."""

    id: str
    title: str
    subtitle: tuple[str, ...]
    day: str
    time: str
    source: str
    authors: tuple[str, ...]
    editor: str
    section: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]


_LISTS = ("subtitle", "authors", "tags", "paragraphs")
_NEEDED = ("id", "title", "section", "paragraphs")


def number(story: Story) -> int:
    """Return six digits for the address of *story*: its name alone decides them."""
    return 100_000 + zlib.crc32(story.id.encode()) % 900_000


def story_from(record: Any) -> Story:
    """Return the story that *record* of a story file holds, or say what is wrong with it."""
    check_keys(record, {field.name for field in fields(Story)})
    for name, value in record.items():
        _check_kind(name, value)
    for name in _NEEDED:
        if not record[name]:
            raise ValueError(f"{name} is empty")
    check_moment(record["day"], record["time"])
    return Story(**{name: _frozen(value) for name, value in record.items()})


def check_keys(record: Any, wanted: set[str]) -> None:
    """Complain unless *record* is an object with exactly the keys *wanted*."""
    if not isinstance(record, dict):
        raise ValueError(f"an object is wanted, not {record!r}")  # noqa: TRY004, a fault of the file
    if wrong := sorted(set(record) ^ wanted):
        raise ValueError(f"missing or unknown: {', '.join(wrong)}")


def check_moment(day: str, clock: str) -> None:
    """Complain unless the two are written like 2026-03-02 and 08:26:41."""
    if date.fromisoformat(day).isoformat() != day or time.fromisoformat(clock).isoformat() != clock:
        raise ValueError(f"not a moment: {day} {clock}")


def _check_kind(name: str, value: Any) -> None:
    """Complain unless *value* is a text, or a list of texts where *name* is a list."""
    parts = value if name in _LISTS else [value]
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError(f"{name} is of the wrong kind: {value!r}")


def _frozen(value: Any) -> Any:
    """Return a list as a tuple and everything else as it is."""
    return tuple(value) if isinstance(value, list) else value
