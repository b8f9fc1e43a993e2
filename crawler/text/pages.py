"""Join the bodies of an article's pages: what each page repeats goes, a cut paragraph is mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.text.bylines import is_credit
from crawler.text.furniture import PROSE, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGE = 5
"""How many lines at the head and the tail of a page may be repeated on the next one."""

_SPACE = re.compile(r"\s+")
_FINAL = re.compile(r"[。！？!?…；;：:”’」』）)】》.]$")
_NUMBER = re.compile(r"[\d\W_]|第|页")
_NUMBERS = re.compile(r"(?:[\[(（<]?\d{1,2}(?!\d)[\])）>]?\s*+)++")
_CLAUSE = re.compile("[，、,]$")
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
    for page in map(_without_pager, pages):
        old, new = set(map(_plain, joined)), set(map(_plain, page))
        if old <= new:
            joined = list(page)
        elif not new <= old:
            joined = _stitched(joined, page, title)
    return joined


def _without_pager(page: list[str]) -> list[str]:
    """Drop from the ends of *page* what is left of a pager without its links: 1 2 3."""
    inner = range(EDGE, len(page) - EDGE)
    return [line for n, line in enumerate(page) if n in inner or not _NUMBERS.fullmatch(line)]


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
    """
    if not (is_prose(first) or _FINAL.search(first)) or _FINAL.search(last):
        return False
    return bool(_CLAUSE.search(last)) or (len(last) >= PROSE and not _CAPTION.search(last))


def _plain(line: str) -> str:
    return _SPACE.sub("", line)
