"""doctor, backup, expire, move and reread: nothing is lost, and mistakes are one line."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT, in_process
from sqlalchemy import select

from crawler.dedup.form import form_digest
from crawler.items import Article, Page
from crawler.reasons import NoArticle, Unreadable
from crawler.store import EVERYTHING, Selection, Store
from crawler.store.schema import metadata

HOST = "http://news.example.cn"
SENTENCE = (
    "3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕{}公里，过河只要三分钟，孩子上学也近了。"
)


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Return a store of three articles, one of two pages, and a page without one."""
    with closing(Store(url)) as opened:
        whole = article(1)
        whole.further = [article(4)]
        opened.put(article(2))
        opened.put(whole)
        opened.put(article(3, raw=html(2)))
        opened.put(Article(url=f"{HOST}/9.html", page=page(9, "404"), site="one", reason=NoArticle))
        long_ago(opened)
        yield opened


def long_ago(store: Store) -> None:
    """Let all pages have been read long ago."""
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE pages SET read = '2026'")


def html(number: int) -> str:
    """Return the page of article *number*."""
    text = SENTENCE.format(number)
    return f"<html><h1>鹿回桥通车{number}</h1><div><p>{text}</p><p>{text}</p></div></html>"


def page(number: int, raw: str) -> Page:
    fetched = "2026-03-02T08:00:00+08:00"
    return Page(url=f"{HOST}/{number}.html", body=raw.encode(), fetched=fetched)


def article(number: int, raw: str = "") -> Article:
    """Return article *number* as an older reader read it."""
    source = page(number, raw or html(number))
    made = Article(url=source.url, page=source, site="one", title=f"旧题{number}", reader="old/1")
    made.body = SENTENCE.format(number)
    made.form = form_digest(made.body, made.title)
    return made


def contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table."""
    with store.database.reading() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in metadata.sorted_tables
        }


def run(store: Store, *words: str) -> int:
    return in_process(*words, store=store.url)


# --- doctor -------------------------------------------------------------------------------------


def test_a_store_that_is_whole_is_well(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run_number = store.begin("crawl", "one")
    assert run(store, "doctor", "--json") == 0
    found = {x["what"]: x for x in json.loads(capsys.readouterr().out)}
    assert (found["integrity"]["says"], found["integrity"]["state"]) == ("whole", "well")
    assert found["frontier"]["says"] == "4 done"
    assert "the last run was killed" in found["run"]["says"]
    store.end(run_number, "finished", {})
    with store.hold("crawl", "one"):
        store.begin("crawl", "one")
        assert run(store, "doctor") == 0
    assert "one is held by process" in capsys.readouterr().out


def test_rows_that_contradict_each_other_are_ill(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM frontier WHERE id = 1")
        connection.exec_driver_sql("DELETE FROM articles WHERE page = 1")
    assert run(store, "doctor") == 3
    said = capsys.readouterr().out
    assert "1 pages are neither in the frontier nor parts of an article" in said
    assert "1 pages have neither an article nor a reason" in said


def test_what_could_not_be_read_is_told(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    broken = Article(url=f"{HOST}/8.html", page=page(8, html(8)), site="one", reason=Unreadable)
    store.put(broken)
    assert run(store, "doctor") == 0
    assert "1 pages could not be read; scrapy reread tries again" in capsys.readouterr().out


# --- backup and move ----------------------------------------------------------------------------


def test_a_backup_holds_all_while_another_writes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/corpus.db"
    with closing(Store(url)) as store:
        store.put(article(1))
        before = contents(store)
        with store.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM frontier")
            assert in_process("backup", "-o", f"{tmp_path}/copy.db", store=url) == 0
    with closing(Store(f"sqlite:///{tmp_path}/copy.db")) as copy:
        assert contents(copy) == before
        assert copy.faults() == []


def test_a_backup_that_cannot_be_made_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/corpus.db"
    assert in_process("backup", "-o", f"{tmp_path}/corpus.db", store=url) == 2
    assert in_process("backup", store=url) == 2
    (tmp_path / "taken").touch()
    assert in_process("backup", "-o", f"{tmp_path}/taken/copy.db", store=url) == 3
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_a_store_moves_whole_and_goes_on_there(
    store: Store, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("server") if store.database.is_sqlite else None
    target = server.database() if server else f"sqlite:///{tmp_path}/moved.db"
    assert run(store, "move", "--to", target) == 0
    with closing(Store(target)) as moved:
        assert contents(moved) == contents(store)
        moved.put(article(7))
        assert len(list(moved.articles(EVERYTHING))) == 4
        assert moved.faults() == []


def test_a_store_moves_only_into_an_empty_one_and_only_when_no_run_holds_it(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/other.db")) as other:
        other.put(article(1))
    assert run(store, "move", "--to", f"sqlite:///{tmp_path}/other.db") == 2
    assert "is not empty; name another one" in capsys.readouterr().err
    store.begin("crawl", "one")
    with store.hold("crawl", "one"):
        assert run(store, "move", "--to", f"sqlite:///{tmp_path}/new.db") == 75
    assert run(store, "move") == 2


# --- expire -------------------------------------------------------------------------------------


def test_a_backup_over_an_older_one_is_not_mixed_with_its_changes(tmp_path: Path) -> None:
    url, copy = f"sqlite:///{tmp_path}/corpus.db", f"{tmp_path}/copy.db"
    with closing(Store(url)) as store:
        store.put(article(1))
        assert in_process("backup", "-o", copy, store=url) == 0
        with closing(sqlite3.connect(copy)) as older:
            older.execute("PRAGMA journal_mode=WAL")
            older.execute("DELETE FROM frontier")
            older.commit()
            store.put(article(2))
            assert in_process("backup", "-o", copy, store=url) == 0
        with closing(Store(f"sqlite:///{copy}")) as newer:
            assert contents(newer) == contents(store)


def test_old_bytes_go_and_their_articles_stay(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    before = list(store.articles(EVERYTHING))
    assert run(store, "expire", "--days", "36500") == 0
    assert run(store, "expire", "--days", "1", "--site", "one") == 0
    told = [line.partition(",")[0] for line in capsys.readouterr().out.splitlines()]
    assert told == ["0 pages forgotten", "5 pages forgotten"]
    assert list(store.articles(EVERYTHING)) == before
    assert run(store, "reread", "--workers", "0") == 0
    assert "0 pages read" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        "expire",
        "expire --days -1",
        "expire --days 99999999999999",
        "expire --days 1 --site none",
        "export -o out.csv --site none",
        "export -o out.csv --region Henan",
        "export -o out.csv --since 2026-13-01",
        "reread --site none",
        "reread --workers 100000",
        "reread one",
        "doctor one",
        "backup",
        "move",
        "move --to sqlite://",
        "move --to",
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_done(
    words: str,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = f"sqlite:///{tmp_path}/corpus.db"
    with closing(Store(url)) as store:
        store.put(article(1))
        before = contents(store)
        monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
        monkeypatch.chdir(tmp_path)
        assert in_process(*words.split(), store=url) == 2
        assert contents(store) == before
    assert capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_doctor_makes_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert in_process("doctor", store=f"sqlite:///{tmp_path}/mistyped.db") == 3
    assert "a crawl makes it" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# --- reread -------------------------------------------------------------------------------------


def test_pages_are_read_again_and_what_was_read_before_is_kept(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(store, "reread", "--workers", "0") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "4 pages read, 4 read otherwise than before"
    assert {"  title: 3", "  body: 2", "  reason: 1"} <= set(told)
    found = contents(store)
    assert [row["title"] for row in found["articles"]] == [
        "鹿回桥通车2",
        "鹿回桥通车1",
        "鹿回桥通车2",
    ]
    assert [row["before"]["title"] for row in found["readings"]] == ["旧题2", "旧题1", "旧题3"]
    assert {row["reader"] for row in found["readings"]} == {"old/1"}
    assert found["revisions"] == []
    assert "绕4公里" in found["articles"][1]["body"]
    assert [row["relation"] for row in found["articles"]] == ["canonical", "single", "copy"]
    assert store.faults() == []


def test_what_was_read_again_is_not_read_a_third_time_by_the_run_that_goes_on(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    number, began = store.begin_reread(None)
    first = next(iter(store.to_reread(None, began)))
    store.put_again(first.key, article(2))
    store.end(number, "shutdown", {})
    assert store.begin_reread(None) == (number, began)
    assert run(store, "reread", "--workers", "0") == 0
    assert capsys.readouterr().out.startswith("3 pages read, ")
    assert store.begin_reread(None)[0] != number


def test_a_dry_run_shows_examples_and_stores_nothing(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(store)
    assert run(store, "reread", "--dry-run", "--workers", "0", "--site", "one") == 0
    assert f"{HOST}/2.html title: 旧题2 → 鹿回桥通车2" in capsys.readouterr().out
    assert contents(store) == before


def test_a_page_that_could_not_be_read_gets_its_article(store: Store) -> None:
    broken = Article(url=f"{HOST}/8.html", page=page(8, html(8)), site="one", reason=Unreadable)
    store.put(broken)
    long_ago(store)
    assert run(store, "reread", "--workers", "0") == 0
    found = contents(store)
    [row] = [row for row in found["pages"] if row["key"].endswith("/8.html")]
    [address] = [row for row in found["frontier"] if row["key"].endswith("/8.html")]
    assert (row["reason"], address["state"]) == (None, "done")
    assert found["articles"][-1]["title"] == "鹿回桥通车8"


def test_an_article_that_is_none_goes_and_is_kept_among_the_readings(store: Store) -> None:
    store.put(article(6, raw="<html><body><p>404</p></body></html>"))
    long_ago(store)
    assert run(store, "reread", "--workers", "0") == 0
    found = contents(store)
    [row] = [row for row in found["pages"] if row["key"].endswith("/6.html")]
    assert row["reason"]
    assert row["id"] not in {one["page"] for one in found["articles"]}
    [kept] = [one for one in found["readings"] if one["page"] == row["id"]]
    assert (kept["before"]["title"], kept["before"]["body"]) == ("旧题6", SENTENCE.format(6))
    assert store.faults() == []


def test_a_page_that_is_fetched_meanwhile_is_left_alone(store: Store) -> None:
    [stored, *_] = store.to_reread(None, "9999")
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE pages SET fetched = '2027'")
    before = contents(store)
    assert store.put_again(stored.key, article(2)) is None
    assert contents(store) == before


def test_readers_in_processes_of_their_own_find_the_same(tmp_path: Path) -> None:
    found = []
    for workers in (0, 2):
        url = f"sqlite:///{tmp_path}/{workers}.db"
        with closing(Store(url)) as store:
            for number in range(1, 9):
                store.put(article(number))
            long_ago(store)
            assert in_process("reread", "--workers", str(workers), store=url) == 0
            found.append([row["title"] for row in store.articles()])
    assert found[0] == found[1] == [f"鹿回桥通车{number}" for number in range(1, 9)]


def test_an_article_that_could_not_be_read_this_time_stays(store: Store) -> None:
    before = contents(store)
    [stored, *_] = store.to_reread(None, "9999")
    broken = Article(url=f"{HOST}/2.html", page=stored.pages[0], reason=Unreadable)
    assert store.compare(stored.key, broken) is None
    assert store.put_again(stored.key, broken) is None
    after = contents(store)
    assert (after["articles"], after["readings"]) == (before["articles"], [])
    assert after["pages"][0]["reason"] is None


def test_a_page_on_which_the_reader_breaks_holds_up_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read_or_break(source: Page, rules: object) -> Article:
        if source.url.endswith("/2.html"):
            raise ValueError(rules)
        return Article(url=source.url, page=source, title="新题", body=SENTENCE.format(1))

    monkeypatch.setattr("crawler.reread.read", read_or_break)
    assert run(store, "reread", "--workers", "0") == 0
    assert capsys.readouterr().out.startswith("4 pages read, ")
    assert contents(store)["articles"][0]["title"] == "旧题2"


def test_a_revision_after_an_article_went_and_came_back_has_a_number_of_its_own(
    store: Store,
) -> None:
    first = article(6)
    store.put(first)
    store.put(article(6, raw=html(7)))  # another text
    changed = article(6, raw=html(8))
    changed.body = SENTENCE.format(8)
    changed.form = form_digest(changed.body, changed.title)
    store.put(changed)
    gone = Article(url=changed.url, page=changed.page, reason=NoArticle)
    store.put_again(store.key_of(changed.url), gone)
    store.put_again(store.key_of(changed.url), changed)
    again = article(6, raw=html(9))
    again.body = SENTENCE.format(9)
    again.form = form_digest(again.body, again.title)
    store.put(again)
    assert [row["revision"] for row in contents(store)["revisions"]] == [1, 2]
    assert again.revision == 3


def test_a_change_has_a_number_that_was_never_exported(store: Store) -> None:
    everything = Selection(copies=True)
    store.put(article(6))
    store.remember(everything, store.last_change())
    last = article(6)
    gone = Article(url=last.url, page=last.page, reason=NoArticle)
    store.put_again(store.key_of(last.url), gone)
    store.put(article(7))
    after = replace(everything, after=store.last_change(everything))
    assert f"{HOST}/7.html" in [row["url"] for row in store.articles(after)]


def test_a_reread_that_an_older_version_left_is_not_taken_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.store.runs.__version__", "0.0.1")
    older = store.begin_reread(None)[0]
    monkeypatch.undo()
    assert store.begin_reread(None)[0] != older


def test_a_store_that_is_broken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(b"no database" * 1000)
    for words in (["doctor"], ["reread"], ["expire", "--days", "1"], ["backup", "-o", "x.db"]):
        assert in_process(*words, store=f"sqlite:///{path}") == 3
    assert len(capsys.readouterr().err.splitlines()) == 4
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT 1 FROM pages")
