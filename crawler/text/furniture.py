"""Take away what surrounds an article: print lines, copyright, teasers, comment forms.

Rules are data (`furniture.json`), each with the reason why it is one. They see simplified text
with its widths put right, line by line.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crawler.text.hosts import is_keyword_line

if TYPE_CHECKING:
    from collections.abc import Callable

PROSE = 40
"""From this length on, a line is taken for a paragraph and not for a label."""
SENTENCE = 12
"""From this length on, a line that ends like a sentence is one."""
TEASERS = 2
"""So many dated lines at the end are a list of other articles; one may be the article's own."""

# A call for manuscripts asks for them and sets terms; the news of a contest sets none.
_ASKS = re.compile("征[文稿]|征集|[投来]稿|参赛")
_TERMS = re.compile(
    "[题体]材|体裁|字(?:数|以[内上])|篇幅|截稿|截止(?:时间|日期)|启事|(?:每人|一稿)|欢迎(?:[^，。]{0,6})[投来]稿|"
    "(?:作品|投稿|参赛|来稿|征集)(?:要求|须知|时间|内容|范围|对象|方式)"
)
_ENDS_SENTENCE = re.compile(r"[。！？!?；”…）)]$")
_BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATED = re.compile(_BARE_DATE.pattern + ".*")


class Rule(NamedTuple):
    """One kind of furniture."""

    action: str
    """`line`: the line goes; `tail`: it and all that follows; `end`: the match at a line's end;
    `closing`: the line goes if no paragraph of the article follows it; `address`: likewise, but
    it stays in a call for manuscripts, which names where they go."""
    pattern: re.Pattern[str]
    longest: int
    """Longest line, in characters, that it may touch."""
    reason: str
    """What it is and where it was seen."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of `furniture.json`, in order."""
    table = json.loads(Path(__file__).with_name("furniture.json").read_text("utf-8"))
    return tuple(
        Rule(**row | {"pattern": re.compile(row["pattern"], re.IGNORECASE)}) for row in table
    )


class Cleared(NamedTuple):
    """Lines sorted into the article's and the page's."""

    kept: list[str]
    removed: list[str]
    """Single lines that went."""
    cut: list[str]
    """What was cut off the end: lists of other articles, forms, the foot."""


def is_prose(line: str) -> bool:
    """Whether *line* reads as a paragraph: long, or a whole sentence.

    >>> is_prose("村民代表今天投票，各组分头清点。"), is_prose("相关阅读"), is_prose("打印")
    (True, False, False)
    """
    return len(line) >= PROSE or (len(line) >= SENTENCE and bool(_ENDS_SENTENCE.search(line)))


def clear(lines: list[str]) -> Cleared:
    """Split *lines* into what belongs to the article and what does not.

    >>> clear(["会议召开，部署防汛工作。", "打印", "相关阅读", "另一条新闻"])
    Cleared(kept=['会议召开，部署防汛工作。'], removed=['打印'], cut=['相关阅读', '另一条新闻'])
    >>> clear(["本刊征文，题材不限，欢迎来稿。", "投稿邮箱：a@b.example"]).removed
    []
    >>> clear(["他把打印好的名单贴在墙上，大家围过来看。"]).removed
    []
    """
    kept: list[str] = []
    removed: list[str] = []
    cut: list[str] = []
    begun = False
    last = _last_paragraph(lines)
    told = lines[: last + 1]
    is_call = any(map(_ASKS.search, told)) and any(map(_TERMS.search, told))
    for number, line in enumerate(lines):
        rule = rule_for(line)
        if rule and rule.action in ("closing", "address"):
            stays = not begun or number <= last or (is_call and rule.action == "address")
            rule = None if stays else rule
        if rule and rule.action == "tail" and begun:
            cut = lines[number:]
            break
        text = rule.pattern.sub("", line).strip() if rule and rule.action == "end" else line
        if (rule and (rule.action != "end" or not text)) or is_keyword_line(line):
            removed.append(line)
            continue
        kept.append(text)
        begun = begun or is_prose(line)
    body, teasers = _cut_teasers(kept)
    return Cleared(body, removed, teasers + cut)


def _last_paragraph(lines: list[str]) -> int:
    """Return where the last line of *lines* stands that is prose and no furniture; else -1."""
    numbers = range(len(lines) - 1, -1, -1)
    return next((n for n in numbers if is_prose(lines[n]) and not is_furniture(lines[n])), -1)


def is_furniture(line: str) -> bool:
    """Whether a rule takes the whole of *line*.

    >>> is_furniture("扫一扫关注公众号"), is_furniture("从严从紧落实各项措施")
    (True, False)
    """
    rule = rule_for(line)
    return rule is not None and rule.action != "end"


def reason_for(line: str) -> str:
    """Return why *line*, which was cleared away, is furniture.

    >>> reason_for("打印本页 关闭窗口")
    'print and close links in a row'
    """
    rule = rule_for(line)
    return rule.reason if rule else "a row of keywords"


def rule_for(line: str) -> Rule | None:
    """Return the first rule that touches *line*; it may take the end of it only."""
    if not any(find(line) for find in _finders()):
        return None
    return next((r for r in rules() if len(line) <= r.longest and r.pattern.search(line)), None)


@cache
def _finders() -> tuple[Callable[[str], re.Match[str] | None], ...]:
    """Return what finds whether any rule may touch a line: most lines are touched by none.

    A rule that begins with `^` does so in each branch; it is tried at the beginning only.
    """
    patterns = [rule.pattern.pattern for rule in rules()]
    anchored = [pattern for pattern in patterns if pattern.startswith("^")]
    others = [pattern for pattern in patterns if not pattern.startswith("^")]
    return (
        re.compile("|".join(anchored), re.IGNORECASE).match,
        re.compile("|".join(others), re.IGNORECASE).search,
    )


def _cut_teasers(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut a tail of other articles' leads, each glued to the date of the one before.

    Two dates in the tail make a list; the lead before the first date belongs to it, too, unless
    it is all there is.

    >>> _cut_teasers(["正文。", "导语一。", "2022-11-28导语二。", "2022-11-27"])
    (['正文。'], ['导语一。', '2022-11-28导语二。', '2022-11-27'])
    >>> _cut_teasers(["正文。", "2022-11-28"])
    (['正文。', '2022-11-28'], [])
    """
    last = len(lines)
    while last and _DATED.fullmatch(lines[last - 1]):
        last -= 1
    if len(lines) - last < TEASERS:
        return lines, []
    # Where the list ends with a bare date, every date stands behind its lead.
    behind = _BARE_DATE.fullmatch(lines[-1])
    first = last - 1 if behind and last > 1 else last
    return lines[:first], lines[first:]
