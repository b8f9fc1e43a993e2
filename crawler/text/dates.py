"""Find the dates that Chinese pages print, and those in their addresses; Beijing time."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from crawler.text.dateforms import CUE, FORMS, MONTHS, NUMERALS, SCATTERED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BEIJING = timezone(timedelta(hours=8))
"""China has had one time and no summer time since 1992."""

NOON = 12
EARLIEST_NOON = 10
"""From this hour on, 中午 11:30 is before noon."""

EARLIEST = 1990
"""No Chinese news site is older; an earlier year is not a date of publication."""


CENTURY = 2000
"""Of a year of two digits: 18-03-08 23:16."""
REPUBLIC = 1911
"""The year before the first one of the Republic of China, by which Taiwan counts."""


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


_DIGITS = re.compile(r"\d\d")
_DIGIT_OF = str.maketrans("〇零○ＯO一二三四五六七八九", "00000123456789")
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
    >>> [m.value for m in find_dates("發布日期：115-03-12 電話：115-03-12")]
    ['2026-03-12']
    >>> [m[2:] for m in find_dates("2026-03-12 09:05 星期四 来源")]
    [(0, 20)]
    >>> [m.value[11:16] for m in find_dates("2026-03-12 PM 3:05 2026-03-12 09 : 05 3 : 2")]
    ['15:05', '09:05']
    """
    plain = NUMERALS.sub(_with_digits, text) if "年" in text else text
    return list(_moments(plain)) if _DIGITS.search(plain) else []


def find_scattered(lines: Sequence[str]) -> Moment | None:
    """Return the date whose year, day and time stand in *lines* of their own.

    >>> find_scattered(["2026", "03 / 12", "09 : 05"]).value
    '2026-03-12T09:05:00+08:00'
    >>> find_scattered(["12", "2026年03月", "分享"]).value
    '2026-03-12'
    >>> find_scattered(["第3期", "2026", "共12页"])
    """
    text = " ".join(line for line in lines if len(line) <= LONGEST_PIECE)
    for order in SCATTERED:
        if found := order.search(text):
            day = "-".join(found[part].zfill(2) for part in "ymd")
            time = re.sub(r"\s", "", found["time"] or "")
            if whole := find_dates(f"{day} {time}".strip()):
                return whole[0]
    return None


def _with_digits(match: re.Match[str]) -> str:
    """Return 二〇二二年三月十四日 with digits, padded to the same length."""
    year, month, day = re.split("[年月]", match.group().removesuffix("日"))
    written = f"{year.translate(_DIGIT_OF)}年{_number(month)}月{_number(day)}日"
    return written.ljust(len(match.group()))


def _number(numeral: str) -> int:
    """Return 1 to 99 written in Chinese numerals.

    >>> _number("三"), _number("十四"), _number("二十"), _number("三十一")
    (3, 14, 20, 31)
    """
    tens, ten, ones = numeral.rpartition("十")
    first = int(tens.translate(_DIGIT_OF)) if tens else 1
    return (first * 10 if ten else 0) + (int(ones.translate(_DIGIT_OF)) if ones else 0)


def _moments(text: str) -> Iterator[Moment]:
    """Yield what any of the forms finds in *text*, from left to right; of two in one place, one."""
    forms = FORMS if CUE.search(text) else FORMS[:1]
    found = sorted((m for form in forms for m in form.finditer(text)), key=lambda m: m.start())
    end = 0
    for match in found:
        if match.start() < end:
            continue
        try:
            yield _moment(match)
        except ValueError:  # 31 April
            continue
        end = match.end()


def _moment(match: re.Match[str]) -> Moment:
    part = defaultdict(str, {name: value or "" for name, value in match.groupdict().items()})
    day = _day(part)
    span = match.span("date" if part["date"] else 0)
    if not part["H"]:
        return Moment(day.isoformat(), "day", *span)
    hour, minute, second = _hour(int(part["H"]), part["half"]), int(part["M"]), int(part["S"] or 0)
    time = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=BEIJING)
    if part["zone"]:
        zone = part["zone"].replace("Z", "+00:00")
        time = datetime.fromisoformat(time.isoformat()[:19] + zone).astimezone(BEIJING)
    if part["S"] and not (time.hour or time.minute or time.second):
        return Moment(time.date().isoformat(), "day", *span)  # a database's day without a time
    return Moment(time.isoformat(), "second" if part["S"] else "minute", *span)


def _day(part: Mapping[str, str]) -> date:
    """Return the day of the parts of a date; a ValueError says that there is none."""
    month = MONTHS.index(part["month"][:3]) + 1 if part["month"] else int(part["m"])
    if part["roc"]:
        return date(int(part["roc"]) + REPUBLIC, month, int(part["d"]))
    year = int(part["y"])
    return date(year if year >= EARLIEST else CENTURY + year, month, int(part["d"]))


def _hour(printed: int, half: str) -> int:
    """Return the hour of 24 that a page prints as one of 12.

    >>> _hour(3, "下午"), _hour(15, "下午"), _hour(1, "中午"), _hour(11, "中午"), _hour(12, "凌晨")
    (15, 15, 13, 11, 0)
    >>> _hour(3, "PM"), _hour(12, "AM")
    (15, 0)
    """
    late = ("下午", "晚上", "晚", "PM", *(["中午"] if printed < EARLIEST_NOON else []))
    if half in late and printed < NOON:
        return printed + NOON
    return 0 if half in ("凌晨", "AM") and printed == NOON else printed


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

    One day is allowed for clocks and for newspapers dated ahead. *fetched* is ISO 8601 or "";
    without it the day is bound by today.

    >>> is_possible(Moment("2022-11-28", "day"), "2022-11-28T01:00:00+08:00")
    True
    >>> is_possible(Moment("2026-11-28", "day"), "2022-11-28T01:00:00+08:00")
    False
    >>> is_possible(Moment("2022-11-28", "day"), ""), is_possible(Moment("9022-11-28", "day"), "")
    (True, False)
    """
    if moment.day.year < EARLIEST:
        return False
    return moment.day <= date.fromisoformat((fetched or now())[:10]) + timedelta(days=1)


def now() -> str:
    """Return the time, ISO 8601 in +08:00, to the second."""
    return datetime.now(BEIJING).isoformat(timespec="seconds")
