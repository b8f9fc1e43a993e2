"""Take the credits off the ends of a body, and leave what only looks like them."""

from __future__ import annotations

import re
from itertools import pairwise

from crawler.text.bylines import (
    REPORTER,
    is_bare_date,
    is_bare_time,
    is_credit,
    is_credited_beside,
    label_kind,
    names_people,
)
from crawler.text.furniture import is_prose
from crawler.text.roles import read_roles

EDGE = 5
"""How many lines at either end of a body may be credits of whatever kind."""
TOP = 12
"""How many lines from the top a summary may push the line that only names people."""

_NUMERAL = r"[\d〇○零一二三四五六七八九十]"
_SIGNED = re.compile(rf"{_NUMERAL}{{4}}\s?年\s?{_NUMERAL}+\s?月\s?{_NUMERAL}+\s?日")
# Press releases of Hong Kong have the hour in a line of its own, under the day.
_HOUR = re.compile(r"(?:香港|北京|[台臺]北)[时時][间間]\s*\d{1,2}\s?[时時:：]\s?\d{1,2}\s?分?")
_ASKED = re.compile("(?:[^：:，。]{0,6}记者|主持人|问)\\s*[：:]")
_ANSWERED = re.compile("答\\s*[：:]")
_AT_THE_END = re.compile(
    r"(?<=[。！？”…）)])\s*[（(【\[]?\s*(?P<credit>[^。！？（()【\[\]】）]{4,60})[）)】\]]?"
    r"\s*(?:1\d{6})?\s*$"
)
"""Agencies of Taiwan put the day behind the editor, its year that of the Republic: 1150312."""


def split_credits(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split *lines* of a body into its text and the credits at its ends.

    >>> split_credits(["来源：某网 2026-03-14", "正文，一段。", "正文，二段。（编辑：王二木）"])
    (['正文，一段。', '正文，二段。'], ['来源：某网 2026-03-14', '（编辑：王二木）'])
    >>> split_credits(["正文，一段。（编辑：王二木）1150312"])
    (['正文，一段。'], ['（编辑：王二木）1150312'])
    >>> split_credits(["通告，正文。", "青石乡人民政府", "2026年3月14日"])[1]
    []
    >>> split_credits(["正文，一段。", "2026-03-14（星期六）", "香港时间16时30分"])[1]
    ['2026-03-14（星期六） 香港时间16时30分']
    >>> split_credits(["正文，一段。", "香港时间16时30分"])[1]
    []
    """
    body: list[str] = []
    found: list[str] = []
    text = _Text(lines)
    for number, line in enumerate(lines):
        if found and text.is_hour(number):
            found[-1] += f" {line}"
        else:
            (found if text.is_credited(number) else body).append(line)
    if body and (end := _AT_THE_END.search(body[-1])) and _is_editors(end["credit"]):
        found.append(end.group().strip())
        body[-1] = body[-1][: end.start()]
    return body, found


class _Text:
    """The lines of a body, some of which credit it."""

    def __init__(self, lines: list[str]) -> None:
        prose = [n for n, line in enumerate(lines) if is_prose(line) and not is_credit(line)]
        self.lines = lines
        self.first, self.last = (prose[0], prose[-1]) if prose else (len(lines), -1)
        self.is_interview = _is_interview(lines)
        self.is_chronicle = any(map(is_bare_date, lines[self.first : self.last]))

    def is_credited(self, number: int) -> bool:
        """Whether the line *number* is no part of the text."""
        line = self.lines[number]
        if _is_signed(self.lines, number) or self._is_told(number):
            return False
        at_edge = number < EDGE or number >= len(self.lines) - EDGE
        if is_bare_time(line):
            return at_edge and is_credited_beside(self.lines, number)
        known = at_edge or label_kind(line) == "editor"
        return (known and is_credit(line)) or (number < TOP and names_people(line))

    def is_hour(self, number: int) -> bool:
        """Whether the line *number* is the hour of the day in the line before, a credit."""
        if number <= self.last or not _HOUR.fullmatch(self.lines[number].strip()):
            return False
        return is_bare_date(self.lines[number - 1]) and self.is_credited(number - 1)

    def _is_told(self, number: int) -> bool:
        """Whether a line that may look like a cred."""
        line = self.lines[number]
        if REPORTER.match(line):
            return self.is_interview
        return is_bare_date(line) and (self.is_chronicle or self.first < number < self.last)


def _is_interview(lines: list[str]) -> bool:
    """Whether *lines* are questions and answers; writers stand in lines that follow each other.

    >>> _is_interview(["记者：难不难", "张三丰：不难，水渠修通了。", "记者：高兴吗"])
    True
    >>> _is_interview(["会议昨天召开。", "记者：张三丰", "记者：李小村"])
    False
    """
    asked = [n for n, line in enumerate(lines) if _ASKED.match(line)]
    apart = any(later - earlier > 1 for earlier, later in pairwise(asked))
    return apart or (bool(asked) and any(map(_ANSWERED.match, lines)))


def is_question(line: str) -> bool:
    """Whether *line* is a question if it stands in an interview: 记者：难不难."""
    return bool(_ASKED.match(line))


def _is_signed(lines: list[str], number: int) -> bool:
    """Whether a line is the day under the name of who issues a notice."""
    if not number or not _SIGNED.fullmatch(lines[number].strip()):
        return False
    name = lines[number - 1]
    return not is_prose(name) and not is_credit(name)


def _is_editors(text: str) -> bool:
    """Whether *text* names editors and nobody else; writers in brackets belong to the text."""
    roles = read_roles(text)
    known = label_kind(text) == "editor" or roles.is_certain
    return known and roles.has_role and bool(roles.editors) and not roles.authors
