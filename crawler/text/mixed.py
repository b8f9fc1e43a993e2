"""Read a page of two charsets: a template and a body of two systems, a value put in from elsewhere.

They are joined at tags and ends of lines, now and then within one line.
"""

from __future__ import annotations

import re
from bisect import bisect
from itertools import accumulate

from crawler.text.frequent import evidence
from crawler.text.marks import LOST
from crawler.text.strays import COPIED, is_shifted, read_pairs, shift_signs, strictly

HOPELESS = 0.2
"""Share of undecodable bytes from which a page is not looked at closely."""

CLOSELY = 100_000
"""Bytes of a page that are read at the pace of `read_pairs`, a megabyte in ten seconds; of 580
pages none has more than 3,000 in doubt."""

_DOUBLE = ("gb18030", "big5hkscs")
# What a tag or the end of a line ends; ASCII before it is ASCII in every charset, but a `?` and the
# rest of a gloss tell what a copying host shifted.
_PIECE = re.compile(rb"(?:\?[!(,;?a-z]{0,9}\)?)?[\x80-\xff][^<>\r\n]*")
_LOST_ONE = re.compile(LOST)
_UTF8 = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
# Some pairs of GBK are whole characters of UTF-8, if none of Chinese: 图片 is ͼƬ.
_GBK_AS_UTF8 = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]){2}")
_UTF8_TWICE = re.compile(_UTF8.pattern * 2)
# So many in a row are UTF-8 and no accident, so that no two-byte charset need be tried.
_UTF8_SURELY = re.compile(_UTF8.pattern.join((b"(?:", b"){8}")))
# One alone may be two halves of GBK: 议， holds 飬.
_UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}|\xe2\x80[\x80-\xbf]){2,}")


def read_mixed(body: bytes, charset: str) -> str:
    r"""Return the text of *body*, which is mostly in *charset*; what is lost becomes U+FFFD.

    >>> read_mixed("<b>新闻</b>\n".encode("gbk") + "<p>会议召开</p>".encode(), "gb18030")
    '<b>新闻</b>\n<p>会议召开</p>'
    >>> read_mixed("刘龑与朱镕基的传记".encode("gb18030"), "gb18030")
    '刘龑与朱镕基的传记'
    """
    text = body.decode(charset, "replace")
    if charset not in (*_DOUBLE, "utf-8") or _is_hopeless(body, text):
        return text
    # No charset has a line's end within a character, so both have the same lines.
    found, lines = body.split(b"\n"), text.split("\n")
    read = _Reader()
    for n in _doubtful_lines(found, lines, charset):
        lines[n] = _read_line(found[n], charset, read)
    return "\n".join(lines)


class _Reader:
    """Read two-byte charsets closely up to `CLOSELY` bytes of a page, and plainly from there on.

    So no page takes longer than its size allows, be it damaged from end to end.
    """

    def __init__(self) -> None:
        self.left = CLOSELY

    def __call__(self, piece: bytes, charset: str) -> str:
        """Return the text of *piece*."""
        if len(piece) > self.left:
            return piece.decode(charset, "replace")
        if not piece.isascii():
            self.left -= len(piece)
        return read_pairs(piece, charset)


def foreign_part(body: bytes) -> bytes:
    r"""Return the pieces of *body* that are not ASCII, one a line.

    >>> foreign_part("<p>2026\n<b>新闻</b>\n".encode("gbk")).decode("gbk")
    '新闻'
    """
    lines = b"\n".join(line for line in body.split(b"\n") if not line.isascii())
    pieces = b"\n".join(_PIECE.findall(lines))
    return COPIED.sub(b"", pieces) or pieces


def _is_hopeless(body: bytes, text: str) -> bool:
    """Whether *body* is no Chinese: undecodable as *text*, and in the charset of most pages."""
    most = HOPELESS * len(body)
    return text.count(LOST) > most and body.decode("gb18030", "replace").count(LOST) > most


def _doubtful_lines(found: list[bytes], lines: list[str], charset: str) -> list[int]:
    """Return which lines may hold a stray byte or another charset.

    All are searched as one text: most pages have thousands of lines and nothing to be found.
    """
    foreign = [n for n, line in enumerate(found) if not line.isascii()]
    text = "\n".join(lines[n] for n in foreign)
    body = b"\n".join(found[n] for n in foreign)
    signs = [_LOST_ONE, *(() if charset == "utf-8" else shift_signs(charset))]
    other = _GBK_AS_UTF8 if charset == "utf-8" else _UTF8_TWICE
    ends = list(accumulate(len(lines[n]) + 1 for n in foreign))
    doubtful = {bisect(ends, match.start()) for sign in signs for match in sign.finditer(text)}
    ends = list(accumulate(len(found[n]) + 1 for n in foreign))
    doubtful |= {bisect(ends, match.start()) for match in other.finditer(body)}
    return [foreign[n] for n in sorted(doubtful)]


def _read_line(line: bytes, charset: str, read: _Reader) -> str:
    """Return the text of *line*, each piece of it by itself."""
    parts, end = [], 0
    for piece in _PIECE.finditer(line):
        parts.append(line[end : piece.start()].decode("ascii"))
        parts.append(_read_piece(piece.group(), charset, read))
        end = piece.end()
    return "".join([*parts, line[end:].decode("ascii")])


def _is_doubtful(body: bytes, text: str, charset: str) -> bool:
    """Whether *body* may hold UTF-8 or a stray byte although it can be read to its end."""
    if charset not in _DOUBLE:
        return False
    return bool(_UTF8_TWICE.search(body) or is_shifted(text, charset))


def _read_piece(piece: bytes, charset: str, read: _Reader) -> str:
    """Return *piece* as it is most Chinese; in *charset* if that is as good as another."""
    double = charset in _DOUBLE
    whole = strictly(piece, charset)
    if double and whole is not None and not _is_doubtful(piece, whole, charset):
        return whole
    text = read(piece, charset) if double else piece.decode(charset, "replace")
    others = _other_readings(piece, text, charset, read)
    return max([text, *others], key=evidence) if others else text


def _other_readings(piece: bytes, text: str, charset: str, read: _Reader) -> list[str]:
    """Return what *piece*, which is *text* in *charset*, may be in another, or in two."""
    if charset == "utf-8":
        if LOST not in text and not _GBK_AS_UTF8.search(piece):
            return []
        if _UTF8_SURELY.search(piece):
            return [_in_parts(piece, "gb18030", read)]
        others = [read(piece, name) for name in _DOUBLE]
        return [other for other in others if evidence(other) > 0] + [
            _in_parts(piece, "gb18030", read)
        ]
    # A reading in the other two-byte charset must be whole, and Chinese by itself.
    whole = (strictly(piece, name) for name in _DOUBLE if name != charset)
    others = [other for other in whole if other and evidence(other) > 0]
    if _UTF8.search(piece):
        others.append(piece.decode("utf-8", "replace"))
    if _UTF8_TWICE.search(piece):
        others.append(_in_parts(piece, charset, read))
    return others


def _in_parts(piece: bytes, charset: str, read: _Reader) -> str:
    """Return *piece* with what is Chinese in UTF-8 read so, and what is between in *charset*."""
    parts, end = [], 0
    for run in _UTF8_RUN.finditer(piece):
        if evidence(text := run.group().decode()) > 0:
            parts += [read(piece[end : run.start()], charset), text]
            end = run.end()
    return "".join([*parts, read(piece[end:], charset)])
