"""Shifted bytes are put back or marked; clean text is never touched."""

import json
import logging
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crawler.explain import explain
from crawler.items import Page
from crawler.reading.decode import decode
from crawler.reading.read import read
from crawler.text.changes import Change
from crawler.text.charlm import CharModel, load
from crawler.text.gbk import LEADS, TRAILS, Pair, char_of, is_unmapped, pair_of
from crawler.text.marks import LOST
from crawler.text.mojibake import MARGIN, restore
from crawler.text.pinyin import strip_pinyin
from demo.mirror import Table, damage, load_table

STORIES = Path(__file__).parent.parent / "demo" / "stories"
TABLE = load_table()
NO_SCRIPT = Table(script={}, readings=())
FOLDED = {ord(c): ord(c) - 0xFEE0 for c in "！；？，：（）"}


@pytest.fixture(scope="module")
def model() -> CharModel:
    """Return the table that is shipped."""
    model = load()
    assert model
    return model


def sentences() -> list[str]:
    """Return sentences of the demo's stories, which trained nothing."""
    found = []
    for path in sorted(STORIES.glob("*.json")):
        for story in json.loads(path.read_text("utf-8")):
            text = "".join(story.get("paragraphs", []))
            found += [f"{part}。" for part in text.split("。") if len(part) > 10]
    return found


SENTENCES = sentences()
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("".join)
strengths = st.integers(min_value=5, max_value=len(TABLE.readings))


def plain(text: str) -> str:
    """Return *text* as a page in GBK shows it."""
    return text.encode("gbk", "replace").decode("gbk")


def mirrored(text: str) -> str:
    """Return *text* as a host writes it that damages nothing."""
    return plain(text.translate(TABLE.script))


CUT = frozenset(map(pair_of, "！；？"))
SHIFTED = [
    text
    for text in SENTENCES
    if damage(text, TABLE, len(TABLE.readings)).count("?") > text.count("?")
]
hit_texts = st.tuples(texts, st.sampled_from(SHIFTED), texts).map("".join)
# Hosts replace 30 % of their list and more.
usual_strengths = st.integers(min_value=len(TABLE.readings) // 3, max_value=len(TABLE.readings))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    text=hit_texts,
    strength=usual_strengths,
    script=st.booleans(),
    form=st.sampled_from(["gb18030", "utf-8", "scraped"]),
)
def test_a_damaged_text_comes_back_as_it_was_or_is_marked(
    text: str, strength: int, script: bool, form: str
) -> None:
    """Whatever differs from the text as it was is marked, in each charset and as scraped text."""
    host = TABLE if script else NO_SCRIPT
    glossed = host.readings[:strength]
    whole = mirrored(text) if script else plain(text)
    found = damage(text, host, len(glossed))
    assume(("(" in found or not script) and is_told(whole, glossed))
    seen = found if form == "scraped" else decode(found.encode(form)).text
    assert seen == found
    restored = strip_pinyin(restore(seen, load())[0])[0]
    for was, became in _differences(strip_pinyin(whole)[0], restored):
        assert LOST in became, (was, became)


def is_told(text: str, glossed: tuple[tuple[str, str], ...]) -> bool:
    """Whether the margin tells each character of *text* of which a host destroys a byte.

    The first byte goes where a mark is found in the second one and the next; the second where
    what was shifted meets a sign or a mark, or makes no character with the next. No character
    with another byte in its place may read better, or worse by less than `MARGIN`. Asked is the
    text as it was, not what is made of it.
    """
    shifted, pairs = False, frozenset(pair_of(char) for char, _ in glossed)
    for at, (one, other) in enumerate(pairwise(text)):
        pair, following = pair_of(one), pair_of(other)
        across = pair and following and Pair(pair.trail, following.lead)
        others: list[str | None] = []
        if pair and across in CUT:
            others = [char_of(lead, pair.trail) for lead in LEADS]
        elif pair and shifted and (not across or following in CUT or is_unmapped(*across)):
            others = [char_of(pair.lead, trail) for trail in TRAILS]
        shifted = bool(across and (across in CUT or across in pairs or (shifted and not others)))
        if any(_rivals(text, at, char) for char in others if char):
            return False
    return True


def _rivals(text: str, at: int, char: str) -> bool:
    """Whether *char* may stand at *at* of *text* in place of what does."""
    model = load()
    assert model
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    gain = model.score(before, char + after) - model.score(before, text[at] + after)
    return char != text[at] and gain > -MARGIN


def _differences(wanted: str, restored: str) -> list[tuple[str, str]]:
    """Return what differs, with three characters before and after it."""
    blocks = SequenceMatcher(None, wanted, restored, autojunk=False).get_opcodes()
    return [
        (wanted[max(0, a - 3) : b + 3], restored[max(0, c - 3) : d + 3])
        for kind, a, b, c, d in blocks
        if kind != "equal"
    ]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(text=texts, strength=strengths)
def test_the_log_of_changes_rebuilds_the_text(text: str, strength: int) -> None:
    found = damage(text, TABLE, strength)
    restored, changes = restore(found, load())
    assert "".join(_applied(found, changes)) == restored


def _applied(text: str, changes: list[Change]) -> list[str]:
    """Return *text* in pieces with *changes* made, each where it says."""
    pieces, done = [], 0
    for change in changes:
        end = change.offset + len(change.before)
        assert text[change.offset : end] == change.before
        pieces += [text[done : change.offset], change.after]
        done = end
    return [*pieces, text[done:]]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=texts, mark=st.sampled_from("？?！!"), folded=st.booleans(), script=st.booleans())
def test_a_clean_text_is_left_alone(text: str, mark: str, folded: bool, script: bool) -> None:
    text = text.replace("。", mark)
    text = text.translate(TABLE.script) if script else text
    text = text.translate(FOLDED) if folded else text
    assert restore(text, load()) == (text, [])


def test_every_story_comes_back_from_a_host_of_full_strength(model: CharModel) -> None:
    text = "".join(SENTENCES)
    found = damage(text, TABLE, len(TABLE.readings))
    restored = strip_pinyin(restore(found, model)[0])[0]
    wrong = set(restored.split("。")) - set(mirrored(text).split("。"))
    assert len(wrong) < len(SENTENCES) / 50, wrong


def test_without_a_table_damage_is_marked_only(tmp_path: Path) -> None:
    assert load(tmp_path / "none.npz") is None
    assert restore("有序?qū)嵤?。", None) == (
        "有序\ufffdqū)嵤?。",
        [Change(2, "?", LOST)],
    )
    assert restore("真的吗?!是,真的?", None) == ("真的吗?!是,真的?", [])


def test_a_spoiled_table_is_warned_of_and_not_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spoiled = tmp_path / "spoiled.npz"
    spoiled.write_bytes(b"PK\x03\x04 no table")
    with caplog.at_level(logging.WARNING):
        assert load(spoiled) is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_run_that_stays_unread_is_marked(model: CharModel) -> None:
    found = "文物?；ね貔\ue0a7蜮吱蝼贶蝼玷蝼玳"
    assert LOST in restore(found, model)[0]


def test_an_eaten_figure_is_marked_and_not_invented(model: CharModel) -> None:
    found = "新規(guī)印發(fā)?！锻ㄖ\ue000诽岢?8條措施，科學(xué)安排。"
    restored, changes = restore(found, model)
    assert restored == "新規(guī)印發(fā)。《通知》提出\ufffd8條措施，科學(xué)安排。"
    assert [change.offset for change in changes] == [13]


@pytest.mark.parametrize(
    "text",
    [
        "要加强森林防火和文物保护。大家一起动手，共同爱护家园！",
        "全市加强文物保护和旅游开发、推动经济发展、改善群众生活、提高管理水平、培养专业人才。",
    ],
    ids=["short runs", "a long run"],
)
def test_a_simplified_page_without_glosses_is_restored_too(model: CharModel, text: str) -> None:
    found = damage(text, NO_SCRIPT, 0)
    assert found != text
    assert restore(found, model)[0] == text


@pytest.mark.parametrize("name", "赟玥璟翾翀")
def test_a_rare_name_does_not_hide_the_run_it_stands_in(model: CharModel, name: str) -> None:
    text = f"县里昨天开了会。《通知》要求副县长赵{name}加强管理，落实责任。"
    damaged = damage(text, NO_SCRIPT, 0)
    assert damaged != text
    assert restore(damaged, model)[0] == text


def test_an_eaten_bracket_makes_the_tag_whole_again(model: CharModel) -> None:
    markup = "<p>當地要求加強安全管理，落實責任。”</p><p>其次，做好服務。</p>"
    found = damage(markup, TABLE, len(TABLE.readings))
    assert "?/p>" in found
    assert strip_pinyin(restore(found, model)[0])[0] == mirrored(markup)


def test_the_article_says_what_was_restored() -> None:
    text = "會議要求，農(nóng)業(yè)生產(chǎn)有序?qū)嵤?。認(rèn)真落實各項措施。"
    article = read(Page(body=text.encode(), headers={"content-type": "text/plain"}))
    assert article.repairs == {"bytes": 1}
    assert article.changes == [Change(27, "?qū)嵤?", "實施")]
    assert (article.mirror, article.flags) == (True, ["mirror:bytes"])


def test_an_explanation_says_what_was_restored_and_where() -> None:
    text = "會議要求，農(nóng)業(yè)生產(chǎn)有序?qū)嵤?。"
    article = read(Page(body=text.encode(), headers={"content-type": "text/plain"}))
    assert "  27: ?qū)嵤? → 實施" in list(explain(article, coloured=False))


@pytest.mark.parametrize(
    ("damaged", "wanted"),
    [
        ("老人摇摇头?！安恍小！?", "老人摇摇头。“不行。”"),
        ("这是耕地?；?，", "这是耕地保护，"),
        ("他说好?！好！好！", "他说好?！好！好！"),
    ],
)
def test_what_makes_sense_is_read_though_no_character_is_rare(
    model: CharModel, damaged: str, wanted: str
) -> None:
    assert restore(damaged, model)[0] == wanted
