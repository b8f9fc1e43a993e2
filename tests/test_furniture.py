"""Furniture goes, whatever it is; a paragraph stays, whatever words it holds."""

import json
import re
from pathlib import Path

import pytest

from crawler.text import furniture
from crawler.text.furniture import Rule, clear, is_prose, rule_for, rules

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
    "市民可扫描二维码预约，也可以到镇里的窗口当面登记，名额三百个。",
    "居民长按手机屏幕上的二维码就能报修，水管工半个小时之内上门。",
    "他关注公众号后每天都收到农技员发来的提醒，今年的茶树少生了虫。",
    "关注“柳河人社”公众号，点击“网上报名”菜单，按提示提交材料。",
    "关注留守儿童的心理健康，镇里请来三位老师。",
    "记者热线接到群众反映，青石路的路灯坏了十天，今天终于修好了。",
    "声明：近日有人冒用我公司名义收取定金，我公司从未委托他人收款。",
    "声明中说，如有侵犯他人权利的商品，平台会在一天以内联系商家下架。",
    "转载他人文章涉嫌侵犯著作权，法院判令被告删除文章并且赔偿损失。",
    "图片公司起诉三百家网站侵权，法院开庭审理，判决删除全部图片。",
    "本网记者从会上获悉，歌曲的版权归作者所有，村里只是借来一用。",
    "打开手机客户端查看水情，是老张每天起床以后做的第一件事。",
    "下载“柳河政务”客户端，查看办事指南。",
    "更多岗位信息请登录县人社局网站查询。",
    "更多游客关注柳河茶园",
    "更多新闻记者走进乡村",
    "点击下方链接即可报名。",
    "继续阅读的孩子越来越多",
    "孩子们在看书，老人在下棋，谁也不去点那盏灯。",
    "视频获得点赞、分享十万次，网友说柳河真美。",
    "感谢大家的关注和支持！",
    "网友在评论区留言：柳河的水清了",
    "发布者张三丰被依法处理",
    "全文完整地记录了会议经过",
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
        "长按识别二维码关注我们",
        "长按二维码，加入读者群",
        "点亮“在看”，让更多人看到！",
        "喜欢就点赞、在看",
        "分享、点赞、在看",
        "关注“柳河之声”微信公众号，获取更多资讯",
        "欢迎关注柳河日报微信公众号",
        "更多新闻请关注柳河网",
        "更多精彩内容，请下载柳河客户端",
        "免责声明：图文来自网络，侵删",
        "声明：转载是为了传递更多信息，如果署名有误或侵犯了您的权益，请与本网联系，我们会删除。",
        "本网转载的文章，版权归原作者所有，如有侵权请告知删除。",
        "部分图片来源于网络，如有侵权请联系删除",
        "本文为柳河号作者上传，只做分享，仅代表作者观点，不代表本平台立场。",
        "本文转自：柳河日报",
        "—END—",
        "THE END",
        "- 完 -",
        "（全文完）",
        "返回柳河，查看更多",
        "点击下方卡片，关注我们",
        "▲点击图片查看详情",
        "戳这里，告诉我们",
        "点击“阅读原文”查看更多",
        "继续阅读",
        "打开APP阅读全文",
        "下载柳河客户端，看更多本地新闻",
        "【我要纠错】",
        "文章纠错",
        "发布者：管理员",
        "阅读 (12) 评论 (0)",
        "顶一下(0) 踩一下(0)",
        "×",
        "感谢您的阅读！",
    ],
    "closing": [
        "记者热线：000-0000000",
        "投稿邮箱：liuhe@example.com",
        "欢迎投稿，邮箱：liuhe@example.com",
        "联系我们：000-0000000",
        "欢迎在评论区留言",
    ],
    "tail": [
        "相关阅读",
        "【推荐阅读】",
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


EACH = [line for lines in FURNITURE.values() for line in lines]


def test_every_rule_compiles_and_says_why_it_is_one() -> None:
    assert rules()
    for rule in rules():
        assert rule.action in {"line", "tail", "end", "closing", "address"}, rule
        assert rule.longest > 0, rule
        assert len(rule.reason) > len("foot"), rule


def test_no_rule_is_written_twice() -> None:
    rows = json.loads(Path(furniture.__file__).with_name("furniture.json").read_text("utf-8"))
    patterns = [row["pattern"] for row in rows]
    assert len(set(patterns)) == len(patterns)


@pytest.mark.parametrize("line", [*EACH, *PARAGRAPHS, "正文。 |"])
def test_the_quick_look_misses_no_rule(line: str) -> None:
    found = next((r for r in rules() if len(line) <= r.longest and r.pattern.search(line)), None)
    assert rule_for(line) == found


def test_a_rule_tied_to_the_beginning_is_so_in_each_branch() -> None:
    tied = [rule for rule in rules() if rule.pattern.pattern.startswith("^")]
    for rule in tied:
        behind = re.compile(rf"(?<=柳)(?:{rule.pattern.pattern})", re.IGNORECASE)
        assert not any(behind.search(f"柳{line}") for line in EACH), rule


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


@pytest.mark.parametrize("line", FURNITURE["closing"])
def test_how_to_reach_the_newsroom_goes_only_below_the_last_paragraph(line: str) -> None:
    assert clear([*BODY, line, "返回顶部"]) == (BODY, [line, "返回顶部"], [])
    assert clear([BODY[0], line, BODY[1]]).kept == [BODY[0], line, BODY[1]]
    assert clear([line, "返回顶部"]).kept == [line]


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


def test_a_call_for_manuscripts_keeps_where_to_send_them() -> None:
    address = "投稿邮箱：bianji@example.cn"
    call = ["本刊今起征文，题材不限，每人一篇。", address]
    assert clear(call).kept == call
    assert clear([*call, "完"]).kept == call
    news = "昨天，柳河镇的征文比赛揭晓，三十人的作品得奖，镇里共收到来稿两百篇。"
    assert clear([news, address]).removed == [address]
    assert clear(["会议召开，部署防汛工作。", address]).removed == [address]


def test_the_mark_at_the_end_of_a_press_release_goes() -> None:
    assert clear(["会议召开，部署防汛工作。", "完"]).removed == ["完"]
    assert clear(["故事讲到这里，他念道：", "完", "会议召开，部署防汛工作。"]).removed == []
