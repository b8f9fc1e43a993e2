"""Dates are found in every form that Chinese pages print, and not in what only looks like one."""

import pytest

from crawler.text.dates import Moment, find_dates, from_address, is_possible

FORMS = [
    ("2022年11月28日", "2022-11-28", "day"),
    ("2022 年 11 月 28 日", "2022-11-28", "day"),
    ("2022-11-28", "2022-11-28", "day"),
    ("2022.11.28", "2022-11-28", "day"),
    ("2022/1/7", "2022-01-07", "day"),
    ("(2022-1-7)", "2022-01-07", "day"),
    ("发布时间：2022-11-28", "2022-11-28", "day"),
    ("二〇二二年三月十四日", "2022-03-14", "day"),
    ("二零二二年十二月三十一日", "2022-12-31", "day"),
    ("二○二二年十月二十日", "2022-10-20", "day"),
    ("一九九九年十月一日", "1999-10-01", "day"),
    ("2022-11-28 09:05", "2022-11-28T09:05:00+08:00", "minute"),
    ("2022-11-28 9:05", "2022-11-28T09:05:00+08:00", "minute"),
    ("发布时间：2022年11月28日 09：05 来源：某报", "2022-11-28T09:05:00+08:00", "minute"),
    ("2022年11月28日09时05分", "2022-11-28T09:05:00+08:00", "minute"),
    ("2022年11月28日 上午 9:05", "2022-11-28T09:05:00+08:00", "minute"),
    ("2022年11月28日 下午3:20", "2022-11-28T15:20:00+08:00", "minute"),
    ("2022年11月28日 下午15:20", "2022-11-28T15:20:00+08:00", "minute"),
    ("2022年11月28日 晚8点30分", "2022-11-28T20:30:00+08:00", "minute"),
    ("2022年11月28日凌晨2:10", "2022-11-28T02:10:00+08:00", "minute"),
    ("2022年11月28日 中午12:10", "2022-11-28T12:10:00+08:00", "minute"),
    ("2022年11月28日 中午1:10", "2022-11-28T13:10:00+08:00", "minute"),
    ("2022年11月28日 上午12:10", "2022-11-28T12:10:00+08:00", "minute"),
    ("2022年11月28日 凌晨12:10", "2022-11-28T00:10:00+08:00", "minute"),
    ("2022-11-28 09:05:41", "2022-11-28T09:05:41+08:00", "second"),
    ("2022-11-28 09:05:41:0", "2022-11-28T09:05:41+08:00", "second"),
    ("2022-11-28T09:05:41+08:00", "2022-11-28T09:05:41+08:00", "second"),
    ("2022-11-28T09:05:41+0800", "2022-11-28T09:05:41+08:00", "second"),
    ("2022-11-28T01:05:41Z", "2022-11-28T09:05:41+08:00", "second"),
    ("2022-11-27T20:05:41.123Z", "2022-11-28T04:05:41+08:00", "second"),
    ("2022-11-28 00:00:00.0", "2022-11-28", "day"),
    ("2022-11-28 00:00", "2022-11-28T00:00:00+08:00", "minute"),
    ("2022-11-28 00:05:00", "2022-11-28T00:05:00+08:00", "second"),
    ("2022—11—28 09:05", "2022-11-28T09:05:00+08:00", "minute"),
    ("2022-11-2809:05", "2022-11-28T09:05:00+08:00", "minute"),
    ("2022-3-12 9:5:3", "2022-03-12T09:05:03+08:00", "second"),
    ("2022年3月12日 9点5分", "2022-03-12T09:05:00+08:00", "minute"),
    ("2022年3月12日9时5分3秒", "2022-03-12T09:05:03+08:00", "second"),
    ("2022年3月12日（星期六）香港時間16時30分", "2022-03-12T16:30:00+08:00", "minute"),
    ("2022年3月12日 北京时间 下午4时30分", "2022-03-12T16:30:00+08:00", "minute"),
    ("民國111年3月12日", "2022-03-12", "day"),
    ("中华民国111年3月12日", "2022-03-12", "day"),
    ("發布日期：111-03-12", "2022-03-12", "day"),
    ("公告日期：111年3月12日", "2022-03-12", "day"),
    ("更新時間：111/03/12 09:05", "2022-03-12T09:05:00+08:00", "minute"),
    ("发布日期：20220312", "2022-03-12", "day"),
    ("时间：20220312 09:05", "2022-03-12T09:05:00+08:00", "minute"),
    ("March 12, 2022", "2022-03-12", "day"),
    ("Mar. 12, 2022 09:05", "2022-03-12T09:05:00+08:00", "minute"),
    ("12 March 2022", "2022-03-12", "day"),
]

LINES = [
    ("20220312", "2022-03-12", "day"),
    ("[20220312]", "2022-03-12", "day"),
    ("20220312 来源：柳河网", "2022-03-12", "day"),
    ("20220312090541", "2022-03-12T09:05:41+08:00", "second"),
    ("202203120905", "2022-03-12T09:05:00+08:00", "minute"),
]

NO_DATES = [
    "",
    "2022年11月",
    "11月28日",
    "2022年2月30日",
    "2021-02-29",
    "2022-04-31",
    "2022-13-01",
    "2022-00-10",
    "2022-11-32",
    "系统升级到2022.1版",
    "版本号 2022.1.10.3",
    "软件 1.2022.1.10",
    "电话：2022-8812",
    "0379-2022-11-28123",
    "电话 02022-11-28",
    "身份证 412022199003071234",
    "比分 20:22",
    "1822年11月28日",
    "二〇二二年三月",
    "国办发〔2022〕11号",
    "电话：20220312",
    "编号 20220312",
    "20220312期",
    "20220312 号公告",
    "时间：202203123",
    "20221312",
    "发布日期：20220230",
    "20220312256190",
    "111-03-12",
    "电话：111-03-12",
    "发布日期：111-03-1234",
    "民国时期111年3月",
    "2022-11-109:05",
    "2022—2026",
    "March 2022",
    "Marching 12, 2022",
    "February 30, 2022",
]

ADDRESSES = [
    ("http://a.example/content/202211/28/c_161520.html", "2022-11-28"),
    ("http://a.example/html/2022-11/28/content_990.htm", "2022-11-28"),
    ("http://a.example/zwgk/202211/t20221128_123.htm", "2022-11-28"),
    ("http://a.example/art/2022/3/14/art_990_1.html", "2022-03-14"),
    ("http://a.example/2022/03/14/990.html", "2022-03-14"),
    ("http://a.example/20220314/990.html", "2022-03-14"),
    ("http://a.example/news/2022-03-14/990.html", "2022-03-14"),
]

NO_ADDRESSES = [
    "",
    "http://a.example/",
    "http://a.example/news/990.html",
    "http://a.example/2022/990.html",
    "http://a.example/202211/c_161520.html",
    "http://a.example/news/20221332.html",
    "http://a.example/news/20220230.html",
    "http://a.example/news/1202203145.html",
    "http://a.example/list.php?day=20220314",
    "http://20220314.example/news/990.html",
    "http://a.example/news/990.html#20220314",
]


@pytest.mark.parametrize(("text", "value", "precision"), FORMS, ids=[row[0] for row in FORMS])
def test_a_date_is_read_with_the_precision_it_is_printed_in(
    text: str, value: str, precision: str
) -> None:
    assert [(m.value, m.precision) for m in find_dates(text)] == [(value, precision)]


@pytest.mark.parametrize(("text", "value", "_precision"), FORMS, ids=[row[0] for row in FORMS])
def test_a_date_is_read_in_the_middle_of_a_line(text: str, value: str, _precision: str) -> None:
    assert [m.value for m in find_dates(f"柳河网 {text} 打印")] == [value]


@pytest.mark.parametrize(("text", "value", "precision"), LINES, ids=[row[0] for row in LINES])
def test_a_number_that_begins_or_is_its_line_is_a_date(
    text: str, value: str, precision: str
) -> None:
    assert [(m.value, m.precision) for m in find_dates(text)] == [(value, precision)]


@pytest.mark.parametrize("text", ["2022-03-12 3:2", "2022年3月12日 9:5"])
def test_a_score_is_no_time(text: str) -> None:
    assert [m.value for m in find_dates(text)] == ["2022-03-12"]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_dates_come_in_order_with_their_places() -> None:
    text = "自2022年3月1日起，至二〇二二年五月二日止"
    found = find_dates(text)
    assert [m.value for m in found] == ["2022-03-01", "2022-05-02"]
    assert text[found[0].start : found[0].end] == "2022年3月1日"
    assert text[found[1].start :].startswith("二〇二二年")


@pytest.mark.parametrize(("url", "day"), ADDRESSES)
def test_a_day_is_read_from_an_address(url: str, day: str) -> None:
    found = from_address(url)
    assert found is not None
    assert (found.value, found.precision) == (day, "day")


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_a_number_in_an_address_is_no_day(url: str) -> None:
    assert from_address(url) is None


@pytest.mark.parametrize(
    ("value", "fetched", "possible"),
    [
        ("2022-11-28", "2022-11-28T01:00:00+08:00", True),
        ("2022-11-29", "2022-11-28T01:00:00+08:00", True),
        ("2022-11-30", "2022-11-28T01:00:00+08:00", False),
        ("2026-11-28T09:05:00+08:00", "2022-11-28T01:00:00+08:00", False),
        ("2022-11-28", "", True),
        ("1949-10-01", "2022-11-28T01:00:00+08:00", False),
        ("1949-10-01", "", False),
    ],
)
def test_a_page_is_neither_from_the_future_nor_older_than_the_web(
    value: str, fetched: str, *, possible: bool
) -> None:
    assert is_possible(Moment(value, "day"), fetched) is possible
