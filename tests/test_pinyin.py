"""Glosses of copying hosts go; those of lessons and ordinary articles stay."""

import pytest

from crawler.items import Article
from crawler.text.pinyin import is_annotated, mark_splits, strip_pinyin
from pipelines.quality import QualityPipeline
from pipelines.script import ScriptPipeline

GLOSSED = "青石鎮(zhèn)的農(nóng)技員進(jìn)村開會(huì)，教村民選種(zhǒng)和施肥。"
PLAIN = "青石鎮的農技員進村開會，教村民選種和施肥。"
SIMPLIFIED = "青石镇的农技员进村开会，教村民选种和施肥。"


def staged(body: str, title: str = "", *flags: str) -> Article:
    """Return an article as the script stage leaves it."""
    article = Article(body=body, title=title, flags=list(flags), mirror=bool(flags))
    return ScriptPipeline().process_item(article)


def test_bare_characters_in_a_title_do_not_outvote_the_body() -> None:
    article = staged(GLOSSED, "青石鎮開會")
    assert (article.title, article.body) == ("青石镇开会", SIMPLIFIED)
    assert article.flags == ["mirror:pinyin"]


def test_a_body_in_which_glossed_characters_mostly_stand_bare_keeps_its_glosses() -> None:
    body = f"{GLOSSED}\n{PLAIN}"
    assert "镇(zhèn)" in staged(body, "青石鎮開會").body


def test_one_gloss_is_enough_where_bytes_were_replaced() -> None:
    body = "青石鎮開會，教村民選種。農(nóng)技員也來了。"
    assert staged(body).body == "青石镇开会，教村民选种。农(nóng)技员也来了。"
    assert staged(body, "", "mirror:bytes").body == "青石镇开会，教村民选种。农技员也来了。"


@pytest.mark.parametrize(
    "body",
    ["祠堂供著劉龑(yǎn)的像，下載應用(app)。", "村名浍(huì)河的浍，读作(kuài)也行。"],
)
def test_a_gloss_that_no_host_prints_stays_even_there(body: str) -> None:
    assert not is_annotated(body, known=True)


@pytest.mark.parametrize(
    "lesson",
    [
        "學生要分清：長(cháng)短、長(zhǎng)大、樂(lè)趣、音樂(yuè)、重(zhòng)量、還(huán)書。",
        "同一個字：長(chang)短和長(zhang)大，樂(le)趣和音樂(yue)，還(hai)有和還(huan)書。",
        "讀準：開會(huì)、會(kuài)計、關(guān)門、書(shū)包、門(mén)口、農(nóng)村、來(lái)回。",
    ],
)
def test_two_readings_of_one_character_make_a_lesson(lesson: str) -> None:
    assert not is_annotated(lesson)


def test_one_gloss_that_was_there_before_does_not_make_a_lesson_of_a_hosts_page() -> None:
    chars = {"鎮": "zhèn", "農": "nóng", "進": "jìn", "會": "huì", "業": "yè", "網": "wǎng"}
    chars |= {"區": "qū", "鄉": "xiāng", "節": "jié", "權": "quán", "醫": "yī", "長": "zhǎng"}
    text = "，".join(f"本地{char}({reading})內" for char, reading in chars.items())
    assert is_annotated(f"{text}，很長(cháng)的路")
    assert is_annotated(f"{text}，開會(hui)")


@pytest.mark.parametrize(
    ("found", "wanted", "count"),
    [
        ("廣(ɡuǎnɡ)場", "廣場", 1),
        ("演講(jiăng)與表演(yăn)，禮(lĭ)物，選(xuăn)種", "演講與表演，禮物，選種", 4),
        ("會(hui\u0300)場，綠(lu\u0308\u0300)色，雙(shua\u0304ng)", "會場，綠色，雙", 3),
        ("會 (huì)場，進\u3000（jìn）村", "會場，進村", 2),
        ("會(hui) (hui)場", "會場", 2),
    ],
)
def test_a_reading_is_known_however_it_is_typed(found: str, wanted: str, count: int) -> None:
    assert strip_pinyin(found) == (wanted, count)


@pytest.mark.parametrize(
    "text", ["應用 (app)，電視 (tv)", "會\n(huì)場", "會  (huì)場", "會(hŭi)場", "會(ɡuì)場"]
)
def test_what_is_no_reading_of_its_character_stays(text: str) -> None:
    assert strip_pinyin(text) == (text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "是真的?！还是假的?；",
        "有没有?(app)",
        "怎么读?(yǎn)",
        "（他问要不要?app)",
        "比率2?/3",
        "应\ufffd(app)",
    ],
)
def test_what_may_be_genuine_is_not_marked(text: str) -> None:
    assert mark_splits(text) == text


def test_the_remains_of_a_gloss_and_of_a_tag_are_marked() -> None:
    assert mark_splits("(略)一律?xí)稍。完成?/span>") == "(略)一律\ufffd稍。完成\ufffd"
    assert mark_splits("一律\ufffd(xí)稍，\ufffdqū)嵤") == "一律\ufffd稍，\ufffd嵤"


def test_what_is_lost_is_counted_once_over_the_final_body() -> None:
    article = staged(f"{GLOSSED}一律?xí)稍，到\ufffd月。", "一律?xí)稍")
    QualityPipeline().process_item(article)
    assert article.repairs == {"pinyin": 5, "unrecovered": 2}
