"""Who a text is from, who wrote it and who edited it are three things, and stay three."""

import pytest

from crawler.text.breadcrumb import read_breadcrumb
from crawler.text.bylines import (
    is_credit,
    is_labelled,
    split_credits,
)
from crawler.text.credits import read_credits
from crawler.text.dateline import read_dateline
from crawler.text.roles import read_roles

BODY = ["柳河镇今天召开春耕动员会，三百多人参加。", "会议要求，抓紧选种备肥，不误农时。"]


def test_source_authors_and_editors_are_kept_apart() -> None:
    found = read_credits(
        [
            "2022-11-28 09:05 来源：柳河日报 作者：张三丰 李小村",
            "责任编辑：王二木 校对：赵四水 审核：钱五山",
        ]
    )
    assert found.source == "柳河日报"
    assert found.authors == ["张三丰", "李小村"]
    assert found.editors == ["王二木", "赵四水", "钱五山"]
    assert found.moment is not None
    assert (found.moment.value, found.moment.precision) == ("2022-11-28T09:05:00+08:00", "minute")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源：柳河网", "柳河网"),
        ("信息来源：县委宣传部 浏览次数：12", "县委宣传部"),
        ("来源： 柳河网 | 2022-01-17", "柳河网"),
        ("来源：柳河网2022-01-17 10:00", "柳河网"),
        ("稿源：《柳河日报》", "《柳河日报》"),
        ("来源： 发布日期：2022-01-17 打印", None),
        ("来源：", None),
        ("来源：2022-01-17", None),
    ],
)
def test_a_source_ends_where_the_next_field_begins(line: str, source: str | None) -> None:
    found = read_credits([line])
    assert (found.source, found.names_source) == (source, True)


def test_a_line_that_names_no_source_says_so() -> None:
    assert not read_credits(["作者：张三丰 2022-01-17"]).names_source


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("张三丰", ["张三丰"]),
        ("张三丰 李小村、王二木，赵四水；钱五", ["张三丰", "李小村", "王二木", "赵四水", "钱五"]),
        ("张 三 李小村", ["张三", "李小村"]),
        ("本报记者 张三丰 通讯员 李小村 王二木", ["张三丰", "李小村", "王二木"]),
        ("全媒体记者张三丰 文/图", ["张三丰"]),
        ("买买提·艾力", ["买买提·艾力"]),
        ("张三丰 张三丰", ["张三丰"]),
        ("记者 通讯员 摄影", []),
        ("佚名", []),
        ("管理员", []),
        ("柳河县委宣传部", []),
        ("县融媒体中心", []),
        ("柳河网", []),
        ("综合整理", []),
        ("", []),
    ],
)
def test_persons_are_named_without_roles_and_places(text: str, wanted: list[str]) -> None:
    assert read_roles(text).authors == wanted


def test_the_one_line_by_line_of_empirecms_is_read() -> None:
    found = read_credits(["网络编辑 柳河要闻 2022-11-28 09:05:41 128 春耕 农业"])
    assert found.section == "柳河要闻"
    assert found.tags == ["春耕", "农业"]
    assert found.moment is not None
    assert found.moment.value == "2022-11-28T09:05:41+08:00"
    assert (found.source, found.authors, found.editors) == (None, [], [])


@pytest.mark.parametrize(
    "line",
    [
        "来源： 发布日期：2022-01-17 打印",
        "（编辑：王二木）",
        "【责任编辑：王二木】",
        "2022-03-14",
        "2022-03-14 09:05",
        "[2022-03-14]",
        "2022-03-14 来源：柳河网",
        "2022-03-14柳河网",
        "记者：张三丰",
        "发布时间：2022年3月14日",
        "关键词：春耕 农业",
    ],
)
def test_a_line_of_fields_is_a_credit(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑的工作很辛苦，他说。",
        "来源不明的种子不能用。",
        "记者在柳河镇看到，麦田一片绿。",
        "2022年3月14日，柳河镇召开会议。",
        "时间：下周一上午",
        "打印",
        "",
        "作者：" + "张" * 200,
    ],
)
def test_a_sentence_about_editors_or_sources_is_no_credit(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize(
    ("tail", "credit"),
    [
        ("（编辑：王二木）", "（编辑：王二木）"),
        (" 【责任编辑：王二木 赵四水】", "【责任编辑：王二木 赵四水】"),
        ("(责编：王二木)", "(责编：王二木)"),
    ],
)
def test_an_editor_in_brackets_after_the_last_sentence_is_taken_off(tail: str, credit: str) -> None:
    assert split_credits([BODY[0], BODY[1] + tail]) == (BODY, [credit])


@pytest.mark.parametrize(
    "tail", ["（据柳河网）", "（共三期）", "（编辑部旧址：柳河镇东街的一座老楼"]
)
def test_another_bracket_after_the_last_sentence_stays(tail: str) -> None:
    assert split_credits([BODY[0], BODY[1] + tail]) == ([BODY[0], BODY[1] + tail], [])


def test_credits_stand_at_the_ends_of_a_body_and_dates_in_its_middle_are_text() -> None:
    middle = [*BODY, "日程：", "2022-03-14", *BODY]
    long = [*(["柳河镇今天开会。"] * 6), *middle, *(["会议结束了。"] * 6)]
    assert split_credits(["来源：柳河网", *long, "责任编辑：王二木"]) == (
        long,
        ["来源：柳河网", "责任编辑：王二木"],
    )


def test_a_body_without_credits_is_left_alone() -> None:
    assert split_credits(BODY) == (BODY, [])
    assert split_credits([]) == ([], [])


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
    ("line", "section"),
    [
        ("当前位置：首页 > 新闻 > 柳河要闻 > 正文", "柳河要闻"),
        ("您的位置：首页 » 民生", "民生"),
        ("首页 > 新闻 > 柳河要闻 > 柳河镇召开春耕动员会部署各项工作", "柳河要闻"),
        ("首页 > 正文", None),
        ("来源：柳河网", None),
        ("", None),
    ],
)
def test_the_last_section_of_a_breadcrumb_is_the_section(line: str, section: str | None) -> None:
    assert read_breadcrumb([line]) == section


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("责任编辑：王二木", True),
        ("（作者：张三丰）", True),
        ("2022-11-28", False),
        ("打印", False),
        ("日期：2022-11-28", False),
    ],
)
def test_a_labelled_line_names_a_field(line: str, labelled: bool) -> None:
    assert is_labelled(line) is labelled
