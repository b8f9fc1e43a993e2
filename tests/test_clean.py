"""`scrapy clean`: one line of JSON for each input, in order; one of words for a bad one."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT, Command, in_process, run

from crawler.items import FIELDS

TITLE = "鹿回桥今晨通车 两岸往来少绕六公里"
FIRST = "云川网讯（记者 张三）3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里。"
SECOND = "桥面宽二十四米，双向四车道，两侧各有三米宽的步道，行人可以在桥上看河。"
THIRD = "从前要坐渡船，刮风下雨就过不去，如今三分钟便到对岸，孩子上学也近了。"
TEXT = f"{TITLE}\n2026-03-02 08:26:41 来源：云川网\n{FIRST}\n{SECOND}\n"
LIST = "<html><body><ul><li><a href='/1.html'>首页</a></li></ul></body></html>"

Lines = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start in a folder of the test's own, as a reader does who names his files shortly."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    monkeypatch.chdir(tmp_path)


def html(*paragraphs: str, title: str = TITLE) -> str:
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<html><head><meta charset="utf-8"><title>{title}_云川网</title></head><body>'
        f"<h1>{title}</h1><div>2026-03-02 08:26 来源：云川网</div>"
        f"<div class='content'>{body}</div></body></html>"
    )


def write(name: str, content: str | bytes) -> Path:
    """Write a file of this name, compressed when its name says so."""
    data = content.encode() if isinstance(content, str) else content
    path = Path(name)
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def manifest(*rows: object) -> str:
    """Write a manifest of *rows* and return its name."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return str(write("manifest.jsonl", "\n".join(lines) + "\n"))


def cleaned(*inputs: str) -> Lines:
    """Return what a run without faults writes."""
    assert in_process("clean", *inputs, "-o", "out.jsonl") == 0
    return written()


def written() -> Lines:
    lines = Path("out.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def complaints(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines on stderr, each of which begins with the name of the command."""
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith("clean: ") for line in lines)
    return [line.removeprefix("clean: ") for line in lines]


# --- what goes in -------------------------------------------------------------------------------


def test_a_text_becomes_an_article_with_every_field() -> None:
    write("bridge.txt", TEXT)
    [article] = cleaned("bridge.txt")
    assert list(article) == ["id", *FIELDS]
    assert (article["id"], article["title"]) == ("bridge", TITLE)
    assert (article["source"], article["authors"]) == ("云川网", ["张三"])
    assert article["published"] == "2026-03-02T08:26:41+08:00"
    assert article["body"] == f"{FIRST}\n{SECOND}"
    unknown = ("site", "outlet", "region", "cluster", "relation", "first_seen", "revision")
    assert [article[name] for name in unknown] == [None] * len(unknown)
    assert (article["editors"], article["images"], article["flags"]) == ([], [], [])


def test_an_empty_field_is_null_or_empty_but_there() -> None:
    write("short.txt", SECOND)
    [article] = cleaned("short.txt")
    assert list(article) == ["id", *FIELDS]
    assert article["published"] is article["source"] is None
    assert article["authors"] == []


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.html.gz", "page.htm.gz"])
def test_a_page_becomes_an_article(name: str) -> None:
    write(name, html(FIRST, SECOND))
    [article] = cleaned(name)
    assert (article["id"], article["title"]) == ("page", TITLE)
    assert article["body"] == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "manifest.jsonl"])
def test_a_compressed_input_reads_like_the_plain_one(name: str) -> None:
    row = json.dumps({"id": "a", "text": TEXT})
    content = {"a.txt": TEXT, "a.html": html(FIRST, SECOND), "manifest.jsonl": row}[name]
    write(name, content)
    write(f"{name}.gz", content)
    plain, compressed = cleaned(name, f"{name}.gz")
    assert plain["body"]
    assert plain == compressed


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_text_is_read_in_its_own_encoding(encoding: str) -> None:
    write("bridge.txt", TEXT.encode(encoding))
    [article] = cleaned("bridge.txt")
    assert (article["title"], article["body"]) == (TITLE, f"{FIRST}\n{SECOND}")


def test_a_file_keeps_the_dots_of_its_name() -> None:
    write("2026.03.02.txt", TEXT)
    assert cleaned("2026.03.02.txt")[0]["id"] == "2026.03.02"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_manifest_names_its_inputs_in_four_ways(ending: str) -> None:
    Path("sub").mkdir()
    write("sub/page.html", html(FIRST, SECOND))
    write("sub/bridge.txt.gz", TEXT)
    rows = [
        {"id": "inline text", "text": TEXT},
        {"id": "inline html", "html": html(FIRST, SECOND)},
        {"id": "path of a page", "path": "page.html"},
        {"id": "path of a text", "path": "bridge.txt.gz"},
    ]
    write("sub/manifest.jsonl", ending.join(json.dumps(row) for row in rows))
    found = cleaned("sub/manifest.jsonl")
    assert [article["id"] for article in found] == [row["id"] for row in rows]
    assert {article["body"] for article in found} == {f"{FIRST}\n{SECOND}"}
    assert {article["title"] for article in found} == {TITLE}


def test_null_and_absent_mean_the_same_in_a_manifest() -> None:
    row = {"id": "a", "html": html(FIRST)}
    nulls = dict.fromkeys(("url", "headers", "pages", "text", "path"))
    name = manifest(row, row | nulls, row | {"pages": [], "headers": {}, "url": ""})
    first, *others = cleaned(name)
    assert first["body"] == FIRST
    assert others == [first, first]


def test_a_line_of_a_manifest_ends_at_a_line_feed_only() -> None:
    texts = [f"{FIRST[:-1]}{mark}{SECOND}" for mark in "\u2028\u2029\x85"]
    rows = [json.dumps({"id": "a", "text": text}, ensure_ascii=False) for text in texts]
    write("manifest.jsonl", "\ufeff" + "\r\n".join(rows))
    assert [bool(article["body"]) for article in cleaned("manifest.jsonl")] == [True] * 3


def test_half_a_character_in_a_manifest_does_not_stop_the_run() -> None:
    row = {"id": "a\ud800", "text": f"{TEXT}\ud800", "url": "http://news.example.cn/\ud800"}
    [article] = cleaned(manifest(row))
    assert article["id"] == "a?"


def test_other_keys_of_a_manifest_are_never_read() -> None:
    row = {"id": "a", "html": html(FIRST)}
    more = {"gold": {"title": "别的"}, "encoding": "big5", "title": "别的", "status": 404}
    plain, labelled = cleaned(manifest(row, row | more))
    assert plain == labelled


def test_the_address_of_a_row_tells_what_the_page_does_not() -> None:
    page = f"<html><body><div><p>{FIRST}</p><p>{SECOND}</p></div></body></html>"
    url = "http://news.example.cn/content/202603/05/c_1.html"
    [article] = cleaned(manifest({"id": "a", "html": page, "url": url}))
    assert (article["url"], article["published"]) == (url, "2026-03-05")


def test_a_header_of_a_row_names_the_charset_whatever_its_case() -> None:
    page = html(FIRST, SECOND).replace('<meta charset="utf-8">', "")
    write("page.html", page.encode("big5", "ignore"))
    headers = {"Content-Type": "text/html; charset=big5"}
    [article] = cleaned(manifest({"id": "a", "path": "page.html", "headers": headers}))
    assert "\ufffd" not in article["body"]
    assert "正式" in article["body"]


def test_the_pages_of_one_article_are_joined_in_order() -> None:
    write("page_2.html", html(SECOND))
    pages = [{"path": "page_2.html", "url": None}, {"html": html(THIRD), "headers": None}]
    [article] = cleaned(manifest({"id": "a", "html": html(FIRST), "pages": pages}))
    assert article["body"] == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert article["title"] == TITLE


# --- what comes out -----------------------------------------------------------------------------


def test_one_line_for_each_input_in_their_order() -> None:
    names = [f"{n}.txt" for n in (3, 1, 2)]
    for name in names:
        write(name, TEXT.replace("二十四米", f"{name[0]}米"))
    write("last.html", html(FIRST))
    found = cleaned(*names, "last.html", "1.txt")
    assert [article["id"] for article in found] == ["3", "1", "2", "last", "1"]


def test_without_an_output_the_lines_go_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    write("bridge.txt", TEXT)
    assert in_process("clean", "bridge.txt") == 0
    streams = capsys.readouterr()
    [line] = streams.out.splitlines()
    assert json.loads(line)["title"] == TITLE
    assert TITLE in line
    assert streams.err == ""


def test_an_output_takes_the_place_of_the_old_one() -> None:
    write("bridge.txt", TEXT)
    write("out.jsonl", "yesterday\n" * 100)
    assert len(cleaned("bridge.txt")) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (LIST, "NoArticle"),
        ("", "NoArticle"),
        (html("明日上午城北三个小区停水检修。"), "TooShort"),
    ],
)
def test_a_page_without_an_article_keeps_its_line(content: str, reason: str) -> None:
    write("empty.html", content)
    write("full.html", html(FIRST))
    empty, full = cleaned("empty.html", "full.html")
    assert list(empty) == ["id", *FIELDS]
    assert (empty["id"], empty["body"]) == ("empty", "")
    assert reason in empty["flags"]
    assert full["body"] == FIRST


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 99, b"\xff\xfe\xfd" * 99, b"<" * 999], ids=lambda found: found[:3]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_bytes_without_sense_keep_their_line_too(name: str, content: bytes) -> None:
    write(name, content)
    [article] = cleaned(name)
    assert (article["id"], article["body"]) == ("a", "")
    assert article["flags"]


# --- what cannot be read ------------------------------------------------------------------------


def test_an_unreadable_input_is_named_and_the_others_are_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("first.txt", TEXT)
    write("last.txt", TEXT)
    Path("folder.txt").mkdir()
    names = ["first.txt", "nowhere.txt", "folder.txt", "last.txt"]
    assert in_process("clean", *names, "-o", "out.jsonl") == 2
    assert [article["id"] for article in written()] == ["first", "last"]
    missing, folder = complaints(capsys)
    assert missing == "nowhere.txt: No such file or directory"
    assert folder == "folder.txt: Is a directory"


@pytest.mark.parametrize(
    "content", [b"no gzip at all", b"", gzip.compress(b"x" * 999)[:-9], gzip.compress(b"x")[:5]]
)
@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz"])
def test_a_broken_gzip_is_named(
    name: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(content)
    assert in_process("clean", name, "-o", "out.jsonl") == (2 if content else 0)
    if content:
        [line] = complaints(capsys)
        assert line.startswith(f"{name}: ")


def test_damage_inside_a_gzip_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(gzip.compress(TEXT.encode()))
    data[20:24] = b"\xff" * 4
    Path("a.txt.gz").write_bytes(data)
    assert in_process("clean", "a.txt.gz", "-o", "out.jsonl") == 2
    assert len(complaints(capsys)) == 1


@pytest.mark.parametrize(
    "bad",
    [
        "{not json",
        "[]",
        "null",
        '"a"',
        "{}",
        '{"id": 7, "text": "x"}',
        '{"id": null, "text": "x"}',
        '{"id": "a"}',
        '{"id": "a", "path": 7}',
        '{"id": "a", "path": null}',
        '{"id": "a", "path": "nowhere.html"}',
        '{"id": "a", "path": "."}',
        '{"id": "a", "path": "nul\\u0000.html"}',
        '{"id": "a", "text": "x", "headers": "text/html"}',
        '{"id": "a", "text": "x", "pages": "x"}',
        '{"id": "a", "text": "x", "pages": [null]}',
        '{"id": "a", "text": "x", "pages": [{"path": "nowhere.html"}]}',
        '{"id": "a", "text": "x", "pages": [{}]}',
        '{"id": "a", "text": "x", "url": 7, "pages": [7]}',
        "[" * 100_000,
    ],
    ids=lambda bad: bad[:40],
)
def test_a_bad_row_is_named_by_its_number_and_the_others_are_written(
    bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = manifest({"id": "first", "text": TEXT}, bad, "", {"id": "last", "html": html(FIRST)})
    assert in_process("clean", name, "-o", "out.jsonl") == 2
    [line] = complaints(capsys)
    assert line.startswith(("manifest.jsonl:2: ", "nowhere.html: ", ".: ", "nul"))
    assert [article["id"] for article in written()] == ["first", "last"]


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.gz", "a.tar.gz", ".txt", "a.TXT"])
def test_an_unknown_kind_of_file_is_named(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_bytes(TEXT.encode())
    assert in_process("clean", name, "-o", "out.jsonl") == 2
    [line] = complaints(capsys)
    assert line.startswith(f"{name}: unknown kind of file; known are .txt, ")


def test_a_run_without_inputs_says_what_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert in_process("clean", "-o", "out.jsonl") == 2
    assert complaints(capsys) == ["name at least one input: a .txt, .html, .warc or .jsonl file"]
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize(
    ("output", "why"),
    [("nowhere/out.jsonl", "No such file or directory"), (".", "Is a directory")],
)
def test_an_output_that_cannot_be_written_is_named(
    output: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("bridge.txt", TEXT)
    assert in_process("clean", "bridge.txt", "-o", output) == 2
    assert complaints(capsys) == [f"cannot write {output}: {why}"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    write("bridge.txt", TEXT)
    assert in_process("clean", "bridge.txt", "-o", "/dev/full") == 3
    assert complaints(capsys) == ["cannot write /dev/full: No space left on device"]


def test_an_output_that_is_also_an_input_is_not_lost(capsys: pytest.CaptureFixture[str]) -> None:
    """The shell's habit of naming one file twice must not empty it."""
    name = manifest({"id": "a", "text": TEXT})
    before = Path(name).read_bytes()
    assert in_process("clean", name, "-o", name) == 2
    assert len(complaints(capsys)) == 1
    assert Path(name).read_bytes() == before


def test_an_installed_command_says_the_same_without_a_traceback(tmp_path: Path) -> None:
    write("bridge.txt", TEXT)
    names = [str(tmp_path / name) for name in ("bridge.txt", "nowhere.txt")]
    ended = run(Command(["scrapy", "clean", *names], {}), ROOT)
    assert ended.code == 2
    assert [json.loads(line)["title"] for line in ended.out.splitlines()] == [TITLE]
    assert ended.err.splitlines() == [f"clean: {names[1]}: No such file or directory"]


def test_a_reader_that_hangs_up_causes_no_traceback() -> None:
    """As in `scrapy clean *.txt | head -1`."""
    row = json.dumps({"id": "a", "text": TEXT})
    write("many.jsonl", f"{row}\n" * 200)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "clean", "many.jsonl"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
