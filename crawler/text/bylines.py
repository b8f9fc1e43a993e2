"""Read the lines that credit an article: source, authors, editors, date, section, tags.

Three different things are kept apart: 来源 (the paper it came from), 记者 and 作者 (who wrote it),
责任编辑 and 校对 (who saw it through).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.text.dates import Moment, find_dates, find_scattered
from crawler.text.labels import LABEL, labels
from crawler.text.names import is_person, persons
from crawler.text.outlets import outlet_beside
from crawler.text.roles import read_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 160
"""No credit line is longer, in characters."""
LONGEST_ROLES = 60
"""Nor one that only names people beside their roles."""
A_SIGN_OR_TWO = 2
"""What may stand before or after a bare date: a bracket, a bar."""
LONGEST_OUTLET = 20
"""What may stand after a bare date without a label: the outlet's name."""
SHORTEST_BESIDE = 3
"""A word of two characters after the source is a section as often as a name: 时政, 文化."""
EDGE = 5
"""How many lines at either end of a body may be credits of whatever kind."""

_OPEN = "【[（(「“"
_SENTENCE_MARK = re.compile("[。？！；]")
_NOT_AN_OUTLET = re.compile("[ ，。]")
_ROLE_BYLINE = re.compile(
    r"^(?:网络|网站|责任|本站)?(?:编辑|小编|管理员|作者)\s+(?P<section>\S+)\s+(?=(?:19|20)\d\d-)"
)
# Section, date, clicks, tags: the one-line by-line of an EmpireCMS theme.
_CLICKS_AND_TAGS = re.compile(r":\d\d\s+\d+\s+(\S.*)$")
_ADDRESS = re.compile(r"https?://|www\.|$")
_TAG = re.compile(r"[^\s、，,;；/／|#＃丨]+")
_AT_THE_END = re.compile(
    r"(?<=[。！？”…）)])\s*[（(【\[]?\s*(?P<credit>[^。！？（()【\[\]】）]{4,60})[）)】\]]?\s*$"
)


@dataclass(slots=True)
class Credits:
    """What the credit lines of an article say."""

    source: str | None = None
    names_source: bool = False
    """Whether a line says 来源, be it with nothing after it."""
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    moment: Moment | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)

    def add(self, authors: list[str], editors: list[str]) -> None:
        """Add names that are not there yet."""
        self.authors += [name for name in authors if name not in self.authors]
        self.editors += [name for name in editors if name not in self.editors]


def is_credit(line: str) -> bool:
    """Whether the whole of *line* is a credit: a date, a source, who edited it.

    >>> is_credit("来源： 发布日期：2022-01-17 打印"), is_credit("（编辑：徐伟）")
    (True, True)
    >>> is_credit("柳河日报记者 张三丰"), is_credit("供稿单位 校对/王小村")
    (True, True)
    >>> is_credit("2022-03-14"), is_credit("责任编辑的工作很辛苦，他说。")
    (True, False)
    """
    if len(line) > LONGEST:
        return False
    bare = line.strip(_OPEN + "】]）)」” ")
    label = LABEL.match(bare)
    if label and label.lastgroup not in ("other", "staff"):
        return _is_value(label.lastgroup or "", bare[label.end() :])
    return bool(_ROLE_BYLINE.match(line)) or _is_dated(line) or _names_people(bare)


def _is_dated(line: str) -> bool:
    """Whether *line* begins with a date and has nothing but an outlet or labels after it."""
    dates = find_dates(line)
    if not dates or dates[0].start > A_SIGN_OR_TWO:
        return False
    rest = line[dates[0].end :].strip()
    outlet = len(rest) <= LONGEST_OUTLET and not _NOT_AN_OUTLET.search(rest)
    return outlet or len(rest) <= A_SIGN_OR_TWO or bool(LABEL.match(rest))


def _names_people(line: str) -> bool:
    """Whether *line* is made of roles and names, or ends with an editor's label and name."""
    if len(line) > LONGEST_ROLES or _SENTENCE_MARK.search(line):
        return False
    roles = read_roles(line)
    if roles.has_role and roles.is_certain:
        return True
    found = labels(line)
    return (
        bool(found) and found[-1].kind == "editor" and all(map(is_person, roles.editors or ["-"]))
    )


def _is_value(kind: str, value: str) -> bool:
    """Whether *value* can follow the label of a *kind*: 一审：法院判决…… is a sentence.

    >>> _is_value("editor", "法院判决有期徒刑三年。"), _is_value("author", "您怎么看？")
    (False, False)
    >>> _is_value("editor", "张三，校对：李四"), _is_value("source", "")
    (True, True)
    """
    if _SENTENCE_MARK.search(value):
        return False
    if kind == "date":
        return bool(find_dates(value))
    if kind in ("author", "editor"):
        return bool(not value.strip() or LABEL.search(value) or persons(value)[0])
    return "，" not in value


def split_credits(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split *lines* of a body into its text and the credits at its ends.

    >>> split_credits(["来源：某网 2022-01-17", "正文，一段。", "正文，二段。（编辑：徐伟）"])
    (['正文，一段。', '正文，二段。'], ['来源：某网 2022-01-17', '（编辑：徐伟）'])
    """
    body, found = [], []
    for number, line in enumerate(lines):
        at_edge = number < EDGE or number >= len(lines) - EDGE
        if (at_edge or _kind(line) == "editor") and is_credit(line):
            found.append(line)
        else:
            body.append(line)
    if body and (end := _AT_THE_END.search(body[-1])) and _is_editors(end["credit"]):
        found.append(end.group().strip())
        body[-1] = body[-1][: end.start()]
    return body, found


def _is_editors(text: str) -> bool:
    """Whether *text* names editors and nobody else; writers in brackets belong to the text."""
    roles = read_roles(text)
    known = _kind(text) == "editor" or roles.is_certain
    return known and roles.has_role and bool(roles.editors) and not roles.authors


def _kind(line: str) -> str | None:
    """Return the kind of the label that *line* begins with."""
    label = LABEL.match(line.strip(_OPEN))
    return label.lastgroup if label else None


def is_labelled(line: str) -> bool:
    """Whether *line* begins with the name of a field: 来源：, 作者：, 责任编辑：.

    >>> is_labelled("责任编辑：田慧"), is_labelled("2022-11-28")
    (True, False)
    """
    return _kind(line) not in (None, "other", "date", "staff")


def read_credits(header: Sequence[str], others: Sequence[str] = ()) -> Credits:
    """Read every credit; the first of a kind wins, names add up.

    *header* holds the lines under the headline: any full date in them is the article's, and an
    outlet beside it the source. In the *others* only a line that is a credit as a whole can give
    a date.

    >>> c = read_credits(["时间：2022-11-28 08:26:41 来源：济源网 作者：郑海波", "责任编辑：田慧"])
    >>> c.moment.value, c.source, c.authors, c.editors
    ('2022-11-28T08:26:41+08:00', '济源网', ['郑海波'], ['田慧'])
    >>> c = read_credits(["来源： 发布日期：2022-01-17 打印"])
    >>> c.source, c.names_source, c.moment.value
    (None, True, '2022-01-17')
    """
    result = Credits()
    for line in header:
        _read_line(line, result)
    result.moment = result.moment or _nearest_date(header)
    if not result.names_source:
        result.source = outlet_beside(header)
    for line in others:
        _read_line(line, result)
    return result


def _nearest_date(header: Sequence[str]) -> Moment | None:
    """Return the date nearest to the body; lists of other articles stand further up."""
    for line in reversed(header):
        if dates := find_dates(line):
            return dates[0]
    return find_scattered(header)


def _read_line(line: str, result: Credits) -> None:
    if len(line) > LONGEST:
        return
    if byline := _ROLE_BYLINE.match(line):
        result.section = result.section or byline["section"]
        if clicks := _CLICKS_AND_TAGS.search(line):
            result.tags = result.tags or clicks[1].split()
    found = labels(line)
    for label in found:
        _take(label.kind, label.value, result)
    if not found and len(line) <= LONGEST_ROLES and not byline:
        roles = read_roles(line)
        if roles.has_role and roles.is_certain:
            result.add(roles.authors, roles.editors)
    if result.moment is None and ("date" in {x.kind for x in found} or is_credit(line)):
        result.moment = next(iter(find_dates(line)), None)


def _take(kind: str, value: str, result: Credits) -> None:
    if kind == "source":
        result.names_source = True
        source, *beside = _source(value)
        result.source = result.source or source or None
        result.add([x for x in beside if is_person(x) and len(x) >= SHORTEST_BESIDE], [])
    elif kind in ("author", "editor"):
        roles = read_roles(value, kind)
        result.add(roles.authors, roles.editors)
    elif kind == "section":
        result.section = result.section or value.partition(" ")[0] or None
    elif kind == "tags":
        result.tags = result.tags or _TAG.findall(value)


def _source(value: str) -> list[str]:
    """Return the source at the beginning of *value*, without a date after it, and further words."""
    dates = find_dates(value)
    value = (value[: dates[0].start] if dates else value).strip(" ：:")
    words = [word for word in re.split(r"[\s|丨]+", value) if not _ADDRESS.match(word)]
    return words or [""]
