"""An export is whole or not at all, and opens in what its reader has."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT, in_process
from pyarrow import parquet

from crawler.dedup.form import form_digest
from crawler.items import FIELDS, Article, Page
from crawler.store import Store
from crawler.store.export import FORMATS, export

TITLES = ["鹿回桥通车", '含"引号"、逗号,\n和换行', "=HYPERLINK(1)"]


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def empty(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/empty.db"


@pytest.fixture
def filled(tmp_path: Path) -> str:
    """Return the address of a store of two articles, one of them with a copy."""
    url = f"sqlite:///{tmp_path}/corpus.db"
    with closing(Store(url)) as store:
        store.put(article(0, "甲", published="2026-03-01", region="419001"))
        store.put(article(1, "甲", published="2026-03-02T08:00:00+08:00"))
        store.put(article(2, "乙", published="2026-03-02T08:00:00+08:00"))
    return url


def article(number: int, text: str, raw: bytes = b"", **fields: Any) -> Article:
    """Return an article as the dedup stage leaves it."""
    url = f"http://news.example.cn/{number}.html"
    page = Page(url=url, body=raw)
    made = Article(url=url, page=page, body=text * 50, site="one", **fields)
    made.form = form_digest(made.body, None)
    return made


def rows() -> list[dict[str, Any]]:
    """Return rows as the store yields them."""
    first = dict.fromkeys(FIELDS) | {
        "url": "http://news.example.cn/1.html",
        "title": TITLES[0],
        "subtitle": ["副题一", "副题二"],
        "authors": [],
        "images": [{"url": "http://news.example.cn/1.jpg", "caption": "桥"}],
        "repairs": {"pinyin": 3},
        "mirror": False,
        "body": "第一段。\n第二段。",
        "revision": 1,
    }
    return [first, *(first | {"title": title} for title in TITLES[1:])]


def breaking() -> Iterator[dict[str, Any]]:
    """Yield a row, then fail as a database may."""
    yield rows()[0]
    raise ConnectionError("the database is gone")


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, after its BOM."""
    text = path.read_bytes().removeprefix(codecs.BOM_UTF8).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_json_lines_hold_every_field_in_order(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert export(rows(), path) == 3
    lines = path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    found = [json.loads(line) for line in lines]
    assert [list(row) for row in found] == [list(FIELDS)] * 3
    assert found[:2] == rows()[:2]
    assert "鹿回桥" in lines[0]


def test_json_is_one_list_of_the_same_rows(tmp_path: Path) -> None:
    for name in ("out.json", "out.jsonl"):
        export(rows(), tmp_path / name)
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads((tmp_path / "out.json").read_bytes()) == [json.loads(x) for x in lines]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv"])
def test_half_a_character_does_not_stop_an_export(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    export([rows()[0] | {"title": "含\ud800半个字符"}], path)
    assert "含?半个字符" in path.read_bytes().decode("utf-8")


def test_parquet_holds_every_field_in_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    assert export(rows(), path) == 3
    found = parquet.read_table(path).to_pylist(maps_as_pydicts="strict")
    lists = {"tags": None, "editors": None, "flags": None}
    assert [tuple(row) for row in found] == [FIELDS] * 3
    assert [row | lists for row in found] == [row | lists for row in rows()]


def test_a_cell_is_no_formula_unless_it_is_wanted_raw(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    for raw, title in ((False, "'=HYPERLINK(1)"), (True, "=HYPERLINK(1)")):
        export(rows(), path, raw=raw)
        assert table(path)[2]["title"] == title


def test_csv_may_do_without_its_bom(tmp_path: Path) -> None:
    export(rows(), tmp_path / "out.csv", bom=False)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"url,")


def test_csv_has_one_bom_and_its_header_is_the_fields(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert export(rows(), path) == 3
    raw = path.read_bytes()
    assert raw.startswith(codecs.BOM_UTF8)
    assert raw.count(codecs.BOM_UTF8) == 1
    assert raw.removeprefix(codecs.BOM_UTF8).split(b"\r\n")[0].decode() == ",".join(FIELDS)


def test_csv_joins_lists_and_writes_objects_as_json(tmp_path: Path) -> None:
    export(rows(), tmp_path / "out.csv")
    found = table(tmp_path / "out.csv")
    assert [row["title"] for row in found[:2]] == TITLES[:2]
    first = found[0]
    assert first["subtitle"] == "副题一；副题二"
    assert (first["authors"], first["source"]) == ("", "")
    assert json.loads(first["repairs"]) == {"pinyin": 3}
    assert json.loads(first["images"]) == rows()[0]["images"]
    assert first["body"] == "第一段。\n第二段。"


@pytest.mark.parametrize("suffix", FORMATS)
def test_only_csv_has_a_bom(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    export(rows(), path)
    assert path.read_bytes().startswith(codecs.BOM_UTF8) == (suffix == ".csv")


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("first", "second"):
        export(rows(), tmp_path / f"{name}{suffix}")
    first, second = (tmp_path / f"{name}{suffix}" for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_export_that_breaks_leaves_the_old_file_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_bytes(b"yesterday")
    with pytest.raises(ConnectionError):
        export(breaking(), path)
    assert path.read_bytes() == b"yesterday"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_first_export_that_breaks_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(ConnectionError):
        export(breaking(), tmp_path / f"out{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_an_export_takes_the_place_of_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"yesterday\n" * 10_000)
    export(rows(), path)
    assert b"yesterday" not in path.read_bytes()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("suffix", "wanted"),
    [
        (".jsonl", b""),
        (".json", b"[\n]\n"),
        (".csv", codecs.BOM_UTF8 + ",".join(FIELDS).encode() + b"\r\n"),
    ],
)
def test_an_empty_store_gives_an_empty_file_of_its_kind(
    tmp_path: Path, empty: str, suffix: str, wanted: bytes
) -> None:
    path = tmp_path / f"out{suffix}"
    assert in_process("export", "-o", str(path), store=empty) == 0
    assert path.read_bytes() == wanted


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv"])
def test_the_command_leaves_copies_out_unless_asked(
    tmp_path: Path, filled: str, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"out{suffix}"
    assert in_process("export", "-o", str(path), store=filled) == 0
    without = path.read_bytes()
    assert in_process("export", "-o", str(path), "--all", store=filled) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [f"2 articles written to {path}", f"3 articles written to {path}"]
    assert b"/1.html" not in without
    assert b"/1.html" in path.read_bytes()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("--site one", "02"),
        ("--region 41", "0"),
        ("--region 1", ""),
        ("--since 2026-03-02", "2"),
        ("--until 2026-03-01", "0"),
        ("--since 2026-03-01 --until 2026-03-02", "02"),
        ("--relation copy", "1"),
        ("--relation canonical --site one", "0"),
    ],
)
def test_an_export_holds_what_is_asked_for(
    tmp_path: Path, filled: str, words: str, wanted: str
) -> None:
    assert exported(tmp_path, filled, *words.split()) == wanted


def test_an_export_of_changes_holds_what_changed_since_the_last_such_export(
    tmp_path: Path, filled: str
) -> None:
    assert exported(tmp_path, filled, "--changed") == "02"
    assert exported(tmp_path, filled, "--changed") == ""
    with closing(Store(filled)) as store:
        store.put(article(2, "丙", b"revised"))
        store.put(article(3, "丁"))
    assert exported(tmp_path, filled, "--changed", "--site", "one") == "023"
    assert exported(tmp_path, filled, "--changed") == "23"
    assert exported(tmp_path, filled) == "023"


def test_an_original_that_came_after_its_copy_changes_both(tmp_path: Path, filled: str) -> None:
    assert exported(tmp_path, filled, "--changed", "--all") == "012"
    with closing(Store(filled)) as store:
        store.put(article(4, "甲", published="2020-01-01"))
    assert exported(tmp_path, filled, "--changed", "--all") == "04"


def exported(folder: Path, url: str, *words: str) -> str:
    """Export the store at *url* as *words* ask, and return the numbers of the articles."""
    path = folder / "chosen.jsonl"
    assert in_process("export", "-o", str(path), *words, store=url) == 0
    lines = path.read_text("utf-8").splitlines()
    return "".join(json.loads(line)["url"][-6] for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        ["-o", "out.xlsx"],
        ["-o", "out"],
        ["-o", "out.CSV"],
        [],
        ["out.json"],
        ["-o", "a.json", "b.json"],
    ],
)
def test_an_export_without_a_known_file_is_a_mistake(
    tmp_path: Path,
    filled: str,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert in_process("export", *words, store=filled) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line == "export: give -o FILE, FILE ending with .jsonl, .json, .csv, .parquet"
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_bytes(b"")
    (tmp_path / "folder.csv").mkdir()
    for name in ("taken/out.csv", "folder.csv"):
        assert in_process("export", "-o", str(tmp_path / name), store=filled) == 3
        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith(f"export: cannot write {tmp_path / name}: ")


def test_a_store_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus.db").write_bytes(b"url,title\n" * 1000)
    url = f"sqlite:///{tmp_path}/corpus.db"
    assert in_process("export", "-o", str(tmp_path / "out.csv"), store=url) == 3
    [line] = capsys.readouterr().err.splitlines()
    assert "file is not a database" in line
    assert not (tmp_path / "out.csv").exists()
