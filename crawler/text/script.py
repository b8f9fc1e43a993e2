"""Tell simplified from traditional Chinese, and write the one in the other."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

from crawler.text.addresses import split_address
from crawler.text.usage import prepare, restore, writes_particle

_HANZI = [chr(n) for n in range(0x4E00, 0xA000)]

# Characters of both scripts (or of neither alone), whatever OpenCC does with them: a mainland
# text holds 乾隆 and 瞭望, a mirror keeps 后, 于, 里. They say nothing about the script; nor do
# those that mainland names hold (毕昇, 赵孟頫, 刘龑), allowed there by the standard of 2013.
_EITHER = frozenset(
    "后於于里干乾余馀餘斗范云着著瞭了藉借徵征覆复面谷丑姜系制志布松台吁它的昇陞脩扞氾頫谿龑"
)

HANT_FROM = 0.95
"""Share of traditional characters from which a text counts as traditional (see detect)."""
HANS_UP_TO = 0.05
"""Share up to which it counts as simplified; between the two it is mixed."""
NAME_UP_TO = 8
"""Length up to which a traditional stretch in a simplified paragraph counts as a name: a full
name of a firm or a temple is about as long, a sentence is longer."""

FEW = 2
"""Traditional characters that a line of a simplified document may hold: a name, a quoted word."""

JAPANESE_FROM = 0.25
"""Share of kana from which a line is Japanese; a Chinese one quotes a word (優の良品) at most."""

_REGIONS = {"71": "tw2s", "81": "hk2s", "82": "hk2s"}
_DOMAINS = {"tw": "tw2s", "hk": "hk2s", "mo": "hk2s"}

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_LETTER = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\u3400-\u9fff]")
_QUOTED = re.compile(rf"[“‘「『《〈][^“”‘’「」『』《》〈〉\n]{{1,{NAME_UP_TO}}}[”’」』》〉]")
_HALF_PAIR = re.compile("([\ud800-\udfff]+)")


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def _converted(text: str, config: str) -> str:
    """Return *text* converted; halves of surrogate pairs, which OpenCC refuses, stay."""
    converter = _converter(config)
    pieces = _HALF_PAIR.split(text)
    pieces[::2] = [str(converter.convert(piece)) for piece in pieces[::2]]
    return "".join(pieces)


def _in_gb2312(char: str) -> bool:
    return bool(char.encode("gb2312", "ignore"))


def _is_common_in_big5(char: str) -> bool:
    """Whether *char* is one of the 5,401 characters of Big5's first level (A440 to C67E)."""
    return b"\xa4\x40" <= char.encode("big5", "ignore") <= b"\xc6\x7e"


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that exist in traditional script only, and in simplified only.

    A character that OpenCC converts is still of both scripts where the other one's own charset
    holds it: 乾 stands in GB 2312, 群 among the common characters of Big5.
    """
    lines = "\n".join(_HANZI)
    simplified = _converted(lines, "t2s").split("\n")
    traditional = _converted(lines, "s2t").split("\n")
    hant = {c for c, s in zip(_HANZI, simplified, strict=True) if s != c and not _in_gb2312(c)}
    hans = {
        c for c, t in zip(_HANZI, traditional, strict=True) if t != c and not _is_common_in_big5(c)
    }
    return frozenset(hant - _EITHER), frozenset(hans - _EITHER)


def is_traditional(char: str) -> bool:
    """Whether *char* is written so in traditional script only.

    >>> is_traditional("農"), is_traditional("农"), is_traditional("后")
    (True, False, False)
    """
    return char in _only()[0]


@cache
def simplified_char(char: str) -> str:
    """Return *char* alone in simplified script.

    >>> simplified_char("農"), simplified_char("乾")
    ('农', '干')
    """
    return _converted(char, "t2s")


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions of a traditional and of a simplified character."""
    hant, hans = ("".join(sorted(chars)) for chars in _only())
    return re.compile(f"[{hant}]"), re.compile(f"[{hans}]")


@cache
def _stretch() -> re.Pattern[str]:
    """Return the expression of a stretch that may be one traditional name."""
    hant, hans = (sign.pattern for sign in _signs())
    return re.compile(rf"{hant}(?:(?:(?!{hans})[\u3400-\u9fff]){{0,2}}{hant})*")


def detect(text: str) -> str:
    """Return `Hans`, `Hant` or `Mixed`, by the characters that exist in one script only.

    Text without any such character counts as simplified. Both thresholds were measured on
    mainland newspaper lines and their OpenCC conversions: 799 and 796 of 800 right.

    >>> detect("柳河網訊，農技員進村教選種")
    'Hant'
    >>> detect("柳河网讯，乾隆年间的瞭望塔")
    'Hans'
    """
    hant, hans = _signs()
    if not hant.search(text):
        return "Hans"
    n_hant = len(hant.findall(text))
    share = n_hant / (n_hant + len(hans.findall(text)))
    return "Hant" if share > HANT_FROM else "Hans" if share <= HANS_UP_TO else "Mixed"


def variant_of(region: str | None, url: str) -> str:
    """Return OpenCC's name for the way from a region's characters to simplified ones.

    By the region, else by the host. The variants that rewrite words (文件 to 文档) never serve.

    >>> variant_of("710000", ""), variant_of(None, "https://news.example.hk/1.html")
    ('tw2s', 'hk2s')
    >>> variant_of("419001", "https://news.example.tw/"), variant_of(None, "")
    ('t2s', 't2s')
    """
    if region:
        return _REGIONS.get(region[:2], "t2s")
    host = split_address(url).hostname or ""
    return _DOMAINS.get(host.rstrip(".").rpartition(".")[2], "t2s")


def to_simplified(text: str, variant: str = "t2s", script: str | None = None) -> str:
    """Write the traditional paragraphs of *text* in simplified characters, word for word.

    Paragraphs in simplified script stay as they are, so that 著 and 乾 do, and a traditional
    name among them; so do Japanese ones. *script* is that of the document, if *text* is a part
    of one.

    >>> to_simplified("農技員進村，隨后教選種")
    '农技员进村，随后教选种'
    >>> to_simplified("他著有《乾隆与魏徵》，“臺灣”和“國”的写法")
    '他著有《乾隆与魏徵》，“臺灣”和“國”的写法'
    """
    script = script or detect(text)
    if script != "Hant" and not _signs()[0].search(text):
        return text
    particle = writes_particle(text)
    return "\n".join(
        line if _stays(line, script) else _convert(line, variant, particle=particle)
        for line in text.split("\n")
    )


def _convert(text: str, variant: str, *, particle: bool) -> str:
    return restore(_converted(prepare(text, particle=particle), variant))


def _stays(line: str, script: str) -> bool:
    """Whether *line* is Japanese, or simplified but for a name or words that it quotes.

    Without a sign it is as all is.
    """
    if _is_japanese(line):
        return True
    hant, hans = _signs()
    if not hant.search(line):
        return script != "Hant" or bool(hans.search(line))
    kind = detect(line)
    if kind == "Hans" or script == "Hant":
        return kind == "Hans"
    is_few = script == "Hans" and len(hant.findall(line)) <= FEW
    return is_few or _only_quotes(line, script) or (kind == "Mixed" and _has_one_name(line))


def _only_quotes(line: str, script: str) -> bool:
    """Whether all that is traditional in a simplified *line* stands between quotation marks."""
    hant, hans = _signs()
    around = _QUOTED.sub("", line)
    return not hant.search(around) and (script == "Hans" or hans.search(around) is not None)


def _is_japanese(line: str) -> bool:
    kana = len(_KANA.findall(line))
    return kana > 0 and kana >= JAPANESE_FROM * len(_LETTER.findall(line))


def _has_one_name(line: str) -> bool:
    """Whether all that is traditional in a simplified *line* is one name, however often."""
    hant, hans = _signs()
    stretches = set(_stretch().findall(line))
    name = stretches.pop()
    single = not stretches and len(name) <= NAME_UP_TO
    return single and len(hant.findall(name)) <= len(hans.findall(line))


def to_traditional(text: str) -> str:
    """Write *text* in traditional characters, one for one as far as OpenCC knows.

    >>> to_traditional("柳河网")
    '柳河網'
    """
    return _converted(text, "s2t")
