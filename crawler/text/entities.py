"""Resolve the HTML entities that a text still holds because they were encoded twice."""

from __future__ import annotations

import html
import re
from html.entities import name2codepoint

# Every further coat of encoding puts another amp; behind the sign.
_COAT = r"(?:(?:amp|#38|#[xX]26);)"
_NAMES = "|".join(sorted({*name2codepoint, "apos"} - {"amp", "lt", "gt"}))
_HARMLESS = rf"(?:{_NAMES}|#(?!0*6[02];)\d{{2,7}}|#[xX](?!0*3[cCeE];)[0-9a-fA-F]{{2,6}});"
_ANGLE = r"(?:lt|gt|#0*6[02]|#[xX]0*3[cCeE]);"
_ADDRESS = r"(?:https?://|www\.)[\x21-\x7e]+"
_WITH_TAGS = re.compile(rf"{_ADDRESS}|(?<!<)&{_COAT}*{_HARMLESS}|&{_COAT}+")
_WITHOUT_TAGS = re.compile(rf"{_ADDRESS}|(?<!<)&{_COAT}*(?:{_HARMLESS}|{_ANGLE})|&{_COAT}+")
_TAG = re.compile(rf"&{_COAT}*(?:lt|#0*60|#[xX]0*3[cC]);(?=[A-Za-z/!?]|&(?!(?:lt|gt|nbsp);))")
_AMP = re.compile(rf"&{_COAT}+")
# An entity is spoken of between quotes, or in a line about such things after words that name it.
_ABOUT_ENTITIES = re.compile("HTML|XML|[实實][体體]|[转轉][义義]|空格符|源代[码碼]", re.IGNORECASE)
_NAMED_BEFORE = re.compile("(?:[写寫][作成为為做]|[用是为為即叫入如符号號和或与與、])\\s?$")
_QUOTES = ("“”", "‘’", "「」", "『』", '""', "''", "``")


def resolve_entities(text: str) -> str:
    """Resolve entities with a semicolon until none is left; no markup ever comes of it.

    Where `&lt;` stands before a letter or a slash, all angle brackets of its line stay encoded.
    In addresses only `&amp;` is resolved: `&copy;` may be a parameter there. An entity that is
    spoken of stays: 空格的实体是&nbsp;.

    >>> resolve_entities("&amp;ldquo;春耕&amp;rdquo;，气温&lt;5℃")
    '“春耕”，气温<5℃'
    >>> resolve_entities("AT&T的R&D; 写作&lt;p&gt;，http://a.cn/?a=1&copy=2")
    'AT&T的R&D; 写作&lt;p&gt;，http://a.cn/?a=1&copy=2'
    """
    if "&" not in text or ";" not in text:
        return text
    return "\n".join(_resolved(line) for line in text.split("\n"))


def _resolved(line: str) -> str:
    is_about = _ABOUT_ENTITIES.search(line) is not None

    def character(match: re.Match[str]) -> str:
        return match.group() if _is_spoken_of(match, is_about=is_about) else _character(match)

    while (once := _pattern(line).sub(character, line)) != line:
        line = once
    return line


def _pattern(line: str) -> re.Pattern[str]:
    return _WITH_TAGS if _TAG.search(line) else _WITHOUT_TAGS


def _character(match: re.Match[str]) -> str:
    found = _AMP.sub("&", match.group())
    return found if found.startswith(("http", "www")) else html.unescape(found)


def _is_spoken_of(match: re.Match[str], *, is_about: bool) -> bool:
    line, start, end = match.string, match.start(), match.end()
    if line[max(0, start - 1) : start] + line[end : end + 1] in _QUOTES:
        return True
    return is_about and _NAMED_BEFORE.search(line[max(0, start - 3) : start]) is not None
