"""Read what the text itself says of its origin: dateline, reporters in brackets, signature."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crawler.text.credits import Credits
from crawler.text.dates import Moment
from crawler.text.names import is_office, is_person, is_signer
from crawler.text.outlets import is_outlet
from crawler.text.roles import is_clear, read_roles

if TYPE_CHECKING:
    from collections.abc import Collection

    from crawler.text.roles import Roles

HEAD = 80
"""Characters of the first paragraph in which a dateline stands."""
FIRST = 3
"""Lines at the beginning of a text, one of which has the dateline: a caption may stand before."""
LAST = 4
"""Lines at the end of a text, one of which may be a signature."""
LONGEST_SIGNATURE = 40
MANY = 6
"""More names in brackets than these are a list of other people."""

_DAY = r"(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日"
_OUTLET = re.compile(
    r"^(?P<outlet>[\u3400-\u9fff·]{2,12}?(?:网|报|新闻|客户端|在线|社))(?![网报])"
    rf"(?:[\u3400-\u9fff]{{0,6}}?{_DAY})?[讯电]"
)
_DATELINE = re.compile(rf"^[\u3400-\u9fffA-Za-z·]{{0,16}}?{_DAY}\s?[讯电]")
_OURSELVES = ("本报", "本网", "本台", "本刊", "我报", "本社")
_BRACKET = re.compile(r"[（(【\[〔]\s*([^（）()【】\[\]〔〕\n]{2,80}?)\s*[）)】\]〕]")
_BEFORE_NAMES = re.compile("[讯电]\\s*$")
_SIGNED = re.compile(r"[（(〔]\s*([^（）()〔〕\n]{2,40}?)\s*[）)〕]\s*$")
# What papers print under a signature.
_NOTICE = re.compile("关注|扫[描码一]|二维码|公众号|声明|转载|版权|点击")
# 柳河网记者张三丰3月14日报道：
_REPORTS = re.compile(
    r"^[^，。！？：（(〔【/]{0,16}?(?P<people>(?:记者|通讯员)\s*[^，。！？：（(/\d]{2,24}?)\s*"
    rf"(?:{_DAY}|[日昨今]日)?\s*(?:(?:综合|联合|摄影)?报[道导]|(?<!通)[讯电])"
)


def read_dateline(body: str, known: Collection[str] = ()) -> Credits:
    """Read what the text itself says: its dateline, names in brackets at either end.

    A single word in brackets at the end is a name if it cannot be another word, or if it is
    *known* from the credits.

    >>> c = read_dateline("柳河网讯（记者 张三丰）3月14日，会议召开。")
    >>> c.source, c.authors
    ('柳河网', ['张三丰'])
    >>> read_dateline("青山社柳河3月1日电（张三丰、李小村）会议召开。").authors
    ['张三丰', '李小村']
    >>> read_dateline("本报讯 记者张三丰、通讯员李小村报道：会议召开。").authors
    ['张三丰', '李小村']
    >>> read_dateline("会议召开。（张三丰）").authors, read_dateline("会议召开。（连载）").authors
    (['张三丰'], [])
    >>> read_dateline("会议召开。（高远）", ["高远"]).authors
    ['高远']
    >>> read_dateline("会议召开。（县气象局 张三丰）").authors
    ['张三丰']
    >>> read_dateline("会议召开。（柳河县河东镇 王家庄）").authors
    []
    """
    result = Credits()
    paragraphs = [line for line in body.split("\n") if line]
    for line in paragraphs[:FIRST]:
        if (outlet := _OUTLET.match(line)) and not outlet["outlet"].startswith(_OURSELVES):
            result.source = result.source or outlet["outlet"]
        _read_head(line[:HEAD], result)
    at_the_end = True
    for line in reversed(paragraphs[-LAST:]):
        if signed := _SIGNED.search(line):
            alone = not line[: signed.start()].strip()
            is_bare = (at_the_end or alone) and _is_signature(signed[1].strip(), known)
            _take(signed[1], result, is_bare=is_bare)
        at_the_end = at_the_end and bool(_NOTICE.search(line))
    return result


def _is_signature(text: str, known: Collection[str]) -> bool:
    """Whether *text* may be who signs: several names, no other word, or *known*."""
    return text in known or not is_person(text) or is_signer(text)


def _read_head(head: str, result: Credits) -> None:
    if reports := _REPORTS.match(head):
        roles = read_roles(reports["people"])
        if not roles.others and any(map(is_person, roles.authors)):
            result.add(roles.authors, [])
    for bracket in _BRACKET.finditer(head):
        before = head[: bracket.start()]
        _take(bracket[1], result, is_bare=bool(_BEFORE_NAMES.search(before)))


def _take(text: str, result: Credits, *, is_bare: bool) -> None:
    """Add the people in the brackets *text*; names without a role only where *is_bare* allows."""
    roles = read_roles(text)
    if roles.has_role:
        sure = [name for name in roles.authors if not roles.others or is_person(name)]
        result.add(sure, roles.editors)
    elif is_bare and len(text) <= LONGEST_SIGNATURE and len(roles.authors) <= MANY:
        certain = roles.is_certain or _is_behind_office(text, roles)
        result.add(roles.authors if certain else [], [])


def _is_behind_office(text: str, roles: Roles) -> bool:
    """Whether *text* is an office or outlet, and behind it nothing but persons."""
    office, _, names = text.strip().partition(" ")
    known = roles.others == [office] and (is_office(office) or is_outlet(office))
    return known and bool(names) and all(map(is_clear, roles.authors))


def dateline_day(body: str, fetched: str) -> Moment | None:
    """Return the day of the dateline, in the last year that is not after *fetched*.

    *fetched* is ISO 8601; without it the year is unknown.

    >>> dateline_day("本报3月12日讯 会议召开。", "2026-03-14T10:00:00+08:00").value
    '2026-03-12'
    >>> dateline_day("本报12月30日讯 会议召开。", "2026-01-02T10:00:00+08:00").value
    '2025-12-30'
    >>> dateline_day("3月12日，会议召开。", "2026-03-14T10:00:00+08:00")
    """
    found = _DATELINE.match(body)
    if not found or not fetched:
        return None
    last = date.fromisoformat(fetched[:10]) + timedelta(days=1)
    for year in (last.year, last.year - 1):
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:  # 29 February
            continue
        if day <= last:
            return Moment(day.isoformat(), "day")
    return None
