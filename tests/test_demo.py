"""`make crawl` with nothing typed: the whole way from the demo papers to the exports, twice."""

import codecs
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from commands import Command, Ended, run

from crawler.items import FIELDS
from crawler.store import EVERYTHING, Store
from demo.newsroom import load
from demo.papers import COPIED, COPY_HOST, HOSTS
from demo.server import serve
from demo.web import build

NOTICE = re.compile(r"价格日报|实况通报")
READING = re.compile(r"[（(][a-zà-ǜ]{1,6}[）)]|[à-öø-ÿāēěīńňōūǎǐǒǔǖǘǚǜǹ]")


class Crawled(NamedTuple):
    """What two runs left."""

    first: Ended
    second: Ended
    before: list[bytes]
    after: list[bytes]
    stored: list[dict[str, Any]]

    @property
    def exported(self) -> list[dict[str, Any]]:
        """The articles of the exported JSON lines."""
        return [json.loads(line) for line in self.after[0].splitlines()]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    try:
        with ExitStack() as probe:
            probe.enter_context(serve())
    except OSError as taken:
        pytest.skip(f"the demo's ports are not free: {taken}")
    folder = tmp_path_factory.mktemp("demo")
    command = Command(["demo"], {"SCRAPY_SETTINGS_MODULE": "crawler.settings"})
    first = run(command, folder)
    before = exports(folder)
    second = run(command, folder)
    with closing(Store(f"sqlite:///{folder}/data/demo.db")) as store:
        yield Crawled(first, second, before, exports(folder), list(store.articles(EVERYTHING)))


def exports(folder: Path) -> list[bytes]:
    """Return the bytes of both exports."""
    return [(folder / "data" / f"articles.{suffix}").read_bytes() for suffix in ("jsonl", "csv")]


def test_two_runs_end_well_and_print_no_fault(crawled: Crawled) -> None:
    assert (crawled.first.code, crawled.second.code) == (0, 0)
    assert "Traceback" not in crawled.first.err + crawled.second.err
    assert "ERROR" not in crawled.first.err + crawled.second.err


def test_the_first_run_says_how_much_is_new_and_the_second_that_nothing_is(
    crawled: Crawled,
) -> None:
    pages = len(crawled.stored) + 2  # one is gone, one is no article
    assert f"\n{pages} pages are new.\n" in crawled.first.out
    assert "\nNothing new" in crawled.second.out


def test_the_second_run_leaves_both_exports_as_they_were(crawled: Crawled) -> None:
    assert crawled.before == crawled.after
    assert all(crawled.after)


def test_the_table_adds_up(crawled: Crawled) -> None:
    rows = [line.split() for line in crawled.first.out.splitlines()]
    table = {row[0]: list(map(int, row[1:4])) for row in rows if row and row[0] in NAMES.values()}
    assert table.keys() == set(NAMES.values())
    copies = Counter(row["outlet"] for row in crawled.stored if row["relation"] == "copy")
    articles = Counter(row["outlet"] for row in crawled.exported)
    dropped = {"青岚网": 1, "澜江新闻网": 1}
    for name, figures in table.items():
        wanted = [articles[name], copies[name]]
        assert figures == [sum(wanted) + dropped.get(name, 0), *wanted]


def test_both_exports_hold_the_same_articles(crawled: Crawled) -> None:
    text = crawled.after[1].removeprefix(codecs.BOM_UTF8).decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == list(FIELDS)
    assert [row[0] for row in rows[1:]] == [article["url"] for article in crawled.exported]
    assert f"\n{len(rows) - 1} articles stand in " in crawled.second.out


NAMES = {host.id: host.name for host in HOSTS}


@pytest.mark.parametrize("paper", load())
def test_every_story_of_a_paper_is_stored_once_under_its_title(
    crawled: Crawled, paper: str
) -> None:
    titles = [row["title"] for row in crawled.stored if row["site"] == f"demo_{paper}"]
    assert sorted(titles) == sorted(story.title for story in load()[paper])


def test_what_is_stored_is_exported_once_or_linked_as_a_copy(crawled: Crawled) -> None:
    exported = [article["url"] for article in crawled.exported]
    copies = [row for row in crawled.stored if row["relation"] == "copy"]
    assert len(exported) == len(set(exported))
    assert sorted(exported + [row["url"] for row in copies]) == sorted(
        row["url"] for row in crawled.stored
    )
    canonical = Counter(a["cluster"] for a in crawled.exported if a["relation"] == "canonical")
    assert canonical == dict.fromkeys({row["cluster"] for row in copies}, 1)


def test_a_cluster_tells_one_story_and_no_two_clusters_the_same(crawled: Crawled) -> None:
    originals = [row for row in crawled.exported if not row["mirror"]]
    assert len({row["body"] for row in originals}) == len(originals)
    assert len({row["cluster"] for row in crawled.exported}) == len(crawled.exported)


def test_a_copying_host_never_stands_for_what_it_copied(crawled: Crawled) -> None:
    copied = [row for row in crawled.stored if row["site"] == f"demo_{COPY_HOST.id}"]
    assert len(copied) == 12
    assert all(row["mirror"] for row in copied)
    linked = [row for row in copied if row["relation"] != "single"]
    assert linked
    assert {row["relation"] for row in linked} == {"copy"}
    standing = {row["cluster"]: row["site"] for row in crawled.exported}
    assert {standing[row["cluster"]] for row in linked} == {f"demo_{COPIED.id}"}


def test_no_reading_is_left_in_what_the_copying_host_printed(crawled: Crawled) -> None:
    for row in crawled.stored:
        if row["site"] == f"demo_{COPY_HOST.id}":
            texts = [row["title"], row["body"], *row["subtitle"], row["source"] or ""]
            assert [READING.findall(text) for text in texts] == [[]] * len(texts)
            assert row["repairs"]["pinyin"] > 0


def test_the_daily_notices_are_all_there(crawled: Crawled) -> None:
    wanted = [s.title for stories in load().values() for s in stories if NOTICE.search(s.title)]
    found = [row for row in crawled.exported if NOTICE.search(row["title"])]
    assert len(wanted) >= 10
    assert sorted(row["title"] for row in found) == sorted(wanted)
    assert {row["relation"] for row in found} == {"single"}


def test_a_long_story_is_one_article_of_all_its_pages(crawled: Crawled) -> None:
    web = build()
    for paper, form in (("yunchuan", r"-\d+-[23]\.html"), ("fenbin", r"\d_2\.html")):
        assert [path for path in web[paper] if re.search(form, path)]
        stored = [row["url"] for row in crawled.stored if row["site"] == f"demo_{paper}"]
        assert not [url for url in stored if re.search(form, url)]


def test_each_story_has_its_day_and_its_text_and_no_more(crawled: Crawled) -> None:
    """Two layouts print the deck as the body's first line, where it may stay."""
    found = {(row["site"], row["title"]): row for row in crawled.stored}
    for paper, stories in load().items():
        for story in stories:
            row = found[f"demo_{paper}", story.title]
            assert row["published"][:10] == story.day
            body = tuple(row["body"].split("\n"))
            assert body in {story.paragraphs, story.subtitle + story.paragraphs}
