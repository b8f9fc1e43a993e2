"""Furniture that no rule can know: lines that repeat at the ends of a host's articles.

Which lines may be such is decided here; that they repeat, by whoever has seen the articles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.text.bylines import is_credit, is_labelled
from crawler.text.dateline import read_dateline
from crawler.text.furniture import is_prose

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

HEAD, TAIL = 2, 4
"""Lines at the head and the tail of a body that are looked at; when they are known and gone, the
next ones are."""
SHORTEST = 12
"""Characters of a line that may be learned without a sign; 组图 and （完） are shorter."""
LONGEST = 200
"""Characters; what is longer is the article's."""

# Words of what a site says for itself. At the head of an article a line has to have one, since
# standing heads and introductions of a series stand there, too.
_SIGN = re.compile(
    "关注|扫[一码描]|二维码|公众号|微信|微博|抖音|快手|客户端|APP|下载|点击|分享|转发|打印|字[号体]|"
    "版权|转载|声明|授权|侵权|热线|投稿|邮箱|电话|订阅|收听|小编|阅读原文|copyright|https?://|www\\.",
    re.IGNORECASE,
)
_SENTENCE = re.compile("[。！？…][”』）)]?$")
_ATTRIBUTION = re.compile("^[（(]?(?:据|综合|来源|图|文[/／]|摄|新华社|本报|本网|附件)")
_FIGURES = re.compile(r"[\d\W_〇零一二三四五六七八九十百千两]+")


def candidates(lines: list[str]) -> list[str]:
    """Return the *lines* at the ends of a body that are furniture if they repeat.

    >>> candidates(["3月2日，桥通车。", "他说，过河近了。", "掌上小城出品，内容由编辑部整理发布。"])
    ['掌上小城出品，内容由编辑部整理发布。']
    >>> candidates(["组图", "3月2日，桥通车。", "（记者 张三 通讯员 李四 王五）"])
    []
    """
    head = [line for line in lines[:HEAD] if _SIGN.search(line)]
    tail = [x for x in lines[1:][-TAIL:] if len(x) >= SHORTEST or _SIGN.search(x)]
    return [x for x in dict.fromkeys(head + tail) if len(x) <= LONGEST and not _is_byline(x)]


def is_marked(line: str) -> bool:
    """Whether *line* looks like furniture by itself: it speaks for the site, or is no sentence.

    >>> is_marked("更多消息请关注小城在线。"), is_marked("小城在线 小城人的网上家园")
    (True, True)
    >>> is_marked("市领导张三、李四等参加活动。")
    False
    """
    return bool(_SIGN.search(line)) or not _SENTENCE.search(line)


def _is_byline(line: str) -> bool:
    """Whether *line* says who wrote, took or edited it: that repeats, and is the article's own."""
    if _ATTRIBUTION.search(line) or is_credit(line) or is_labelled(line):
        return True
    return bool(read_dateline(line).authors)


def peel(lines: list[str], known: AbstractSet[str]) -> tuple[list[str], list[str]]:
    """Take the *known* lines off both ends of *lines*; return what stays and what went.

    Credits may stand between them. A text of which no sentence would stay is left as it is.

    >>> known = {"关注我们", "掌上小城出品"}
    >>> peel(["关注我们", "两岸的桥今晨正式通车了。", "掌上小城出品", "编辑：张三"], known)
    (['两岸的桥今晨正式通车了。', '编辑：张三'], ['关注我们', '掌上小城出品'])
    >>> peel(["两岸的桥今晨正式通车了。", "会议强调", "要守护好这座桥的安全。"], {"会议强调"})[1]
    []
    """
    gone = {*_run(lines, range(len(lines)), known), *_run(lines, range(len(lines))[::-1], known)}
    kept = [line for n, line in enumerate(lines) if n not in gone]
    if not any(map(is_prose, kept)):
        return lines, []
    return kept, [lines[n] for n in sorted(gone)]


def _run(lines: list[str], order: range, known: AbstractSet[str]) -> list[int]:
    """Return which lines are known, up to the first that is neither known nor a credit."""
    run: list[int] = []
    for n in order:
        if lines[n] in known:
            run.append(n)
        elif not is_credit(lines[n]):
            break
    return run


def skeleton(title: str) -> str:
    """Return *title* without figures and signs: the same for all the notices of a series.

    >>> skeleton("粮油价格日报（3月2日）") == skeleton("粮油价格日报（3月13日）")
    True
    """
    return _FIGURES.sub("", title)
