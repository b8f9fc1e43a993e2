"""Read again what was decoded in the wrong charset: 鏂伴椈 and æ–°é—» are 新闻.

A line is looked at only where it bears telltales: characters that the wrong charset makes of
common ones and that hardly any text holds side by side. It is changed only if the other
reading is Chinese. What was lost on the way becomes U+FFFD; nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cache

from crawler.text.changes import Change, made
from crawler.text.frequent import common, evidence, is_common
from crawler.text.marks import LOST
from crawler.text.strays import read_pairs

FEWEST = 2
"""Whole characters that another reading must find; one may be chance."""

_LEADS = range(0xE2, 0xF0)
"""First bytes in UTF-8 of Chinese characters and of the punctuation among them."""
_MORE = range(0x80, 0xC0)
"""All further bytes in UTF-8."""

# What is written for a single byte: latin-1, and cp1252 where it differs from it.
_C1 = {n: bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}
_BYTES = {ord(char): n for n, char in _C1.items() if char}
_SPECIAL = "".join(_C1.values())
_CONT = f"[\x80-\xbf{_SPECIAL}]"
_SINGLE = f"[\x80-\xff{_SPECIAL}]"

_AS_SINGLES = f"[ã-éï]{_CONT}{{2}}[0-9A-Za-z]{{0,4}}[ã-éïâ]{_CONT}"
_DATED = r"(?<=\dÄ)ê|(?<=\dÔ)Â|(?<=\dÈ)Õ"  # 年月日 behind a figure
_GBK_AS_SINGLES = f"(?:[°-÷][¡-þ]){{2}}|{_DATED}"
_SEQUENCE = re.compile(f"[âã-éï]{_CONT}{{2}}|[ÂÃ]{_CONT}")
_TORN = re.compile(f"â€\ufffd?|[â-éï](?:{_CONT} | {_CONT}|{_CONT}?\ufffd{_CONT}?|{_CONT})")
# Read byte by byte and written again, each byte is a character of UTF-8: æ is Ã¦.
_TWICE = re.compile(f"[ÂÃÅÆË]{_CONT}|â{_CONT}{{2}}")
# What GBK makes of 年, 月 and 日 before a figure or the end; only a whole date tells them.
_DATE_AS_GBK = re.compile(
    "([0-9]{4})骞[\ufffd?]([0-9]{1,2})鏈[\ufffd?](?:([0-9]{1,2})鏃[\ufffd?])?"
)
_TOKEN = re.compile(f"(?:{_SINGLE}|[!-;=?-~])+")
_PAIRS = re.compile(f"{_SINGLE}{{4}}|{_DATED}")
_EDGES = "“”‘’…—–·"

# The second half of a mark together with the letter behind it is one character: 锟絋 is �T.
_WITH_LETTER = "".join(bytes((0xBD, n)).decode("gbk") for n in range(0x40, 0x7F))
_LOSSES = re.compile(
    f"(?:锟斤拷)+(?:锟[{_WITH_LETTER}]?)?|锟[{_WITH_LETTER}]|(?:ï¿½)+|烫{{4,}}|屯{{4,}}"
)
_IN_LOSSES = "锟ï烫屯"
_QUOTES = ("“”", "‘’", "「」", "《》", '""', "''")
_QUOTED = re.compile("|".join(f"{pair[0]}[^{pair}]+{pair[1]}" for pair in _QUOTES))
_SUBJECT = re.compile("乱码|亂碼")
_SAID = re.compile("[\u4e00-\u9fff！!~～]")
LONGEST_SAID = 8
"""So many of 烫 or 屯 in a row are memory even within a sentence; chosen, not measured."""
MOST_QUOTED = 0.1
"""Share of a text on garbled characters that its examples of them may be."""

_UTF8 = re.compile(
    rb"[\xe3-\xe9\xef][\x80-\xbf]{2}|\xe2[\x80-\xbf]{2}|\xc2[\xa0-\xbf]|\xc3[\x97\xb7]"
)
_EURO = re.compile(rb"(?<=[\xe2-\xe9])\xa2\xe3|\xa2\xe3(?![\x80-\xbf\xff])")
_MARK = LOST.encode("gb18030")
# A lost byte is FF below: no charset here knows it.
_BROKEN = re.compile(
    rb"\xe3\xff([\x80-\x91])|[\xc2-\xf4][\x80-\xbf]?[\xff?]{0,2}[\x80-\xbf]{0,2}"
    rb"|\xff[\x80-\xbf]{0,2}|[\x80-\xbf]+|[\xc0-\xf4]"
)
_START = re.compile(_UTF8.pattern + rb"|[\xe3-\xe9](?:[\x80-\xbf][\xff?]|\xff)")
_PART = re.compile(rb"(%s)|([\x00-\x7f]+)|%s" % (_UTF8.pattern, _BROKEN.pattern))


def reread(text: str) -> str:
    """Read again the lines of *text* that were decoded in the wrong charset.

    UTF-8 taken for GBK, latin-1 or cp1252, and GBK taken for latin-1 or cp1252.

    >>> reread("鏂伴椈 æ–°é—» ÐÂÎÅ")
    '新闻 新闻 新闻'
    >>> reread("鏂先生的 café, «thé» ÄÖÜ"), reread("标题显示成了“鏂伴椈”")
    ('鏂先生的 café, «thé» ÄÖÜ', '标题显示成了“鏂伴椈”')
    """
    if not _gate().search(text):
        return text
    return "\n".join(_reread_line(line) for line in text.split("\n"))


def _reread_line(line: str) -> str:
    if not _gate().search(line) or _is_quotation(line):
        return line
    line = _runs().sub(_gbk_as_utf8, _DATE_AS_GBK.sub(_date, _once(line)))
    return _singles_as_gbk(_singles_as_utf8(line))


def _date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year}年{month}月" + (f"{day}日" if day else "")


def _once(line: str) -> str:
    """Return *line* read again once, if that, read again, is Chinese: it was misread twice.

    Then nothing is left of single bytes but sequences; in GBK some are such by accident.
    """
    if re.search(_SINGLE, _TWICE.sub("", line)):
        return line
    once = _TWICE.sub(lambda match: _as_utf8(match.group()), line)
    read = _singles_as_gbk(_singles_as_utf8(once))
    return once if once != read and LOST not in once and evidence(read) > 0 else line


def _is_quotation(line: str) -> bool:
    """Whether *line* is Chinese and holds telltales between quotation marks only.

    What is read in the wrong charset has lost its Chinese quotation marks, too.
    """
    rest = _QUOTED.sub("", line)
    return rest != line and evidence(rest) > 0 and not _gate().search(rest)


@cache
def _telltales() -> str:
    """Return the rare characters that GBK makes of the UTF-8 of common ones, for a class."""
    encoded = [char.encode() for char in common()]
    pairs = {e[:2] for e in encoded} | {e[1:] for e in encoded}
    pairs |= {bytes((last, lead)) for last in _MORE for lead in b"\xe4\xe5\xe6\xe7\xe8\xe9"}
    found = {pair.decode("gbk", "ignore") for pair in pairs}
    return "".join(sorted(c for c in found if "\u4e00" <= c <= "\u9fff" and not is_common(c)))


@cache
def _gate() -> re.Pattern[str]:
    """Return what finds a place worth looking at; one class begins it, so that it is quick."""
    rare = _telltales()
    return re.compile(
        f"[{rare}ã-éï°-÷](?:(?<=[{rare}]).{{0,2}}[{rare}]"
        f"|(?<=[ã-éï]){_AS_SINGLES[len('[ã-éï]') :]}|(?<=[°-÷])[¡-þ][°-÷][¡-þ]|{_DATED}"
        "|(?<=[0-9]骞)[\ufffd?][0-9])"
    )


@cache
def _runs() -> re.Pattern[str]:
    """Return what finds runs of characters that UTF-8 can make when it is read as GBK."""
    high = (*_MORE, 0xC2, *_LEADS)
    pairs = [
        bytes((a, b)) for a in high for b in (*(range(0x40, 0x7F) if a in _MORE else ()), *high)
    ]
    found = {pair.decode("gb18030", "ignore") for pair in pairs}
    chars = "".join(sorted(c for c in found if len(c) == 1))
    return re.compile(f"[{chars}][{chars}\ufffd€\x20-\x7e]*")


def _gbk_as_utf8(match: re.Match[str]) -> str:
    """Return a run that was read as GBK as the UTF-8 that it was, if that is Chinese."""
    run = match.group()
    if not _gate().search(run):
        return run
    # 80 is the one byte of UTF-8 that begins no character in GBK; some readers put € there.
    data = _EURO.sub(b"\x80", run.encode("gb18030").replace(_MARK, b"\xff"))
    whole = list(_UTF8.finditer(data))
    start = _START.search(data)
    if start is None or len(whole) < FEWEST:
        return run
    before, found = data[: start.start()], data[start.start() : whole[-1].end()]
    text = _parts(found)
    if text.count(LOST) > len(whole) or evidence(text.replace(LOST, "")) <= max(0.0, evidence(run)):
        return run
    return _beside(before) + text + _beside(data[whole[-1].end() :])


def _parts(data: bytes) -> str:
    return "".join(map(_part, _PART.finditer(data)))


def _beside(data: bytes) -> str:
    """Return what stands beside the whole characters: Chinese as it is, or half a character."""
    clean = data.replace(b"\xff", _MARK).decode("gb18030", "replace")
    return clean if evidence(clean) > 0 else _parts(data)


def _part(match: re.Match[bytes]) -> str:
    """Return the text of one part of a run: a character, ASCII, or what is left of a loss."""
    valid, ascii_only, last = match.groups()
    if valid or ascii_only:
        return (valid or ascii_only).decode()
    return (b"\xe3\x80" + last).decode() if last else LOST


def _bytes(text: str) -> bytes:
    return text.translate(_BYTES).encode("latin-1")


def _as_utf8(text: str) -> str:
    return _bytes(text).decode("utf-8", "replace")


def _singles_as_utf8(line: str) -> str:
    """Return *line* with what is UTF-8 read byte by byte as the characters that it was."""
    found = "".join(map(_as_utf8, _SEQUENCE.findall(line))).replace(LOST, "")
    if not re.search(_AS_SINGLES, line) or evidence(found) <= 0:
        return line
    return _TORN.sub(_torn, _SEQUENCE.sub(lambda m: _as_utf8(m.group()), line))


def _torn(match: re.Match[str]) -> str:
    """Return the character in which the byte A0 became a space, else a mark."""
    found = match.group()
    if found.startswith("â€"):
        return "”"  # the one of its kind that cp1252 does not know
    char = _as_utf8(found.replace(" ", "\xa0")) if " " in found else LOST
    return char if char == LOST or is_common(char) else LOST + " " * found.endswith(" ")


def _singles_as_gbk(line: str) -> str:
    """Return *line* with what is GBK read byte by byte as the characters that it was."""
    if not re.search(_GBK_AS_SINGLES, line):
        return line
    readings = {token: _best_token(token) for token in set(_TOKEN.findall(line))}
    if not any(evidence(text) > 0 for token, text in readings.items() if text != token):
        return line
    return _TOKEN.sub(lambda m: readings[m.group()], line)


def _best_token(token: str) -> str:
    """Return *token* as GBK, its quotes kept if that is better; as it is if it cannot be that."""
    core = token.strip(_EDGES)
    read = [
        token.replace(part, read_pairs(_bytes(part)))
        for part in {token, core}
        if _PAIRS.search(part)
    ]
    best = max(read, key=evidence, default=token)
    return best if evidence(best) > 0 or LOST not in best else token


def mark_losses(text: str) -> str:
    """Turn what is written for destroyed characters into marks: 锟斤拷 was a character.

    >>> mark_losses("会议锟斤拷锟斤拷，烫烫烫烫")
    '会议\ufffd\ufffd，\ufffd\ufffd\ufffd\ufffd'
    >>> mark_losses("烫烫烫烫的火锅，李锟说这是“锟斤拷”")
    '烫烫烫烫的火锅，李锟说这是“锟斤拷”'
    """
    return made(text, loss_changes(text))


def loss_changes(text: str) -> list[Change]:
    """Return what `mark_losses` does, place by place."""
    if not any(sign in text for sign in _IN_LOSSES) or _is_about_losses(text):
        return []
    found = (Change(m.start(), m.group(), _marks(m)) for m in _LOSSES.finditer(text))
    return [change for change in found if change.before != change.after]


def _is_about_losses(text: str) -> bool:
    """Whether *text* names garbled characters and what it holds of them are a few examples."""
    written = sum(len(found) for found in _LOSSES.findall(text))
    return bool(_SUBJECT.search(text)) and written <= MOST_QUOTED * len(text)


def _is_said(match: re.Match[str]) -> bool:
    """Whether a short row of one character belongs to a sentence: 烫烫烫烫的火锅."""
    text, (start, end) = match.string, match.span()
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return end - start < LONGEST_SAID and bool(_SAID.search(beside))


def _marks(match: re.Match[str]) -> str:
    """Return a mark for each character lost; where GBK was read, two bytes were one of them."""
    found, text = match.group(), match.string
    if text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1] in _QUOTES:
        return found
    if found[0] in "烫屯":
        return found if _is_said(match) else LOST * len(found)
    if found[0] == "ï":
        return found.encode("latin-1").decode()
    read = found.encode("gb18030").decode("utf-8", "replace")
    lost = read.count(LOST)
    return LOST * (lost - lost // 2) + read.replace(LOST, "")
