"""Read bytes that are not of one charset throughout: a torn character, half a page from elsewhere.

A stray byte shifts every two-byte character after it, up to the next sign below 0x40; the
reading that is Chinese tells where it stands. Templates and bodies are joined at tags and lines.
"""

from __future__ import annotations

import re
from functools import cache

from crawler.text import charlm
from crawler.text.frequent import evidence, frequent, is_common
from crawler.text.marks import LOST

STRAY = -13.0
"""What a stray byte costs (natural logarithm): as much as a rare character, less than two."""
UNKNOWN = -17.0
FREQUENT = -6.0
"""Costs of a rare and a frequent character where there is no model."""
LETTER = -7.0
"""What ASCII costs at most; the model's newspapers hold few of its signs."""
KANA = -9.0
"""What kana cost at most; Chinese newspapers hold none, but names of works do."""
MARGIN = 10.0
"""By how much a reading with strays must be likelier than one without."""
HOPELESS = 0.2
"""Share of undecodable bytes from which a page is not looked at closely."""

_DOUBLE = ("gb18030", "big5hkscs")
# What a tag or the end of a line ends; ASCII before it is ASCII in every charset.
_PIECE = re.compile(rb"[\x80-\xff][^<>\r\n]*")
# Signs up to 0x2F and 0x3A to 0x3F are no part of any character; a reading starts anew after one.
_RUN = re.compile(rb"[0-9\x40-\xff]*[\x80-\xff][0-9\x40-\xff]*")
# What is left of a character when a shift ends: 昙Z食.
_LONE_LETTER = re.compile(r"[^\x00-\x7f][A-Za-z](?=[^\x00-\x7f])")
_LOST_ONE = re.compile(LOST)
_FOUR = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_UTF8 = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
# Some pairs of GBK are whole characters of UTF-8, if none of Chinese: 图片 is ͼƬ.
_GBK_AS_UTF8 = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]){2}")
_UTF8_TWICE = re.compile(_UTF8.pattern * 2)
_UTF8_RUN = re.compile(rb"((?:[\xe3-\xe9\xef][\x80-\xbf]{2}|\xe2\x80[\x80-\xbf])+)")


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
    for n in _doubtful_lines(found, lines, charset):
        lines[n] = _read_line(found[n], charset)
    return "\n".join(lines)


def foreign_part(body: bytes) -> bytes:
    r"""Return the pieces of *body* that are not ASCII, one a line.

    >>> foreign_part("<p>2026\n<b>新闻</b>\n".encode("gbk")).decode("gbk")
    '新闻'
    """
    lines = b"\n".join(line for line in body.split(b"\n") if not line.isascii())
    return b"\n".join(_PIECE.findall(lines))


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
    signs = [_LOST_ONE] if charset == "utf-8" else [_LOST_ONE, _telltale(charset), _LONE_LETTER]
    other = _GBK_AS_UTF8 if charset == "utf-8" else _UTF8_TWICE
    places = {text.count("\n", 0, m.start()) for sign in signs for m in sign.finditer(text)}
    places |= {body.count(b"\n", 0, m.start()) for m in other.finditer(body)}
    return [foreign[n] for n in sorted(places)]


def _read_line(line: bytes, charset: str) -> str:
    """Return the text of *line*, each piece of it by itself."""
    parts, end = [], 0
    for piece in _PIECE.finditer(line):
        parts.append(line[end : piece.start()].decode("ascii"))
        parts.append(_read_piece(piece.group(), charset))
        end = piece.end()
    return "".join([*parts, line[end:].decode("ascii")])


def read_pairs(body: bytes, charset: str = "gb18030") -> str:
    r"""Return the text of *body* in a two-byte charset; no stray byte takes its neighbours along.

    >>> read_pairs(b"\xc4\xd6\xd0\xb9\xfa"), read_pairs(b"<b>\xc4</b>")
    ('\ufffd中国', '<b>\ufffd</b>')
    >>> read_pairs("第3届GDP论坛".encode("gbk"))
    '第3届GDP论坛'
    """
    parts, end = [], 0
    for run in _RUN.finditer(body):
        parts.append(body[end : run.start()].decode("ascii", "replace"))
        parts.append(_read_run(run.group(), charset))
        end = run.end()
    return "".join([*parts, body[end:].decode("ascii", "replace")])


def _read_run(run: bytes, charset: str) -> str:
    """Return *run* as it stands if it can be read and nothing else is much more Chinese."""
    text = _strictly(run, charset)
    if text is not None and not _is_shifted(text, charset):
        return text
    best = _best_reading(run, charset)
    return best if text is None or _cost_of(best) > _cost_of(text) + MARGIN else text


def _strictly(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        return None


def _is_doubtful(body: bytes, text: str, charset: str) -> bool:
    """Whether *body* may hold UTF-8 or a stray byte although it can be read to its end."""
    if charset not in _DOUBLE:
        return False
    return bool(_UTF8_TWICE.search(body) or _is_shifted(text, charset))


def _read_piece(piece: bytes, charset: str) -> str:
    """Return *piece* as it is most Chinese; in *charset* if that is as good as another."""
    double = charset in _DOUBLE
    whole = _strictly(piece, charset)
    if double and whole is not None and not _is_doubtful(piece, whole, charset):
        return whole
    text = read_pairs(piece, charset) if double else piece.decode(charset, "replace")
    others = _other_readings(piece, text, charset)
    return max([text, *others], key=evidence) if others else text


def _other_readings(piece: bytes, text: str, charset: str) -> list[str]:
    """Return what *piece*, which is *text* in *charset*, may be in another, or in two."""
    if charset == "utf-8":
        if LOST not in text and not _GBK_AS_UTF8.search(piece):
            return []
        others = [read_pairs(piece, name) for name in _DOUBLE]
        return [other for other in others if evidence(other) > 0] + [_in_parts(piece, "gb18030")]
    if not _UTF8.search(piece):
        return []
    others = [piece.decode("utf-8", "replace")]
    return [*others, _in_parts(piece, charset)] if _UTF8_TWICE.search(piece) else others


def _in_parts(piece: bytes, charset: str) -> str:
    """Return *piece* with all that can be UTF-8 read so, and what is between in *charset*."""
    parts = enumerate(_UTF8_RUN.split(piece))
    return "".join(x.decode() if n % 2 else read_pairs(x, charset) for n, x in parts)


def _is_shifted(text: str, charset: str) -> bool:
    return bool(_telltale(charset).search(text) or _LONE_LETTER.search(text))


@cache
def _telltale(charset: str) -> re.Pattern[str]:
    """Return what finds characters that a shifted reading makes: rare, a letter their second byte.

    In Big5 half of all characters have such a second byte; there every rare one counts.
    """
    leads, trails = range(0x81, 0xFF), range(0x40, 0x7F)
    if charset != "gb18030":
        leads, trails = range(0xC9, 0xFF), range(0x40, 0xFF)
    found = {_pair(lead, trail, charset) for lead in leads for trail in trails}
    rare = sorted(char for char in found if char and not is_common(char))
    return re.compile(f"[{re.escape(''.join(rare))}]")


@cache
def _pair(lead: int, trail: int, charset: str) -> str:
    """Return the character of two bytes; nothing where they make none, or two."""
    text = bytes((lead, trail)).decode(charset, "ignore")
    return text if len(text) == 1 and text > "\x7f" else ""


def _best_reading(run: bytes, charset: str) -> str:
    """Return the likeliest reading of *run*, found from left to right in linear time."""
    size = len(run)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(-float("inf"), 0, "")] * size
    context = [""] * (size + 1)
    for at in range(size):
        before = (context[best[at][1]][-1:] + best[at][2])[-2:] if at else ""
        context[at] = before
        for width, text, cost in _steps(run, at, before, charset):
            total = best[at][0] + cost
            if total > best[at + width][0]:
                best[at + width] = (total, at, text)
    parts = []
    while size:
        _, start, text = best[size]
        parts.append(text)
        size = start
    return "".join(reversed(parts))


def _steps(run: bytes, at: int, before: str, charset: str) -> list[tuple[int, str, float]]:
    """Return what may be read at a place: bytes taken, text, its log-probability."""
    if run[at] < 0x80:  # noqa: PLR2004
        letter = chr(run[at])
        return [(1, letter, _cost(before, letter))]
    steps = [(1, LOST, STRAY)]
    if char := _pair(run[at], run[at + 1], charset) if at + 1 < len(run) else "":
        steps.append((2, char, _cost(before, char)))
    four = run[at : at + 4]
    if charset == "gb18030" and _FOUR.fullmatch(four) and (rare := _strictly(four, charset)):
        steps.append((4, rare, UNKNOWN))
    return steps


def _cost_of(text: str) -> float:
    befores = (text[max(0, at - 2) : at] for at in range(len(text)))
    return sum(
        STRAY if char == LOST else _cost(before, char)
        for before, char in zip(befores, text, strict=True)
    )


def _cost(before: str, char: str) -> float:
    model = charlm.load()
    cost = model.score(before, char) if model else FREQUENT if char in frequent() else UNKNOWN
    if char.isascii():
        return max(cost, LETTER)
    return max(cost, KANA) if "\u3040" <= char <= "\u30ff" else cost
