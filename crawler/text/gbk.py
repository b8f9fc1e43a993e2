"""Characters as pairs of GBK bytes, and pairs of bytes as characters."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))

_USER_HIGH = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
_USER_LOW = range(0xA1, 0xA8)
# Zones 1 and 2 of the standard (AAA1-AFFE, F8A1-FEFE) have high second bytes, zone 3 low ones.
_BORDER = 0xA1

PRIVATE_LEADS = frozenset((*_USER_HIGH, *_USER_LOW))
"""First bytes of the user-defined zones."""


class Pair(NamedTuple):
    """The two bytes of a character."""

    lead: int
    trail: int


@cache
def pair_of(char: str) -> Pair | None:
    """Return the two bytes of *char*, private-use characters included; None for all others.

    >>> pair_of("有"), pair_of("a")
    (Pair(lead=211, trail=208), None)
    """
    try:
        encoded = char.encode("gb18030")
    except UnicodeEncodeError:  # half a surrogate pair
        return None
    return Pair(*encoded) if len(encoded) == 2 else None  # noqa: PLR2004


@cache
def char_of(lead: int, trail: int) -> str | None:
    """Return the character of two bytes; None where GBK has none.

    >>> char_of(0xD3, 0xD0), char_of(0xA9, 0xA1)
    ('有', None)
    """
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None


@cache
def is_private(lead: int, trail: int) -> bool:
    """Whether the pair lies in a user-defined zone, which is read as private-use characters.

    >>> is_private(0xAA, 0xA1), is_private(0xD3, 0xD0)
    (True, False)
    """
    return lead in _USER_HIGH if trail >= _BORDER else lead in _USER_LOW


@cache
def is_unmapped(lead: int, trail: int) -> bool:
    """Whether a decoder finds nothing for the pair, not even a private-use character.

    >>> is_unmapped(0xA9, 0xA1), is_unmapped(0xAA, 0xA1)
    (True, False)
    """
    return char_of(lead, trail) is None and not is_private(lead, trail)
