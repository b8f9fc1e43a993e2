"""Entities that were encoded twice are resolved; those that are spoken of stay."""

import pytest

from crawler.text.entities import resolve_entities


@pytest.mark.parametrize(
    "text",
    [
        "在HTML里，空格写作&nbsp;，小于号写作&lt;，版权符号是&copy;。",
        "转义字符：空格用&amp;nbsp;、引号用&quot;和&amp;quot;。",
        "网页里多了“&nbsp;”，不知何故",
        '把"&amp;nbsp;"删去',
    ],
)
def test_an_entity_that_is_spoken_of_stays(text: str) -> None:
    assert resolve_entities(text) == text


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("&ldquo;HTML5&rdquo;大会在柳河举行", "“HTML5”大会在柳河举行"),
        ("柳河&amp;nbsp;镇的实体店&amp;hellip;&amp;hellip;", "柳河\xa0镇的实体店……"),
        ("他写作&mdash;&mdash;在柳河", "他写作——在柳河"),
        ("“&hellip;&hellip;”", "“……”"),
    ],
)
def test_an_entity_that_stands_for_its_character_is_resolved(found: str, wanted: str) -> None:
    assert resolve_entities(found) == wanted
