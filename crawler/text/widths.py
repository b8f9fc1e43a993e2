"""Give Chinese text its widths: full-width punctuation, half-width digits and letters.

Nothing of NFKC is used on text: it turns ① into 1, ㎡ into m2 and ， into a comma.
"""

from __future__ import annotations

import re
import string
import unicodedata
from typing import TYPE_CHECKING

from crawler.text.quotes import pair_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

_CJK = r"\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = r"，。、；：？！“”‘’（）《》〈〉【】「」『』—…"

# Joiners and marks of direction, soft hyphens, selectors of variants and the Mongolian ones.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
# Full-width forms stand 0xFEE0 above their ASCII twins.
_FOLDED = f"{string.digits}{string.ascii_letters}%.+-/@=#&_"
_LETTERS = {chr(ord(c) + 0xFEE0): c for c in _FOLDED}
_WIDE_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
ROUNDS = 5
"""No newspaper nests deeper; a hostile page could keep a step busy for hours."""
_STRAIGHT = ('"', "＂")
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_WIDENED = str.maketrans(_WIDE)

_NARROW = re.compile("[,:;?!(]")
# An address, a mail address and an HTML entity are passed over whole.
_NARROW_MARK = re.compile(
    r"(?:\b\w{1,12}://|www\.)[^\s，。]+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+\w|&#?\w{1,8};|[?!]{2,}|[,:;!?]",
    re.ASCII,
)
_CHINESE = re.compile(rf"[{_CJK}{_MARKS}·]")
_FIGURE = re.compile(r"[0-9A-Za-z%‰℃°²³)\]]")
_AFTER_QUESTION = re.compile(rf"[{_CJK}0-9“‘《（”’》）」』—…]")
_CLOSING = re.compile("[”’）》」』]")
_BRACKETS = re.compile(rf"\(([^()\n]*[{_CJK}][^()\n]*)\)")
_GAP = re.compile(
    rf" (?:(?<=[{_CJK}{_MARKS}] )(?=[{_MARKS}])|(?<=[{_MARKS}] )(?=[{_CJK}{_MARKS}0-9A-Za-z]))"
)
_ELLIPSIS = re.compile(
    rf"(?:\.{{6,}}|(?<=[{_CJK}{_MARKS}⋯―─－])\.{{3,5}}(?!\.)|\.(?: \.){{2,5}}|。{{3,}}|[…⋯])+"
)
# What every ellipsis and dash holds, for which texts are searched at full speed.
_LONG_MARK = re.compile("[…⋯—―─－]|\\.[. ]|。。|--")
_DASH = re.compile(rf"[—―─－]{{2,}}|(?<=[{_CJK}])-{{2,3}}(?=[{_CJK}“《])")
# The comma that some copying hosts put before every mark: 书记,、市长。 A pause of three stays.
_EXTRA_COMMA = re.compile(
    rf"(?<=[{_CJK}”’》）%])[,，](?=[,，](?![,，。、；：！？;:])|[。、；：！？;:])"
    rf"|(?<=[0-9A-Za-z)])[,，](?=(?:[,，]|[。、；：！？])(?:[{_CJK}“《]|$))",
    re.MULTILINE,
)
_COMMON_MARK = re.compile("[,，。、；;]")
MIN_DOUBLED = 3
DOUBLED_FROM = 0.5


def drop_invisible(text: str) -> str:
    r"""Drop zero-width characters, soft hyphens and variation selectors.

    >>> drop_invisible("\u200b会\ufeff议")
    '会议'
    >>> drop_invisible("会 议")
    '会 议'
    """
    return _INVISIBLE.sub("", text)


def fold_letters(text: str) -> str:
    """Make full-width digits, letters and signs half-width; punctuation stays as it is.

    >>> fold_letters("２０２２年Ａ座，①５％")
    '2022年A座，①5%'
    """
    return _WIDE_LETTER.sub(lambda match: _LETTERS[match.group()], text)


def tidy_spaces(text: str) -> str:
    r"""Make every run of spaces one, none at the ends of a line, no empty lines.

    >>> tidy_spaces("　　记者　张三 \n\n 完")
    '记者 张三\n完'
    """
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def widen_punctuation(text: str) -> str:
    """Make the punctuation of Chinese sentences full-width; figures, times, addresses stay.

    >>> widen_punctuation("济源网讯(记者 郑某)11月27日,会议指出:防控3.0版,分区(域)")
    '济源网讯（记者 郑某）11月27日，会议指出：防控3.0版，分区（域）'
    >>> widen_punctuation("8:30, 1,000 http://a.cn/b?c=会;d 刘龑(yǎn)")
    '8:30, 1,000 http://a.cn/b?c=会;d 刘龑(yǎn)'
    """
    lines = text.split("\n")
    return "\n".join(_widened_line(line) if _NARROW.search(line) else line for line in lines)


def _widened_line(line: str) -> str:
    line = _settled(lambda found: _BRACKETS.sub(r"（\1）", found), line)
    return _settled(lambda found: _NARROW_MARK.sub(_widened, found), line)


def _settled(step: Callable[[str], str], text: str) -> str:
    """Return *text* once *step* changes it no more, or has had its rounds."""
    for _ in range(ROUNDS):
        if (settled := step(text)) == text:
            break
        text = settled
    return text


def _widened(match: re.Match[str]) -> str:
    """Return the mark full-width where Chinese stands before it, or after a figure and it."""
    marks, text = match.group(), match.string
    before = text[max(0, match.start() - 2) : match.start()].rstrip(" ")[-1:]
    rest = text[match.end() : match.end() + 2]
    if not set(marks) <= _WIDE.keys() or _is_trace(marks, rest) or _is_face(marks, rest):
        return marks
    # After a Latin word a space tells that the mark is Latin, too.
    after = (rest.lstrip(" ") if before.isdigit() else rest)[:1]
    chinese = _CHINESE.match(before) or (
        (_FIGURE.match(before) or before in _STRAIGHT) and _CHINESE.match(after)
    )
    return marks.translate(_WIDENED) if chinese else marks


def _is_trace(marks: str, rest: str) -> bool:
    """Whether a question mark may stand for a lost byte: before other signs or letters."""
    after = rest.lstrip(" ")[:1].strip()
    if "?" not in marks or not after:
        return False
    return not (_AFTER_QUESTION if len(marks) == 1 else _CLOSING).match(after)


def _is_face(marks: str, rest: str) -> bool:
    return marks in ":;" and rest.startswith(")")


def unify_marks(text: str) -> str:
    """Write every ellipsis as …… and every dash as ——.

    >>> unify_marks("他说...... 好──是的。。。")
    '他说…… 好——是的……'
    >>> unify_marks("1—2号")
    '1—2号'
    """
    lines = text.split("\n")
    return "\n".join(
        _DASH.sub("——", _ELLIPSIS.sub("……", line)) if _LONG_MARK.search(line) else line
        for line in lines
    )


def single_marks(text: str) -> str:
    """Drop the comma that some copying hosts put before every mark.

    >>> single_marks("3月27日,,市委书记,、市长部署工作,。")
    '3月27日,市委书记、市长部署工作。'
    >>> single_marks("真的？！好……f(1,,2)，，，唉")
    '真的？！好……f(1,,2)，，，唉'
    """
    return _EXTRA_COMMA.sub("", text)


def has_doubled_marks(text: str) -> bool:
    """Whether *text* as a whole bears a comma before its marks.

    >>> has_doubled_marks("3月27日,,市委书记,、市长主持会议,,部署防控工作,。")
    True
    >>> has_doubled_marks("今天,,开会。明天休息，后天种树。")
    False
    """
    doubled = len(_EXTRA_COMMA.findall(text))
    marks = len(_COMMON_MARK.findall(text)) - doubled
    return doubled >= MIN_DOUBLED and doubled > DOUBLED_FROM * marks


def tidy(text: str) -> str:
    """Do all of this, in order, and drop spaces beside full-width punctuation.

    >>> tidy("　　济源网讯 (记者 郑某) １１月２７日, 会议召开.")
    '济源网讯（记者 郑某）11月27日，会议召开.'
    """
    # What one step puts right may let an earlier one go on: a gap closed, a quote turned.
    return _settled(_tidied, text)


def _tidied(text: str) -> str:
    text = drop_invisible(unicodedata.normalize("NFC", text))
    text = pair_quotes(tidy_spaces(fold_letters(text)))
    return _GAP.sub("", unify_marks(widen_punctuation(text)))
