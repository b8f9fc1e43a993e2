"""A text names its origin itself: in the dateline, in brackets, by a signature."""

import pytest

from crawler.text.dateline import dateline_day, read_dateline

FETCHED = "2026-03-20T10:00:00+08:00"


@pytest.mark.parametrize(
    ("body", "source", "authors"),
    [
        ("柳河网讯（记者 张三丰）11月27日，会议召开。", "柳河网", ["张三丰"]),
        ("柳河日报讯（记者 张三丰 通讯员 李小村）会议召开。", "柳河日报", ["张三丰", "李小村"]),
        ("柳河网11月27日讯 会议召开。", "柳河网", []),
        ("青山社柳河11月27日电（记者张三丰、李小村）会议召开。", "青山社", ["张三丰", "李小村"]),
        ("本报讯（记者张三丰）会议召开。", None, ["张三丰"]),
        ("本网讯 会议召开。", None, []),
        ("会议召开。\n会议结束。（记者 张三丰 李小村）", None, ["张三丰", "李小村"]),
        ("会议召开，记者看到村民很多。", None, []),
        ("", None, []),
    ],
)
def test_a_dateline_names_outlet_and_reporters(
    body: str, source: str | None, authors: list[str]
) -> None:
    found = read_dateline(body)
    assert (found.source, found.authors) == (source, authors)


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        ("青山社柳河3月14日电（张三丰、李小村）会议召开。", ["张三丰", "李小村"]),
        ("青山社柳河3月14日电 记者张三丰、李小村报道：会议召开。", ["张三丰", "李小村"]),
        ("柳河网记者张三丰3月14日报道：会议召开。", ["张三丰"]),
        ("〔记者张三丰/台北报道〕会议召开。", ["张三丰"]),
        ("图为会议现场。\n本报讯（通讯员 张三丰）会议召开。", ["张三丰"]),
        ("会议召开。\n会议结束。（张三丰 李小村）", ["张三丰", "李小村"]),
        ("会议召开。\n（张三丰）", ["张三丰"]),
        ("会议召开。\n会议结束。（文/图 张三丰）", ["张三丰"]),
        ("会议召开。\n会议结束。（编译/张三丰）\n精彩视频", ["张三丰"]),
        ("会议召开。\n（作者：张三丰，系柳河大学教授）", ["张三丰"]),
        ("会议召开。\n会议结束。（作者系柳河大学教授）", []),
        ("会议结束。（张三丰）\n欢迎关注柳河微信公众号。", ["张三丰"]),
        ("会议召开。\n会议结束。（县融媒体中心 张三丰）", ["张三丰"]),
        ("会议召开。\n会议结束。（柳河日报 高远 李小村）", ["高远", "李小村"]),
        ("会议召开。\n会议结束。（县气象局 连续）", []),
        ("会议召开。\n会议结束。（柳河县河东镇 王家庄）", []),
        ("会议召开。\n会议结束。（县教育局 昨天公布）", []),
        ("一等奖有两人。（张三丰 李小村）\n会议结束。", []),
        ("会议召开。\n会议结束。（资料图）", []),
        ("会议召开。\n会议结束。（完）", []),
        ("会议召开。\n会议结束。（江苏）", []),
        ("图为会议现场。（张三丰 摄）\n会议召开。", []),
        ("主持会议的有镇长（张三丰）。\n会议结束。", []),
        ("【记者手记】\n会议召开。", []),
        ("【记者点评】\n会议召开。", []),
        ("记者从镇里获悉，会议召开。", []),
        ("通讯员们昨天报道，会议召开。", []),
    ],
)
def test_who_signs_a_text_wrote_it(body: str, authors: list[str]) -> None:
    assert read_dateline(body).authors == authors


@pytest.mark.parametrize(
    ("body", "fetched", "day"),
    [
        ("本报3月12日讯 会议召开。", FETCHED, "2026-03-12"),
        ("青山社柳河3月12日电（记者张三丰）会议召开。", FETCHED, "2026-03-12"),
        ("本报12月30日讯 会议召开。", FETCHED, "2025-12-30"),
        ("本报3月21日讯 会议召开。", FETCHED, "2026-03-21"),
        ("本报2月29日讯 会议召开。", FETCHED, None),
        ("本报3月12日讯 会议召开。", "", None),
        ("3月12日，会议召开。", FETCHED, None),
        ("据青山社讯，3月12日会议召开。", FETCHED, None),
    ],
)
def test_the_year_of_a_dateline_is_the_last_that_can_be(
    body: str, fetched: str, day: str | None
) -> None:
    moment = dateline_day(body, fetched)
    assert (moment.value if moment else None) == day


@pytest.mark.parametrize("word", ["连载", "和平", "白皮书", "游记"])
def test_a_word_in_brackets_at_the_end_signs_nothing(word: str) -> None:
    assert read_dateline(f"会议昨天召开。（{word}）").authors == []


def test_a_short_name_in_brackets_signs_if_the_credits_know_it() -> None:
    assert read_dateline("会议昨天召开。（高远）").authors == []
    assert read_dateline("会议昨天召开。（高远）", ["高远"]).authors == ["高远"]
    assert read_dateline("会议昨天召开。（高远、安宁）").authors == ["高远", "安宁"]
    assert read_dateline("会议昨天召开。（记者 高远）").authors == ["高远"]
    assert read_dateline("会议昨天召开。（王五）").authors == ["王五"]
