"""Damage a page as copying hosts do: traditional script, readings in brackets, split bytes."""

import json
from dataclasses import dataclass
from pathlib import Path

_TABLE = Path(__file__).parent / "mirror_table.json"
_LOST = "?"
_ASCII_END = 0x80
_TRAIL_START = 0x40
_NO_BYTES = (0x7F, 0x80, 0xFF)
# These marks are cut out at any alignment, and what stood half in them is lost.
_MARKS = "！；？"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a copying host replaces: characters first, then readings, in this order."""

    script: dict[int, int]
    readings: tuple[tuple[str, str], ...]


def load_table(path: Path = _TABLE) -> Table:
    """Return the table in the file at *path*."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Table(
        script=str.maketrans(data["simplified"], data["traditional"]),
        readings=tuple((char, reading) for char, reading in data["readings"]),
    )


def damage(text: str, table: Table, strength: int) -> str:
    """Return *text* as a host shows it that applies the first *strength* readings.

    The readings are replaced in the bytes, so that 當|地 is also found to hold a 數.

    >>> script = str.maketrans("当农网", "當農網")
    >>> table = Table(script=script, readings=(("數", "shù"), ("農", "nóng")))
    >>> damage("网上的农家", table, 2)
    '網上的農(nóng)家'
    >>> damage("当地农家", table, 2)
    '當?shù)剞r(nóng)家'
    """
    data = text.translate(table.script).encode("gbk", "replace")
    for char, reading in table.readings[:strength]:
        found = char.encode("gbk")
        data = data.replace(found, found + f"({reading})".encode("gbk"))
    return _cut(data, _MARKS)


def _cut(data: bytes, marks: str) -> str:
    """Return *data* decoded between the *marks*, each of which is searched in the bytes."""
    if not marks:
        return _decode(data)
    mark = marks[0]
    return mark.join(_cut(part, marks[1:]) for part in data.split(mark.encode("gbk")))


def _decode(data: bytes) -> str:
    """Return *data* read as GBK, with a question mark for what is none."""
    text, at = "", 0
    while at < len(data):
        char, width = _read(data[at : at + 2])
        text += char
        at += width
    return text


def _read(pair: bytes) -> tuple[str, int]:
    """Return the character that *pair* begins with, and how many bytes it takes."""
    if pair[0] < _ASCII_END:
        return chr(pair[0]), 1
    if pair[0] in _NO_BYTES or len(pair) == 1:
        return _LOST, 1
    if pair[1] < _TRAIL_START or pair[1] in (0x7F, 0xFF):
        return _LOST, 2
    try:
        return pair.decode("gbk"), 2
    except UnicodeDecodeError:
        return _private(pair)


def _private(pair: bytes) -> tuple[str, int]:
    """Return the private character of a pair in the user-defined zones; others lose a byte."""
    lead, trail = pair
    high = trail > 0xA0  # noqa: PLR2004, the border of the zones
    if (high and (0xAA <= lead <= 0xAF or lead >= 0xF8)) or (not high and 0xA1 <= lead <= 0xA7):  # noqa: PLR2004, the zones
        return pair.decode("gb18030"), 2
    return _LOST, 1
