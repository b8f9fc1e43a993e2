"""Tell the names of persons from what else stands beside a role: outlets, offices, words."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from crawler.text.charlm import load

LONGEST_NAME = 4
"""Characters of a Chinese name without a dot in it; longer words hold something else."""
SHORTEST_GIVEN = 2
"""Characters from which a name of two with a compound surname is whole: 欧阳修 has three."""
LIKELIEST = -5.3
"""Log-probability a character (natural logarithm) from which newspapers use three as a word."""

_HAN = "\u3400-\u9fff"
_NAME = re.compile(
    rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,8}}(?:[·•][{_HAN}]{{1,8}}){{1,3}}|(?=.*[a-z])[A-Z][A-Za-z.' -]+"
)
# Latin names keep the space inside them: Anna Lee.
_WORD = re.compile(
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*|[^\s、，,;；/／|丨｜︱│&＆()（）【】\[\]〔〕:：□■●◎○◆△▲]+"
)
_AND = re.compile("[和与及]")
_STAFF_NUMBER = re.compile(r"_[A-Z]{0,4}\d+")
_NO_NAME = re.compile(
    "报[道导]|摄影|摄|通讯|文字|文图|图文|图片|(?:资料|高清|示意|效果|[截配插组])图?|[文图]|本[报网台站刊]|综合|整理|来源|佚名|匿名|"
    "管理员|网络|网友|未知|不详|暂无|编辑|小编|责编|转载|原创|供稿|投稿|官方|公众号|微信|客户端|"
    "新华|人民|央视|总台|新媒体|融媒体?|全媒体|实习生?|平台|频道|集体|全文|全文完|未完|"
    ".*讯|(?:查看|点击|关注|阅读|谢谢|请问).*|.*更多|"
    ".*[吗呢吧呀嘛么]|[你您]好|大家好|是的|好的|当然|主持人|嘉宾"
)
# Provinces and their capitals that begin like a name; 记者 江苏 is rather one than a person.
_PLACE = re.compile(
    "江[苏西蘇]|安徽|云南|雲南|宁夏|寧夏|甘[肃肅]|吉林|海[南口]|山[东西東]|广[东西州]|廣[東西州]|河[南北]|"
    "成都|武[汉漢]|石家庄|石家莊|沈阳|瀋陽|南[京昌宁寧]|[郑鄭杭福兰蘭贵貴]州"
)
_ORGANISATION = re.compile(
    "[局委部院社网报台办厅队站组室]$|(?:公司|中心|综合|整理|报[道导]|资料|客户端|新闻|在线|传媒|网易|时报)$|"
    "^.{3,}[处科所馆校会号刊版县市省镇乡村区]$"
)
# The office of who signs the text, before the name: 县融媒体中心 张三丰. A place is none.
_OFFICE = re.compile(
    "^.{2,}(?:[局委部院社网报台办厅队站组室]|公司|中心|传媒|在线|大学|[中小]学|学校|[处科所馆会])$"
)
# How names of the Uygurs, Tibetans and Mongols end; they have no surname, and often no dot.
_GIVEN = re.compile(
    ".{0,6}(?:古丽|古力|努尔|买买提|麦麦提|吐尔逊|卓玛|拉姆|多吉|多杰|次仁|才让|才仁|扎西|央金|央宗|"
    "旺堆|顿珠|格桑|巴特尔|其其格|图雅|托娅|格日勒)"
)
# A person who is spoken to or of, and signs nothing: 赵老师.
_ADDRESSED = re.compile(
    ".{1,2}(?:老师|先生|女士|教授|医生|主任|书记|师傅|同志|大爷|大妈|阿姨|奶奶|爷爷)"
)
# A name printed right behind the office of the writer: 柳河大学文学院张三丰.
_BEHIND_OFFICE = re.compile(
    rf"^[{_HAN}]{{2,}}(?:大学|学院|局|委|报|网|社|中心|部|院|处|科|公司|台)(?P<name>[{_HAN}]{{2,3}})$"
)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the single surnames, the double ones, and the common ones that begin few words."""
    table = json.loads(Path(__file__).with_name("surnames.json").read_text("utf-8"))
    single = frozenset(table["single"] + table["traditional"])
    return single, frozenset(table["double"]), frozenset(table["sure"])


def is_name(word: str) -> bool:
    """Whether *word* can be a name where a label says that one follows.

    >>> is_name("胖胖"), is_name("柳河网"), is_name("管理员")
    (True, False, False)
    """
    return bool(_NAME.fullmatch(word)) and not (
        _NO_NAME.fullmatch(word) or _ORGANISATION.search(word)
    )


def is_person(word: str) -> bool:
    """Whether *word* is a name without any label: it begins with a surname, or has a dot inside.

    >>> is_person("张三丰"), is_person("欧阳小丰"), is_person("买买提·艾力")
    (True, True, True)
    >>> is_person("资料图"), is_person("体育报道"), is_person("春耕")
    (False, False, False)
    >>> is_person("努尔古丽"), is_person("扎西"), is_person("赵老师")
    (True, True, False)
    """
    if not is_name(word) or _PLACE.fullmatch(word) or _ADDRESSED.fullmatch(word):
        return False
    single, double, _ = _surnames()
    if "·" in word or _GIVEN.fullmatch(word):
        return True
    if len(word) == LONGEST_NAME:
        return word[:2] in double or (word[0] in single and word[1] in single)
    return word[0] in single or (len(word) > SHORTEST_GIVEN and word[:2] in double)


def is_office(word: str) -> bool:
    """Whether *word* is the office, paper or school of somebody who signs behind it.

    >>> is_office("县融媒体中心"), is_office("柳河县第二小学"), is_office("柳河县河东镇")
    (True, True, False)
    """
    return bool(_OFFICE.match(word))


def is_signer(word: str) -> bool:
    """Whether *word* is a person's name where neither a label nor a role says so.

    Words of the language begin with a surname as well: 连载, 高铁, 白皮书. One of two characters
    has to begin with a surname that is common and begins few words; one of three may have another
    one, if newspapers do not use it as a word.

    >>> is_signer("张三"), is_signer("高建军"), is_signer("连载"), is_signer("白皮书")
    (True, True, False, False)
    """
    if not is_person(word):
        return False
    if "·" in word or len(word) == LONGEST_NAME or word[0] in _surnames()[2]:
        return True
    model = load()
    return len(word) > SHORTEST_GIVEN and not (
        model and model.score("", word) > LIKELIEST * len(word)
    )


def persons(text: str) -> tuple[list[str], list[str]]:
    """Return the names in *text* and the words of it that are none.

    >>> persons("张三丰、李 村 王和平和赵四水")
    (['张三丰', '李村', '王和平', '赵四水'], [])
    >>> persons("柳河大学文学院张三丰 Anna Lee 昨天在现场看到")
    (['张三丰', 'Anna Lee'], ['昨天在现场看到'])
    """
    found: list[str] = []
    others: list[str] = []
    for word in _joined(_WORD.findall(_STAFF_NUMBER.sub("", text))):
        for part in _divided(word):
            behind = _BEHIND_OFFICE.match(part) if len(part) > LONGEST_NAME else None
            name = behind["name"] if behind and is_person(behind["name"]) else part
            (found if is_name(name) else others).append(name)
    return list(dict.fromkeys(found)), others


def _divided(word: str) -> list[str]:
    """Divide 张三和李四 at the 和, and leave 王和平 whole."""
    if len(word) <= LONGEST_NAME and is_name(word):
        return [word]
    for conjunction in _AND.finditer(word):
        left, right = word[: conjunction.start()], word[conjunction.end() :]
        if is_person(left) and (parts := _divided(right)) and all(map(is_name, parts)):
            return [left, *parts]
    return [word]


def _joined(words: list[str]) -> list[str]:
    """Join names of two characters that are printed with a gap: 张 三."""
    joined: list[str] = []
    for word in words:
        single = len(word) == 1 and "\u3400" <= word <= "\u9fff"
        if single and joined and len(joined[-1]) == 1:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
