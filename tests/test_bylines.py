"""A line that credits somebody is told from a line of text."""

import pytest

from crawler.text.bylines import is_credit, is_labelled
from crawler.text.credits import read_credits
from crawler.text.ends import split_credits

BODY = ["柳河镇今天召开春耕动员会，三百多人参加。", "会议要求，抓紧选种备肥，不误农时。"]


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
        "《柳河日报》（2022年3月14日 03版）",
        "记者：张三丰",
        "记者：张三丰 2022-03-14",
        "记者：张三丰 通讯员：李小村",
        "发布时间：2022年3月14日",
        "关键词：春耕 农业",
        "[打印] [关闭] 责任编辑：王二木",
        "【内容审核：王二木】",
        "统筹/张三丰",
        "2026年3月14日 09:05:12 星期六 来源：柳河日报 浏览：12次",
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
        "[打印] 柳河修渠",
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


@pytest.mark.parametrize(
    "line",
    [
        "柳河日报记者 张三丰",
        "柳河日报全媒体记者 张三丰 通讯员 李小村",
        "编辑 张三丰 校对 李小村",
        "文/张三丰",
        "□ 张三丰",
        "农技站供稿 摄影/张三丰 编辑/李小村",
        "策划：张三丰 统筹：李小村 文字：王和平 摄影：赵四水",
        "编辑丨张三丰",
        "（责编 张三丰）",
        "文字：张三；视频：李四；编辑：王五；审校：赵六",
        "撰稿：张三丰；审核：李小村",
        "一审:张三;二审:李四;三审:王五",
        "新媒体编辑 张三 值班主编 李四 值班总编 王五",
        "编 辑：张 三 审 核：李小村",
        "责 任 编 辑：张三丰",
        "一审一校：张三 二审二校：李四 三审三校：王五",
        "审核人：张三丰",
        "供稿：张三丰",
        "文/图 张三丰",
        "审稿：张三丰 核稿：李小村",
        "值班总监：张三丰 值班编辑：李小村",
        "（来源：柳河发布；编辑：张三丰）",
        "摄影：张三丰",
        "编辑▕ 张三丰",
        "供稿单位：柳河镇农技站",
    ],
)
def test_people_beside_their_roles_are_a_credit(line: str) -> None:
    assert split_credits([*BODY, line]) == (BODY, [line])


@pytest.mark.parametrize(
    "line",
    [
        "（柳河日报记者 张三丰）",
        "图为会议现场。张三丰 摄",
        "本报记者 张三丰 摄",
        "本文仅代表作者观点，不代表本站立场",
        "记者从镇里获悉，早稻已经插完",
        "记者：您好",
        "张三丰：今年春耕比往年早。",
        "▲柳河镇镇长张三丰",
        "一审：法院判赔三万元；二审：维持原判",
        "图片：河边的老桥",
        "张 三：今年春耕比往年早",
        "审核通过",
        "连续报道",
        "（完）",
    ],
)
def test_a_signature_a_caption_or_a_sentence_is_text(line: str) -> None:
    assert split_credits([*BODY, line]) == ([*BODY, line], [])


@pytest.mark.parametrize("tail", ["责任编辑：张三丰", "（责编 张三丰）", "（编辑/张三丰）"])
def test_editors_behind_the_last_sentence_are_taken_off(tail: str) -> None:
    assert split_credits([BODY[0], BODY[1] + tail]) == (BODY, [tail])


@pytest.mark.parametrize("tail", ["（记者 张三丰）", "（张三丰）", "（作者系柳河大学教授）"])
def test_writers_behind_the_last_sentence_stay(tail: str) -> None:
    assert split_credits([BODY[0], BODY[1] + tail]) == ([BODY[0], BODY[1] + tail], [])


def test_days_over_the_paragraphs_of_a_chronicle_are_text() -> None:
    lines = [text for day in (1, 2, 3) for text in (f"2026年3月{day}日", *BODY)]
    assert split_credits(lines) == (lines, [])
    assert split_credits(["2026年3月1日", *BODY])[1] == ["2026年3月1日"]
    assert split_credits([*BODY, "2026-03-01"])[1] == ["2026-03-01"]


@pytest.mark.parametrize(
    "line",
    [
        "2026年3月10日：河东村通电",
        "2026年3月10日全镇停水检修",
        "（2026年3月10日青石镇党委会议通过）",
        "时间：2026年3月20日",
        "时间：2026年3月20日9:00至11:00",
        "日期：2026年3月20日（星期五）",
    ],
)
def test_a_day_on_which_something_happens_is_text(line: str) -> None:
    assert not is_credit(line)
    assert split_credits([line, *BODY])[1] == []
    assert split_credits([*BODY, line])[1] == []


def test_a_time_beside_the_source_is_a_credit() -> None:
    credits_ = ["来源：柳河网", "时间：2026年3月14日"]
    assert split_credits([*credits_, *BODY]) == (BODY, credits_)
    assert split_credits(["时间：2026-03-14 09:05 浏览：12", *BODY])[0] == BODY


INTERVIEW = ["记者：高兴", BODY[0], "记者：难不难", BODY[1]]


def test_questions_of_an_interview_are_text() -> None:
    assert split_credits([*INTERVIEW, "编辑：王二木"]) == (INTERVIEW, ["编辑：王二木"])
    answered = ["记者：安全", "答：很安全。", *BODY]
    assert split_credits(answered) == (answered, [])


@pytest.mark.parametrize("line", ["记者：为什么", "柳河日报记者：您怎么看", "记者：难不难"])
def test_a_single_question_is_text(line: str) -> None:
    assert split_credits([line, *BODY]) == ([line, *BODY], [])


def test_writers_in_lines_that_follow_each_other_are_no_interview() -> None:
    writers = ["记者：张三丰", "记者：李小村"]
    assert split_credits([*BODY, *writers]) == (BODY, writers)


@pytest.mark.parametrize("line", ["记者：努尔古丽", "记者：扎西多吉 张三丰", "记者 努尔古丽"])
def test_names_without_a_surname_are_credited(line: str) -> None:
    assert split_credits(["会议召开，部署防汛工作。", line])[1] == [line]


@pytest.mark.parametrize("line", ["记者：赵老师", "记者：王大妈，您好"])
def test_who_is_spoken_to_is_no_reporter(line: str) -> None:
    assert split_credits(["会议召开，部署防汛工作。", line])[1] == []


def test_an_hour_under_the_day_belongs_to_it() -> None:
    lines = ["会议召开，部署防汛工作。", "2026年3月14日（星期六）", "香港时间16时30分"]
    body, found = split_credits(lines)
    assert body == lines[:1]
    moment = read_credits([], found).moment
    assert moment is not None
    assert moment.value == "2026-03-14T16:30:00+08:00"


def test_an_hour_without_a_day_dates_nothing() -> None:
    lines = ["会议召开，部署防汛工作。", "香港时间16时30分"]
    assert split_credits(lines) == (lines, [])
    assert read_credits([], lines[1:]).moment is None
