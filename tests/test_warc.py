"""WARC files as inputs of `scrapy clean`: each page a line, a break told and nothing else lost."""

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from commands import in_process

SENTENCE = "3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里，过河只要三分钟。"
SECOND = "桥头的老渡口改成了观景台，摆渡的老船工说，他要带孙子来看桥上的灯。"
HTML = f"<html><title>鹿回桥通车</title><h1>鹿回桥通车</h1><p>{SENTENCE}</p><p>{SECOND}</p></html>"
BODY = f"{SENTENCE}\n{SECOND}"
ADDRESS = "http://news.example.cn/read/990.html"
TYPE = "Content-Type: text/html; charset=gbk"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    monkeypatch.chdir(tmp_path)


def record(kind: str, block: bytes, *fields: str) -> bytes:
    """Return a record of WARC 1.0 (ISO 28500)."""
    head = ["WARC/1.0", f"WARC-Type: {kind}", *fields, f"Content-Length: {len(block)}", "", ""]
    return "\r\n".join(head).encode() + block + b"\r\n\r\n"


def response(
    body: bytes, *headers: str, url: str = ADDRESS, status: str = "200 OK", kind: str = "response"
) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""])
    fields = (
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2026-03-02T01:00:00Z",
        f"Content-Type: application/http; msgtype={kind}",
    )
    return record(kind, head.encode() + body, *fields)


PAGE = response(HTML.encode("gbk"), TYPE)
INFO = record("warcinfo", b"software: none\r\n", "Content-Type: application/warc-fields")


def clean(name: str, content: bytes, code: int = 0) -> list[dict[str, Any]]:
    """Return what is written of the archive *content*, in a file of that name."""
    Path(name).write_bytes(content)
    assert in_process("clean", name, "-o", "out.jsonl") == code
    return [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]


def test_a_response_becomes_an_article_with_address_and_time() -> None:
    [article] = clean("crawl.warc", INFO + PAGE)
    assert (article["id"], article["url"], article["body"]) == ("crawl#1", ADDRESS, BODY)
    assert article["fetched"] == "2026-03-02T09:00:00+08:00"


@pytest.mark.parametrize(
    "content",
    [gzip.compress(INFO) + gzip.compress(PAGE) + gzip.compress(PAGE), gzip.compress(PAGE + PAGE)],
    ids=["by record", "as a whole"],
)
def test_a_compressed_archive_is_read_alike(content: bytes) -> None:
    articles = clean("crawl.warc.gz", content)
    assert [(a["id"], a["body"]) for a in articles] == [("crawl#1", BODY), ("crawl#2", BODY)]


def test_what_is_no_page_is_passed_over_and_counted_if_it_is_a_response() -> None:
    others = (
        response(b"", kind="request")
        + response(b"GIF89a", "Content-Type: image/gif")
        + record("response", b"192.0.2.1", "WARC-Target-URI: dns:a", "Content-Type: text/dns")
        + record("metadata", b"hops: 0")
    )
    articles = clean("crawl.warc", INFO + others + PAGE + response(HTML.encode()))
    assert [a["id"] for a in articles] == ["crawl#3", "crawl#4"]
    assert articles[1]["body"] == BODY


def test_an_error_page_keeps_its_line_and_its_reason() -> None:
    gone = response(HTML.encode("gbk"), TYPE, status="404 Not Found")
    [article, _] = clean("crawl.warc", gone + PAGE)
    assert (article["body"], article["flags"]) == ("", ["NoArticle"])


def chunked(body: bytes) -> bytes:
    parts = [body[:10], body[10:], b""]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts)


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(HTML.encode()), ["Content-Encoding: gzip"]),
        (zlib.compress(HTML.encode()), ["Content-Encoding: deflate"]),
        (chunked(HTML.encode()), ["Transfer-Encoding: chunked"]),
        (
            chunked(gzip.compress(HTML.encode())),
            ["Transfer-Encoding: chunked", "Content-Encoding: gzip"],
        ),
        (HTML.encode(), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
    ],
    ids=["gzip", "deflate", "chunked", "both", "undone by the archive"],
)
def test_encodings_are_undone_and_cost_no_record_behind(body: bytes, coding: list[str]) -> None:
    coded = response(body, "Content-Type: text/html", *coding)
    assert [a["body"] for a in clean("crawl.warc", coded + PAGE)] == [BODY, BODY]


def test_an_address_in_angle_brackets_is_read() -> None:
    [article] = clean("crawl.warc", response(HTML.encode(), url=f"<{ADDRESS}>"))
    assert article["url"] == ADDRESS


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.warc", PAGE + PAGE[:-40], "a.warc#2: the file breaks off inside this record"),
        ("a.warc", PAGE + PAGE[:60], "a.warc#2: the file breaks off inside this record"),
        ("a.warc.gz", gzip.compress(PAGE) + gzip.compress(PAGE)[:-40], "a.warc.gz#2: the file"),
        ("a.warc", PAGE + b"nothing\r\n" * 9, "a.warc: Invalid WARC header; nothing behind re"),
        ("a.warc.gz", gzip.compress(PAGE) + b"\x1f\x8b\x08" + b"x" * 99, "a.warc.gz: Gzip decom"),
    ],
    ids=["in a page", "in a head", "compressed", "other lines", "damaged"],
)
def test_a_broken_archive_gives_what_stands_before_the_break(
    name: str, content: bytes, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [article["id"] for article in clean(name, content, 2)] == ["a#1"]
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"clean: {why}")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no WARC record in it"),
        (b"<html>" * 9, "Invalid WARC header"),
        ((INFO + PAGE).replace(b"\r\n", b"\n"), "lines of its heads end in LF"),
        (None, "No such file"),
    ],
    ids=["empty", "a page", "changed as a text", "missing"],
)
def test_a_file_that_is_no_archive_costs_itself_only(
    content: bytes | None, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path("a.warc").write_bytes(content)
    Path("b.warc").write_bytes(PAGE)
    assert in_process("clean", "a.warc", "b.warc", "-o", "out.jsonl") == 2
    assert json.loads(Path("out.jsonl").read_text("utf-8"))["id"] == "b#1"
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"clean: a.warc: {why}")
