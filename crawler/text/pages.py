"""Join the bodies of an article's pages: what each page repeats goes, a cut paragraph is mended."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from crawler.text.bylines import is_credit
from crawler.text.furniture import PROSE, is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EDGE = 5
"""How many lines at the head and the tail of a page may be repeated on the next one."""

_SPACE = re.compile(r"\s+")
_FINAL = re.compile(r"[。！？!?…；;：:”’」』）)】》.]$")
_NUMBER = re.compile(r"[\d\W_]|第|页")
_NUMBERS = re.compile(r"(?:[\[(（<]?\d{1,2}(?!\d)[\])）>]?\s*+)++")
_DIGITS = re.compile(r"\d+")
_CLAUSE = re.compile("[，、,]$")
# 一、 （一） 1. 1） ① 第一章 问： ■, behind which a paragraph begins.
_BEGINNING = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、）)]|[.．](?!\d))|[①-⑳㈠-㈩⑴-⒇●■◆★]|"
    r"第[一二三四五六七八九十百\d]{1,4}[章节条款]\s|[问答][:：]"
)
_CAPTION = re.compile("^(?:图[为①-⑨]|↑|▲)|(?:摄|供图|图片?|资料)$")


def join_pages(pages: Sequence[list[str]], title: str | None = None) -> list[str]:
    """Return the lines of one body from the lines of its *pages*, in order.

    Lines at the top of a page that repeat the head of the first one (headline, deck, date) go, and
    those that stand at the tail of the page before, too (credits), are kept once. A page that
    holds nothing new adds nothing; one that holds all the others is the whole article.

    >>> join_pages([["题", "渠水进田。", "编辑：张三"], ["题", "麦苗返青。", "编辑：张三"]])
    ['题', '渠水进田。', '麦苗返青。', '编辑：张三']
    >>> join_pages([["会议由县长主持，"], ["各乡镇负责人参加。"]])
    ['会议由县长主持，各乡镇负责人参加。']
    """
    joined: list[str] = []
    for page in _without_pagers(pages):
        old, new = set(map(_plain, joined)), set(map(_plain, page))
        if old <= new:
            joined = list(page)
        elif not new <= old:
            joined = _stitched(joined, page, title)
    return joined


def _without_pagers(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Yield each of *pages* without what is left of a pager that lost its links: 1 2 3."""
    found = [_figures(page) for page in pages]
    alone = all([own] in figures.values() for own, figures in enumerate(found, 1))
    for own, (page, figures) in enumerate(zip(pages, found, strict=True), 1):
        gone = [where for where, numbers in figures.items() if _is_pager(numbers, own, alone)]
        yield [line for n, line in enumerate(page) if not any(n in where for where in gone)]


def _figures(page: list[str]) -> dict[range, list[int]]:
    """Return what numbers stand by themselves at the ends of *page*, on lines in a row."""
    inner = range(EDGE, len(page) - EDGE)
    found: dict[range, list[int]] = {}
    start = 0
    for is_figures, group in groupby(
        enumerate(page), lambda x: x[0] not in inner and bool(_NUMBERS.fullmatch(x[1]))
    ):
        lines = [line for _n, line in group]
        if is_figures:
            where = range(start, start + len(lines))
            found[where] = [int(x) for line in lines for x in _DIGITS.findall(line)]
        start += len(lines)
    return found


def _is_pager(numbers: list[int], own: int, alone: bool) -> bool:
    """Whether *numbers* count pages, the one that is page *own* among them.

    A score or a price stands by itself, too: so does the page's number only where it is *alone*
    on each of the pages.

    >>> _is_pager([1, 2, 3], 2, False), _is_pager([79, 85], 2, False), _is_pager([2], 2, True)
    (True, False, True)
    """
    if len(numbers) == 1:
        return alone and numbers == [own]
    return own in numbers and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _stitched(joined: list[str], page: list[str], title: str | None) -> list[str]:
    head = {_plain(line) for line in (*joined[:EDGE], joined[-1])}
    tail = {_plain(line) for line in page[-EDGE:]}
    start, end = 0, len(joined)
    while start < len(page) and _is_repeated(page[start], head, title):
        start += 1
    while end and _plain(joined[end - 1]) in tail:
        end -= 1
    joined, page = joined[:end], page[start:]
    if joined and page and _is_cut(joined[-1], page[0]):
        return [*joined[:-1], joined[-1] + page[0], *page[1:]]
    return joined + page


def _is_repeated(line: str, head: set[str], title: str | None) -> bool:
    """Whether *line*, at the top of a further page, says again what the first one said."""
    # A credit may differ in the number of its clicks.
    return _plain(line) in head or _is_title(line, title) or is_credit(line)


def _is_title(line: str, title: str | None) -> bool:
    """Whether *line* is the *title*, be it with the number of the page: 春灌开始（2）."""
    rest = _plain(line).removeprefix(_plain(title or ""))
    return bool(title) and rest != _plain(line) and not _NUMBER.sub("", rest)


def _is_cut(last: str, first: str) -> bool:
    """Whether a page break goes through the paragraph that ends *last* and begins *first*.

    >>> _is_cut("三、加强组织领导", "各乡镇要落实责任。"), _is_cut("他说，", "春灌是头等大事。")
    (False, True)
    >>> _is_cut("会上，", "二、各乡镇要落实责任。"), _is_cut("上午，", "3.5公里水渠通水。")
    (False, True)
    """
    if not (is_prose(first) or _FINAL.search(first)) or _FINAL.search(last):
        return False
    if _BEGINNING.match(first):
        return False
    return bool(_CLAUSE.search(last)) or (len(last) >= PROSE and not _CAPTION.search(last))


def _plain(line: str) -> str:
    return _SPACE.sub("", line)
