"""Read the way from the front page to an article: 当前位置：首页 > 新闻 > 正文."""

from __future__ import annotations

import re

LONGEST_SECTION = 12
"""A longer step is the headline."""

_HERE = re.compile("您?(?:当前|现在|目前)?(?:所在|所处)?的?位置(?:是|为)?\\s*[：:]?\\s*")
_STEP = re.compile("\\s*(?:[>»›》＞→]|::)+\\s*")
# Weaker marks divide steps only where the line is known to be a way.
_LOOSE = re.compile("\\s*[-/—|·]+\\s*|\\s+")
_IN_CRUMBS = re.compile("[>»›＞→]|位置")
_FRONT = re.compile(
    "(?:返回)?(?:网站|本站|.{0,6}网)?(?:首页|主页)|home|.{1,10}网(?:站)?", re.IGNORECASE
)
_NO_STEP = re.compile(
    "(?:浏览|阅读|新闻|查看)?(?:正文|内容|全文)(?:\\s.*)?|文章|详情|更多|更多.*|返回.*|详细|上一页|下一页"
)
_NAME = re.compile("[\u3400-\u9fffA-Za-z0-9“”、（）()& +]{2,}")


def is_breadcrumb(line: str) -> bool:
    """Whether *line* leads from the front page to this one.

    >>> is_breadcrumb("当前位置：首页 > 新闻"), is_breadcrumb("来源：某网")
    (True, False)
    """
    return _IN_CRUMBS.search(line) is not None


def read_breadcrumb(lines: list[str]) -> str | None:
    """Return the last section that a breadcrumb names.

    >>> read_breadcrumb(["当前位置：首页 > 新闻 > 济源要闻 > 正文"])
    '济源要闻'
    >>> read_breadcrumb(["您现在的位置：首页-民生-正文"]), read_breadcrumb(["来源：某网"])
    ('民生', None)
    """
    return next((section for line in lines if (section := _section(line))), None)


def _section(line: str) -> str | None:
    here = _HERE.search(line)
    way = line[here.end() :] if here else line
    steps = _STEP.split(way)
    if len(steps) == 1:
        if not here:
            return None
        steps = _LOOSE.split(way)
    if _FRONT.fullmatch(steps[0].strip()):
        steps = steps[1:]
    named = [s.strip() for s in steps if not _NO_STEP.fullmatch(s.strip())]
    short = [s for s in named if _NAME.fullmatch(s) and len(s) <= LONGEST_SECTION]
    return short[-1] if short else None
