"""The frontier gives out each address once, and takes up whatever a run left."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from crawler.dedup.form import form_digest
from crawler.exits import Exit, Stop
from crawler.frontier import Frontier
from crawler.items import Article, Page
from crawler.reasons import Challenge, Dropped, NoArticle, Unreadable
from crawler.store import LIST, Address, Leased, Store, Watermark
from crawler.store.schema import frontier, lists, runs
from crawler.text.dates import BEIJING

SITE = "paper"
HOST = "http://news.example.cn"
BODY = "云川网讯 3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里，过河只要三分钟。"
REVISITS = [timedelta(days=1), timedelta(days=7)]


class Clock:
    """A wall clock that goes as it is told."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 8, tzinfo=BEIJING)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time

    def pass_by(self, **time: float) -> None:
        """Let so much *time* pass."""
        self.time += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("crawler.store.clock.wall", made)
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store(url, revisits=REVISITS)) as opened:
        yield opened


def address(name: str, **known: Any) -> Address:
    return Address(f"news.example.cn/{name}", f"{HOST}/{name}", **known)


def watermark(name: str = "list", shows: Sequence[str] = ()) -> Watermark:
    return Watermark(f"news.example.cn/{name}", f"{HOST}/{name}", '"e1"', None, shows)


def article(name: str, body: str = BODY, **fields: Any) -> Article:
    """Return an article at the address *name* as the dedup stage leaves it."""
    page = Page(url=f"{HOST}/{name}", body=body.encode(), headers={"etag": '"a1"'})
    made = Article(url=page.url, page=page, site=SITE, body=body, **fields)
    made.form = b"" if made.reason else form_digest(body, name)
    return made


def leased(store: Store, run: int = 1, number: int = 10, **options: Any) -> list[str]:
    """Lease what is due to *run*, and return the last parts of the addresses."""
    return [x.url.rpartition("/")[2] for x in store.lease(SITE, run, number, **options)]


def state(store: Store, name: str) -> dict[str, Any]:
    """Return the row of the address *name*."""
    with store.database.reading() as connection:
        query = select(frontier).where(frontier.c.key == address(name).key)
        return dict(connection.execute(query).mappings().one())


def test_what_a_list_names_is_leased_once_in_its_order(store: Store) -> None:
    store.begin("crawl", SITE)
    named = [address("2"), address("1"), address("3")]
    assert store.found(SITE, watermark(), named, None) == 3
    assert leased(store, number=2) == ["2", "1"]
    assert leased(store) == ["3"]
    assert leased(store) == []


def test_what_is_known_is_not_new(store: Store) -> None:
    store.put(article("1"))
    assert store.found(SITE, watermark(), [address("1"), address("2")], None) == 1
    assert store.found(SITE, watermark(), [address("1"), address("2")], None) == 0


def test_a_further_page_of_an_article_is_known(store: Store) -> None:
    whole = article("1")
    whole.further = [article("1_2")]
    store.put(whole)
    assert store.found(SITE, watermark(), [address("1_2")], None) == 0


def test_a_list_goes_on_in_the_transaction_that_stores_what_it_names(store: Store) -> None:
    store.begin("crawl", SITE)
    after = address("list_2", kind=LIST, number=2)
    store.found(SITE, watermark(), [address("1")], after)
    assert [(x.kind, x.number) for x in store.lease(SITE, 1, 9)] == [("article", 1), ("list", 2)]


@pytest.mark.parametrize(("anyway", "wanted"), [(False, []), (True, ["list_2"])])
def test_a_list_without_news_ends_the_walk_unless_it_is_all_too_new(
    store: Store, anyway: bool, wanted: list[str]
) -> None:
    store.begin("crawl", SITE)
    store.put(article("1"))
    after = address("list_2", kind=LIST, number=2)
    store.found(SITE, watermark(), [address("1")], after, anyway=anyway)
    assert leased(store) == wanted


def test_the_watermark_is_of_the_set_of_addresses(store: Store) -> None:
    def mark(*names: str) -> dict[str, Any]:
        store.found(SITE, watermark(shows=names), [], None)
        with store.database.reading() as connection:
            return dict(connection.execute(select(lists)).mappings().one())

    first, turned, grown = mark("1", "2"), mark("2", "1"), mark("1", "2", "3")
    assert (first["etag"], first["modified"]) == ('"e1"', None)
    assert first["addresses"] == turned["addresses"] != grown["addresses"]


def test_a_list_is_read_again_by_every_run(store: Store) -> None:
    first = [address("list", kind=LIST)]
    for run in (1, 2):
        store.begin("crawl", SITE)
        store.seek(SITE, first)
        assert leased(store, run) == ["list"]
        store.found(SITE, watermark(), [], None)
        assert leased(store, run) == []


def test_a_new_run_takes_up_what_a_killed_one_had_leased(store: Store) -> None:
    store.begin("crawl", SITE)
    store.seek(SITE, [address("1"), address("2")])
    assert leased(store) == ["1", "2"]
    store.put(article("1"))
    assert leased(store, store.begin("crawl", SITE)) == ["2"]


def test_a_run_that_ends_gives_back_what_it_did_not_come_to(store: Store) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address("1")])
    assert leased(store, run) == ["1"]
    store.end(run, "shutdown", {"item_scraped_count": 3})
    assert state(store, "1")["state"] == "new"
    with store.database.reading() as connection:
        row = connection.execute(select(runs)).mappings().one()
    assert (row["reason"], row["counts"]) == ("shutdown", {"item_scraped_count": 3})
    assert row["ended"]


def test_runs_of_other_sites_leave_a_lease_alone(store: Store) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address("1")])
    assert leased(store, run) == ["1"]
    store.begin("crawl", "another")
    assert leased(store, run) == []


def test_days_outside_the_window_wait_for_another_run(store: Store) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address(f"{n}", day=f"2026-03-0{n}") for n in range(1, 6)])
    store.seek(SITE, [address("undated")])
    window = ("2026-03-02", "2026-03-03")
    assert leased(store, run, window=window) == ["2", "3", "undated"]
    assert leased(store, run) == ["1", "4", "5"]


# --- failures -----------------------------------------------------------------------------------


def test_what_failed_waits_longer_each_time(store: Store, clock: Clock) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address("1")])
    for hours in (1, 4, 16, 48):
        assert leased(store, run) == ["1"]
        store.fail(f"{HOST}/1", "status 500")
        clock.pass_by(hours=hours, seconds=-1)
        assert leased(store, run) == []
        clock.pass_by(seconds=1)
    row = state(store, "1")
    assert (row["state"], row["attempts"], row["error"]) == ("new", 4, "status 500")


def test_what_failed_for_five_days_is_dead(store: Store, clock: Clock) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address("1")])
    for _ in range(9):
        leased(store, run)
        store.fail(f"{HOST}/1", "status 500")
        clock.pass_by(days=2)
    assert state(store, "1")["state"] == "dead"
    assert leased(store, run) == []


def test_a_page_that_was_fetched_begins_anew(store: Store) -> None:
    store.seek(SITE, [address("1")])
    store.fail(f"{HOST}/1", "status 500")
    store.put(article("1"))
    row = state(store, "1")
    assert (row["state"], row["attempts"], row["error"], row["failing"]) == ("done", 0, None, None)


def test_a_captcha_is_asked_for_again_later(store: Store, clock: Clock) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address("1")])
    assert leased(store, run) == ["1"]
    store.put(article("1", "", reason=Challenge))
    assert leased(store, run) == []
    clock.pass_by(hours=1)
    assert leased(store, run) == ["1"]


@pytest.mark.parametrize(("reason", "wanted"), [(Unreadable, "quarantined"), (NoArticle, "done")])
def test_a_page_that_cannot_be_read_is_quarantined(
    store: Store, clock: Clock, reason: type[Dropped], wanted: str
) -> None:
    run = store.begin("crawl", SITE)
    store.put(article("1", "", reason=reason))
    assert state(store, "1")["state"] == wanted
    clock.pass_by(days=9)
    assert leased(store, run) == []


def test_a_clock_that_ran_ahead_holds_nothing_up(store: Store, clock: Clock) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address("1")])
    clock.pass_by(days=4000)
    store.fail(f"{HOST}/1", "status 500")
    clock.pass_by(days=-4000)
    assert leased(store, run) == ["1"]


def test_a_clock_that_ran_behind_asks_for_nothing_twice(store: Store, clock: Clock) -> None:
    run = store.begin("crawl", SITE)
    store.put(article("1"))
    clock.pass_by(days=-4000)
    assert leased(store, run) == []
    store.seek(SITE, [address("1")])
    assert leased(store, run) == []


# --- visits -------------------------------------------------------------------------------------


def test_an_article_is_looked_at_again_after_a_day_and_after_a_week(
    store: Store, clock: Clock
) -> None:
    run = store.begin("crawl", SITE)
    store.put(article("1", published="2026-03-02"))
    for days in (1, 6):
        assert leased(store, run) == []
        clock.pass_by(days=days)
        [again] = store.lease(SITE, run, 9)
        assert (again.etag, again.visits) == ('"a1"', 1 if days == 1 else 2)
        store.unchanged(again.url)
    clock.pass_by(days=29)
    assert leased(store, run) == []


def test_an_old_article_and_a_page_without_one_are_not_looked_at_again(
    store: Store, clock: Clock
) -> None:
    run = store.begin("crawl", SITE)
    store.put(article("1", published="2026-02-20"))
    store.put(article("2", "", reason=NoArticle))
    clock.pass_by(days=8)
    assert leased(store, run) == []


def test_a_visit_that_fails_for_days_is_given_up_and_the_article_stays(
    store: Store, clock: Clock
) -> None:
    run = store.begin("crawl", SITE)
    store.put(article("1"))
    clock.pass_by(days=1)
    for _ in range(9):
        leased(store, run)
        store.fail(f"{HOST}/1", "no answer")
        clock.pass_by(days=2)
    row = state(store, "1")
    assert (row["state"], row["next_at"]) == ("done", None)
    assert len(list(store.articles())) == 1


# --- the lock -----------------------------------------------------------------------------------


def test_a_second_run_of_a_site_is_told_who_holds_it(store: Store) -> None:
    with closing(Store(store.url)) as other, other.hold("crawl", SITE):
        other.begin("crawl", SITE)
        held = pytest.raises(Stop, match=r"paper is held by process \d+ on \S+ since ")
        with held as stopped, store.hold("crawl", SITE):
            pytest.fail("two runs hold one site")
        assert stopped.value.code is Exit.LOCKED
        with store.hold("crawl", "another"):
            pass
    with store.hold("crawl", SITE):
        pass


def test_a_run_whose_site_another_one_took_asks_for_nothing_more(store: Store) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address("1"), address("2")])
    assert leased(store, run, number=1) == ["1"]
    store.begin("crawl", SITE)
    with pytest.raises(Stop, match="another run of paper began"):
        store.lease(SITE, run, 9)


def test_what_moves_the_store_holds_it_alone(store: Store) -> None:
    with closing(Store(store.url)) as other:
        with other.hold("crawl", SITE), pytest.raises(Stop, match="move is held by"):
            store.hold("move").__enter__()
        with other.hold("move"), pytest.raises(Stop, match="paper is held by"):
            store.hold("crawl", SITE).__enter__()


def test_lists_that_link_in_a_circle_are_read_once_by_a_run(store: Store) -> None:
    run = store.begin("crawl", SITE)
    first, second = (address(f"list_{n}", kind=LIST, number=n) for n in (1, 2))
    store.seek(SITE, [first], run)
    for here, after in ((first, second), (second, first)):
        assert [x.key for x in store.lease(SITE, run, 9)] == [here.key]
        page = Watermark(here.key, here.url, None, None, [])
        store.found(SITE, page, [], after, anyway=True, run=run)
    assert leased(store, run) == []
    run = store.begin("crawl", SITE)
    store.seek(SITE, [first], run)
    assert [(x.kind, x.number) for x in store.lease(SITE, run, 9)] == [("list", 1)]


def test_the_mark_of_a_captcha_is_no_mark_of_the_article(store: Store, clock: Clock) -> None:
    run = store.begin("crawl", SITE)
    store.put(article("1", "", reason=Challenge))
    clock.pass_by(hours=1)
    [again] = store.lease(SITE, run, 9)
    assert again.etag is None


def test_a_look_at_a_page_that_cannot_be_read_this_time_is_not_the_last(
    store: Store, clock: Clock
) -> None:
    run = store.begin("crawl", SITE)
    store.put(article("1"))
    clock.pass_by(days=1)
    assert leased(store, run) == ["1"]
    store.put(article("1", "", reason=Unreadable))
    assert state(store, "1")["state"] == "done"
    clock.pass_by(days=6)
    assert leased(store, run) == ["1"]


def test_a_part_of_an_article_is_not_asked_for_by_itself(store: Store) -> None:
    run = store.begin("crawl", SITE)
    store.seek(SITE, [address("1"), address("1_2")])
    whole = article("1")
    whole.further = [article("1_2")]
    store.put(whole)
    assert leased(store, run) == []


def test_a_list_of_more_links_than_a_database_takes_at_once(store: Store) -> None:
    named = [address(f"{n}") for n in range(40_000)]
    assert store.found(SITE, watermark(), named, None) == 40_000


# --- a running crawl ----------------------------------------------------------------------------


@pytest.mark.parametrize("is_idle", [False, True])
def test_a_crawl_waits_for_what_is_under_way_unless_scrapy_dropped_it(
    monkeypatch: pytest.MonkeyPatch, is_idle: bool
) -> None:
    monkeypatch.setattr("crawler.frontier.PATIENCE", 0.01)
    waiting, lost = [Leased("k", "u", "article", 1, 0, 0, None, None)], []

    async def lease(number: int) -> list[Leased]:
        return [waiting.pop() for _ in range(min(number, len(waiting)))]

    async def lose(leased: Leased) -> None:
        lost.append(leased.key)

    async def crawl() -> None:
        frontier = Frontier(lease, lambda: is_idle, lose)
        async for leased in frontier.leased():
            if not is_idle:
                asyncio.get_running_loop().call_later(0.1, frontier.settled, leased.key)

    asyncio.run(asyncio.wait_for(crawl(), 10))
    assert lost == (["k"] if is_idle else [])
