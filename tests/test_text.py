"""Every text function mends what is damaged and leaves alone what is meant so."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.dedup.form import comparison_form, form_digest
from crawler.reading.fields import squeeze
from crawler.text import commas, entities, glyphs, misread, mojibake, pinyin, quotes, script, widths
from crawler.text.charlm import load

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("text_cases.json").read_text("utf-8")
)
KEPT: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("text_kept.json").read_text("utf-8")
)


def unmirror(text: str) -> str:
    """Strip glosses the way the script stage does: where the whole text bears them."""
    return pinyin.strip_pinyin(text)[0] if pinyin.is_annotated(text) else text


FUNCTIONS: dict[str, Callable[[str], str]] = {
    "drop_invisible": widths.drop_invisible,
    "fold_letters": widths.fold_letters,
    "tidy_spaces": widths.tidy_spaces,
    "widen_punctuation": widths.widen_punctuation,
    "unify_marks": widths.unify_marks,
    "single_marks": commas.single_marks,
    "has_doubled_marks": lambda text: "doubled" if commas.has_doubled_marks(text) else "",
    "pair_quotes": quotes.pair_quotes,
    "tidy": widths.tidy,
    "to_simplified": script.to_simplified,
    "from_taiwan": lambda text: script.to_simplified(text, "tw2s"),
    "from_hong_kong": lambda text: script.to_simplified(text, "hk2s"),
    "to_traditional": script.to_traditional,
    "detect": script.detect,
    "strip_pinyin": lambda text: pinyin.strip_pinyin(text)[0],
    "mark_splits": pinyin.mark_splits,
    "unmirror": unmirror,
    "comparison_form": comparison_form,
    "squeeze": squeeze,
    "restore": lambda text: mojibake.restore(text, load())[0],
    "mend_tags": mojibake.mend_tags,
    "reread": misread.reread,
    "mark_losses": misread.mark_losses,
    "unify_glyphs": glyphs.unify_glyphs,
    "restore_private": glyphs.restore_private,
    "resolve_entities": entities.resolve_entities,
}

QUESTIONS: list[str] = json.loads(
    Path(__file__).with_name("text_questions.json").read_text("utf-8")
)
"""Dialect, rare names, sounds and signs after `?!`, each as somebody may write it."""

PIECES = [
    *"中国会议好龑ab12.,:;!?()（），。、：；！？“”‘’\"'＂「」『』《》—…-－─⋯%＠@/=&#　Ａ１．，  ,,",
    *("...", "……", "——", "。。", "http://", "www.", "&nbsp;", "yǎn", "8:30", "ya\u030c", "\u200b"),
    *("\n", "\t", "\xa0"),
]
"""What a random text is made of."""

REPEATABLE = {
    *("detect", "squeeze", "to_traditional", "strip_pinyin", "mark_splits", "unmirror"),
    "has_doubled_marks",
}
"""Functions that answer about a text, or whose second run is never asked for."""


def _known_failure(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True)] if case.get("known_failure") else []


every_case = pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case['function']}: {case['label']}", marks=_known_failure(case))
        for case in CASES
    ],
)


@every_case
def test_text_becomes_what_is_wanted(case: dict[str, Any]) -> None:
    assert FUNCTIONS[case["function"]](case["found"]) == case["wanted"]


@every_case
def test_a_clean_text_is_left_alone(case: dict[str, Any]) -> None:
    if case.get("known_failure"):
        pytest.xfail("test_text_becomes_what_is_wanted says which")
    if case["function"] not in REPEATABLE:
        assert FUNCTIONS[case["function"]](case["wanted"]) == case["wanted"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case['function']}: {case['label']}", marks=_known_failure(case))
        for case in KEPT
    ],
)
def test_what_is_meant_so_stays(case: dict[str, Any]) -> None:
    assert FUNCTIONS[case["function"]](case["text"]) == case["text"]


@pytest.mark.parametrize("marks", ["?!", "?！", "？！", "?;", "?；", "?,", "?，", "??", "?!?"])
def test_what_is_rare_after_a_question_is_no_damage(marks: str) -> None:
    before, after = "今天柳河镇开春耕动员会，三百人参加。", "。他说：好！"
    for question in QUESTIONS:
        for text in (question, f"{before}{question}{after}", script.to_traditional(question)):
            written = text.replace("?!", marks)
            assert mojibake.restore(written, load()) == (written, [])


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_has_a_damaged_text_and_an_empty_one_is_no_error(function: str) -> None:
    assert any(c["function"] == function and c["found"] != c["wanted"] for c in CASES)
    assert isinstance(FUNCTIONS[function](""), str)


def _random_text(chance: random.Random) -> str:
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 14)))


@pytest.mark.parametrize(
    "function",
    sorted(name for name in FUNCTIONS if any(hasattr(m, name) for m in (widths, quotes, commas))),
)
def test_a_second_run_changes_nothing_whatever_the_text(function: str) -> None:
    if function not in REPEATABLE:
        chance = random.Random(20260302)  # noqa: S311, no secret
        for text in (_random_text(chance) for _ in range(4000)):
            once = FUNCTIONS[function](text)
            assert FUNCTIONS[function](once) == once, text


@pytest.mark.parametrize(
    ("region", "url", "variant"),
    [
        ("710000", "https://news.example.cn/", "tw2s"),
        ("810000", "", "hk2s"),
        ("820000", "", "hk2s"),
        ("419001", "https://news.example.tw/", "t2s"),
        (None, "https://news.example.com.tw/1.html", "tw2s"),
        (None, "https://NEWS.example.HK:8080/", "hk2s"),
        ("", "http://news.example.mo./", "hk2s"),
        (None, "https://tw.example.com/", "t2s"),
        (None, "https://[broken/", "t2s"),
        (None, "", "t2s"),
    ],
)
def test_the_variant_is_the_regions_else_the_hosts(
    region: str | None, url: str, variant: str
) -> None:
    assert script.variant_of(region, url) == variant


def test_a_part_without_signs_is_of_its_documents_script() -> None:
    assert script.to_simplified("看著", "tw2s", "Hant") == "看着"
    assert script.to_simplified("看著", "tw2s", "Hans") == "看著"


def test_the_count_of_glosses_is_the_number_taken_out() -> None:
    assert pinyin.strip_pinyin("鄉(xiāng)村醫(yī)療(app)") == ("鄉村醫療(app)", 2)


def test_short_texts_are_told_apart_by_their_titles() -> None:
    brief = "今日无新增。"
    assert form_digest(brief, "三月一日通报") != form_digest(brief, "三月二日通报")
    assert form_digest(brief, None) == form_digest("今日無新增", "")


def test_long_texts_are_compared_whatever_their_titles() -> None:
    body = (
        "柳河镇今天举行春耕动员会，部署全镇选种、备肥、农机检修和水渠清淤等各项准备工作，"
        "三百多人参加。"
    )
    assert form_digest(body, "柳河动员春耕") == form_digest(body, "春耕动员")
