"""The forms in which Chinese pages print a date, as expressions.

Each names its parts y, m, d and, where a time follows, half, H, M, S and zone; `roc` is a year of
the Republic (1912 is its first), `month` an English name. `date` is the date where a label goes
before it.
"""

import re

_TIME = (
    r"(?:[T\s|]{0,3}(?:(?:香港|北京|[台臺]北|[台臺][湾灣])[时時][间間]\s?)?"
    r"(?P<half>上午|下午|晚上|晚|凌晨|中午|[AP]M)?\s?"
    r"(?P<H>2[0-3]|[01]?\d)(?:[:：]|\s[:：]\s|\s?[時时点點]\s?)"
    # A minute of one digit needs the word or seconds behind it: 3:2 is a score.
    r"(?P<M>[0-5]\d|\d(?=\s?分|[:：]\d\d?(?!\d)))(?:\s?分)?"
    r"(?:[:：]?(?P<S>[0-5]\d|(?<=[:：])\d(?!\d)|\d(?=秒))(?:\.\d+)?秒?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_WEEKDAY = r"(?:[\s(（]{0,2}(?:星期|周|週)[二一三四五六日天][)）]?)?"
# Behind the time, too: 08:00:05 星期四; 周三 may begin a word there.
_BEHIND = (
    r"(?:[\s(（]{0,2}(?:(?:星期|週)[二一三四五六日天]|周[二一三四五六日天](?![\u3400-\u9fff]))[)）]?)?"
    # The day of the moon: 农历十月十一, 农历丙午年腊月初八.
    r"(?:[\s(（]{0,2}[农農][历曆](?:[\u3400-\u9fff]{2}年)?[闰閏]?[正一二三四五六七八九十冬腊臘]{1,2}月"
    r"[初十廿卅][一二三四五六七八九十]?[)）]?)?"
)
_LABEL = r"(?:日期|[时時][间間]|[发發][布佈表]|公[布佈告]|更新)[于於]?\s?[:：]\s?"
_MONTH = r"1[0-2]|0?[1-9]"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_TWO_DIGITS = r"(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])"
_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)

# 2026-03-12 09:05, 2026年3月12日, 2026—03—12; 2026-03-1209:05 of a lost space.
_COMMON = (
    r"(?<![\d.])(?P<y>(?:19|20)\d\d|[12]\d(?=-\d\d-\d\d \d\d:\d\d))"
    rf"(?:\s?年\s?|[-/.—–－])(?P<m>{_MONTH})(?:\s?月\s?|[-/.—–－])(?P<d>{_DAY})"
    r"(?:(?![\d.]\d)(?!\d)|(?<=[-/.]\d\d[-/.]\d\d)(?=[0-2]\d[:：][0-5]\d))"
    rf"\s?日?{_WEEKDAY}{_TIME}{_BEHIND}"
)
# 民國115年3月12日, anywhere.
_REPUBLIC = (
    rf"(?:中[华華])?民[国國]\s?(?P<roc>\d\d\d?)\s?年\s?(?P<m>{_MONTH})\s?月\s?"
    rf"(?P<d>{_DAY})\s?日{_WEEKDAY}{_TIME}"
)
# 發布日期：115-03-12: what looks like a telephone number needs the label.
_LABELLED_REPUBLIC = (
    rf"{_LABEL}(?P<date>(?P<roc>1[0-4]\d)(?:\s?年\s?|[-/.])(?P<m>{_MONTH})"
    rf"(?:\s?月\s?|[-/.])(?P<d>{_DAY})(?![\d.-])\s?日?{_WEEKDAY}{_TIME})"
)
# 20260312 after a label, or where a line begins that is over or goes on with a label.
_COMPACT = (
    rf"(?:{_LABEL}(?=\d{{8}}(?!\d))|^[\s(（\[【]*(?=\d{{8}}[\s)）\]】|]*"
    r"(?:$|[来來]源|作者|[编編][辑輯]|[记記]者|[浏瀏][览覽])))"
    rf"(?P<date>(?P<y>20\d\d){_TWO_DIGITS}(?![-.]\d){_TIME})"
)
# 20260312090541 by itself, as metadata have it.
_STAMP = rf"^(?P<y>20\d\d){_TWO_DIGITS}(?P<H>2[0-3]|[01]\d)(?P<M>[0-5]\d)(?P<S>[0-5]\d)?$"
# March 12, 2026 and 12 March 2026.
_ENGLISH_DAY = rf"(?P<d>{_DAY})(?:st|nd|rd|th)?"
_ENGLISH_YEAR = rf",? (?P<y>(?:19|20)\d\d)(?!\d),?{_TIME}"
_MONTH_FIRST = rf"\b(?P<month>{_NAMES})\.? {_ENGLISH_DAY}{_ENGLISH_YEAR}"
_DAY_FIRST = rf"(?<![\d.]){_ENGLISH_DAY} (?P<month>{_NAMES})\.?{_ENGLISH_YEAR}"

FORMS = tuple(
    map(
        re.compile,
        (_COMMON, _REPUBLIC, _LABELLED_REPUBLIC, _COMPACT, _STAMP, _MONTH_FIRST, _DAY_FIRST),
    )
)
"""A common one first, then rarer ones."""
CUE = re.compile(r"[国國]\s?\d|\d{8}|(?<!\d)1[0-4]\d\s?[-/.年]| (?:19|20)\d\d")
"""Without a match, no form but the first one can match; most lines are spared the others."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""The first three letters of their English names."""

NUMERALS = re.compile(
    r"[二一][〇零○ＯO一二三四五六七八九]{3}年(?:十[一二]?|[一二三四五六七八九])月"
    r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
"""二〇二六年三月十二日."""
# Year, day and time in elements of their own: 2026 | 03/12 | 09:05, or 12 | 2026年03月.
_CLOCK = r"\d\d?\s?:\s?\d\d(?:\s?:\s?\d\d)?"
SCATTERED = tuple(
    re.compile(rf"(?<![\d.:/-]){order}(?![\d.:/-])(?:\s+(?P<time>{_CLOCK}))?")
    for order in (
        r"(?P<y>20\d\d)\s+(?P<m>\d\d?)\s*[/月.-]\s*(?P<d>\d\d?)\s?日?",
        r"(?P<d>\d\d?)\s?日?\s+(?P<y>20\d\d)\s*[年/.-]\s*(?P<m>\d\d?)\s?月?",
        r"(?P<m>\d\d?)\s*[/月-]\s*(?P<d>\d\d?)\s?日?\s+(?P<y>20\d\d)\s?年?",
    )
)
