"""Give Chinese text its widths: full-width punctuation, half-width digits and letters.

Nothing of NFKC is used on text: it turns ① into 1, ㎡ into m2 and ， into a comma.
"""

from __future__ import annotations

import re
import string
import unicodedata

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
_LETTERS = {ord(c) + 0xFEE0: c for c in _FOLDED}
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}

_NARROW_MARK = re.compile(r"(?:https?://|www\.)[^\s，。]+|[,:;!?]")
_CHINESE = re.compile(rf"[{_CJK}{_MARKS}]")
_AFTER_QUESTION = re.compile(rf"[{_CJK}0-9“‘《（]")
_BRACKETS = re.compile(rf"\(([^()\n]*[{_CJK}][^()\n]*)\)")
_GAP = re.compile(
    rf"(?<=[{_CJK}{_MARKS}]) (?=[{_MARKS}])|(?<=[{_MARKS}]) (?=[{_CJK}{_MARKS}0-9A-Za-z])"
)
_ELLIPSIS = re.compile(r"\.{6}|。{3,6}|⋯{1,2}|(?<!…)…(?!…)|…{3,}")
_DASH = re.compile(r"[—―─]{2,}|－－+")


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
    return text.translate(_LETTERS)


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
    while (wider := _BRACKETS.sub(r"（\1）", text)) != text:
        text = wider
    return _NARROW_MARK.sub(_widened, text)


def _widened(match: re.Match[str]) -> str:
    """Return the mark full-width where Chinese stands before it, or after a figure and it."""
    mark, text = match.group(), match.string
    before = text[max(0, match.start() - 2) : match.start()].rstrip(" ")[-1:]
    after = text[match.end() : match.end() + 2].lstrip(" ")[:1]
    # A question mark before other signs or letters may be the trace of a lost byte.
    if mark not in _WIDE or (mark == "?" and after and not _AFTER_QUESTION.match(after)):
        return mark
    chinese = _CHINESE.match(before) or (before.isalnum() and _CHINESE.match(after))
    return _WIDE[mark] if chinese else mark


def unify_marks(text: str) -> str:
    """Write every ellipsis as …… and every dash as ——.

    >>> unify_marks("他说...... 好──是的。。。")
    '他说…… 好——是的……'
    >>> unify_marks("1—2号")
    '1—2号'
    """
    return _DASH.sub("——", _ELLIPSIS.sub("……", text))


def tidy(text: str) -> str:
    """Do all of this, in order, and drop spaces beside full-width punctuation.

    >>> tidy("　　济源网讯 (记者 郑某) １１月２７日, 会议召开.")
    '济源网讯（记者 郑某）11月27日，会议召开.'
    """
    text = drop_invisible(unicodedata.normalize("NFC", text))
    text = unify_marks(widen_punctuation(tidy_spaces(fold_letters(text))))
    return _GAP.sub("", text)
