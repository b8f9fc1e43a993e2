"""Characters that look like others: radicals for characters, private use for real ones."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from crawler.text.marks import LOST
from crawler.text.script import detect, simplified_char

# CJK Radicals Supplement, from Unicode's EquivalentUnifiedIdeograph.txt (14.0); NFKC leaves them.
# Nine strokes without an equivalent are left out; they are never written for a character.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳"
    "⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧"
    "⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_CHARACTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁"
    "冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹虎衤覀西见角𧢲讠贝𧾷车辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤"
    "麦黄黾斉齐歯齿竜龙龜亀龟"
)
_KANGXI = {n: unicodedata.normalize("NFKC", chr(n)) for n in range(0x2F00, 0x2FD6)}
_KANGXI[0x2FAD] = "青"  # 靑 is how Korean prints it
_COMPATIBLE = {
    n: unicodedata.normalize("NFC", chr(n))
    for n in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
}
_TABLE = dict(zip(map(ord, _RADICALS), _CHARACTERS, strict=True)) | _KANGXI | _COMPATIBLE
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_ABOUT_RADICALS = re.compile("部首|偏旁|[字之]旁|字头|字底|部件|笔画|筆畫")
_HANZI = "\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A radical stays beside a word for it, or where no character touches it: 部首⻌, ⻌字旁, “⻌”.
_NAMED_BEFORE = re.compile("(?:部首|偏旁|部件)[是为為]?$")
_NAMED_AFTER = re.compile("部|偏?旁|[字之](?:旁|头|底)")
_TOUCHING = re.compile(f"[{_HANZI}]")

# GB 18030 kept places in private use for characters that Unicode got later (standard of 2022;
# the ideographs since that of 2005). Rows A8, A9 and FE follow Python's own codec.
_MARKS = dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True))
_LATER = {
    0xE816: "\U00020087", 0xE817: "\U00020089", 0xE818: "\U000200cc", 0xE831: "\U000215d7",
    0xE83B: "\U0002298f", 0xE855: "\U000241fe", 0xE81E: "\u9fb4", 0xE826: "\u9fb5",
    0xE82B: "\u9fb6", 0xE82C: "\u9fb7", 0xE832: "\u9fb8", 0xE843: "\u9fb9",
    0xE854: "\u9fba", 0xE864: "\u9fbb",
}  # fmt: skip
_SINGLE = {0xE5E5: " ", 0xE76C: "€", 0xE7C7: "ḿ", 0xE7C8: "ǹ"}
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_PRIVATE_ONE = re.compile("[\ue000-\uf8ff]")
_PRIVATE_RUN = re.compile(f"[{_PRIVATE}]+")
# What GBK's user-defined zones become (AAA1 to AFFE, F8A1 to FEFE, A140 to A7A0), and fonts that
# one made for names, begins at U+E000. Icon fonts begin at U+E600 (iconfont.cn) or U+F000 (Word's
# symbols, Font Awesome).
_ZONES_END = "\ue765"
_ICONS_BEGIN = "\ue600"
_OPENING = re.compile(rf"^[ \t\u00a0\u3000]*([{_PRIVATE}]+)", re.MULTILINE)
_SENTENCE = re.compile("[，。！？；]")
LONGEST_ENTRY = 30
"""Characters before a sign that are looked at: the entries of menus are shorter."""
LIST_FROM = 3
"""Lines that one sign must open to be the bullet of a list."""


def unify_glyphs(text: str) -> str:
    """Write ordinary characters for radicals and compatibility ideographs.

    Texts copied from PDF files hold them. A radical that is spoken of as such stays.

    >>> unify_glyphs("⻓江⼤学的⽼师")
    '长江大学的老师'
    >>> unify_glyphs("“海”的部首是“⺡”，①㎡Ⅳ不变")
    '“海”的部首是“⺡”，①㎡Ⅳ不变'
    """
    if not _LOOKALIKE.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(_unified(line) if _LOOKALIKE.search(line) else line for line in lines)


def _unified(line: str) -> str:
    simplified = detect(line) == "Hans"
    quoted = _ABOUT_RADICALS.search(line) is not None

    def ordinary(match: re.Match[str]) -> str:
        char = _TABLE.get(ord(match.group()), match.group())
        if quoted and _stands_alone(match):
            return match.group()
        is_radical = match.group() < "\u3000"
        return simplified_char(char) if simplified and is_radical else char

    return _LOOKALIKE.sub(ordinary, line)


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether the radical is part of no word."""
    text, start, end = match.string, match.start(), match.end()
    if _NAMED_BEFORE.search(text[max(0, start - 3) : start]) or _NAMED_AFTER.match(text, end):
        return True
    return not _TOUCHING.search(text[max(0, start - 1) : start] + text[end : end + 1])


@cache
def _real() -> dict[str, str]:
    """Return the characters that got a place of their own after GB 18030 of the year 2000."""
    trails = (*range(0x50, 0x7F), *range(0x80, 0xA1))
    pairs = {0xE815 + n: bytes((0xFE, trail)) for n, trail in enumerate(trails)}
    pairs |= {0xE7E7 + n: bytes((0xA9, 0x89 + n)) for n in range(13)}
    decoded = {n: pair.decode("gb18030") for n, pair in pairs.items()}
    real = decoded | _MARKS | _LATER | _SINGLE
    return {chr(n): char for n, char in real.items()}


def restore_private(text: str) -> str:
    r"""Write the real characters for those that GB 18030 once kept in private use.

    What other private-use characters meant, nobody knows. Each becomes U+FFFD, unless it decorates
    a line: beside a space or at a line's end it goes where no Chinese character touches it, or
    where it is a symbol of an icon font or the bullet of a list.

    >>> restore_private("\ue6a1 上一篇：王\ue863说\ue5e5好")
    ' 上一篇：王䶮说 好'
    >>> restore_private("他叫李\ue123，①ḿ，和王\ue124")
    '他叫李\ufffd，①ḿ，和王\ufffd'
    """
    if not _PRIVATE_RUN.search(text):
        return text
    text = _PRIVATE_ONE.sub(_restored, text)
    opened = Counter(_OPENING.findall(text))

    def dropped_or_marked(match: re.Match[str]) -> str:
        is_bullet = opened[match.group()] >= LIST_FROM
        return "" if _is_decoration(match, is_bullet=is_bullet) else LOST * len(match.group())

    return _PRIVATE_RUN.sub(dropped_or_marked, text)


def _restored(match: re.Match[str]) -> str:
    return _real().get(match.group(), match.group())


def _is_decoration(match: re.Match[str], *, is_bullet: bool) -> bool:
    """Whether the signs, beside a space or at the end of a line, stand for no character."""
    signs, text, start = match.group(), match.string, match.start()
    before = text[max(0, start - 1) : start]
    after = text[match.end() : match.end() + 1]
    opens = not before.strip()
    if after.strip() and not opens:
        return False
    if not _TOUCHING.search(before + after) or signs > _ZONES_END or (opens and is_bullet):
        return True
    # An entry of a menu may end in an icon; a sentence that stops so has lost its last character.
    line = text[max(0, start - LONGEST_ENTRY) : start].rpartition("\n")[2]
    return signs >= _ICONS_BEGIN and (opens or not _SENTENCE.search(line))
