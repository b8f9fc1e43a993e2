"""Read two-byte characters among stray bytes, of which none takes its neighbours along.

A stray byte shifts every two-byte character after it, up to the next sign below 0x40; the
reading that is Chinese tells where it stands.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, pairwise

from crawler.text import charlm
from crawler.text.frequent import frequent, is_common
from crawler.text.marks import LOST

STRAY = -13.0
"""What a stray byte costs (natural logarithm): as much as a rare character, less than two.

This and the costs below were chosen, then varied over 300 random stray bytes in the prose of
`tests/test_decode.py`: by 2 here and at `LETTER`, by 5 at `PRIVATE` and `MARGIN`, nothing changes.
"""
UNKNOWN = -17.0
FREQUENT = -6.0
"""Costs of a rare and a frequent character where there is no model."""
LETTER = -7.0
"""What ASCII costs at most; the model's newspapers hold few of its signs."""
RARE = -20.0
"""What a character costs that the model has never seen: strays make such ones again and again. At
-15 14 fewer of the 300 come back, at -25 two more."""
PRIVATE = -25.0
"""What a private-use character costs; hardly any page has one."""
KANA = -9.0
"""What kana cost at most; Chinese newspapers hold none, but names of works do."""
MARGIN = 10.0
"""By how much a reading with strays must be likelier than one without."""
DOUBT = 4.0
"""By how much a place of a stray byte must be likelier than the next one to be sure. Of the 300,
240 come back exactly and 9 are wrong without both marks; 262 and 11 at 2, 215 and 6 at 6."""

# Signs up to 0x2F and 0x3A to 0x3F are no part of any character; a reading starts anew after one.
_RUN = re.compile(rb"[0-9\x40-\xff]*[\x80-\xff][0-9\x40-\xff]*")
# What is left of a character when a shift ends: 昙Z食.
_LONE_LETTER = re.compile(r"[^\x00-\x7f][A-Za-z](?=[^\x00-\x7f])")
_FOUR = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
# A copying host writes `?` for what its shift begins with; the rest of a gloss or a mark that it
# cut out follows. The shift goes on, past glosses, until a sign below 0x40 sets it right.
_GLOSS = rb"(?:[a-z]|\xa8[\xa1-\xc0]){1,9}\)"
_CUT_OUT = rb"(?:\xa3[\xa1\xac\xbb\xbf]|[!,;?])(?=[\x80-\xff])"
COPIED = re.compile(
    rb"\?(?:\(?%s|%s)(?:%s|[\x40-\x7e\x80-\xff]|\(%s)*" % (_GLOSS, _CUT_OUT, _FOUR.pattern, _GLOSS)
)
"""Finds what a copying host shifted, in GB18030."""


def read_pairs(body: bytes, charset: str = "gb18030") -> str:
    r"""Return the text of *body* in a two-byte charset; no stray byte takes its neighbours along.

    What a copying host shifted (`crawler.text.mojibake`) has no byte too many and stays whole: its
    own `?` tells it from a stray byte, and that it can be read to its end.

    >>> read_pairs(b"\xc4\xd6\xd0\xb9\xfa"), read_pairs(b"<b>\xc4</b>")
    ('\ufffd中国', '<b>\ufffd</b>')
    >>> read_pairs("第3届GDP论坛".encode("gbk")), read_pairs("當?shù)卮罅ν茝V".encode("gbk"))
    ('第3届GDP论坛', '當?shù)卮罅ν茝V')
    """
    parts, end = [], 0
    for copied in COPIED.finditer(body) if charset == "gb18030" else ():
        if (text := strictly(copied.group(), charset)) is not None:
            parts += [_read_runs(body[end : copied.start()], charset), text]
            end = copied.end()
    return "".join([*parts, _read_runs(body[end:], charset)])


def _read_runs(body: bytes, charset: str) -> str:
    parts, end = [], 0
    for run in _RUN.finditer(body):
        parts.append(body[end : run.start()].decode("ascii", "replace"))
        parts.append(_read_run(run.group(), charset))
        end = run.end()
    return "".join([*parts, body[end:].decode("ascii", "replace")])


def _read_run(run: bytes, charset: str) -> str:
    """Return *run* as it stands if it can be read and nothing else is much more Chinese."""
    text = strictly(run, charset)
    if text is not None and not is_shifted(text, charset):
        return text
    best = _best_reading(run, charset)
    return best if text is None or _cost_of(best) > _cost_of(text) + MARGIN else text


def strictly(body: bytes, charset: str) -> str | None:
    """Return *body* in *charset*, None if a byte of it cannot be read."""
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        return None


def is_shifted(text: str, charset: str) -> bool:
    """Whether *text* bears a sign of a shift.

    >>> is_shifted("昙Z食", "gb18030"), is_shifted("粮食", "gb18030")
    (True, False)
    """
    return any(sign.search(text) for sign in shift_signs(charset))


def shift_signs(charset: str) -> tuple[re.Pattern[str], ...]:
    """Return the expressions of what a shift leaves: rare characters, a letter by itself."""
    return _telltale(charset), _LONE_LETTER


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
        # What a stray byte parts belongs together.
        before = (context[best[at][1]] + best[at][2].strip(LOST))[-2:] if at else ""
        context[at] = before
        for width, text, cost in _steps(run, at, before, charset):
            total = best[at][0] + cost
            if total > best[at + width][0]:
                best[at + width] = (total, at, text)
    parts: list[tuple[int, str]] = []
    while size:
        _, start, text = best[size]
        parts.append((start, text))
        size = start
    return _sure(run, parts[::-1], charset)


def _sure(run: bytes, parts: list[tuple[int, str]], charset: str) -> str:
    """Return *parts*, places and texts, as one text; with two marks where the stray may be another.

    Each of three bytes may be the stray one: the last of B1 B8 B2 is after 备, the first before 覆,
    and the middle one between the halves of 辈.
    """
    texts = [text for _, text in parts]
    starts = [start for start, _ in parts] + [len(run)]
    sure = list(texts)
    for n, (one, other) in enumerate(pairwise(texts)):
        start, middle, end = starts[n : n + 3]
        if (one == LOST) == (other == LOST) or sorted((middle - start, end - middle)) != [1, 2]:
            continue
        kept = one if other == LOST else other
        before = "".join(texts[max(0, n - 3) : n]).replace(LOST, "")
        after = "".join(texts[n + 2 : n + 5]).replace(LOST, "")
        least = _gain(before, kept + after) - DOUBT
        chars = {_pair(run[a], run[b], charset) for a, b in combinations(range(start, end), 2)}
        if any(_gain(before, char + after) > least for char in chars - {"", kept}):
            sure[n : n + 2] = [LOST, LOST]
    return "".join(sure)


def _gain(before: str, text: str) -> float:
    """Return the log-probability of *text* after *before*."""
    whole = before + text
    return sum(
        _cost(whole[max(0, at - 2) : at], whole[at]) for at in range(len(before), len(whole))
    )


def _steps(run: bytes, at: int, before: str, charset: str) -> list[tuple[int, str, float]]:
    """Return what may be read at a place: bytes taken, text, its log-probability."""
    if run[at] < 0x80:  # noqa: PLR2004
        letter = chr(run[at])
        return [(1, letter, _cost(before, letter))]
    steps = [(1, LOST, STRAY)]
    if char := _pair(run[at], run[at + 1], charset) if at + 1 < len(run) else "":
        steps.append((2, char, _cost(before, char)))
    four = run[at : at + 4]
    if charset == "gb18030" and _FOUR.fullmatch(four) and (rare := strictly(four, charset)):
        steps.append((4, rare, UNKNOWN))
    return steps


def _cost_of(text: str) -> float:
    whole = text.replace(LOST, "")
    known = sum(_cost(whole[max(0, at - 2) : at], char) for at, char in enumerate(whole))
    return known + STRAY * text.count(LOST)


def _cost(before: str, char: str) -> float:
    model = charlm.load()
    if "\ue000" <= char <= "\uf8ff":
        return PRIVATE
    if model is None:
        cost = FREQUENT if char in frequent() else UNKNOWN
    else:
        cost = model.score(before, char) if model.knows(char) else RARE
    if char.isascii():
        return max(cost, LETTER)
    return max(cost, KANA) if "\u3040" <= char <= "\u30ff" else cost
