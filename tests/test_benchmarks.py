"""The benchmarks deal their pages fairly and make the same damage from the same seed."""

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import page

from benchmarks import extraction
from benchmarks.folds import FOLDS, deal, read_withheld
from benchmarks.fuzz import _trials
from crawler.inputs import Input
from crawler.reading.read import read
from crawler.text import furniture

SENTENCE = "3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里，过河只要三分钟。"


def manifest(tmp_path: Path, *sites: str) -> Path:
    path = tmp_path / "manifest.jsonl"
    rows = [{"id": f"{n}", "site": site, "html": ""} for n, site in enumerate(sites)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "given", "said"),
    [
        ("", [], "no scorer at "),
        ("", ["--scorer", "scorer.py"], "m.jsonl: no page in it"),
        ("?", ["--scorer", "scorer.py"], "m.jsonl:1: not JSON"),
    ],
    ids=["no scorer above it", "empty", "not JSON"],
)
def test_a_manifest_that_cannot_be_measured_gets_one_line(
    rows: str,
    given: list[str],
    said: str,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.jsonl").write_text(rows, "utf-8")
    Path("scorer.py").touch()
    monkeypatch.setattr("sys.argv", ["extraction", "--manifest", "m.jsonl", *given])
    assert extraction.main() == 2
    [line] = capsys.readouterr().err.splitlines()
    assert said in line


def test_the_pages_of_a_site_stay_in_one_fold_and_folds_are_even(tmp_path: Path) -> None:
    folds = deal(manifest(tmp_path, *"aaaaabbbccddefg"))
    assert sorted(len(fold) for fold in folds) == [2, 2, 3, 3, 5]
    assert len(folds) == FOLDS
    assert ["0", "1", "2", "3", "4"] in folds


def test_what_only_the_fold_could_teach_is_withheld() -> None:
    row = f"<p class='text'>{SENTENCE}</p><p>{SENTENCE}</p>"
    inputs = [
        Input("a", [page(f"<div class='own text'>{row}<p>打印</p></div>")]),
        Input("b", [page(f"<div class='text'>{row}<p>举报</p></div>")]),
    ]
    seen: list[tuple[str, int]] = []

    def reader(item: Input) -> dict[str, Any]:
        seen.append((item.pages[0].body.decode(), len(furniture.rules())))
        return {"id": item.id}

    before = furniture.rules()
    assert [x["id"] for x in read_withheld(inputs, [["a"], ["b"]], reader)] == ["a", "b"]
    assert '"x text"' in seen[0][0]
    assert "own" not in seen[0][0]
    assert all(number < len(before) for _, number in seen)
    assert furniture.rules() == before


def test_a_seed_makes_the_same_damage_again() -> None:
    whole = page(f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div>" * 9)
    once, again, other = (list(_trials("a", whole, seed, 20)) for seed in ("1", "1", "2"))
    assert once == again != other
    assert [trial.damage for trial in once].count("cut off") == 20


@pytest.mark.parametrize("damage", ["cut off", "bytes flipped", "tags shuffled"])
def test_damaged_pages_are_read_without_an_error(damage: str) -> None:
    rows = "".join(f"<li><!--{n}--><a href='/{n}'>{SENTENCE}</a><br></li>" for n in range(9))
    whole = page(f"<html><title>桥</title><ul class='nav'>{rows}</ul><div id='zoom'>{rows}</div>")
    for trial in _trials("a", whole, "1", 20):
        if trial.damage == damage:
            read(trial.page)
