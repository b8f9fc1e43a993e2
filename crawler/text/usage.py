"""Traditional characters whose simplified form hangs on their use: 看著 is 看着, 名著 is 名著.

OpenCC knows words, but few of these; what it is not to touch is hidden from it.
"""

from __future__ import annotations

import re

_HIDE = str.maketrans("著昇", "\ufdd0\ufdd1")
_SHOW = str.maketrans("\ufdd0\ufdd1", "著昇")

_SURNAMES = (
    "王李張劉陳楊黃趙吳徐孫朱胡郭林羅鄭梁謝宋許鄧馮韓曹彭蕭蔡潘田董袁余葉蔣杜蘇魏程呂丁沈姚盧"
    "傅鍾崔譚廖汪賈韋邱侯鄒熊孟秦閻薛段雷黎陶賀顧毛郝龔邵錢嚴賴莫魯老巴茅畢"
)
# After these 著 is the particle, whatever follows: 看著名單, 寫著作者.
_VERBS = "看接隨沿朝望拿帶穿戴坐站走笑聽想等指憑冒照念叫喊寫掛印刻懷抱捧頂讀唱哼挨趁順隔罩含擺玩"

# 著 in the sense of writing and of fame, which is 著 in both scripts.
_WRITTEN = re.compile(
    rf"""
    (?<![凸突彰盡])顯著 | (?<![還復])原著 | (?<![簽命])名著 | (?<![討談議評辯爭])論著 | (?<!翻)譯著
    | (?<![混結配融集迎符組綜聯整契閉癒接切吻摻糅聚磨])合著
    | [編專巨鉅遺撰昭卓拙土]著 | 知著 | 所著(?![墨力眼手重陸想意色落])
    | (?<![{_VERBS}])著(?: 名(?![單片字冊牌譽氣聲次目曲]) | 作(?![曲文業揖戰]) | 述(?!職) | 書立
                         | 稱(?!呼) | 錄(?![音影像製]) | 者)
    | (?<![^，。；、：（(「『\s他她曾並也另均皆還生])著有
    | (?<![^，。；、：（(「『\s])[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}(?<![{_VERBS}])著(?=[《）)])
    """,
    re.VERBOSE,
)
# 昇 in a name after a surname; 升 in all other uses.
_NAMED = re.compile(rf"[{_SURNAMES}]昇(?![值級官職遷至到降高起溫空華為任格等學旗壓幅上平天])")

# Forms that OpenCC does not know, or knows for one of two uses only.
_FORMS = str.maketrans("衞衹鬭", "衛只鬥")
_WORDS = [
    (re.compile("甚麼"), "什麼"),
    (re.compile("(?<=[什怎那這多要])么"), "麼"),
    (re.compile("(?<![神地])祇(?![園洹陀樹])"), "只"),
    (re.compile("沈(?=[著默重])"), "沉"),
]


def prepare(text: str, *, particle: bool) -> str:
    """Write *text* so that a converter cannot go wrong; `restore` what it returns.

    >>> restore(prepare("看著名著，甚麼也沒說", particle=True))
    '看着名著，什麼也沒說'
    """
    text = text.translate(_FORMS)
    for pattern, form in _WORDS:
        text = pattern.sub(form, text)
    text = _NAMED.sub(_hidden, text)
    if not particle:
        return text.replace("著", "著".translate(_HIDE))
    return _WRITTEN.sub(_hidden, text).replace("著", "着")


def restore(text: str) -> str:
    """Bring back what `prepare` hid.

    >>> restore(prepare("畢昇", particle=False))
    '畢昇'
    """
    return text.translate(_SHOW)


def writes_particle(text: str) -> bool:
    """Whether *text* writes the particle 着 as 著, as in Taiwan; mainland tables never do.

    >>> writes_particle("他看著於潛的山"), writes_particle("名著里写着")
    (True, False)
    """
    return "著" in text and "着" not in text and text.count("于") <= text.count("於")


def _hidden(match: re.Match[str]) -> str:
    return match.group().translate(_HIDE)
