"""Who a text is from, who wrote it and who edited it are three things, and stay three."""

import pytest

from crawler.text.credits import read_credits


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


def test_the_one_line_by_line_of_empirecms_is_read() -> None:
    found = read_credits(["网络编辑 柳河要闻 2022-11-28 09:05:41 128 春耕 农业"])
    assert found.section == "柳河要闻"
    assert found.tags == ["春耕", "农业"]
    assert found.moment is not None
    assert found.moment.value == "2022-11-28T09:05:41+08:00"
    assert (found.source, found.authors, found.editors) == (None, [], [])


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("记者丨张三丰 李小村", ["张三丰", "李小村"], []),
        ("一审丨张三丰 二审丨李小村 三审丨王和平", [], ["张三丰", "李小村", "王和平"]),
        ("编辑：张三丰/审核：李小村", [], ["张三丰", "李小村"]),
        ("责任编辑：张三丰审核：李小村", [], ["张三丰", "李小村"]),
        ("责任编辑 张三丰 校对 李小村", [], ["张三丰", "李小村"]),
        ("【记者】张三丰 【通讯员】李小村 【校对】王和平", ["张三丰", "李小村"], ["王和平"]),
        ("撰文/张三丰 摄影/李小村 编辑/王和平", ["张三丰"], ["王和平"]),
        ("文字：张三丰 图片：李小村", ["张三丰"], []),
        ("（记者 张三丰 编辑 李小村）", ["张三丰"], ["李小村"]),
        ("柳河网记者 张三丰 2026-03-14", ["张三丰"], []),
        ("来源：柳河网 记者 张三丰", ["张三丰"], []),
        ("来源：柳河网 张三丰", ["张三丰"], []),
        ("作者：柳河大学农学院张三丰", ["张三丰"], []),
        ("□ 张三丰 李小村", ["张三丰", "李小村"], []),
        ("责编：Anna Lee", [], ["Anna Lee"]),
        ("责任编辑：张三丰_LH012", [], ["张三丰"]),
        ("责任编辑：张三丰 邮箱：news@liuhe.example", [], ["张三丰"]),
        ("文字：张三；视频：李四；编辑：王五；审校：赵六", ["张三"], ["王五", "赵六"]),
        ("编 辑：张 三 审 核：李小村", [], ["张三", "李小村"]),
        ("一审一校：张三 二审二校：李四", [], ["张三", "李四"]),
        ("新媒体编辑 张三 值班总编 李四", [], ["张三", "李四"]),
        ("审稿：张三丰 核稿：李小村", [], ["张三丰", "李小村"]),
        ("值班总监：张三丰 编辑：李小村", [], ["张三丰", "李小村"]),
        ("供稿：宣传部 张三丰", ["张三丰"], []),
        ("文/图 张三丰", ["张三丰"], []),
        ("监制：张三 总策划：李四 出品人：王五", [], ["张三"]),
        ("相关报道", [], []),
        ("连续报道", [], []),
        ("审核通过", [], []),
        ("来源：柳河网 时政", [], []),
        ("作者：admin", [], []),
        ("作者：县融媒体中心", [], []),
        ("作者：查看更多", [], []),
        ("作者单位：柳河大学", [], []),
        ("张三丰 摄", [], []),
        ("张三丰 李小村", [], []),
        ("▲镇长张三丰", [], []),
    ],
)
def test_writers_and_editors_are_read_with_and_without_a_mark(
    line: str, authors: list[str], editors: list[str]
) -> None:
    found = read_credits([], [line])
    assert (found.authors, found.editors) == (authors, editors)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        (["更新时间：2026-03-16 发布时间：2026-03-14"], "2026-03-14"),
        (["更新时间：2026-03-16", "发布时间：2026-03-14 10:00"], "2026-03-14T10:00:00+08:00"),
        (["最后更新：2026-03-16 首次发布：2026-03-14"], "2026-03-14"),
        (["最后更新：2026-03-16 10:00", "发布于：2026-03-14"], "2026-03-14"),
        (["成文日期：2026-03-01", "发布日期：2026-03-14"], "2026-03-14"),
        (["今天是2026年3月20日 星期五", "2026-03-14"], "2026-03-14"),
        (["2026年3月14日 星期六 09:05"], "2026-03-14T09:05:00+08:00"),
        (["2026", "03/14", "09:05:41", "来源：柳河日报"], "2026-03-14T09:05:41+08:00"),
        (["14", "2026-03"], "2026-03-14"),
        (["【2026-03-14】"], "2026-03-14"),
        (["共14页", "2026"], None),
    ],
)
def test_the_date_of_publication_is_taken(header: list[str], value: str | None) -> None:
    moment = read_credits(header).moment
    assert (moment.value if moment else None) == value


def test_of_a_line_beside_the_body_too_the_date_of_publication_is_taken() -> None:
    moment = read_credits([], ["更新时间：2026-03-16 发布时间：2026-03-14"]).moment
    assert moment is not None
    assert moment.value == "2026-03-14"


@pytest.mark.parametrize(
    ("header", "source"),
    [
        (["2026-03-14 09:05 柳河新闻网"], "柳河新闻网"),
        (["柳河日报 | 2026年03月14日"], "柳河日报"),
        (["柳河晚报电子版", "2026-03-14"], "柳河晚报电子版"),
        (["2026-03-14 · 柳河客户端"], "柳河客户端"),
        (["来源：China Daily 2026-03-14"], "China Daily"),
        (["来源：http://www.liuhe.example 2026-03-14 柳河网"], None),
        (["图片来源：柳河网", "2026-03-14"], None),
        (["柳河要闻 2026-03-14 打印"], None),
        (["进入柳河日报 2026-03-14"], None),
        (["2026-03-14 评论"], None),
        (["2026-03-14 发布单位：县民政局"], "县民政局"),
        (["发布机构：县民政局", "来源：柳河日报"], "柳河日报"),
        (["供稿单位：镇农技站", "来源："], None),
        (["来源：未知 2026-03-14"], None),
        (["来源：本站 2026-03-14"], "本站"),
        (["来源：", "柳河镇农技站", "作者：", "张三丰", "时间：", "2026-03-14"], "柳河镇农技站"),
        (["来源：", "三百多人参加", "2026-03-14"], None),
        (["来源：", "作者：", "2026-03-14"], None),
    ],
)
def test_a_source_stands_at_its_label_or_beside_the_date(
    header: list[str], source: str | None
) -> None:
    assert read_credits(header).source == source


@pytest.mark.parametrize(
    ("line", "source", "authors", "editors"),
    [
        ("来源：柳河日报（记者张三丰）", "柳河日报", ["张三丰"], []),
        ("来源：柳河日报 （记者 张三丰 通讯员 李小村） 2026-03-14", "柳河日报",
         ["张三丰", "李小村"], []),
        ("来源：柳河日报(记者 张三丰) 编辑：李小村", "柳河日报", ["张三丰"], ["李小村"]),
        ("来源：柳河日报（编辑 张三丰）", "柳河日报", [], ["张三丰"]),
        ("来源：柳河日报 记者 张三丰", "柳河日报", ["张三丰"], []),
        ("来源：柳河日报记者张三丰", "柳河日报", ["张三丰"], []),
        ("来源：柳河日报 作者：张三丰 通讯员 李小村", "柳河日报", ["张三丰", "李小村"], []),
        ("来源：柳河日报（张三丰 摄）", "柳河日报", [], []),
        ("来源：柳河日报（电子版）", "柳河日报", [], []),
        ("来源：柳河日报（记者站）", "柳河日报", [], []),
        ("来源：柳河县记者协会", "柳河县记者协会", [], []),
        ("来源：柳河通讯员之家", "柳河通讯员之家", [], []),
    ],
)  # fmt: skip
def test_people_are_read_beside_a_source(
    line: str, source: str, authors: list[str], editors: list[str]
) -> None:
    for header, others in (([line], []), ([], [line])):
        found = read_credits(header, others)
        assert (found.source, found.authors, found.editors) == (source, authors, editors)


def test_a_label_under_the_headline_goes_before_one_under_the_body() -> None:
    found = read_credits(["2026-03-14 来源：柳河日报"], ["来源：青石网"])
    assert found.source == "柳河日报"


@pytest.mark.parametrize(
    ("others", "value"),
    [
        (["时间：2026年2月20日"], None),
        (["时间：2026年2月20日", "地点：柳河镇文化站"], None),
        (["时间：2026年2月20日", "来源：柳河网"], "2026-02-20"),
        (["时间：2026-02-20 09:05"], "2026-02-20T09:05:00+08:00"),
        (["发布时间：2026年2月20日"], "2026-02-20"),
    ],
)
def test_a_time_below_the_body_dates_an_article_beside_another_credit(
    others: list[str], value: str | None
) -> None:
    moment = read_credits([], others).moment
    assert (moment.value if moment else None) == value


def test_a_label_under_the_body_goes_before_an_account_without_one() -> None:
    found = read_credits(["柳河融媒 2026-03-14", "发布单位：柳河融媒"], ["来源 | 柳河日报"])
    assert found.source == "柳河日报"


@pytest.mark.parametrize(
    ("header", "authors"),
    [
        (["2026-03-14 09:05 本报记者 张三 柳河日报"], ["张三"]),
        (["2026-03-14 09:05 柳河日报 张三丰"], ["张三丰"]),
        (["2026-03-14 09:05 | 柳河日报 | 张三丰"], ["张三丰"]),
        (["2026-03-14 柳河日报 记者张三丰/云水即时报导"], ["张三丰"]),
        (["来源：", "柳河日报", "作者：", "张三", "时间：", "2026-03-14"], ["张三"]),
        (["2026-03-14 柳河日报 时政"], []),
        (["2026-03-14 张三丰"], []),
        (["2026-03-14 柳河日报 三百多人参加"], []),
    ],
)
def test_a_writer_stands_beside_the_outlet(header: list[str], authors: list[str]) -> None:
    assert read_credits(header).authors == authors
