"""Give quotation marks that all point one way their pairs; all others stay as printed."""

from __future__ import annotations

import re

_MARK = re.compile("[“”]")
_INCH = re.compile("(?<=[0-9０-９])”")


def pair_quotes(text: str) -> str:
    """Write “甲“ and ”甲” as “甲”, line by line; straight quotes and corners are kept.

    >>> pair_quotes('评为“好人“、“能手“')
    '评为“好人”、“能手”'
    >>> pair_quotes('学校讲"诚信"的课，他说“好”')
    '学校讲"诚信"的课，他说“好”'
    """
    return "\n".join(_paired(line) for line in text.split("\n"))


def _paired(line: str) -> str:
    marks = _MARK.findall(line)
    if len(marks) % 2 or len(set(marks)) != 1 or _measures(line):
        return line
    sides = iter("“”" * (len(marks) // 2))
    return _MARK.sub(lambda _: next(sides), line)


def _measures(line: str) -> bool:
    """Whether a mark that would open a quotation tells inches: 5”屏和6”屏."""
    inches = {match.start() for match in _INCH.finditer(line)}
    opening = [match.start() for match in _MARK.finditer(line)][::2]
    return not inches.isdisjoint(opening)
