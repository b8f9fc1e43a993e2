"""Find headline, deck and body in a plain text that somebody scraped earlier.

Such a text is all lines of a page in some order, without markup. Its paragraphs are long or
whole sentences; the short lines in one block with the credit line (date, source) are headline
and deck, wherever the block stands: table layouts put it after the body.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crawler.text.breadcrumb import is_breadcrumb
from crawler.text.bylines import is_credit
from crawler.text.furniture import is_furniture, is_prose
from crawler.text.outlets import is_outlet

_NOT_A_TITLE = re.compile(r"[\d\s\W]*|.*(?:网|资讯|门户)", re.DOTALL)
SHORTEST_TITLE = 6
LONGEST_SECTION = 8
LONGEST_TITLE = 60
_TITLE_LABEL = re.compile(r"^(?:文章)?标题\s*[：:]\s*")
_DECK_LABEL = re.compile(r"^(?:引题|肩题|副标?题)\s*[：:]\s*")
LONGEST_DECK = 3
"""Lines; more of them between headline and date are something else."""

_NOT_A_DECK = re.compile(
    r"[|：:/【]|\d{4}|[。；]$|^(?:\d+|[一二三四五六七八九十]+)[.、]|排行|热门|热销|浏览|点击|下载|关注"
)


class Outline(NamedTuple):
    """The parts of a plain text."""

    title: str | None
    subtitle: list[str]
    section: str | None
    credits: list[str]
    body: list[str]


def outline(lines: list[str]) -> Outline:
    """Return the parts of *lines*, which hold no furniture any more.

    >>> head = ["新闻中心", "我市部署防汛工作", "2022-03-14", "从严从紧落实"]
    >>> o = outline([*head, "3月12日，会议召开，部署防汛。"])
    >>> o.title, o.subtitle, o.section, o.body
    ('我市部署防汛工作', ['从严从紧落实'], '新闻中心', ['3月12日，会议召开，部署防汛。'])
    >>> outline(["本报讯，村民今天投票表决。", "我市召开防汛会议", "来源：某网 2026-03-14"]).title
    '我市召开防汛会议'
    """
    prose = [n for n, line in enumerate(lines) if is_prose(line) and not is_credit(line)]
    if not prose:
        return Outline(None, [], None, [], lines)
    first, last = prose[0], prose[-1] + 1
    head, tail = _block(lines[:first]), _block(lines[last:])
    block = head if head.title or not tail.credits else tail
    body = lines[first:last]
    if block is head:
        body = body + [line for line in lines[last:] if not is_credit(line)]
    body = [line for line in body if not is_credit(line)]
    return Outline(block.title, block.subtitle, block.section, head.credits + tail.credits, body)


def deck(header: list[str]) -> list[str]:
    """Return the deck: what stands between a headline and the line with its date or source.

    >>> deck(["首页 > 正文", "镇长到场动员 全镇三百人参加", "来源： 发布日期：2026-03-14"])
    ['镇长到场动员 全镇三百人参加']
    >>> deck(["副标题：全镇三百多人参加", "来源：柳河网"])
    ['全镇三百多人参加']
    >>> deck(["分享到：", "没有日期的一行"])
    []
    """
    credits_at = [n for n, line in enumerate(header) if is_credit(line)]
    above = header[: credits_at[0]] if credits_at else []
    above = [_DECK_LABEL.sub("", line) for line in above if not is_breadcrumb(line)]
    return [line for line in above if is_deck(line)] if len(above) <= LONGEST_DECK else []


def is_deck(line: str) -> bool:
    """Whether *line* can be a deck by its length and its words.

    >>> is_deck("全镇三百多人参加"), is_deck("来源：柳河网"), is_deck("柳河新闻日报")
    (True, False, False)
    """
    short = SHORTEST_TITLE <= len(line) <= LONGEST_TITLE
    other = _NOT_A_DECK.search(line) or is_outlet(line) or is_furniture(line)
    return short and not other


def _block(lines: list[str]) -> Outline:
    """Return headline, deck and credits of the short *lines* on one side of the body."""
    credits_at = [n for n, line in enumerate(lines) if is_credit(line)]
    anchor = credits_at[0] if credits_at else len(lines)
    above = [line for line in lines[:anchor] if not _NOT_A_TITLE.fullmatch(line)]
    section = above.pop(0) if len(above) > 1 and len(above[0]) <= LONGEST_SECTION else None
    titles = [x for x in above if SHORTEST_TITLE <= len(x) <= LONGEST_TITLE]
    deck = [line for line in lines[anchor:] if not is_credit(line)]
    found = [lines[n] for n in credits_at]
    if not titles:
        return Outline(None, [], section, found, [])
    return Outline(_TITLE_LABEL.sub("", titles[0]), titles[1:] + deck, section, found, [])
