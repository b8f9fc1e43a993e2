"""Read the credits of an article: source, authors, editors, date, section, tags.

Three different things are kept apart: 来源 (the paper it came from), 记者 and 作者 (who wrote it),
责任编辑 and 校对 (who saw it through).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.text.bylines import (
    LONGEST,
    LONGEST_ROLES,
    ROLE_BYLINE,
    is_bare_time,
    is_credit,
    is_credited_beside,
)
from crawler.text.dates import Moment, find_dates, find_scattered
from crawler.text.labels import BULLET, LABEL, ROLE, labels
from crawler.text.names import is_person, is_signer
from crawler.text.outlets import is_outlet, outlet_beside
from crawler.text.roles import is_clear, read_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST_BESIDE = 3
"""A word of two characters after the source is a section as often as a name: 时政, 文化."""

# Section, date, clicks, tags.
_CLICKS_AND_TAGS = re.compile(r":\d\d\s+\d+\s+(\S.*)$")
_ADDRESS = re.compile(r"https?://|www\.|$")
_LATIN = re.compile(r"[A-Za-z][\w.&'-]*(?: [A-Za-z][\w.&'-]*)+")
_TAG = re.compile(r"[^\s、，,;；/／|#＃丨]+")
# Where a page states several dates, that of publication counts, not of an update or a decree.
_PUBLISHED = re.compile("(?:发布|发表|发稿|刊发|刊登)(?:日期|时间|于)?\\s*[：:]")
TODAY = re.compile("今天是|今日是?[：:]|现在是|当前时间|农历")
"""What dates the reader's visit, not the article."""
_BARE_LABEL = re.compile(f"(?:{LABEL.pattern})\\s*(?<=[：:])", re.IGNORECASE)
# What systems print where nobody named a source.
_NO_SOURCE = re.compile("未知|不详|暂无|无|佚名|匿名|null|none", re.IGNORECASE)


@dataclass(slots=True)
class Credits:
    """What the credit lines of an article say."""

    source: str | None = None
    issuer: str | None = None
    """Who put the text out or sent it in; the source where none is named."""
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


def read_credits(header: Sequence[str], others: Sequence[str] = ()) -> Credits:
    """Read every credit; the first of a kind wins, names add up.

    *header* holds the lines under the headline: any full date in them is the article's, and an
    outlet beside it the source. In the *others* only a line that is a credit as a whole can give
    a date, and 时间 only as a system prints it or beside another credit.

    >>> c = read_credits(["2026-03-14 09:05:41 来源：柳河网 作者：张三丰", "责任编辑：王二木"])
    >>> c.moment.value, c.source, c.authors, c.editors
    ('2026-03-14T09:05:41+08:00', '柳河网', ['张三丰'], ['王二木'])
    >>> c = read_credits(["来源： 发布日期：2026-03-14 打印"])
    >>> c.source, c.names_source, c.moment.value
    (None, True, '2026-03-14')
    >>> read_credits(["柳河融媒 2026-03-14", "发布单位：柳河融媒"], ["来源 | 柳河日报"]).source
    '柳河日报'
    """
    header = _paired([line for line in header if not TODAY.search(line) or _is_sourced(line)])
    result = Credits(moment=_published(header))
    for line in header:
        _read_line(line, result)
    result.moment = result.moment or _nearest_date(header)
    if not result.names_source:
        beside = outlet_beside(header)
        result.source = beside if beside != result.issuer else None
    others = [x for n, x in enumerate(others) if not _is_events(x, n, others)]
    for line in others:
        _read_line(line, result)
    if not result.names_source:
        result.source = result.source or result.issuer
    if not result.names_source and not result.source:
        outlets = (outlet_beside([line]) for line in others if is_credit(line))
        result.source = next(filter(None, outlets), None)
    return result


def _is_sourced(line: str) -> bool:
    """Whether *line* names its source, which a line for the visit never does.

    >>> _is_sourced("2026-03-14 农历正月廿六 来源：柳河网"), _is_sourced("今天是2026年3月14日")
    (True, False)
    """
    return any(label.kind == "source" and label.value for label in labels(line))


def _is_events(line: str, number: int, others: Sequence[str]) -> bool:
    """Whether *line* says when something takes place, not when the article came out."""
    return is_bare_time(line) and not is_credit(line) and not is_credited_beside(others, number)


def _paired(header: Sequence[str]) -> list[str]:
    """Return *header* with labels and values in one line that stand in cells of a table.

    A field that is empty stands alone; what follows it is no value.

    >>> _paired(["来源：", "柳河日报", "作者：", "张三", "日期：", "2026-03-14"])
    ['来源：柳河日报', '作者：张三', '日期：2026-03-14']
    >>> _paired(["来源：", "2026-03-14"]), _paired(["来源：", "三百多人参加"])
    (['来源：', '2026-03-14'], ['来源：', '三百多人参加'])
    """
    bare = {n for n, line in enumerate(header) if _BARE_LABEL.fullmatch(line)}
    joined: list[str] = []
    for number, line in enumerate(header):
        label = header[number - 1] if number - 1 in bare else ""
        if label and number not in bare and _is_cell(line, label, several=len(bare) > 1):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _is_cell(line: str, label: str, *, several: bool) -> bool:
    """Whether *line* holds the value of the *label* in the cell before it."""
    kind = labels(label)[0].kind
    if dates := find_dates(line):
        return kind == "date" and dates[0].start == 0
    return not LABEL.search(line) and (several or is_outlet(line))


def _nearest_date(header: Sequence[str]) -> Moment | None:
    """Return the date nearest to the body; lists of other articles stand further up."""
    for line in reversed(header):
        if dates := find_dates(line):
            return dates[0]
    return find_scattered(header)


def _published(header: Sequence[str]) -> Moment | None:
    """Return the date that a label says the article was published at."""
    for line in header:
        if (label := _PUBLISHED.search(line)) and (dates := find_dates(line[label.end() :])):
            return dates[0]
    return None


def _read_line(line: str, result: Credits) -> None:
    if len(line) > LONGEST:
        return
    if byline := ROLE_BYLINE.match(line):
        result.section = result.section or byline["section"]
        if clicks := _CLICKS_AND_TAGS.search(line):
            result.tags = result.tags or clicks[1].split()
    found = labels(line.strip("【[（(】]）)「」“” "))
    dates = find_dates(line)
    for label in found:
        _take(label.kind, label.value, result)
    if not byline and all(label.kind == "other" for label in found):
        rest = f"{line[: dates[0].start]} {line[dates[0].end :]}" if dates else line
        _read_people(rest.strip(), result, is_dated=bool(dates))
    if result.moment is None and dates and ("date" in {x.kind for x in found} or is_credit(line)):
        result.moment = _published([line]) or dates[0]


def _read_people(line: str, result: Credits, *, is_dated: bool) -> None:
    """Read a line of roles and names without a mark: 柳河日报记者 张三丰, or □ 张三丰.

    Beside a date, names without a role may stand behind their outlet: 柳河日报 张三丰.
    """
    if len(line) > LONGEST_ROLES:
        return
    roles = read_roles(line)
    if not all(map(is_outlet, roles.others)):
        return
    if not all(map(is_clear, roles.authors + roles.editors)):
        return
    if roles.has_role or BULLET.match(line):
        result.add(roles.authors, roles.editors)
    elif is_dated and roles.others:
        _read_beside(line, result)


def _take(kind: str, value: str, result: Credits) -> None:
    if kind == "source":
        result.names_source = True
        source, beside = _source(value)
        result.source = result.source or source or None
        _read_beside(beside, result)
    elif kind == "other" and ROLE.search(value):
        _read_beside(value, result)  # 来源：柳河日报（记者张三丰）
    elif kind == "issuer":
        result.issuer = result.issuer or _source(value)[0] or None
    elif kind in ("author", "editor"):
        roles = read_roles(value, kind)
        result.add(roles.authors, roles.editors)
    elif kind == "section":
        result.section = result.section or value.partition(" ")[0] or None
    elif kind == "tags":
        result.tags = result.tags or _TAG.findall(value)


def _read_beside(text: str, result: Credits) -> None:
    """Read who is named beside a source; nothing but persons counts there."""
    roles = read_roles(text)
    sure = [x for x in roles.authors if is_person(x)]
    if not roles.has_role:
        sure = [x for x in sure if len(x) >= SHORTEST_BESIDE and is_signer(x)]
    result.add(sure, [x for x in roles.editors if is_person(x)])


def _source(value: str) -> tuple[str, str]:
    """Return the source at the beginning of *value*, without a date after it, and what follows.

    >>> _source("柳河网 | 2026-03-14"), _source("China Daily 记者 张三丰")
    (('柳河网', ''), ('China Daily', '记者 张三丰'))
    >>> _source("柳河日报记者张三丰"), _source("柳河记者网")
    (('柳河日报', '记者张三丰'), ('柳河记者网', ''))
    """
    dates = find_dates(value)
    value = (value[: dates[0].start] if dates else value).strip(" ：:")
    latin = _LATIN.match(value)
    words = [latin[0], value[latin.end() :]] if latin else re.split(r"[\s|丨]+", value, maxsplit=1)
    source, beside = words[0].strip(), " ".join(words[1:]).strip(" |丨")
    role = ROLE.search(source)
    if role and role["author"] and read_roles(source[role.start() :]).is_certain:
        source, beside = source[: role.start()], f"{source[role.start() :]} {beside}".strip()
    nobody = _ADDRESS.match(source) or _NO_SOURCE.fullmatch(source)
    return ("" if nobody else source), beside
