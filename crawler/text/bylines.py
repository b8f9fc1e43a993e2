"""Tell the lines that credit an article from its text: a date, a source, who is behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.text.dates import find_dates
from crawler.text.labels import BULLET, LABEL, closed, labels
from crawler.text.names import is_person, persons
from crawler.text.outlets import is_outlet
from crawler.text.roles import is_clear, read_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 160
"""No credit line is longer, in characters."""
LONGEST_ROLES = 60
"""Nor one that only names people beside their roles."""
A_SIGN_OR_TWO = 2
"""What may stand before or after a bare date: a bracket, a bar."""
_OPEN = "【[（(「“"
_SENTENCE_MARK = re.compile("[。？！；]")
_BETWEEN = re.compile("[；;]")
_BEHIND_DATE = re.compile(rf"{LABEL.pattern}|第?\s?[A-Z]?\d{{1,3}}\s?版$", re.IGNORECASE)
"""A label, or the page of the paper: 2026年3月12日 03版."""
_HOST = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?(?=\s)", re.IGNORECASE | re.ASCII)
"""Some sites print their own before the date: www.liuhe.example 2026-03-12 09:05."""
_BRACKETS = re.compile("[（(【]")
_CONTROLS = re.compile(
    r"\s*(?:[【\[［]\s*(?:我要)?(?:纠错|报错|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|分享|返回顶部)\s*[】\]］]\s*)+"
)
"""What the reader may press, before the editor in the end line: 【纠错】【责任编辑：张三】."""
_BARE_TIME = re.compile("(?:时间|日期)\\s*[：:]")
REPORTER = re.compile("[^：:，。]{0,6}记者\\s*[：:]")
ROLE_BYLINE = re.compile(
    r"^(?:网络|网站|责任|本站)?(?:编辑|小编|管理员|作者)\s+(?P<section>\S+)\s+(?=(?:19|20)\d\d-)"
)
"""The one-line by-line of an EmpireCMS theme: 网络编辑 民生 2026-03-14 09:05:41 128 春耕."""


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
    >>> is_credit("《柳河晚报》（ 2022年3月14日 第 03 版）"), is_credit("2022年3月14日 第 3 期")
    (True, False)
    >>> is_credit("文字：张三丰；视频：李小村；编 辑：王五"), is_credit("图片：柳河今昔")
    (True, False)
    >>> is_credit("2022-03-14"), is_credit("责任编辑的工作很辛苦，他说。")
    (True, False)
    >>> is_credit("时间：2022-03-14 09:05"), is_credit("时间：2022年3月14日")
    (True, False)
    >>> is_credit("【纠错】【责任编辑：王二木】"), is_credit("[打印] [关闭] 柳河修渠")
    (True, False)
    >>> is_credit("航拍：张三丰 剪辑：李小村"), is_credit("视频：水渠通水")
    (True, False)
    >>> is_credit("www.liuhe.example 2022-03-14 09:05 来源：柳河日报 【字号：大 中 小】")
    True
    >>> is_credit("2022年3月14日：河东村通电"), is_credit("（2022年3月14日镇党委会议通过）")
    (False, False)
    """
    if len(line) > LONGEST:
        return False
    line = _without_controls(closed(line))
    parts = [part for part in _BETWEEN.split(line.strip(_OPEN + "】]）)」” ；;")) if part]
    if len(parts) > 1 and all(map(LABEL.match, parts)):
        return all(map(is_credit, parts))
    bare = line.strip(_OPEN + "】]）)」” ")
    if is_bare_time(bare):
        return _is_printed_time(bare)
    if reported := REPORTER.match(bare):
        return _is_reporter(bare, reported.end())
    label = LABEL.match(bare)
    return _is_labelled_credit(line, bare, label) if label else _is_unlabelled(line)


def _without_controls(line: str) -> str:
    return line[found.end() :] if (found := _CONTROLS.match(line)) else line


def _is_labelled_credit(line: str, bare: str, label: re.Match[str]) -> bool:
    if label.lastgroup not in ("other", "staff"):
        return _is_value(label.lastgroup or "", bare[label.end() :])
    is_staff = label.lastgroup == "staff" and _is_staff(line, label)
    return is_staff or _is_unlabelled(line)


def _is_unlabelled(line: str) -> bool:
    return bool(ROLE_BYLINE.match(line)) or _is_dated(line) or names_people(line)


def _is_staff(line: str, label: re.Match[str]) -> bool:
    """Whether a *line* that begins with the *label* of a photographer or the like is all names.

    Behind a bar other things may follow than people: 视频｜会议现场.
    """
    after = LABEL.search(line, label.end())
    names, others = persons(line[label.end() : after.start() if after else None])
    is_named = bool(names) and not others and all(map(is_clear, names))
    marked = label[0][-1:] in "：:/／" and is_named
    return marked and (after is None or is_credit(line[after.start() :]))


def _is_dated(line: str) -> bool:
    """Whether *line* is a date with an outlet before it, or one or labels after it."""
    dates = find_dates(line)
    if not dates:
        return False
    before = _HOST.sub("", line[: dates[0].start]).strip(" （(【[|·")
    rest = line[dates[0].end :].strip(" )）】]|·")
    if len(before) > A_SIGN_OR_TWO and not is_outlet(before):
        return False
    return len(rest) <= A_SIGN_OR_TWO or is_outlet(rest) or bool(_BEHIND_DATE.match(rest))


def _is_reporter(line: str, start: int) -> bool:
    """Whether persons follow from *start* up to the next label, and nothing else: 记者 may ask."""
    value = line[start:]
    if dates := find_dates(value):
        value = value[: dates[0].start]
    label = LABEL.search(value)
    names, others = persons(value[: label.start()] if label else value)
    return not others and all(map(is_person, names))


def _is_printed_time(line: str) -> bool:
    """Whether the time in *line* is one that a system prints: in figures, or with its clock."""
    dates = find_dates(line)
    if not dates or len(line) - dates[0].end > A_SIGN_OR_TWO:
        return False
    return dates[0].precision != "day" or "年" not in line


def is_bare_date(line: str) -> bool:
    """Whether *line* is a date and nothing else."""
    dates = find_dates(line)
    return bool(dates) and len(line) - dates[0].end + dates[0].start <= 2 * A_SIGN_OR_TWO


def names_people(line: str) -> bool:
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


def is_bare_time(line: str) -> bool:
    """Whether *line* is a time of which it does not say what happens then.

    Beside 来源 it is when the article came out, elsewhere when something takes place.

    >>> is_bare_time("时间：2026年3月20日"), is_bare_time("时间：2026-03-20 来源：柳河网")
    (True, False)
    """
    return bool(_BARE_TIME.match(line)) and len(labels(_BRACKETS.sub(" ", line))) == 1


def is_credited_beside(lines: Sequence[str], number: int) -> bool:
    """Whether the line before or after the line *number* names a source, writers or editors."""
    return any(map(is_labelled, lines[max(0, number - 1) : number + 2]))


def label_kind(line: str) -> str | None:
    """Return the kind of the label that *line* begins with."""
    label = LABEL.match(_without_controls(line).strip(_OPEN))
    return label.lastgroup if label else None


def is_labelled(line: str) -> bool:
    """Whether *line* begins with the name of a field: 来源：, 作者：, 责任编辑：.

    >>> is_labelled("责任编辑：王二木"), is_labelled("2026-03-14")
    (True, False)
    """
    return label_kind(line) not in (None, "other", "date", "staff")
