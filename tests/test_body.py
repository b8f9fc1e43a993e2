"""Bodies of every make are found whole, and nothing that stands around them."""

import pytest
from helpers import article_on, page
from lxml.html import HtmlElement

from crawler.reading import body
from crawler.reading.layout import lay_out
from crawler.reading.tree import parse
from crawler.reading.weighed import Weighed

TITLE = "青石乡修通入山公路"
BODY = [
    "本网讯 5月6日，青石乡到云顶村的公路全线修通，全长十二公里，三百多户人家出行不再绕路。",
    "乡里去年九月开工，村民让出自家的地头，没有一户要补偿。",
    "“从前卖茶要走半天，现在车开到茶园门口。”村民李小村说。",
]
MENU = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(12))
RANKING = "".join(
    f'<li><a href="/n/{n}.html">第{n}条热门新闻的标题写在这里</a></li>' for n in range(10)
)
COMMENTS = "".join(
    f'<div class="item"><a href="/u/{n}">网友{n}号</a><div>路修得真好，早就该修了，支持！</div>'
    "<span>5月7日 08:23</span> <a>举报</a> <a>赞 12</a> <a>回复</a></div>"
    for n in range(8)
)
INFO = "<div class='info'><span>2026-05-06 10:20</span> <span>来源：青石网</span></div>"


def site(main: str) -> str:
    """Return a page of 青石网 around *main*, between a menu and a ranking."""
    return (
        f"<html><head><title>{TITLE}_青石网</title></head><body><ul>{MENU}</ul>{main}"
        f"<h3>热门新闻</h3><ul>{RANKING}</ul>"
        "<div>版权所有：青石网 未经许可不得转载 地址：青石乡一号 电话：000-0000000</div>"
        "</body></html>"
    )


def paragraphs(lines: list[str]) -> str:
    """Return *lines* as paragraphs."""
    return "".join(f"<p>{line}</p>" for line in lines)


def body_of(main: str) -> list[str]:
    """Return the lines of the body on the page of 青石网 around *main*."""
    return article_on(page(site(main))).body.split("\n")


HEAD = f"<h1>{TITLE}</h1>{INFO}"

MAKES = {
    "paragraphs": f"{HEAD}<div>{paragraphs(BODY)}</div>",
    "line breaks in one div": f"{HEAD}<div>{'<br><br>　　'.join(BODY)}</div>",
    "divs": f"{HEAD}<div>{''.join(f'<div>{line}</div>' for line in BODY)}</div>",
    "nested sections": HEAD
    + "".join(f"<section><section><span>{x}</span></section></section>" for x in BODY),
    "cells of a table": (
        f"<table><tr><td>{HEAD}</td></tr><tr><td>{paragraphs(BODY)}</td></tr></table>"
    ),
    "unclosed paragraphs": HEAD + "".join(f"<P>　　{line}" for line in BODY),
    "no container at all": HEAD + paragraphs(BODY),
    "inline tags": HEAD
    + paragraphs(BODY).replace("李小村", "<a href='/p'>李小村</a>").replace("公路", "<b>公</b>路"),
    "lines broken in the source": HEAD + paragraphs([x.replace("，", "，\n", 1) for x in BODY]),
}


@pytest.mark.parametrize("main", MAKES.values(), ids=MAKES)
def test_a_body_of_any_make_is_whole(main: str) -> None:
    article = article_on(page(site(main)))
    assert (article.title, article.body.split("\n")) == (TITLE, BODY)


@pytest.mark.parametrize("number", range(len(BODY)))
def test_one_paragraph_is_a_body(number: int) -> None:
    assert body_of(f"{HEAD}<div><p>{BODY[number]}</p></div>") == [BODY[number]]


def test_captions_and_subheads_stay_where_they_stand() -> None:
    lines = ["▲通车现场", BODY[0], "让地", BODY[1], "李小村在茶园", BODY[2]]
    assert body_of(f"{HEAD}<div>{paragraphs(lines)}</div>") == lines


def test_a_poem_keeps_its_short_lines() -> None:
    poem = ["山路弯，", "茶车慢，", "过了云顶不见山。", "新路宽，", "茶香远，", "一程送到柳河岸。"]
    assert body_of(f"{HEAD}<div>{paragraphs(poem)}</div>") == poem


def test_a_list_in_the_body_stays() -> None:
    steps = ["一、清理边沟", "二、加装护栏", "三、设立路牌"]
    items = "".join(f"<li>{step}</li>" for step in steps)
    main = f"{HEAD}<div><p>{BODY[0]}</p><p>{BODY[1]}</p><ol>{items}</ol><p>{BODY[2]}</p></div>"
    assert body_of(main) == [*BODY[:2], *steps, BODY[2]]


def test_a_table_of_figures_stays_row_by_row() -> None:
    rows = [("年份", "里程"), ("2024", "3公里"), ("2025", "12公里")]
    cells = "".join(f"<tr><td><p>{year}</p></td><td>{km}</td></tr>" for year, km in rows)
    main = f"{HEAD}<div><p>{BODY[0]}</p><table>{cells}</table><p>{BODY[1]}</p></div>"
    assert body_of(main) == [BODY[0], *(f"{year} {km}" for year, km in rows), BODY[1]]


def test_comments_under_an_article_are_none_of_it() -> None:
    main = f"{HEAD}<div id='zoom'>{paragraphs(BODY)}<div>{COMMENTS}</div></div>"
    assert body_of(main) == BODY


def test_a_container_that_swallows_the_page_gives_the_article_alone() -> None:
    swallowed = f"<ul>{RANKING}</ul>{HEAD}{paragraphs(BODY)}<ul>{RANKING}</ul>"
    assert body_of(f"<div class='article-content'>{swallowed}</div>") == BODY


def test_a_container_with_a_teaser_does_not_hide_the_article() -> None:
    teaser = "<div id='zoom'>全乡的茶园今年开园比往年早了十天，</div>"
    main = f"{HEAD}<div>{paragraphs(BODY)}</div>{teaser}"
    assert body_of(main) == BODY


def test_a_line_under_a_picture_is_a_body() -> None:
    caption = "5月6日，第一辆货车驶上青石乡新修通的入山公路 张三丰 摄"
    main = f"{HEAD}<div id='zoom'><p><img src='/1.jpg'></p><p>{caption}</p></div>"
    assert body_of(main) == [caption]


def test_a_brief_is_not_beaten_by_the_disclaimer_under_it() -> None:
    brief = "5月6日，青石乡到云顶村的公路修通。"
    disclaimer = (
        "【免责声明】本文仅代表作者本人观点，与青石网无关，文中说法是否属实由读者自己判断，"
        "青石网不为据此做出的决定负责，也不担保其中的数字、日期和人名没有差错，有疑问请来信。"
    )
    main = f"{HEAD}<div class='x'><p>{brief * 2}</p></div><ul>{RANKING}</ul><p>{disclaimer}</p>"
    assert body_of(main) == [brief * 2]


def test_leads_of_other_articles_are_none_of_it() -> None:
    leads = "".join(
        f"<div><a href='/n/{n}'>茶园开园了，第{n}批茶叶装车运往柳河</a>"
        "<p>今年开园早，茶农说雨水好，芽头齐，一天能采两担。</p></div>"
        for n in range(6)
    )
    main = f"{HEAD}<div class='content'>{paragraphs(BODY)}</div><h3>相关新闻</h3><div>{leads}</div>"
    assert body_of(main) == BODY


LEADS = [
    "入伏以来，白鹭湖每天清晨都有人来拍荷花，村里把湖边的三处空地平整成停车场，还添了两排长椅。",
    "镇里的老戏台修了半年，梁柱换了四根，彩绘照着旧照片一笔一笔补齐，中秋那天要唱头一场大戏。",
    "茶农今年改用竹篮分拣，头采的鲜叶当天送进厂里，价钱比去年高出一成，外村人也来学。",
]
UNDER = {
    "paragraphs": f"<p>相关阅读</p>{paragraphs(LEADS)}",
    "dated": f"<h3>推荐阅读</h3>{paragraphs([f'{lead}2026-05-01' for lead in LEADS])}",
    "divs": "".join(f"<div>{line}</div>" for line in ["<b>【相关新闻】</b>", *LEADS]),
    "a box of its own": f"<div><h4>推荐阅读：</h4>{paragraphs(LEADS)}</div>",
}


@pytest.mark.parametrize("under", UNDER.values(), ids=UNDER)
@pytest.mark.parametrize("told", [BODY, BODY[:1]], ids=["article", "brief"])
def test_long_leads_under_their_heading_are_none_of_it(told: list[str], under: str) -> None:
    assert body_of(f"{HEAD}<div>{paragraphs(told)}{under}</div>") == told


def test_an_article_stays_whole_under_such_a_heading_that_stands_above_it() -> None:
    above = f"<h3>推荐阅读</h3>{paragraphs(LEADS[:1])}"
    assert body_of(f"{above}{HEAD}<div>{paragraphs(BODY)}</div>") == BODY
    assert body_of(f"{HEAD}<div><h3>推荐阅读</h3>{paragraphs(BODY)}</div>") == BODY


def test_what_stands_before_the_headline_is_none_of_the_body() -> None:
    banner = "<p>青石网提醒您：预防火灾，人人有责，请勿携带火种进山，违者依法处理！</p>"
    assert body_of(f"{banner}{HEAD}{paragraphs(BODY)}") == BODY


def test_a_notice_keeps_what_is_attached_and_who_signed_it() -> None:
    signed = ["附件：青石乡公路养护办法.doc", "青石乡人民政府", "2026年3月6日"]
    attached = f"<p><a href='/a.doc'>{signed[0]}</a></p><p>{signed[1]}</p><p>{signed[2]}</p>"
    main = f"{HEAD}<div id='zoom'>{paragraphs(BODY)}{attached}</div>"
    assert body_of(main) == BODY + signed


def test_typed_text_keeps_its_lines() -> None:
    typed = "\n".join(f"　　{line}" for line in BODY)
    assert body_of(f"{HEAD}<pre>{typed}</pre>") == BODY


def test_a_body_printed_for_two_screens_stands_once() -> None:
    twice = f"<div class='pc'>{paragraphs(BODY)}</div><div class='mobile'>{paragraphs(BODY)}</div>"
    assert body_of(HEAD + twice) == BODY


def test_a_sentence_that_is_quoted_again_stands_twice() -> None:
    lines = [BODY[1], BODY[0], BODY[1], BODY[2]]
    assert body_of(f"{HEAD}<div>{paragraphs(lines)}</div>") == lines


@pytest.mark.parametrize("at", [1, 2])
def test_the_caption_of_a_figure_stays_where_it_stands(at: int) -> None:
    figure = "<figure><img src='/1.jpg'><figcaption>云顶村的茶园 张三丰 摄</figcaption></figure>"
    main = f"{HEAD}<div>{paragraphs(BODY[:at])}{figure}{paragraphs(BODY[at:])}</div>"
    assert body_of(main) == [*BODY[:at], "云顶村的茶园 张三丰 摄", *BODY[at:]]


def test_a_gallery_of_figures_has_pictures_and_captions() -> None:
    figures = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>驶上公路（{n}）张三丰 摄</figcaption></figure>"
        for n in range(4)
    )
    article = article_on(page(site(f"{HEAD}<div class='pics'>{figures}</div>")))
    assert len(article.body.split("\n")) == len(article.images) == 4


@pytest.mark.parametrize("again", [[TITLE], [TITLE[:4], TITLE[4:]]], ids=["whole", "two lines"])
@pytest.mark.parametrize("deck", [[], ["三百多户人家不再绕路"]], ids=["alone", "with a deck"])
def test_a_headline_printed_again_over_the_body_is_no_deck(
    again: list[str], deck: list[str]
) -> None:
    centred = "".join(f"<p align='center'>{line}</p>" for line in again + deck)
    article = article_on(page(site(f"{HEAD}<div id='zoom'>{centred}{paragraphs(BODY)}</div>")))
    assert article.subtitle == deck


def test_a_page_of_pictures_has_its_captions() -> None:
    captions = [f"货车驶上青石乡新修通的入山公路（{n}）张三丰 摄" for n in range(4)]
    pictures = "".join(f"<p><img src='/{n}.jpg'></p><p>{x}</p>" for n, x in enumerate(captions))
    head = HEAD.replace("2026-05-06", "2026-03-06")
    article = article_on(page(site(f"{head}<div>{pictures}</div>")))
    assert (article.body.split("\n"), article.reason) == (captions, None)


def test_a_poem_without_a_mark_is_a_body() -> None:
    poem = ["我把一枚邮戳", "盖在第一片杏花上", "日期是今天", "地址是山的背面", "驮着两袋种子"]
    head = HEAD.replace("2026-05-06", "2026-03-06")
    article = article_on(page(site(f"{head}<div>{paragraphs(poem)}</div>")))
    assert (article.body.split("\n"), article.reason) == (poem, None)


def test_a_roll_and_what_follows_it_stay() -> None:
    roll = [f"第{n}村民小组" for n in range(20)]
    lines = [BODY[1], *roll, "以上各组请于月底前把边沟清理完毕。"]
    assert body_of(f"{HEAD}<div>{paragraphs(lines)}</div>") == lines


@pytest.mark.parametrize("container", ["<div class='TRS_Editor'>", "<div>"])
def test_what_stands_behind_a_table_stays(container: str) -> None:
    cells = "".join(f"<tr><td>第{n}组</td><td>{n}公里</td></tr>" for n in range(6))
    main = f"{HEAD}{container}<p>{BODY[1]}</p><table>{cells}</table><p>特此通告。</p></div>"
    rows = [f"第{n}组 {n}公里" for n in range(6)]
    assert body_of(main) == [BODY[1], *rows, "特此通告。"]


TEASERS = "".join(
    f"<div><h4><a href='/n/{n}'>第{n}批茶叶装车运往柳河</a></h4>"
    f"<p>今年开园早，茶农说雨水好，芽头齐，一天能采两担，{n}号茶园最先开采。</p></div>"
    for n in range(5)
)


@pytest.mark.parametrize("heading", ["看点", "茶园来信"])
def test_teasers_are_none_of_it_whatever_their_heading(heading: str) -> None:
    main = f"{HEAD}<div>{paragraphs(BODY)}</div><div><h3>{heading}</h3>{TEASERS}</div>"
    assert body_of(main) == BODY


def test_a_table_with_paragraphs_in_its_cells_lays_out_the_page() -> None:
    table = f"<table><tr><td>导航<td>{paragraphs(BODY)}<tr><td>一<td>二</table>"
    assert body_of(HEAD + table) == BODY


def test_buttons_hidden_elements_and_readings_over_characters_are_not_shown() -> None:
    main = f"{HEAD}<p hidden>{BODY[0]}</p><p>{BODY[1]}<button>点赞支持一下</button></p>"
    told = "村的公路全线修通了，乡亲们都很高兴。"
    ruby = f"<p>云<ruby>顶<rp>(</rp><rt>dǐng</rt><rp>)</rp></ruby>{told}</p>"
    assert body_of(main + ruby) == [BODY[1], f"云顶{told}"]


def test_a_poem_beside_a_list_of_news_is_no_list() -> None:
    poem = ["山路弯弯绕云顶", "茶车慢慢过青石", "新路宽宽通柳河", "茶香一程又一程"]
    main = f"{HEAD}<div class='TRS_Editor'>{paragraphs(poem)}</div>"
    article = article_on(page(site(main)))
    assert (article.body.split("\n"), article.reason) == (poem, None)


@pytest.mark.parametrize("count", [5, 20])
def test_many_comments_do_not_outweigh_a_short_article(count: int) -> None:
    comments = "".join(
        f"<div><div>网友{n}号 2026-05-0{n % 9 + 1} 12:{n:02}</div><div>坐了这么多年班车，路修好"
        f"以后去县城快多了，希望第{n}段也早点修，感谢筑路的师傅们，辛苦了。</div><div>支持</div></div>"
        for n in range(count)
    )
    assert body_of(f"{HEAD}<div>{paragraphs(BODY[:2])}</div><div>{comments}</div>") == BODY[:2]


def test_the_hours_of_a_chronicle_stay() -> None:
    hours = [f"0{n}:30" for n in range(6, 9)]
    lines = [line for pair in zip(hours, BODY, strict=True) for line in pair]
    told = "".join(f"<h4>{hour}</h4><p>{text}</p>" for hour, text in zip(hours, BODY, strict=True))
    assert body_of(f"{HEAD}<div>{told}</div>") == lines


@pytest.mark.parametrize("container", ["<div class='TRS_Editor'>", "<div>"])
def test_a_box_between_paragraphs_costs_none_of_them(container: str) -> None:
    box = f"<div><p>相关阅读</p><ul>{RANKING}</ul></div>"
    main = f"{HEAD}{container}<p>{BODY[1]}</p>{box}{paragraphs([BODY[0], BODY[2]])}</div>"
    assert body_of(main) == [BODY[1], BODY[0], BODY[2]]


def test_what_a_site_says_of_itself_in_its_foot_is_none_of_it() -> None:
    foot = f"<div class='footer'><p>{BODY[0]}</p><p>{BODY[2]}</p></div>"
    assert body_of(f"{HEAD}<div><p>{BODY[1]}</p></div>{foot}") == [BODY[1]]


LONG = [
    f"第{n}段：青石乡的路修到了第{n}个村，村口的老树下摆起了茶摊，过路的人歇脚喝茶。"
    for n in range(5)
]


@pytest.mark.parametrize(("held", "reader"), [(1, "general"), (3, "family")])
def test_a_container_must_hold_forty_percent(held: int, reader: str) -> None:
    inside = f"<div id='zoom'>{paragraphs(LONG[:held])}</div>"
    article = article_on(page(site(f"{HEAD}<div>{inside}{paragraphs(LONG[held:])}</div>")))
    assert (article.reader or "").partition("/")[0] == reader


@pytest.mark.parametrize(("links", "goes_on"), [(2, True), (8, False)])
def test_a_run_goes_on_over_a_few_links_and_ends_at_a_list(links: int, *, goes_on: bool) -> None:
    entries = "".join(f"<p><a href='/{n}'>第{n}条新闻的标题写在这里</a></p>" for n in range(links))
    before, after = paragraphs(LONG[:3]), f"<p>{LONG[3]}{LONG[4]}</p>"
    main = f"{HEAD}<div>{before}</div>{entries}<div>{after}</div>"
    assert (LONG[3] + LONG[4] in body_of(main)) is goes_on


def test_a_mailbox_stays_before_a_paragraph_and_goes_behind_the_last() -> None:
    mailbox = "投稿邮箱：mail@example.cn"
    lines = [BODY[0], mailbox, *BODY[1:]]
    assert body_of(f"{HEAD}<div>{paragraphs(lines)}</div>") == lines
    assert body_of(f"{HEAD}<div>{paragraphs([*BODY, mailbox])}</div>") == BODY


def sentence(length: int, char: str = "水") -> str:
    """Return a sentence of so many characters."""
    return f"{char * (length - 1)}。"


@pytest.mark.parametrize(("second", "asked"), [(100, True), (99, False)])
def test_trafilatura_is_asked_where_a_second_run_has_half_of_the_best_ones_rank(
    second: int, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[HtmlElement] = []

    def asked_for(tree: HtmlElement) -> str:
        calls.append(tree)
        return ""

    monkeypatch.setattr(body, "text_of_page", asked_for)
    text = f"<p>{sentence(200)}</p><ul>{RANKING}</ul><p>{sentence(second, '山')}</p>"
    tree = parse(text)
    found = body.find_body(tree, lay_out(tree), None, body.Rules())
    assert found.lines == [sentence(200)]
    assert bool(calls) == asked


@pytest.mark.parametrize(("theirs", "kept"), [(80, True), (79, False)])
def test_a_block_called_comments_is_the_article_from_four_fifths_of_all_sentences(
    theirs: int, kept: bool
) -> None:
    others = f"<div class='comments'><p>{sentence(theirs)}</p></div>"
    tree = parse(f"<div><p>{sentence(20, '山')}</p></div>{others}")
    lines = lay_out(tree).lines
    assert [line.prose for line in lines] == [sentence(20, "山"), sentence(theirs)]
    assert (Weighed(tree, lines, None).weights[1] > 0) == kept
