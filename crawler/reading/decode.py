"""Decide the charset of a page from its bytes; what headers and the page say is advice only.

Strict UTF-8 comes first: Chinese text in another charset is not valid UTF-8 by accident. Else
the candidates are tried and the one whose text looks most like Chinese wins, the declared ones
first among equals. An HTTP header that lies must not win.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crawler.text.frequent import frequent
from crawler.text.marks import LOST
from crawler.text.mixed import foreign_part, read_mixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLE = 200_000
"""Bytes from the start of a page on which the charset is decided."""

LOSS = 4
"""So many lost characters weigh as much as a frequent one: two bytes are lost of every other."""

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Supersets that hold what pages really contain under these names (WHATWG Encoding Standard).
_SUPERSET = {
    **dict.fromkeys(["gb2312", "gbk", "x-gbk", "gb_2312-80", "cp936"], "gb18030"),
    **dict.fromkeys(["big5", "big5-hkscs", "x-x-big5"], "big5hkscs"),
    "utf8": "utf-8",
}


class Decoded(NamedTuple):
    """Text and the charset that gave it."""

    text: str
    charset: str


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of *body* and its charset.

    >>> decode("<meta charset=utf-8>柳河镇今日".encode("gbk"), "text/html; charset=utf-8").charset
    'gb18030'
    >>> decode("<meta charset=gb2312>柳河镇今日".encode()).charset
    'utf-8'
    """
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(charset, "replace"), charset)
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        sample = foreign_part(body[:SAMPLE])
        charset = max(_candidates(body, content_type), key=lambda name: _likeness(sample, name))
        return Decoded(read_mixed(body, charset), charset)


def _candidates(body: bytes, content_type: str) -> list[str]:
    """Return charsets to try: what the page says, what the header says, then the usual ones."""
    declared = [m.decode("ascii", "replace") for m in _META.findall(body[:4096])[:1]]
    declared += _HEADER.findall(content_type)[:1]
    names = [_SUPERSET.get(name.lower(), name.lower()) for name in declared]
    known = [name for name in names if _is_known(name)]
    return list(dict.fromkeys([*known, "gb18030", "utf-8", "big5hkscs"]))


# Python looks no charset up to decode nothing; and some of its codecs take ASCII only (idna).
_PROBE = "啊".encode("gbk")


def _is_known(name: str) -> bool:
    try:
        _PROBE.decode(name, "replace")
    except (LookupError, UnicodeError):
        return False
    return True


def _likeness(body: bytes, charset: str) -> float:
    """Return how much Chinese *body* holds when read so: frequent characters less losses."""
    units = body.decode(charset, "replace").encode("utf-16-le", "surrogatepass")
    return float(_weights()[np.frombuffer(units, np.uint16)].sum()) / LOSS


@cache
def _weights() -> NDArray[np.int8]:
    """Return what each character of the first plane counts, in lost ones."""
    weights = np.zeros(1 << 16, np.int8)
    weights[[ord(char) for char in frequent()]] = LOSS
    weights[[ord(LOST), *range(0xE000, 0xF900)]] = -1
    return weights
