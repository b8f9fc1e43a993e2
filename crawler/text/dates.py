"""Find the dates that Chinese pages print, and those in their addresses; Beijing time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BEIJING = timezone(timedelta(hours=8))
"""China has had one time and no summer time since 1992."""

NOON = 12
EARLIEST_NOON = 10
"""From this hour on, 中午 11:30 is before noon."""

EARLIEST = 1990
"""No Chinese news site is older; an earlier year is not a date of publication."""


CENTURY = 2000
"""Of a year of two digits: 18-03-08 23:16."""


class Moment(NamedTuple):
    """A point in time as a page shows it."""

    value: str
    """ISO 8601: `2022-11-28`, or `2022-11-28T09:05:00+08:00`."""
    precision: str
    """`day`, `minute` or `second`."""
    start: int = 0
    """Where it stands in the text."""
    end: int = 0
    """Where it ends."""

    @property
    def day(self) -> date:
        """The day, in Beijing."""
        return date.fromisoformat(self.value[:10])


_NUMERALS = str.maketrans("〇零○ＯO一二三四五六七八九", "00000123456789")
_CHINESE_DATE = re.compile(
    r"[二一][〇零○ＯO一二三四五六七八九]{3}年(?:十[一二]?|[一二三四五六七八九])月"
    r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_DATE = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d|[12]\d(?=-\d\d-\d\d \d\d:\d\d))"
    r"(?:\s?年\s?|[-/.])(?P<m>1[0-2]|0?[1-9])"
    r"(?:\s?月\s?|[-/.])(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.]\d)(?!\d)\s?日?"
    r"(?:[\s(（]{0,2}(?:星期|周)[一二三四五六日天][)）]?)?"
    r"(?:[T\s|]{0,3}(?P<half>上午|下午|晚上|晚|凌晨|中午)?\s?"
    r"(?P<H>2[0-3]|[01]?\d)(?:[:：]|\s?[时時点點]\s?)(?P<M>[0-5]\d)(?:\s?分)?"
    r"(?:[:：]?(?P<S>[0-5]\d)(?:\.\d+)?秒?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
# Year, day and time in elements of their own: 2026 | 03/12 | 09:05, or 12 | 2026年03月.
_CLOCK = r"\d\d?\s?:\s?\d\d(?:\s?:\s?\d\d)?"
_SCATTERED = tuple(
    re.compile(rf"(?<![\d.:/-]){order}(?![\d.:/-])(?:\s+(?P<time>{_CLOCK}))?")
    for order in (
        r"(?P<y>20\d\d)\s+(?P<m>\d\d?)\s*[/月.-]\s*(?P<d>\d\d?)\s?日?",
        r"(?P<d>\d\d?)\s?日?\s+(?P<y>20\d\d)\s*[年/.-]\s*(?P<m>\d\d?)\s?月?",
        r"(?P<m>\d\d?)\s*[/月-]\s*(?P<d>\d\d?)\s?日?\s+(?P<y>20\d\d)\s?年?",
    )
)
LONGEST_PIECE = 40
"""Characters of a line that may be a piece of a date."""
_IN_ADDRESS = (
    re.compile(r"(?<!\d)(20\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/(20\d\d)/(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])/"),
)


def find_dates(text: str) -> list[Moment]:
    """Return the full dates in *text*, in order, each with its time where one follows.

    >>> [m.value for m in find_dates("发布时间：2022年11月28日 09:05 来源")]
    ['2022-11-28T09:05:00+08:00']
    >>> [m.value for m in find_dates("2022.11.28 二〇二二年三月十四日 版本2022.1")]
    ['2022-11-28', '2022-03-14']
    """
    plain = _CHINESE_DATE.sub(_with_digits, text)
    return list(_moments(plain))


def find_scattered(lines: Sequence[str]) -> Moment | None:
    """Return the date whose year, day and time stand in *lines* of their own.

    >>> find_scattered(["2026", "03 / 12", "09 : 05"]).value
    '2026-03-12T09:05:00+08:00'
    >>> find_scattered(["12", "2026年03月", "分享"]).value
    '2026-03-12'
    >>> find_scattered(["第3期", "2026", "共12页"])
    """
    text = " ".join(line for line in lines if len(line) <= LONGEST_PIECE)
    for order in _SCATTERED:
        if found := order.search(text):
            day = "-".join(found[part].zfill(2) for part in "ymd")
            time = re.sub(r"\s", "", found["time"] or "")
            if whole := find_dates(f"{day} {time}".strip()):
                return whole[0]
    return None


def _with_digits(match: re.Match[str]) -> str:
    """Return 二〇二二年三月十四日 with digits, padded to the same length."""
    year, month, day = re.split("[年月]", match.group().removesuffix("日"))
    written = f"{year.translate(_NUMERALS)}年{_number(month)}月{_number(day)}日"
    return written.ljust(len(match.group()))


def _number(numeral: str) -> int:
    """Return 1 to 99 written in Chinese numerals.

    >>> _number("三"), _number("十四"), _number("二十"), _number("三十一")
    (3, 14, 20, 31)
    """
    tens, ten, ones = numeral.rpartition("十")
    first = int(tens.translate(_NUMERALS)) if tens else 1
    return (first * 10 if ten else 0) + (int(ones.translate(_NUMERALS)) if ones else 0)


def _moments(text: str) -> Iterator[Moment]:
    for match in _DATE.finditer(text):
        try:
            yield _moment(match)
        except ValueError:  # 31 April
            continue


def _moment(match: re.Match[str]) -> Moment:
    year = int(match["y"])
    day = date(year if year >= EARLIEST else CENTURY + year, int(match["m"]), int(match["d"]))
    if match["H"] is None:
        return Moment(day.isoformat(), "day", *match.span())
    minute, second = int(match["M"]), int(match["S"] or 0)
    hour = _hour(int(match["H"]), match["half"] or "")
    time = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=BEIJING)
    if match["zone"]:
        zone = match["zone"].replace("Z", "+00:00")
        time = datetime.fromisoformat(time.isoformat()[:19] + zone).astimezone(BEIJING)
    return Moment(time.isoformat(), "second" if match["S"] else "minute", *match.span())


def _hour(printed: int, half: str) -> int:
    """Return the hour of 24 that a page prints as one of 12.

    >>> _hour(3, "下午"), _hour(15, "下午"), _hour(1, "中午"), _hour(11, "中午"), _hour(12, "凌晨")
    (15, 15, 13, 11, 0)
    """
    late = ("下午", "晚上", "晚", "中午") if printed < EARLIEST_NOON else ("下午", "晚上", "晚")
    if half in late and printed < NOON:
        return printed + NOON
    return 0 if half == "凌晨" and printed == NOON else printed


def from_address(url: str) -> Moment | None:
    """Return the day that an article's address names.

    >>> from_address("http://a.example/content/202211/28/c_161520.html").value
    '2022-11-28'
    >>> from_address("http://a.example/zwgk/t20221128_123.htm").value
    '2022-11-28'
    >>> from_address("http://a.example/news/990.html")
    """
    _host, _, path = re.split("[?#]", url)[0].partition("://")[2].partition("/")
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(f"/{path}"):
            year, month, day = map(int, match.groups())
            try:
                return Moment(date(year, month, day).isoformat(), "day")
            except ValueError:  # 2022-02-30 is a number, not a day
                continue
    return None


def is_possible(moment: Moment, fetched: str) -> bool:
    """Whether a page fetched then can have been published at *moment*: not in the future.

    One day is allowed for clocks and for newspapers dated ahead. *fetched* is ISO 8601 or "".

    >>> is_possible(Moment("2022-11-28", "day"), "2022-11-28T01:00:00+08:00")
    True
    >>> is_possible(Moment("2026-11-28", "day"), "2022-11-28T01:00:00+08:00")
    False
    """
    if moment.day.year < EARLIEST:
        return False
    return not fetched or moment.day <= date.fromisoformat(fetched[:10]) + timedelta(days=1)


def now() -> str:
    """Return the time, ISO 8601 in +08:00, to the second."""
    return datetime.now(BEIJING).isoformat(timespec="seconds")
