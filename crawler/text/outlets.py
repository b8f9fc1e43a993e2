"""Find the outlet that stands without a label beside the date: 2019-09-26 柳河日报."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.text.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

# 举报, 海报 and 通报 are no papers, nor 安全网 and 电网 portals.
PAPER = "(?<![举海情汇通预申上填捷警回简喜呈播])报|(?<![全护管电联上路张])网"
# What names of papers, stations and portals end with.
_OUTLET = re.compile(
    r"《?[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z·-]{0,15}(?:"
    + PAPER
    + "|社|台|刊|版|新闻|在线|客户端|"
    r"杂志|传媒|发布|频道|娱乐|体育|科技|财经|音乐|公众号|消息|融媒体?(?:中心)?|新媒体|报道|"
    r"站|综合|周刊|观察)》?"
)
_TITLE_MARKS = re.compile("^《(.+)》$")
_NO_OUTLET = re.compile(
    "(?:首页|打印|字号|评论|分享|下载|进入|关注|看新闻|更多|我要)|^(?:新闻|报道|发布|观察)$"
)


def outlet_beside(header: Sequence[str]) -> str | None:
    """Return the outlet in the line of the date, or alone in the line before it.

    >>> outlet_beside(["柳河日报 2026年3月12日"]), outlet_beside(["柳河网", "2026-03-12 09:05"])
    ('柳河日报', '柳河网')
    >>> outlet_beside(["柳河要闻 2026-03-12 打印"]), outlet_beside(["柳河日报"])
    (None, None)
    >>> outlet_beside(["《柳河日报》（2026年3月12日 第03版）"])
    '柳河日报'
    """
    for number in range(len(header) - 1, -1, -1):
        if dates := find_dates(line := header[number]):
            words = [*line[dates[0].end :].split(), *line[: dates[0].start].split()]
            words += header[number - 1 : number]
            bare = (word.strip("·()（）[]【】|") for word in words)
            found = next(filter(is_outlet, bare), None)
            return found and _TITLE_MARKS.sub(r"\1", found)
    return None


def is_outlet(word: str) -> bool:
    """Whether *word* is by its form the name of a paper, a station or a portal.

    >>> is_outlet("柳河日报"), is_outlet("手机看新闻"), is_outlet("从严从紧落实")
    (True, False, False)
    """
    return bool(_OUTLET.fullmatch(word)) and not _NO_OUTLET.search(word)
