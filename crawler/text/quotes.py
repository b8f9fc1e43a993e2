"""Give quotation marks that all point one way their pairs; all others stay as printed."""

from __future__ import annotations

import re

_MARK = re.compile("[“”]")


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
    if len(marks) % 2 or len(set(marks)) != 1:
        return line
    sides = iter("“”" * (len(marks) // 2))
    return _MARK.sub(lambda _: next(sides), line)
