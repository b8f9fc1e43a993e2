"""Find runs of lines that read as an article: sentences outside links, little between them.

Each line gets a weight, and a run is a stretch of lines with the greatest sum, as in M. Pasternack
and D. Roth, Extracting Article Text from the Web with Maximum Subsequence Segmentation (WWW
2009). It ends where its sum falls by more than `DROP`, the X-drop of sequence alignment: else a
long article would swallow rankings and the comments behind them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.layout import tags_around
from crawler.text.furniture import is_prose, rule_for
from crawler.text.script import to_simplified

if TYPE_CHECKING:
    from crawler.reading.layout import Line

LINKED = 0.5
"""Share of linked characters from which a line is an entry of a list."""
FULL = 300
"""Characters of a sentence that count; longer paragraphs are no surer than this."""
LINK = -8.0
"""Of an entry of a list, beside its characters up to `ENTRY`."""
ENTRY = 60
FURNITURE = -20.0
TAIL = -80.0
"""Of a line behind which the article is over: 相关阅读, 网友评论."""
LABEL = -6.0
"""Of a line of up to `SHORT` characters that is no sentence; longer ones weigh half of it."""
SHORT = 6
ROLL = 6
"""Short lines in a row that count; there may be any number of them in a roll."""
SHORTEST_ENTRY = 8
"""Characters of a headline in a list; shorter links lead to sections."""
TEASERS = 3
"""Headlines, each with its own sentence under it, that are no article."""
LONGEST_STAMP = 40
"""Characters of a line with the name of a reader and the time when he wrote."""
BETWEEN_TEASERS = 3
"""Lines from one of them to the next, at most, beside the sentence: day, source, comments."""
DROP = 120.0
"""A list of six entries; a box of three links within an article costs less."""
GAIN = 0.5
"""Share of what a gap costs that the text behind it must bring in addition: no comment does."""

# What stands under a comment: when it was written, and what one can do about it.
_REACTIONS = re.compile(
    r"(?:[\d\s:：月日年/.-]|今天|昨天|前天|小时前|分钟前|来自\S{2,10})*"
    r"(?:(?:举报|回复|回应|引用|赞|顶|踩|支持|反对|查看对话)\s*[(（\[]?\d*[)）\]]?\s*){2,}"
)
# The time of a comment: day and hour, or how long ago. The hours of a chronicle have no day.
_STAMP = re.compile(
    r"(?:\d{4}\s?[-/.年]\s?)?(?:\d{1,2}\s?[-/.月]\s?\d{1,2}日?|今天|昨天|前天)\s*\d{1,2}:\d\d"
    r"|\d+\s*(?:秒|分钟|小时|天|个?月|年)前|(?:^|\s)(?:第\s?)?\d+\s?楼"
)
# The names of what is attached to a notice are its own, linked or not.
_ATTACHED = ("附件", "附：", "附:")
_STOP = re.compile(r"[，。；：！？、”]$")


class Run(NamedTuple):
    """A stretch of lines: the first one, the one after the last, the sum of their weights."""

    start: int
    end: int
    worth: float

    def moved(self, by: int) -> Run:
        """Return the same stretch *by* so many lines further down."""
        return Run(self.start + by, self.end + by, self.worth)


def weigh(lines: list[Line]) -> list[float]:
    """Return the weight of each line, about the characters of article that it speaks for."""
    # Rules of furniture are written in simplified characters.
    simplified = to_simplified("\n".join(line.prose for line in lines)).split("\n")
    weights = [
        _weight(text, line.linked) for text, line in zip(simplified, lines, strict=bool(lines))
    ]
    _discount_teasers(weights, lines)
    _discount_rolls(weights)
    return weights


def _discount_teasers(weights: list[float], lines: list[Line]) -> None:
    """Let sentences speak for no article that stand each under a headline or a time of its own.

    So do the leads of other articles, and what readers wrote.
    """
    found: list[int] = []
    gap = 0
    for number, line in enumerate(lines[:-1]):
        if _is_entry(line) and weights[number + 1] > 0:
            found.append(number)
            gap = 0
            continue
        gap += 1
        if gap > BETWEEN_TEASERS:
            _discount(found, weights, lines)
            found, gap = [], 0
    _discount(found, weights, lines)


def _is_entry(line: Line) -> bool:
    if line.linked >= LINKED and len(line.prose) >= SHORTEST_ENTRY:
        return True
    return len(line.prose) <= LONGEST_STAMP and bool(_STAMP.search(line.prose))


def _discount(entries: list[int], weights: list[float], lines: list[Line]) -> None:
    """Discount what stands under *entries*, if enough of them are of one make."""
    makes: dict[tuple[str, ...], list[int]] = {}
    for number in entries:
        makes.setdefault(tags_around(lines[number].element), []).append(number)
    for numbers in makes.values():
        if len({lines[number].text for number in numbers}) >= TEASERS:
            for number in numbers:
                weights[number + 1] = LINK - min(weights[number + 1], ENTRY)


def _discount_rolls(weights: list[float]) -> None:
    """Let a long roll of names or figures cost no more than a short one."""
    row = 0
    for number, weight in enumerate(weights):
        row = row + 1 if LABEL <= weight < 0 else 0
        if row > ROLL:
            weights[number] = 0.0


def _weight(text: str, linked: float) -> float:
    """Return the weight of one line.

    A character is three bytes of UTF-8, as all Chinese ones are: of a copyright note in English
    three letters count as one.

    >>> _weight("会议召开，部署防汛工作。", 0.0), _weight("柳河大桥今天正式通车", 1.0)
    (12.0, -18.0)
    >>> _weight("相关阅读", 0.0), _weight("张三丰", 0.0), _weight("床前明月光，", 0.0)
    (-80.0, -6.0, 3.0)
    >>> _weight("今天 08:23 举报 赞 12 回复", 0.5), _weight("回复", 0.0)
    (-40.0, -6.0)
    """
    length = len(text.encode("utf-8", "replace")) / 3
    if _REACTIONS.fullmatch(text):
        return 2 * FURNITURE
    if linked >= LINKED and not text.startswith(_ATTACHED):
        return LINK - min(length, ENTRY)
    rule = rule_for(text)
    if rule and rule.action in ("tail", "line"):
        return TAIL if rule.action == "tail" else FURNITURE
    if is_prose(text):
        return min(length, FULL) * (1 - linked)
    if _STOP.search(text):
        return length / 2  # of a poem, or before a list
    return LABEL if len(text) <= SHORT else LABEL / 2


def runs(weights: list[float]) -> list[Run]:
    """Return the runs among lines of these *weights*, from top to bottom.

    >>> runs([-6, 50, -6, 40, -80, -80, 30])
    [Run(start=1, end=4, worth=84.0), Run(start=6, end=7, worth=30.0)]
    """
    found: list[Run] = []
    number = 0
    while number < len(weights):
        if weights[number] <= 0:
            number += 1
            continue
        run = _run_from(number, weights)
        found.append(run)
        number = run.end
    return found


def _run_from(start: int, weights: list[float]) -> Run:
    total = best = lowest = 0.0
    end = start
    for number in range(start, len(weights)):
        total += weights[number]
        lowest = min(lowest, total)
        if total - best > GAIN * (best - lowest):
            best = lowest = total
            end = number + 1
        elif total <= 0 or best - total > DROP:
            break
    return Run(start, end, best)
