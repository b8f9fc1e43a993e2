"""The store keeps each address once and each text once, and loses nothing."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest
import zstandard
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from commands import ROOT
from sqlalchemy import create_engine, select

from crawler.dedup.form import form_digest
from crawler.items import FIELDS, Article, Page
from crawler.reasons import Challenge, Dropped, NoArticle, TooShort
from crawler.store import EVERYTHING, Outcome, Store, StoreFault, Summary
from crawler.store.database import Database
from crawler.store.keys import address_key
from crawler.store.schema import metadata
from crawler.text.dates import BEIJING
from crawler.text.script import to_simplified
from pipelines.script import ScriptPipeline

ORIGINAL = "http://news.example.cn/1.html"
OTHER = "http://news.example.cn/2.html"
MIRROR = "http://m.mirror.example/1.html"

BODY = (
    "云川网讯 3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里，过河只要三分钟。\n"
    "桥面宽二十四米，双向四车道。"
)
TRADITIONAL = (
    "雲川網訊 3月2日上午，鹿回橋正式通車，兩岸居民往來每天少繞六公里，過河只要三分鐘。\n"
    "橋面寬二十四米，雙向四車道。"
)
DAMAGED = BODY.replace("，", "\ufffd")
CORRECTED = BODY.replace("二十四米", "二十六米")
DAILY = "今日我市批发市场大白菜每公斤{}元，土豆每公斤2.6元，鸡蛋每公斤9.8元，其余品种与昨日持平。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store(url)) as opened:
        yield opened


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every look at the clock of the store find it a second later."""
    begin, seconds = datetime(2026, 3, 2, 8, tzinfo=BEIJING), count()
    monkeypatch.setattr(
        "crawler.store.clock.wall", lambda: begin + timedelta(seconds=next(seconds))
    )


def article(
    url: str = ORIGINAL, body: str = BODY, *, raw: bytes = b"<p>raw</p>", **fields: Any
) -> Article:
    """Return an article as the dedup stage leaves it."""
    page = Page(url=url, body=raw, headers={"content-type": "text/html"}, fetched="2026-03-02")
    made = Article(url=url, page=page, site="demo", body=to_simplified(body), **fields)
    if not made.reason:
        made.form = form_digest(body, made.title)
    return made


def rows(store: Store, table: str) -> list[dict[str, Any]]:
    """Return every column of every row of *table*, in order of its key."""
    columns = metadata.tables[table]
    with store.database.reading() as connection:
        found = connection.execute(select(columns).order_by(*columns.primary_key))
        return [dict(row) for row in found.mappings()]


def known(store: Store, url: str) -> bool:
    """Whether the page at *url* is stored."""
    return store.key_of(url) in {row["key"] for row in rows(store, "pages")}


def without_last_seen(store: Store) -> list[dict[str, Any]]:
    """Return all that the store holds but the time of the last sight."""
    found = rows(store, "pages") + rows(store, "articles")
    return [{name: value for name, value in row.items() if name != "last_seen"} for row in found]


def relations(store: Store) -> dict[str, str]:
    """Return the relation of the article at each address."""
    articles = {row["page"]: row["relation"] for row in rows(store, "articles")}
    return {row["url"]: articles[row["id"]] for row in rows(store, "pages")}


def clusters(store: Store) -> dict[str, int]:
    """Return the cluster of the article at each address."""
    articles = {row["page"]: row["cluster"] for row in rows(store, "articles")}
    return {row["url"]: articles[row["id"]] for row in rows(store, "pages")}


# --- the same page again ------------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_the_same_page_again_changes_nothing_but_last_seen(store: Store) -> None:
    assert store.put(article(title="鹿回桥通车")) is Outcome.NEW
    before, [seen] = without_last_seen(store), rows(store, "pages")
    assert store.put(article(title="鹿回桥通车")) is Outcome.UNCHANGED
    assert without_last_seen(store) == before
    assert rows(store, "pages")[0]["last_seen"] > seen["last_seen"]


@pytest.mark.usefixtures("clock")
def test_another_spelling_of_the_address_is_the_same_page(store: Store) -> None:
    store.put(article(ORIGINAL))
    before = without_last_seen(store)
    assert store.put(article(f"{ORIGINAL}?utm_source=weibo#top")) is Outcome.UNCHANGED
    assert without_last_seen(store) == before


@pytest.mark.usefixtures("clock")
def test_other_bytes_around_the_same_text_change_nothing(store: Store) -> None:
    store.put(article(raw=b"<p>visitors: 1</p>"))
    before = without_last_seen(store)
    assert store.put(article(raw=b"<p>visitors: 2</p>")) is Outcome.UNCHANGED
    assert without_last_seen(store) == before


def test_an_unchanged_article_learns_what_the_store_knows_of_it(store: Store) -> None:
    store.put(article(ORIGINAL))
    store.put(article(MIRROR, mirror=True))
    again = article(MIRROR, mirror=True)
    store.put(again)
    assert (again.relation, again.revision) == ("copy", 1)
    assert again.cluster
    assert again.first_seen


@pytest.mark.usefixtures("clock")
def test_a_changed_body_is_a_new_revision_first_seen_as_before(store: Store) -> None:
    store.put(article(raw=b"old"))
    [before] = rows(store, "pages")
    changed = article(body=CORRECTED, raw=b"new")
    assert store.put(changed) is Outcome.CHANGED
    [after], [text] = rows(store, "pages"), rows(store, "articles")
    assert (changed.revision, text["revision"], text["body"]) == (2, 2, CORRECTED)
    assert changed.first_seen == after["first_seen"] == before["first_seen"]
    assert after["last_seen"] > before["last_seen"]
    assert zstandard.decompress(after["body"]) == b"new"


def test_a_corrected_headline_is_a_new_revision(store: Store) -> None:
    store.put(article(title="鹿回桥通车"))
    assert store.put(article(title="鹿回桥今晨通车", raw=b"new")) is Outcome.CHANGED
    [text] = rows(store, "articles")
    assert (text["title"], text["revision"]) == ("鹿回桥今晨通车", 2)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00\xff\xfe\r\n", "<p>龑㐀😀</p>".encode("gb18030"), bytes(range(256)) * 999],
)
def test_the_raw_page_comes_back_byte_for_byte(store: Store, raw: bytes) -> None:
    store.put(article(raw=raw))
    assert zstandard.decompress(rows(store, "pages")[0]["body"]) == raw


def test_every_field_comes_back_as_it_was_stored(store: Store) -> None:
    stored = article(
        title="鹿回桥通车",
        outlet="云川网",
        region="990200",
        subtitle=["副题一", "副题二"],
        published="2026-03-02T08:26:41+08:00",
        precision="second",
        source="云川网",
        authors=["张三"],
        editors=["李四", "王五"],
        section="要闻",
        tags=["桥"],
        images=[{"url": "http://news.example.cn/1.jpg", "caption": "桥"}],
        script="Hans",
        mirror=True,
        repairs={"pinyin": 3},
        flags=["mirror:pinyin"],
        canonical_url="http://news.example.cn/0.html",
        reader="marker/1",
    )
    store.put(stored)
    [found] = store.articles()
    assert list(found) == list(FIELDS)
    assert found == {name: getattr(stored, name) for name in FIELDS}
    assert (found["relation"], found["revision"]) == ("single", 1)


# --- articles on several pages ------------------------------------------------------------------


def paged(*names: str, body: str = BODY) -> Article:
    """Return an article that goes on at the addresses *names*."""
    made = article(body=body)
    for name in names:
        url = f"http://news.example.cn/{name}"
        made.further.append(Article(url=url, page=Page(url=url, body=name.encode())))
    return made


def parts(store: Store) -> dict[str, tuple[int | None, int | None]]:
    """Return of each page which one it belongs to, and as which part."""
    found = rows(store, "pages")
    return {row["url"].rpartition("/")[2]: (row["part_of"], row["part"]) for row in found}


def test_further_pages_are_known_and_come_back_byte_for_byte(store: Store) -> None:
    assert store.put(paged("1_2.html", "1_3.html")) is Outcome.NEW
    assert known(store, "http://news.example.cn/1_3.html")
    assert parts(store) == {"1.html": (None, None), "1_2.html": (1, 2), "1_3.html": (1, 3)}
    assert [zstandard.decompress(row["body"]) for row in rows(store, "pages")][1:] == [
        b"1_2.html",
        b"1_3.html",
    ]


def test_further_pages_are_no_articles_and_count_with_the_first(store: Store) -> None:
    store.put(paged("1_2.html", "1_3.html"))
    assert [row["url"] for row in store.articles(EVERYTHING)] == [ORIGINAL]
    assert store.summaries() == [Summary("demo", 1, 1, 0, {})]


SECOND = "http://news.example.cn/1_2.html"


def test_a_page_stored_as_an_article_is_none_once_it_is_part_of_one(store: Store) -> None:
    store.put(article(SECOND, DAILY))
    store.put(paged("1_2.html", body=f"{BODY}\n{DAILY}"))
    assert [row["url"] for row in store.articles(EVERYTHING)] == [ORIGINAL]
    assert parts(store) == {"1_2.html": (2, 2), "1.html": (None, None)}
    assert store.summaries() == [Summary("demo", 1, 1, 0, {})]


def test_a_page_stored_without_an_article_has_no_reason_once_it_is_part_of_one(
    store: Store,
) -> None:
    store.put(article(SECOND, "", reason=TooShort))
    store.put(paged("1_2.html"))
    assert [row["reason"] for row in rows(store, "pages")] == [None, None]
    assert store.summaries() == [Summary("demo", 1, 1, 0, {})]


def test_a_part_of_an_article_becomes_none_of_its_own(store: Store) -> None:
    store.put(paged("1_2.html"))
    before = rows(store, "articles"), parts(store)
    assert store.put(article(SECOND, DAILY)) is Outcome.UNCHANGED
    assert store.put(article(SECOND, "", reason=TooShort)) is Outcome.UNCHANGED
    assert (rows(store, "articles"), parts(store)) == before


def test_a_page_that_an_article_has_no_longer_may_be_one_of_its_own(store: Store) -> None:
    store.put(paged("1_2.html"))
    store.put(article(body=CORRECTED))
    assert store.put(article(SECOND, DAILY)) is Outcome.CHANGED
    assert parts(store) == {"1.html": (None, None), "1_2.html": (None, None)}
    assert len(list(store.articles())) == 2


def test_the_copies_of_a_page_that_became_a_part_stand_without_it(store: Store) -> None:
    store.put(article(SECOND, DAILY))
    store.put(article(OTHER, DAILY))
    store.put(article(MIRROR, DAILY, mirror=True))
    store.put(paged("1_2.html"))
    stands = {row["url"]: row["relation"] for row in store.articles(EVERYTHING)}
    assert stands == {OTHER: "canonical", MIRROR: "copy", ORIGINAL: "single"}
    assert {row["cluster"] for row in store.articles(EVERYTHING) if row["url"] != ORIGINAL} == {2}


def test_an_article_is_no_part_of_itself(store: Store) -> None:
    store.put(paged("1.html?utm_source=pager", "1_2.html"))
    assert parts(store) == {"1.html": (None, None), "1_2.html": (1, 3)}


def test_where_redirects_led_is_kept_beside_the_address(store: Store) -> None:
    redirected = article()
    redirected.page = replace(redirected.page, base="http://news.example.cn/n/9.html")
    further = Page(url=SECOND, base="http://news.example.cn/n/9_2.html")
    redirected.further = [Article(page=further)]
    store.put(redirected)
    found = {row["url"]: row["base"] for row in rows(store, "pages")}
    assert found == {ORIGINAL: redirected.page.base, SECOND: further.base}


@pytest.mark.usefixtures("clock")
def test_an_unchanged_article_and_its_parts_were_seen_again(store: Store) -> None:
    store.put(paged("1_2.html"))
    store.put(paged("1_2.html"))
    first, second = rows(store, "pages")
    assert first["last_seen"] == second["last_seen"] > first["first_seen"]


def test_a_changed_article_ties_the_pages_that_it_has_now(store: Store) -> None:
    store.put(paged("1_2.html", "1_3.html"))
    assert store.put(paged("1_3.html", "1_4.html", body=CORRECTED)) is Outcome.CHANGED
    assert parts(store) == {
        "1.html": (None, None),
        "1_2.html": (1, None),
        "1_3.html": (1, 2),
        "1_4.html": (1, 3),
    }


# --- pages without an article -------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("reason", [NoArticle, TooShort])
def test_a_page_without_an_article_is_stored_and_known(store: Store, reason: type[Dropped]) -> None:
    assert not known(store, ORIGINAL)
    assert store.put(article(body="", reason=reason, raw=b"404")) is Outcome.NEW
    assert known(store, ORIGINAL)
    assert rows(store, "articles") == list(store.articles(EVERYTHING)) == []
    [page] = rows(store, "pages")
    assert page["reason"] == reason.__name__
    assert zstandard.decompress(page["body"]) == b"404"
    before = without_last_seen(store)
    assert store.put(article(body="", reason=reason)) is Outcome.UNCHANGED
    assert without_last_seen(store) == before


def test_a_page_may_get_its_article_later(store: Store) -> None:
    store.put(article(body="", reason=NoArticle))
    late = article()
    assert store.put(late) is Outcome.CHANGED
    assert (late.revision, late.relation) == (1, "single")
    assert rows(store, "pages")[0]["reason"] is None
    assert [row["body"] for row in store.articles()] == [BODY]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("status", [404, 410])
def test_an_article_outlives_its_page_and_knows_when_it_went(store: Store, status: int) -> None:
    store.put(article(raw=b"fetched"))
    lost = article(body="", reason=NoArticle, raw=b"gone")
    lost.page = replace(lost.page, status=status)
    assert store.put(lost) is Outcome.UNCHANGED
    [page] = rows(store, "pages")
    assert page["gone"] > page["first_seen"]
    assert (page["reason"], zstandard.decompress(page["body"])) == (None, b"fetched")
    assert [row["body"] for row in store.articles()] == [BODY]
    store.put(lost)
    assert rows(store, "pages")[0]["gone"] == page["gone"]
    back = article()
    assert store.put(back) is Outcome.UNCHANGED
    assert (back.revision, rows(store, "pages")[0]["gone"]) == (1, None)


def test_a_captcha_in_the_place_of_an_article_does_not_say_that_it_went(store: Store) -> None:
    store.put(article())
    store.put(article(body="", reason=Challenge))
    assert rows(store, "pages")[0]["gone"] is None
    assert [row["body"] for row in store.articles()] == [BODY]


# --- copies -------------------------------------------------------------------------------------


ORIGINAL_AND_COPIES: dict[str, Callable[[], Article]] = {
    "original": lambda: article(ORIGINAL),
    "mirror": lambda: article(MIRROR, TRADITIONAL, mirror=True),
    "damaged": lambda: article(OTHER, DAMAGED, repairs={"unrecovered": 3}),
}


@pytest.mark.parametrize("order", [*permutations(ORIGINAL_AND_COPIES)], ids="-".join)
def test_the_undamaged_original_stands_for_its_copies_in_any_order(
    store: Store, order: tuple[str, ...]
) -> None:
    for name in order:
        store.put(ORIGINAL_AND_COPIES[name]())
    assert relations(store) == {ORIGINAL: "canonical", MIRROR: "copy", OTHER: "copy"}
    assert len(set(clusters(store).values())) == 1
    assert [row["url"] for row in store.articles()] == [ORIGINAL]
    assert len(list(store.articles(EVERYTHING))) == 3


def test_the_article_is_told_how_it_stands_when_it_is_stored(store: Store) -> None:
    first, second, third = (ORIGINAL_AND_COPIES[n]() for n in ("mirror", "damaged", "original"))
    for each in (first, second, third):
        store.put(each)
    assert [first.relation, second.relation, third.relation] == ["single", "canonical", "canonical"]
    assert first.cluster == second.cluster == third.cluster


@pytest.mark.parametrize("order", [(ORIGINAL, OTHER), (OTHER, ORIGINAL)])
def test_of_two_originals_the_earlier_published_stands(
    store: Store, order: tuple[str, ...]
) -> None:
    days = {ORIGINAL: "2026-03-02T23:59:00+08:00", OTHER: "2026-03-03"}
    for url in order:
        store.put(article(url, published=days[url]))
    assert relations(store) == {ORIGINAL: "canonical", OTHER: "copy"}


def test_daily_notices_that_differ_in_their_figures_are_no_copies(store: Store) -> None:
    store.put(article(ORIGINAL, DAILY.format("1.8"), title="蔬菜价格日报"))
    store.put(article(OTHER, DAILY.format("1.9"), title="蔬菜价格日报"))
    assert relations(store) == {ORIGINAL: "single", OTHER: "single"}
    assert len(list(store.articles())) == 2


@pytest.mark.parametrize(
    ("title", "relation"), [("3月2日疫情通报", "single"), ("3月1日疫情通报", "copy")]
)
def test_short_texts_are_copies_only_under_the_same_title(
    store: Store, title: str, relation: str
) -> None:
    store.put(article(ORIGINAL, "今日我市无新增病例。", title="3月1日疫情通报"))
    store.put(article(OTHER, "今日我市无新增病例。", title=title))
    assert relations(store)[OTHER] == relation


@pytest.mark.parametrize("changed", [ORIGINAL, OTHER, MIRROR])
def test_a_changed_article_leaves_its_cluster_in_order(store: Store, changed: str) -> None:
    for url in (ORIGINAL, OTHER, MIRROR):
        store.put(article(url, mirror=url == MIRROR))
    gone = article(changed, CORRECTED, mirror=changed == MIRROR)
    store.put(gone)
    first, second = [url for url in (ORIGINAL, OTHER, MIRROR) if url != changed]
    assert relations(store) == {first: "canonical", second: "copy", changed: "single"}
    found = clusters(store)
    assert found[first] == found[second] != found[changed] == gone.cluster
    assert len(list(store.articles())) == 2


@pytest.mark.parametrize("changed", [ORIGINAL, OTHER])
def test_the_last_one_left_in_a_cluster_is_single(store: Store, changed: str) -> None:
    for url in (ORIGINAL, OTHER):
        store.put(article(url))
    store.put(article(changed, CORRECTED))
    assert relations(store) == {ORIGINAL: "single", OTHER: "single"}
    assert len(set(clusters(store).values())) == 2


def test_an_article_may_move_from_one_cluster_to_another(store: Store) -> None:
    store.put(article(ORIGINAL))
    store.put(article(MIRROR, mirror=True))
    store.put(article(OTHER, CORRECTED))
    store.put(article(ORIGINAL, CORRECTED, published="2026-03-02"))
    assert relations(store) == {MIRROR: "single", OTHER: "copy", ORIGINAL: "canonical"}
    store.put(article(ORIGINAL))
    assert relations(store) == {MIRROR: "copy", OTHER: "single", ORIGINAL: "canonical"}


# --- figures ------------------------------------------------------------------------------------


def test_the_figures_of_a_site_add_up(store: Store) -> None:
    assert store.summaries() == []
    store.put(article(ORIGINAL))
    store.put(article(OTHER, TRADITIONAL))
    store.put(article(MIRROR, "", reason=NoArticle))
    store.put(article(f"{MIRROR}?id=2", "", reason=NoArticle))
    store.put(article(f"{MIRROR}?id=3", "", reason=TooShort))
    assert store.summaries() == [Summary("demo", 5, 1, 1, {"NoArticle": 2, "TooShort": 1})]


def test_an_article_that_outlived_its_page_is_counted_as_it_is_exported(store: Store) -> None:
    store.put(article(OTHER, "", reason=NoArticle))
    store.put(article(ORIGINAL))
    store.put(article(ORIGINAL, "", reason=NoArticle))
    assert store.summaries() == [Summary("demo", 2, 1, 0, {"NoArticle": 1})]
    assert len(list(store.articles())) == 1


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://news.example.cn/1.html", "news.example.cn/1.html"),
        ("https://news.example.cn/1.html", "news.example.cn/1.html"),
        ("HTTP://News.Example.CN/1.html", "news.example.cn/1.html"),
        ("http://news.example.cn:80/1.html", "news.example.cn/1.html"),
        ("https://news.example.cn:443/1.html", "news.example.cn/1.html"),
        ("http://news.example.cn:8080/1.html", "news.example.cn:8080/1.html"),
        ("http://reader@news.example.cn/1.html", "news.example.cn/1.html"),
        ("http://news.example.cn/1.html#p2", "news.example.cn/1.html"),
        ("http://news.example.cn", "news.example.cn/"),
        ("http://news.example.cn/a/index.html", "news.example.cn/a/"),
        ("http://news.example.cn/a/default.shtml", "news.example.cn/a/"),
        ("http://news.example.cn/a/index_2.html", "news.example.cn/a/index_2.html"),
        ("http://news.example.cn/A/B.html", "news.example.cn/A/B.html"),
        ("http://www.example.cn/1.html", "www.example.cn/1.html"),
        ("http://news.example.cn/?b=2&a=1", "news.example.cn/?a=1&b=2"),
        ("http://news.example.cn/?id=7&utm_medium=x&spm=1.2", "news.example.cn/?id=7"),
        ("http://news.example.cn/?id=7&timestamp=1&isappinstalled=0", "news.example.cn/?id=7"),
        ("http://news.example.cn/?contentid=7&empty=", "news.example.cn/?contentid=7&empty="),
        ("http://news.example.cn/?share_id=7&share_from=x", "news.example.cn/?share_id=7"),
        ("http://news.example.cn/?id=7&from=timeline&fbclid=x", "news.example.cn/?id=7"),
        ("http://news.example.cn/?from=7", "news.example.cn/?from=7"),
        ("http://news.example.cn/?id=7&amp;a=1", "news.example.cn/?a=1&id=7"),
        ("http://news.example.cn/BIG5/n1/7.html", "news.example.cn/GB/n1/7.html"),
        ("http://big5.example.cn/gate/big5/www.example.cn:80/7", "www.example.cn/7"),
        ("http://news.example.cn./7;jsessionid=A1", "news.example.cn/7"),
        ("http://news.example.cn/新", "news.example.cn/%E6%96%B0"),
        ("http://news.example.cn/%e6%96%b0", "news.example.cn/%E6%96%B0"),
    ],
)  # fmt: skip
def test_all_spellings_of_an_address_have_one_key(url: str, key: str) -> None:
    assert address_key(url) == key


# --- the database -------------------------------------------------------------------------------


def test_readers_may_read_while_a_crawl_writes(store: Store) -> None:
    store.put(article(ORIGINAL))
    store.put(article(OTHER, CORRECTED))
    reading = store.articles()
    assert next(reading)["url"] == ORIGINAL
    assert store.put(article(MIRROR, DAILY)) is Outcome.NEW
    assert [row["url"] for row in reading] == [OTHER]


def test_the_migrations_make_exactly_the_tables_of_the_schema(url: str) -> None:
    engine = Database(url).engine
    with closing(engine.connect()) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_traditional_original_is_kept_beside_the_text(store: Store) -> None:
    made = ScriptPipeline().process_item(
        Article(
            url=ORIGINAL,
            title="鹿回橋通車",
            body=f"鄉(xiāng)鎮(zhèn)進(jìn)村開會(huì)\n{TRADITIONAL}",
        )
    )
    store.put(made)
    store.put(article(OTHER, CORRECTED))
    converted, simplified = rows(store, "articles")
    assert (converted["title"], converted["script"]) == ("鹿回桥通车", "Hant")
    assert converted["original"] == f"鹿回橋通車\n鄉鎮進村開會\n{TRADITIONAL}"
    assert simplified["original"] is None


def take_back(path: Path, revision: str) -> None:
    """Make the store at *path* one that a version of Fangzhi wrote which knew *revision* only."""
    newer = path.rename(path.with_name("newer.db"))
    config = Config()
    config.set_main_option("script_location", str(ROOT / "crawler/store/migrations"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        old.execute("ATTACH ? AS newer", (str(newer),))
        for table in ("pages", "articles"):
            names = ", ".join(row[1] for row in old.execute(f"PRAGMA table_info({table})"))
            old.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM newer.{table}")  # noqa: S608, ours
        old.commit()


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_an_older_store_is_brought_up_to_date_and_keeps_what_it_held(
    path: Path, revision: str
) -> None:
    with closing(Store(f"sqlite:///{path}")) as store:
        store.put(article())
    take_back(path, revision)
    with closing(Store(f"sqlite:///{path}")) as store:
        assert store.put(article()) is Outcome.UNCHANGED
    assert [row["original"] for row in rows(store, "articles")] == [None]
    assert [row["part_of"] for row in rows(store, "pages")] == [None]


def test_a_store_opened_again_holds_what_it_held(path: Path) -> None:
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        with closing(Store(f"sqlite:///{path}")) as store:
            assert store.put(article()) is outcome


def test_the_folder_of_a_store_is_made(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/new/deep/corpus.db")) as store:
        assert store.database.file == tmp_path / "new" / "deep" / "corpus.db"


def test_two_programs_write_one_store_in_turn(store: Store) -> None:
    with closing(Store(store.url)) as other:
        assert store.put(article(ORIGINAL)) is Outcome.NEW
        assert known(other, ORIGINAL)
        assert other.put(article(ORIGINAL)) is Outcome.UNCHANGED
        assert other.put(article(MIRROR, mirror=True)) is Outcome.NEW
        assert store.put(article(OTHER, repairs={"unrecovered": 1})) is Outcome.NEW
        assert list(other.articles(EVERYTHING)) == list(store.articles(EVERYTHING))
    assert relations(store) == {ORIGINAL: "canonical", MIRROR: "copy", OTHER: "copy"}


def fault(url: str) -> str:
    """Return the one line that says why the store at *url* cannot be used."""
    with pytest.raises(StoreFault) as raised:
        Store(url).close()
    line = str(raised.value)
    assert line.splitlines() == [line]
    return line


@pytest.mark.parametrize("url", ["", "nonsense", "oracle9://host/corpus", "sqlite+never:///a.db"])
def test_a_store_address_that_cannot_be_used_is_named(url: str) -> None:
    assert f"CORPUS_STORE={url} " in fault(url)


def test_a_file_that_is_no_database_is_named(path: Path) -> None:
    path.write_bytes(b"url,title\n" * 1000)
    assert fault(f"sqlite:///{path}").endswith("file is not a database")
    assert path.read_bytes() == b"url,title\n" * 1000


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    assert str(tmp_path) in fault(f"sqlite:///{tmp_path}")


def test_a_file_in_the_place_of_the_folder_is_named(path: Path) -> None:
    path.write_bytes(b"")
    assert "cannot make the folder" in fault(f"sqlite:///{path}/corpus.db")


def test_a_store_of_a_later_version_is_left_alone(path: Path) -> None:
    Store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert "9999" in fault(f"sqlite:///{path}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "corpus.db" in fault(f"sqlite:///{tmp_path}/corpus.db")
        assert "cannot make the folder" in fault(f"sqlite:///{tmp_path}/deep/corpus.db")
    finally:
        tmp_path.chmod(0o700)


def test_a_store_that_breaks_under_way_says_so_in_one_line(store: Store) -> None:
    with store.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE articles")
    calls: list[Callable[[], Any]] = [
        lambda: store.put(article()),
        lambda: list(store.articles()),
        store.summaries,
    ]
    for call in calls:
        with pytest.raises(StoreFault, match="articles") as raised:
            call()
        assert "\n" not in str(raised.value)
    assert not known(store, ORIGINAL)
