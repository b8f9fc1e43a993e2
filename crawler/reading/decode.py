"""Decide the charset of a page from its bytes; what headers and the page say is advice only.

Strict UTF-8 comes first: Chinese text in another charset is not valid UTF-8 by accident. Else
the candidates are tried and the one whose text looks most like Chinese wins, the declared ones
first among equals. An HTTP header that lies must not win.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from crawler.text.script import to_traditional

SAMPLE = 200_000
"""Bytes from the start of a page on which the charset is decided."""

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Supersets that hold what pages really contain under these names (WHATWG Encoding Standard).
_SUPERSET = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}

# The most frequent characters of written Chinese; any text of a few lines holds many of them.
_FREQUENT = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后"
    "作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因"
    "只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应"
    "战向头文体政美相见被利什二等产新己制身加月话合回特代内信表化老给世位次度门任常先海通教原东声提及"
    "比员解水名真论处走义各入几口认条平系气题活更别打变四神总何电数安少报才结反受目太量再感建务做接必"
    "场件计管期市直资命山金指克许统区保至队形社便空决治展马科司五基书非则听白界达光放强即像且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取格望觉术领共确传师清今切院让识带导争运"
)


class Decoded(NamedTuple):
    """Text and the charset that gave it."""

    text: str
    charset: str


@cache
def _frequent() -> frozenset[str]:
    return frozenset(_FREQUENT + to_traditional(_FREQUENT))


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of *body* and its charset.

    >>> decode("<meta charset=utf-8>济源网讯".encode("gbk"), "text/html; charset=utf-8").charset
    'gb18030'
    >>> decode("<meta charset=gb2312>济源网讯".encode()).charset
    'utf-8'
    """
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(charset, "replace"), charset)
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        charset = max(_candidates(body, content_type), key=lambda name: _likeness(body, name))
        return Decoded(body.decode(charset, "replace"), charset)


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
    """Return how much *body* looks like Chinese when read so: frequent characters less losses."""
    text = body[:SAMPLE].decode(charset, "replace")
    foreign = [c for c in text if c > "\x7f"]
    if not foreign:
        return 0.0
    frequent = _frequent()
    good = sum(c in frequent for c in foreign)
    lost = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in foreign)
    return (good - lost) / len(foreign)
