"""Tell the lines that credit an article from its text: a date, a source, who is behind it."""

from __future__ import annotations

import re

from crawler.text.dates import find_dates
from crawler.text.furniture import is_prose
from crawler.text.labels import BULLET, LABEL, closed, labels
from crawler.text.names import is_person, persons
from crawler.text.outlets import is_outlet
from crawler.text.roles import is_clear, read_roles

LONGEST = 160
"""No credit line is longer, in characters."""
LONGEST_ROLES = 60
"""Nor one that only names people beside their roles."""
A_SIGN_OR_TWO = 2
"""What may stand before or after a bare date: a bracket, a bar."""
LONGEST_OUTLET = 20
"""What may stand after a bare date without a label: the outlet's name."""
EDGE = 5
"""How many lines at either end of a body may be credits of whatever kind."""
TOP = 12
"""How many lines from the top a summary may push the line that only names people."""

_NUMERAL = r"[\d〇○零一二三四五六七八九十]"
_SIGNED = re.compile(rf"{_NUMERAL}{{4}}\s?年\s?{_NUMERAL}+\s?月\s?{_NUMERAL}+\s?日")
_OPEN = "【[（(「“"
_SENTENCE_MARK = re.compile("[。？！；]")
_BETWEEN = re.compile("[；;]")
_NOT_AN_OUTLET = re.compile("[ ，。]")
ROLE_BYLINE = re.compile(
    r"^(?:网络|网站|责任|本站)?(?:编辑|小编|管理员|作者)\s+(?P<section>\S+)\s+(?=(?:19|20)\d\d-)"
)
"""The one-line by-line of an EmpireCMS theme: 网络编辑 民生 2026-03-14 09:05:41 128 春耕."""
_AT_THE_END = re.compile(
    r"(?<=[。！？”…）)])\s*[（(【\[]?\s*(?P<credit>[^。！？（()【\[\]】）]{4,60})[）)】\]]?\s*$"
)


def is_credit(line: str) -> bool:
    """Whether the whole of *line* is a credit: a date, a source, who edited it.

    >>> is_credit("来源： 发布日期：2026-03-14 打印"), is_credit("（编辑：王二木）")
    (True, True)
    >>> is_credit("柳河日报记者 张三丰"), is_credit("供稿单位 校对/王小村")
    (True, True)
    >>> is_credit("（责编 张三丰）"), is_credit("（柳河日报记者 张三丰）")
    (True, False)
    >>> is_credit("柳河网（2022-03-14 09:05）"), is_credit("会议定于2022-03-14")
    (True, False)
    >>> is_credit("文字：张三丰；视频：李小村；编 辑：王五"), is_credit("图片：柳河今昔")
    (True, False)
    >>> is_credit("2022-03-14"), is_credit("责任编辑的工作很辛苦，他说。")
    (True, False)
    """
    if len(line) > LONGEST:
        return False
    line = closed(line)
    parts = [part for part in _BETWEEN.split(line.strip(_OPEN + "】]）)」” ；;")) if part]
    if len(parts) > 1 and all(map(LABEL.match, parts)):
        return all(map(is_credit, parts))
    bare = line.strip(_OPEN + "】]）)」” ")
    label = LABEL.match(bare)
    if label and label.lastgroup == "staff" and _is_staff(line, label):
        return True
    if label and label.lastgroup not in ("other", "staff"):
        return _is_value(label.lastgroup or "", bare[label.end() :])
    return bool(ROLE_BYLINE.match(line)) or _is_dated(line) or _names_people(line)


def _is_staff(line: str, label: re.Match[str]) -> bool:
    """Whether a *line* that begins with the *label* of a photographer or the like is all names.

    Behind a bar or a slash other things may follow than people: 图/文, 视频｜会议现场.
    """
    names, others = persons(line[label.end() :])
    return label[0][-1:] in "：:" and bool(names) and not others and all(map(is_clear, names))


def _is_dated(line: str) -> bool:
    """Whether *line* is a date with an outlet before it, or one or labels after it."""
    dates = find_dates(line)
    if not dates:
        return False
    before = line[: dates[0].start].strip(" （(【[|·")
    if len(before) > A_SIGN_OR_TWO and not is_outlet(before):
        return False
    rest = line[dates[0].end :].strip()
    outlet = len(rest) <= LONGEST_OUTLET and not _NOT_AN_OUTLET.search(rest)
    return outlet or len(rest) <= A_SIGN_OR_TWO or bool(LABEL.match(rest))


def _names_people(line: str) -> bool:
    """Whether *line* is made of roles and names, or ends with an editor's label and name.

    Writers in brackets sign the text and are part of it.
    """
    if len(line) > LONGEST_ROLES or _SENTENCE_MARK.search(line):
        return False
    roles = read_roles(line)
    if line[:1] in _OPEN and roles.authors:
        return False
    if roles.is_certain and (roles.has_role or BULLET.match(line)):
        return True
    last = labels(line)[-1:]
    return bool(last and last[0].kind == "editor" and roles.editors) and all(
        map(is_person, roles.editors)
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

    >>> split_credits(["来源：某网 2026-03-14", "正文，一段。", "正文，二段。（编辑：王二木）"])
    (['正文，一段。', '正文，二段。'], ['来源：某网 2026-03-14', '（编辑：王二木）'])
    >>> split_credits(["通告，正文。", "青石乡人民政府", "2026年3月14日"])[1]
    []
    """
    body, found = [], []
    for number, line in enumerate(lines):
        at_edge = number < EDGE or number >= len(lines) - EDGE
        known = at_edge or _kind(line) == "editor"
        if _is_signed(lines, number):
            body.append(line)  # who issues a notice signs it with the day
        elif (known and is_credit(line)) or (number < TOP and _names_people(line)):
            found.append(line)
        else:
            body.append(line)
    if body and (end := _AT_THE_END.search(body[-1])) and _is_editors(end["credit"]):
        found.append(end.group().strip())
        body[-1] = body[-1][: end.start()]
    return body, found


def _is_signed(lines: list[str], number: int) -> bool:
    """Whether a line is the day under the name of who issues a notice."""
    if not number or not _SIGNED.fullmatch(lines[number].strip()):
        return False
    name = lines[number - 1]
    return not is_prose(name) and not is_credit(name)


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

    >>> is_labelled("责任编辑：王二木"), is_labelled("2026-03-14")
    (True, False)
    """
    return _kind(line) not in (None, "other", "date", "staff")
