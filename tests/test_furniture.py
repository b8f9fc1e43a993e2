"""Furniture goes, whatever it is; a paragraph stays, whatever words it holds."""

import json
from pathlib import Path

import pytest

from crawler.text import furniture
from crawler.text.furniture import Rule, clear, is_prose, rules

BODY = [
    "柳河镇今天召开春耕动员会，三百多人参加。",
    "会议要求，各村抓紧选种备肥，不误农时，把水渠清淤放在前面。",
]
TEASER = "青石乡的茶园开园了"

PARAGRAPHS = [
    "他把打印好的名单贴在村委会的墙上，大家都围过来看，找自己家的名字。",
    "课本后面的相关阅读选了三篇文章，老师让学生回家以后读给父母听。",
    "镇里的便民大厅可以打印、复印，老人来办事由专人陪同，不收任何费用。",
    "他在留言与评论中写道：柳河的水清了，岸绿了，孩子们又能下河摸鱼。",
    "这家企业的营业执照上写着：农产品加工、销售，经营期限三十年整。",
    "下一个目标是把茶叶卖到省外去，张三丰说，他已经注册了两个商标。",
    "关闭旧砖窑以后，村里收藏了一批老砖，准备办一个展览，讲窑的故事。",
    "扫黑除恶专项斗争开展以来，镇里收到举报四十件，件件都有了回音。",
    "翻到下一页，第3页到第12页写的都是水渠，老张三丰一页一页念给大家听。",
    "上一版的规划少了水渠，这一版补上了，村民代表大会一致举手通过。",
    "版权所有者张三丰把歌词送给了村小，孩子们在毕业典礼上唱了这首歌。",
    "分享到的不只是苗木，还有技术，十二户人家因此有了自己的育苗大棚。",
    "凡本镇居民，凭身份证可以免费参观柳河博物馆，每周一闭馆休整一天。",
]

FURNITURE = {
    "line": [
        "打印",
        "【打印此文】",
        "打印本页 关闭窗口",
        "字号：大 中 小",
        "A- A+",
        "分享到：微信 微博",
        "朋友圈",
        "扫一扫在手机打开",
        "点赞 12",
        "上一篇：青石乡的茶园开园了",
        "下一篇青石乡的茶园开园了",
        "上一个：无",
        "下一页",
        "共3页： 上一页 1 2 3 下一页",
        "[1] [2] [3] 下一页 尾页",
        "某公司 营业执照",
        "返回顶部",
        "当前位置：首页 > 新闻",
        "首页 | 网站地图 | 联系我们",
        "浏览次数：12次",
        "第03版：要闻",
        "技术支持：某公司",
        "某ICP备12345678号",
        "未经授权不得转载",
        "新闻热线：000-0000000",
        "|",
    ],
    "tail": [
        "相关阅读",
        "推荐新闻：",
        "猜你喜欢",
        "热门排行",
        "留言与评论（共有 0 条评论）",
        "验证码：",
        "版权声明",
        "版权声明：本文来自网友投稿，与本站无关。",
        "Copyright 2022 某网",
        "凡本网注明来源为某网的作品，均归某网所有。",
    ],
}


def test_every_rule_compiles_and_says_why_it_is_one() -> None:
    assert rules()
    for rule in rules():
        assert rule.action in {"line", "tail", "end"}, rule
        assert rule.longest > 0, rule
        assert len(rule.reason) > len("foot"), rule


def test_no_rule_is_written_twice() -> None:
    rows = json.loads(Path(furniture.__file__).with_name("furniture.json").read_text("utf-8"))
    patterns = [row["pattern"] for row in rows]
    assert len(set(patterns)) == len(patterns)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.reason)
def test_no_rule_touches_a_paragraph(rule: Rule) -> None:
    for text in PARAGRAPHS + BODY:
        assert not (len(text) <= rule.longest and rule.pattern.search(text)), text


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_a_paragraph_that_mentions_furniture_stays(text: str) -> None:
    lines = [BODY[0], text, BODY[1]]
    assert clear(lines) == (lines, [], [])


@pytest.mark.parametrize("line", FURNITURE["line"])
def test_a_line_of_furniture_goes_and_what_follows_stays(line: str) -> None:
    assert clear([BODY[0], line, BODY[1]]) == (BODY, [line], [])


@pytest.mark.parametrize("line", FURNITURE["tail"])
def test_what_follows_the_body_is_cut_off(line: str) -> None:
    assert clear([*BODY, line, TEASER]) == (BODY, [], [line, TEASER])


@pytest.mark.parametrize("line", FURNITURE["tail"])
def test_nothing_is_cut_off_before_the_body_has_begun(line: str) -> None:
    found = clear(["柳河要闻", line, *BODY])
    assert found.kept == ["柳河要闻", *BODY]
    assert found.cut == []


def test_an_end_mark_goes_and_its_paragraph_stays() -> None:
    assert clear([BODY[0], BODY[1] + "（下转第三版）"]).kept == BODY
    assert clear([BODY[0] + " |", BODY[1]]).kept == BODY
    assert clear([*BODY, "（完）"]) == (BODY, ["（完）"], [])


@pytest.mark.parametrize(
    "tail",
    [
        [TEASER, f"2022-11-28{TEASER}", "2022-11-27"],
        [f"2022-11-28{TEASER}", f"2022-11-27{TEASER}"],
        [f"2022-11-28 {TEASER}", f"2022-11-27 {TEASER}", f"2022-11-26 {TEASER}"],
    ],
)
def test_a_tail_of_dated_teasers_is_cut_off(tail: list[str]) -> None:
    assert clear([*BODY, *tail]) == (BODY, [], tail)


def test_one_date_under_the_body_is_its_own() -> None:
    assert clear([*BODY, "2022-11-28"]).kept == [*BODY, "2022-11-28"]


def test_a_body_of_nothing_is_no_error() -> None:
    assert clear([]) == ([], [], [])
    assert clear([""]) == ([""], [], [])


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        (BODY[0], True),
        ("柳" * 40, True),
        ("相关阅读", False),
        ("完。", False),
        ("柳河镇召开春耕动员会部署各项工作", False),
    ],
)
def test_prose_is_long_or_a_whole_sentence(line: str, prose: bool) -> None:
    assert is_prose(line) is prose
