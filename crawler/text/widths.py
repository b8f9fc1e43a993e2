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

CJK = r"\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, for a class of an expression."""
_MARKS = r"，。、；：？！“”‘’（）《》〈〉【】「」『』—…"

# Joiners and marks of direction, soft hyphens, selectors of variants and the Mongolian ones.
_INVISIBLE = (
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
# They are letters of their own where scripts join (Arabic, Indic, Mongolian) and within an emoji.
_JOINING = r"\u0620-\u06ff\u0750-\u077f\u0900-\u0dff"
_EMOJI = r"\u2190-\u2bff\U0001f000-\U0001faff"
_NEEDED = (
    rf"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])|(?<=[\u1820-\u18aa])[\u180b-\u180f]"
    rf"|(?:(?<=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f))\u200d(?=[{_EMOJI}])"
    rf"|(?<=[{_EMOJI}])\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)"
)
_UNSEEN = re.compile(_INVISIBLE)
_USELESS = re.compile(f"(?!{_NEEDED}){_INVISIBLE}")
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
# A quotation or title all in Latin letters keeps its own marks.
_LATIN_QUOTED = (
    r"[“‘《〈「『][\x20-\x40\x5b-\x60\x7b-\x7e]*+[A-Za-z][\x20-\x7e]*+(?:’[a-z][\x20-\x7e]*+)*+"
    r"[”’》〉」』]"
)
# So do a call with a string, as in code, and a name as Yahoo! before what opens no sentence.
_CALL = r"\b[A-Za-z_][\w.]{0,60}\([\"'][^\n]{0,200}?[\"']\);?"
_NAMED = r"[A-Za-z][!?](?=[、，。；的和与與及或等])"
# These, an address, a mail address and an HTML entity are passed over whole.
_NARROW_MARK = re.compile(
    rf"{_LATIN_QUOTED}|{_CALL}|{_NAMED}|"
    r"(?:\b\w{1,12}://|www\.)[^\s，。]+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+\w|&#?\w{1,8};|[?!]{2,}|[,:;!?]",
    re.ASCII,
)
_CHINESE = re.compile(rf"[{CJK}{_MARKS}·]")
_FIGURE = re.compile(r"[0-9A-Za-z%‰℃°²³)\]]")
_AFTER_QUESTION = re.compile(rf"[{CJK}0-9“‘《（”’》）」』—…]")
_CLOSING = re.compile("[”’）》」』]")
_FACE = re.compile(r"-?\)|-[(DP]|\((?=\s|$)")
_BRACKETS = re.compile(rf"\((?!(?<=[A-Za-z_]\()[\"'])([^()\n]*[{CJK}][^()\n]*)\)")
_GAP = re.compile(
    rf" (?:(?<=[{CJK}{_MARKS}] )(?=[{_MARKS}])|(?<=[{_MARKS}] )(?=[{CJK}{_MARKS}0-9A-Za-z]))"
)
_ELLIPSIS = re.compile(
    rf"(?:\.{{6,}}|(?<=[{CJK}{_MARKS}⋯―─－])\.{{3,5}}(?!\.)|\.(?: \.){{2,5}}|。{{3,}}|[…⋯])+"
)
# What every ellipsis and dash holds, for which texts are searched at full speed.
_LONG_MARK = re.compile("[…⋯—―─－]|\\.[. ]|。。|--")
_DASH = re.compile(rf"[—―─－]{{2,}}|(?<=[{CJK}])-{{2,3}}(?=[{CJK}“《])")


def drop_invisible(text: str) -> str:
    r"""Drop zero-width characters, soft hyphens and variation selectors that no script needs.

    >>> drop_invisible("\u200b柳\ufeff河")
    '柳河'
    >>> drop_invisible("春\ufe0f❤\ufe0f1\ufe0f\u20e3") == "春❤\ufe0f1\ufe0f\u20e3"
    True
    >>> drop_invisible("柳 河 می\u200cخواهم") == "柳 河 می\u200cخواهم"
    True
    """
    return _USELESS.sub("", text) if _UNSEEN.search(text) else text


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

    >>> widen_punctuation("柳河网讯(记者 张某)3月2日,农技员说:选种手册2.0版,人手(户)一本")
    '柳河网讯（记者 张某）3月2日，农技员说：选种手册2.0版，人手（户）一本'
    >>> widen_punctuation("他说:“How are you?”,又唱《What If?》,Yahoo!和OK!好 :-)")
    '他说：“How are you?”，又唱《What If?》，Yahoo!和OK！好 :-)'
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
    if not set(marks) <= _WIDE.keys() or _is_trace(marks, rest) or _is_face(match):
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


def _is_face(match: re.Match[str]) -> bool:
    return match.group() in ":;" and _FACE.match(match.string, match.end()) is not None


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


def tidy(text: str) -> str:
    """Do all of this, in order, and drop spaces beside full-width punctuation.

    >>> tidy("　　柳河网讯 (记者 张某) １１月２日, 村民种树.")
    '柳河网讯（记者 张某）11月2日，村民种树.'
    """
    # What one step puts right may let an earlier one go on: a gap closed, a quote turned.
    return _settled(_tidied, text)


def _tidied(text: str) -> str:
    text = drop_invisible(unicodedata.normalize("NFC", text))
    text = pair_quotes(tidy_spaces(fold_letters(text)))
    return _GAP.sub("", unify_marks(widen_punctuation(text)))
