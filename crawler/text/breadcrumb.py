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
_FROM_FRONT = re.compile("首页|主页|位置")
_FRONT = re.compile(
    "(?:返回)?(?:网站|本站|.{0,6}网)?(?:首页|主页)|home|.{1,10}网(?:站)?", re.IGNORECASE
)
_ARTICLE = re.compile(
    "(?:(?:浏览|阅读|新闻|查看|资讯|文章|信息)?(?:正文|内容|全文|详情|详细)页?|(?:浏览|阅读|查看)?文章)(?:\\s.*)?"
)
# A bar of links to sections looks the same but for its end.
_LOOSE_WAY = re.compile(f"(?:网站|本站)?(?:首页|主页)\\s*[-/—|·].*(?:{_ARTICLE.pattern})")
_NO_STEP = re.compile("更多.*|返回.*|[上下]一页")
_PLAIN = re.compile("(?:[\u3400-\u9fff]{2,8})?")
_NAME = re.compile("[\u3400-\u9fffA-Za-z0-9“”、（）()& +]{2,}")


def is_breadcrumb(line: str) -> bool:
    """Whether *line* leads from the front page to this one.

    >>> is_breadcrumb("当前位置：首页 > 新闻"), is_breadcrumb("来源：某网")
    (True, False)
    """
    return bool(_IN_CRUMBS.search(line) or _LOOSE_WAY.fullmatch(line))


def leads_from_front(line: str) -> bool:
    """Whether *line* is surely a breadcrumb, be it the first of a text.

    >>> leads_from_front("首页→柳河新闻→正文"), leads_from_front("柳河→青石→云水")
    (True, False)
    """
    return bool(_FROM_FRONT.search(line)) and read_breadcrumb([line]) is not None


def read_breadcrumb(lines: list[str], title: str | None = None) -> str | None:
    """Return the last section that a breadcrumb names; the headline *title* is none.

    >>> read_breadcrumb(["当前位置：首页 > 新闻 > 柳河要闻 > 正文"])
    '柳河要闻'
    >>> read_breadcrumb(["您现在的位置：首页-民生-正文"]), read_breadcrumb(["来源：某网"])
    ('民生', None)
    >>> read_breadcrumb(["首页 > 民生 > 水渠修通了"], "水渠修通了")
    '民生'
    """
    return next((section for line in lines if (section := _section(line, title))), None)


def _section(line: str, title: str | None) -> str | None:
    if not is_breadcrumb(line):
        return None
    here = _HERE.search(line)
    way = line[here.end() :] if here else line
    steps = [step.strip() for step in _STEP.split(way)]
    if len(steps) == 1 and (here or _LOOSE_WAY.fullmatch(way)):
        steps = [step.strip() for step in _LOOSE.split(way)]
    if len(steps) == 1 or not (here or _is_way(steps)):
        return None
    article = next((n for n, step in enumerate(steps) if _ARTICLE.fullmatch(step)), len(steps))
    if _FRONT.fullmatch(steps[0]):
        steps[0] = ""
    named = [x for x in steps[:article] if x != title and not _NO_STEP.fullmatch(x)]
    short = [step for step in named if _NAME.fullmatch(step) and len(step) <= LONGEST_SECTION]
    return short[-1] if short else None


def _is_way(steps: list[str]) -> bool:
    """Whether *steps* begin at a front page, end at an article, or are all names of sections."""
    if _FRONT.fullmatch(steps[0]) or any(map(_ARTICLE.fullmatch, steps)):
        return True
    return all(_PLAIN.fullmatch(step) for step in steps)
