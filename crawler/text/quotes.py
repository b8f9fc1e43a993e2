"""Write quotation marks the mainland way, “甲‘乙’”, where they stand around Chinese."""

from __future__ import annotations

import re

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CORNERS = re.compile("[「『」』]")
_STRAIGHT = re.compile('["＂“”]')
_INNER = re.compile(r"(?<![0-9A-Za-z])'([^'\n]*[\u3400-\u9fff][^'\n]*)'(?![0-9A-Za-z])")
_OUTER = re.compile("“[^“”\n]*”")
# An attribute, an object or a list of a program, and inches.
_CODE = re.compile(r"[={\[\\]\s?[\"＂]|[\"＂]\s?[\]}>]")
_INCHES = re.compile(r"[0-9][\"＂]")
_PAIRS = ("“‘", "”’")
_ONE_WAY = re.compile("[“”]")


def curl_corners(text: str) -> str:
    """Write 「」 and 『』 as “” and ‘’; for a text that was in traditional characters.

    >>> curl_corners("他說：「讀過『名著』嗎」")
    '他說：“讀過‘名著’嗎”'
    """
    return "\n".join(_uncorner(line) for line in text.split("\n"))


def _uncorner(line: str) -> str:
    open_now: list[int] = []

    def curl(match: re.Match[str]) -> str:
        if match.group() in "「『":
            open_now.append(len(open_now) % 2)
            return _PAIRS[0][open_now[-1]]
        # The end of what an earlier paragraph opened is of its own kind.
        return _PAIRS[1][open_now.pop() if open_now else "」』".index(match.group())]

    return _CORNERS.sub(curl, line)


def pair_quotes(text: str) -> str:
    """Give straight quotes and those of one direction only their pairs, line by line.

    >>> pair_quotes('他说:"今年"开好头"",村民“齐心“,“合力“')
    '他说:"今年"开好头"",村民“齐心”,“合力”'
    >>> pair_quotes('学校讲"诚信"的课')
    '学校讲“诚信”的课'
    >>> pair_quotes('He said "yes"; 55"和65"的电视')
    'He said "yes"; 55"和65"的电视'
    """
    if not _STRAIGHT.search(text):
        return text
    return "\n".join(_inner(_turned(_straightened(line))) for line in text.split("\n"))


def _straightened(line: str) -> str:
    """Return *line* with its straight quotes in pairs, where each pair is around Chinese."""
    marks = [m for m in _STRAIGHT.finditer(line) if m.group() not in "“”"]
    if not marks or len(marks) % 2 or _CODE.search(line) or _INCHES.search(line):
        return line
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    if not all(_is_around_chinese(line, a.start(), b.start()) for a, b in pairs):
        return line
    letters, depth, last = list(line), 0, 0
    for opener, closer in pairs:
        before, last = line[last : opener.start()], opener.start()
        depth += before.count("“") - before.count("”")
        letters[opener.start()] = _PAIRS[0][depth > 0]
        letters[closer.start()] = _PAIRS[1][depth > 0]
    return "".join(letters)


def _is_around_chinese(line: str, start: int, end: int) -> bool:
    inside = line[start + 1 : end]
    beside = line[max(0, start - 1) : start] + line[end + 1 : end + 2]
    return bool(inside.strip() and _CHINESE.search(inside + beside))


def _turned(line: str) -> str:
    """Return *line* with “甲“ or ”甲” made a pair, if all its marks have one direction."""
    marks = _ONE_WAY.findall(line)
    if len(marks) % 2 or len(set(marks)) != 1:
        return line
    sides = iter("“”" * (len(marks) // 2))
    return _ONE_WAY.sub(lambda _: next(sides), line)


def _inner(line: str) -> str:
    """Return *line* with the straight single quotes within double ones curled."""
    if "'" not in line:
        return line
    return _OUTER.sub(lambda outer: _INNER.sub(r"‘\1’", outer.group()), line)
