"""An article on several pages: its further pages are found, no other is, and all become one."""

from dataclasses import replace

import pytest
from helpers import FETCHED, article_on, page
from scrapy.settings import Settings

from crawler.items import Article, Page
from crawler.reading.pages import next_pages
from crawler.reading.read import read
from crawler.reading.tree import parse
from crawler.reasons import Unreadable
from crawler.stages import Stages
from crawler.text.pages import join_pages

HOST = "http://news.example.cn"
BODY = "<p>三月以来，全县春灌陆续展开，渠水进田，干部群众一起下地。</p>" * 4
LIST = "".join(
    f"<li><a href='/xw/{n}.html'>柳河镇第{n}号水渠清淤完工通水</a> <span>03-0{n}</span></li>"
    for n in range(1, 8)
)
COMMENT = "<div class='comments'><p>家乡的水渠修得真好，感谢大家。</p><p>点赞！</p>{}</div>"
# {2}, {3}: the addresses of the second and the third page.
PAGER = "<div><b>1</b> <a href='{2}'>2</a> <a href='{3}'>3</a> <a href='{2}'>下一页</a></div>"


def following(path: str, under: str, over: str = BODY) -> list[str]:
    """Return the further pages that the page at *path* names, as paths."""
    tree = parse(f"<html><body><h1>春灌</h1><div>{over}{under}</div></body></html>")
    return [url.removeprefix(HOST) for url in next_pages(tree, HOST + path)]


def pager(second: str, third: str) -> str:
    return PAGER.format("", "", second, third)


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("/content/202603/12/content_77.htm", "content_77_2.htm", "content_77_3.htm"),
        ("/content-10-321-1.html", "content-10-321-2.html", "content-10-321-3.html"),
        ("/n1/2026/0312/c77-88.html", "c77-88-2.html", "c77-88-3.html"),
        ("/zw/t20260312_100.shtml", "./t20260312_100_1.shtml", "./t20260312_100_2.shtml"),
        ("/p/77_0.shtml", "77_1.shtml", "77_2.shtml"),
        ("/a/2026/77/", "/a/2026/77/index_2.html", "/a/2026/77/index_3.html"),
        ("/2026/77.html", "/2026/77/2.html", "/2026/77/3.html"),
        ("/2026/77/", "/2026/77/2/", "/2026/77/3/"),
        ("/view.php?id=77", "view.php?id=77&page=2", "view.php?id=77&page=3"),
        ("/view.asp?id=77", "?page=2&id=77", "?page=3&id=77"),
        ("/show/77.html", "http://news.example.cn/show/77_2.html#top", "77_3.html"),
        # Not continued, but named by a whole pager.
        ("/tu/77.html", "78.html", "79.html"),
    ],
)
def test_each_way_of_numbering_pages_is_followed_in_order(
    first: str, second: str, third: str
) -> None:
    tree = parse(f"<html><body>{BODY}{pager(second, third)}</body></html>")
    base = parse(f"<a href='{second}'></a><a href='{third}'></a>")
    base.make_links_absolute(HOST + first)
    wanted = [link.get("href").partition("#")[0] for link in base.iter("a")]
    assert next_pages(tree, HOST + first) == wanted


@pytest.mark.parametrize(
    ("here", "under", "wanted"),
    [
        ("/a/7_2.html", "<a href='7.html'>1</a> 2 <a href='7_3.html'>3</a>", ["/a/7_3.html"]),
        ("/a/7_3.html", "<a href='7.html'>1</a> <a href='7_2.html'>上一页</a> 3", []),
        ("/a/7/2/", "<a href='/a/7/'>上一页</a> <a href='/a/7/3/'>下一页</a>", ["/a/7/3/"]),
        ("/v?id=7&p=2", "<a href='?id=7'>1</a> <a href='?id=7&p=3'>3</a>", ["/v?id=7&p=3"]),
    ],
)
def test_a_further_page_names_those_after_it(here: str, under: str, wanted: list[str]) -> None:
    assert following(here, f"<div>{under}</div>") == wanted


@pytest.mark.parametrize(
    "under",
    [
        "<a href='7_2.html'>余下全文&gt;&gt;</a>",
        "<a href='7_2.html'>阅读全文</a>",
        "<a href='7_2.html'>第二页：怎样报名</a>",
        "<select><option value='7.html'>1</option><option value='7_2.html'>2</option></select>",
        '<script>createPageHTML(2, 0, "7", "html");</script>',
    ],
)
def test_links_of_other_words_and_makes_are_found(under: str) -> None:
    wanted = "/a/7_1.html" if "script" in under else "/a/7_2.html"
    assert following("/a/7.html", f"<div>{under}</div>") == [wanted]


def test_the_name_of_the_whole_body_is_not_that_of_comments() -> None:
    article = f"<div class='preview'>{BODY}<p><a href='/77/2/'>下一页</a></p></div>"
    tree = parse(f"<html><body class='single comments-open'>{article}</body></html>")
    assert next_pages(tree, f"{HOST}/77/") == [f"{HOST}/77/2/"]


def test_a_pager_in_the_foot_of_the_article_is_followed() -> None:
    under = "<footer class='entry-footer'><a href='/77/2/'>下一页</a></footer>"
    assert following("/77/", under) == ["/77/2/"]


def test_the_whole_article_on_one_page_is_preferred() -> None:
    under = pager("7_2.html", "7_3.html") + "<a href='7_all.html#p1'>在本页阅读全文</a>"
    assert following("/a/7.html", under) == ["/a/7_all.html"]


@pytest.mark.parametrize(
    ("here", "under"),
    [
        ("/a/7.html", "<a href='8.html'>下一篇</a>"),
        ("/a/7.html", "<p>上一篇：<a href='6.html'>通水</a> 下一篇：<a href='8.html'>清淤</a></p>"),
        ("/a/7.html", "<a href='8.html'>下一页</a>"),
        ("/news/12.html", "<a href='11.html'>上一页</a> <a href='13.html'>下一页</a>"),
        ("/art_12_5.html", "<a href='art_12_4.html'>上一篇</a> <a href='art_12_6.html'>下一页</a>"),
        ("/a/7.html", "<div><a href='8.html'>1</a> <a href='9.html'>2</a></div>"),
        ("/a/7.html", "<a href='http://other.example/a/7_2.html'>下一页</a>"),
        ("/a/7.html", "<a href='/upload/7_2.jpg'>下一页</a>"),
        ("/a/7.html", "<a href='7_2.html'>下一篇</a>"),
        ("/a/7.html", "<a href='javascript:more(2)'>下一页</a>"),
        ("/a/7.html", "<a href='http://[news/7_2.html'>下一页</a>"),
        ("/a/7.html", "<link rel='next' href='8.html'>"),
        ("/v?id=7", COMMENT.format("<a href='?id=7&page=2'>下一页</a>")),
        ("/v?id=7", "<a href='?id=8'>下一页</a>"),
    ],
)
def test_another_article_and_a_pager_of_comments_are_not_followed(here: str, under: str) -> None:
    assert following(here, under) == []


REMARK = "<div>网友{}号 <span>5月7日 08:2{}</span> <p>家乡的水渠修得真好。</p> <a>回复</a></div>"
REMARKS = "".join(REMARK.format(n, n) for n in range(4))


@pytest.mark.parametrize(
    "over",
    [
        f"<div>{BODY}</div><div>{REMARKS}</div>",
        f"<div>{BODY}</div><h3>网友评论（4）</h3><dl><dd>家乡的水渠修得真好，感谢大家。</dd></dl>",
        f"<div>{BODY}</div><div><b>最新评论</b><p>{'家乡的水渠修得真好，感谢大家。' * 3}</p></div>",
        f"<p>{BODY}</p>" + "<p>水真清！</p><p>2026-05-07 08:20 <a>回复</a></p>" * 2,
        f"{BODY}<div><b>发表评论</b><form>登录</form></div><p>{'家乡的水渠修得真好。' * 9}</p>",
    ],
)
def test_the_pager_of_comments_without_a_name_is_not_followed(over: str) -> None:
    under = pager("?id=7&page=2", "?id=7&page=3")
    assert following("/v?id=7", under, over) == []


@pytest.mark.parametrize(
    "over",
    [
        f"<a href='#c'>网友评论</a>{BODY}<div><a>赞</a> <a>踩</a></div>",
        f"{BODY}<p>网友评论说，5月7日 08:20 通水以后水一直很清。</p>",
        f"{BODY}<p>镇里公开承诺：群众来信，件件回复。</p>",
        f"{BODY}<p>很多年前，这里没有一条水渠。</p><div><a>收藏</a> <a>举报</a></div>",
        f"{BODY}<div>2026-05-07 08:20 <a>举报</a></div>",
        f"<div><h3>热门评论</h3><p>家乡的水渠修得真好。</p></div><div>{BODY}</div>",
    ],
)
def test_a_body_that_tells_of_comments_goes_on(over: str) -> None:
    under = pager("?id=7&page=2", "?id=7&page=3") + f"<div><b>最新评论</b>{REMARKS}</div>"
    assert following("/v?id=7", under, over) == ["/v?id=7&page=2", "/v?id=7&page=3"]


@pytest.mark.parametrize(
    ("here", "second", "third"),
    [
        ("/xw/", "index_2.html", "index_3.html"),
        ("/xw/12/", "index_2.html", "index_3.html"),
        ("/list-10-1.html", "list-10-2.html", "list-10-3.html"),
        ("/list.php?id=7", "?id=7&page=2", "?id=7&page=3"),
        ("/xw/7.html", "/xw/8.html", "/xw/9.html"),
    ],
)
def test_the_pager_of_a_list_is_not_followed(here: str, second: str, third: str) -> None:
    assert following(here, pager(second, third), over=f"<ul>{LIST}</ul>") == []


@pytest.mark.parametrize("url", ["", "http://[news/7.html", "7.html"])
def test_a_file_without_an_address_of_its_own_has_no_further_page(url: str) -> None:
    assert next_pages(parse(pager("http://a.cn/7_2.html", "http://a.cn/7_3.html")), url) == []


@pytest.mark.parametrize(
    "under",
    [
        "<a href='?id=7&page=2'>2</a>" * 20_000,
        "<div>" * 20_000 + "<a href='?id=7&page=2'>2</a>" * 300,
        "".join(f"<p><a href='?id=7&page={n % 90 + 2}'>下一页</a></p>" for n in range(20_000)),
        f"<a href='?id=7&page=2'>{'页 ' * 50_000}</a>",
        f"<a href='/{'a_' * 50_000}2'>下一页</a>",
    ],
)
def test_a_page_of_nothing_but_pagers_names_only_pages_that_can_be(under: str) -> None:
    found = following("/v?id=7", under)
    assert found == list(dict.fromkeys(found))
    assert len(found) < 100


def test_links_are_meant_from_where_redirects_led() -> None:
    picture = "<p><img src='1.jpg' width='600'></p>"
    body = f"{picture}{BODY}<p><a href='9_2.html'>2</a> <a href='9_2.html'>下一页</a></p>"
    head = "<link rel='canonical' href='9.html'>"
    source = page(f"{head}<h1>春灌</h1><div>{body}</div>", url=f"{HOST}/go/123.html")
    redirected = replace(source, base=f"{HOST}/n/9.html")
    article = read(redirected)
    assert (article.url, article.canonical_url) == (source.url, redirected.base)
    assert article.next_pages == [f"{HOST}/n/9_2.html"]
    assert [image["url"] for image in article.images] == [f"{HOST}/n/1.jpg"]


def test_links_are_meant_from_the_base_that_a_page_states() -> None:
    picture = "<p><img src='1.jpg' width='600'></p>"
    head = f"<base href='{HOST}/n/'><link rel='canonical' href='9.html'>"
    body = f"{picture}{BODY}<p><a href='9_2.html'>下一页</a></p>"
    article = read(page(f"{head}<h1>春灌</h1><div>{body}</div>", url=f"{HOST}/n/9.html?from=app"))
    assert article.canonical_url == f"{HOST}/n/9.html"
    assert [image["url"] for image in article.images] == [f"{HOST}/n/1.jpg"]


# --- joining ------------------------------------------------------------------------------------

FIRST = "3月12日，全县春灌动员会在柳河镇召开，三百多名干部群众参加。"
CUT = "会议要求，各乡镇要把渠道清淤放在前面，把有限的水用在刀刃上，做到计划用水、节约用"
REST = "水、科学用水，不误农时。"
LAST = "柳河镇的水渠今年延长了六公里。"


@pytest.mark.parametrize(
    ("pages", "wanted"),
    [
        ([[FIRST], [LAST]], [FIRST, LAST]),
        ([[FIRST, CUT], [REST, LAST]], [FIRST, CUT + REST, LAST]),
        ([[FIRST, "三、加强领导"], [LAST]], [FIRST, "三、加强领导", LAST]),
        ([[FIRST, f"{CUT}图为现场 张三摄"], [LAST]], [FIRST, f"{CUT}图为现场 张三摄", LAST]),
        ([[FIRST, CUT], ["一、总体要求", LAST]], [FIRST, CUT, "一、总体要求", LAST]),
        ([["春灌", FIRST], ["春灌", LAST]], ["春灌", FIRST, LAST]),
        ([[FIRST], ["春灌开始", LAST]], [FIRST, LAST]),
        ([[FIRST], ["春灌开始（2）", LAST]], [FIRST, LAST]),
        ([[FIRST], ["春灌开始以来，渠水不断。", LAST]], [FIRST, "春灌开始以来，渠水不断。", LAST]),
        ([[FIRST, "编辑：张三"], [LAST, "编辑：张三"]], [FIRST, LAST, "编辑：张三"]),
        ([[FIRST, LAST], [FIRST, LAST]], [FIRST, LAST]),
        ([[FIRST], [FIRST, CUT + REST, LAST]], [FIRST, CUT + REST, LAST]),
        ([[], [LAST]], [LAST]),
        ([[FIRST], ["2026-03-12 来源：示例日报", LAST]], [FIRST, LAST]),
        ([[FIRST], [LAST, "来源：示例日报"]], [FIRST, LAST, "来源：示例日报"]),
        ([[FIRST, "1 2"], ["[1] [2]", LAST, "1 2"]], [FIRST, LAST]),
        ([[FIRST, "1", "2"], [LAST, "1", "2"]], [FIRST, LAST]),
        ([[FIRST, "1"], ["2", LAST]], [FIRST, LAST]),
        (
            [[FIRST, "柳河队", "3", "青山队", "1"], [LAST]],
            [FIRST, "柳河队", "3", "青山队", "1", LAST],
        ),
        ([[FIRST, "比分", "85", "79"], [LAST, "2"]], [FIRST, "比分", "85", "79", LAST, "2"]),
        ([[FIRST, "79 80"], [LAST, "8 9"]], [FIRST, "79 80", LAST, "8 9"]),
        *(
            (
                [[FIRST, CUT], [f"{sign}各乡镇要落实责任。", LAST]],
                [FIRST, CUT, f"{sign}各乡镇要落实责任。", LAST],
            )
            for sign in ("二、", "（二）", "2.", "2、", "（2）", "②", "第二条 ", "答：", "■")
        ),
        ([[FIRST, CUT], ["2.5公里水渠清淤完工。"]], [FIRST, CUT + "2.5公里水渠清淤完工。"]),
        ([[FIRST, CUT], ["一到三月清淤完工。"]], [FIRST, CUT + "一到三月清淤完工。"]),
    ],
)
def test_pages_become_one_body(pages: list[list[str]], wanted: list[str]) -> None:
    assert join_pages(pages, "春灌开始") == wanted


def html(body: str, credits_: str = "") -> str:
    head = (
        "<title>春灌开始_示例网</title><h1>春灌开始</h1><div>2026-03-12 09:05 来源：示例日报</div>"
    )
    return f"<html>{head}<div id='zoom'>{body}</div>{credits_}</html>"


def stages() -> Stages:
    settings = Settings()
    settings.setmodule("crawler.settings")
    return Stages(settings)


def joined(*sources: Page) -> Article:
    article, *article.further = map(read, sources)
    return stages().walk(article)


def test_fields_are_the_first_pages_and_credits_the_last_ones() -> None:
    editor = "<div>责任编辑：王五</div>"
    first = page(html(f"<p>{FIRST}</p><p>{CUT}</p><p><b>1</b> <a href='9_2.htm'>下一页</a></p>"))
    last = page(html(f"<p>春灌开始</p><p>{REST}</p><p>{LAST}</p>", editor))
    article = joined(first, last)
    assert article.body.split("\n") == [FIRST, CUT + REST, LAST]
    assert (article.title, article.source) == ("春灌开始", "示例日报")
    assert article.published == "2026-03-12T09:05:00+08:00"
    assert article.editors == ["王五"]
    assert article.reason is None


def test_a_page_of_its_own_is_as_it_was() -> None:
    source = page(html(f"<p>{FIRST}</p><p>{LAST}</p>"))
    assert joined(source) == article_on(source)


def test_what_was_mended_on_each_page_adds_up() -> None:
    first, last = (page(html(f"<p>{text}</p>")) for text in (FIRST * 2, LAST * 3))
    article, further = read(first), read(last)
    article.count("bytes", 2)
    further.count("bytes", 3)
    further.is_from_host("bytes")
    further.images = [{"url": f"{HOST}/2.jpg", "caption": ""}]
    article.further = [further]
    article = stages().walk(article)
    assert (article.repairs["bytes"], article.mirror) == (5, True)
    assert article.flags == ["mirror:bytes"]
    assert article.images == further.images


def test_pages_in_both_scripts_are_mixed_and_kept_as_they_stood() -> None:
    traditional = "柳河鎮的水渠今年延長了六公里，兩岸農戶都說這個春天不用再為澆水發愁。"
    article = joined(page(html(f"<p>{FIRST}</p>")), page(html(f"<p>{traditional}</p>")))
    assert article.script == "Mixed"
    assert traditional in article.original
    assert FIRST in article.original
    assert article.body.endswith("不用再为浇水发愁。")


def test_scraped_texts_of_one_article_are_joined_before_headline_and_body_are_told() -> None:
    head = "全县春灌动员会召开\n来源：示例日报 2026-03-12"
    texts = [f"{head}\n{FIRST}\n{CUT}", f"{head}\n{REST}\n{LAST}\n责任编辑：王五"]
    article = joined(*(page(text, content_type="text/plain; charset=utf-8") for text in texts))
    assert article.body.split("\n") == [FIRST, CUT + REST, LAST]
    assert (article.title, article.source) == ("全县春灌动员会召开", "示例日报")
    assert article.editors == ["王五"]


def test_a_short_last_page_makes_no_article_too_short() -> None:
    article = joined(page(html(f"<p>{FIRST}</p>")), page(html("<p>今年雨水足。</p>")))
    assert (article.body, article.reason) == (f"{FIRST}\n今年雨水足。", None)


ASKS = "<title>安全验证</title><p>您访问得太快了，请完成下面的安全验证，然后继续浏览。</p>"
LOST = "<title>404</title><p>您要找的页面不存在或者已经删除，请返回首页看看别的内容。</p>"


@pytest.mark.parametrize("none", [ASKS, LOST, "", "<p></p>"])
def test_the_article_ends_flagged_before_a_page_that_is_none_of_it(none: str) -> None:
    article = joined(*map(page, (html(f"<p>{FIRST}</p>"), none, html(f"<p>{LAST}</p>"))))
    assert (article.body, article.flags, article.reason) == (FIRST, ["pages:missing"], None)
    assert article.further == []


def test_a_page_that_broke_the_readers_limits_is_missing() -> None:
    article = read(page(html(f"<p>{FIRST}</p>")))
    article.further = [Article(url=f"{HOST}/9_2.htm", reason=Unreadable)]
    article = stages().walk(article)
    assert (article.body, article.flags) == (FIRST, ["pages:missing"])


def test_a_page_with_a_picture_and_no_word_is_one_of_a_series() -> None:
    article = read(page(html(f"<p>{FIRST}</p>")))
    picture = {"url": f"{HOST}/2.jpg", "caption": ""}
    article.further = [Article(images=[picture]), read(page(html(f"<p>{LAST}</p>")))]
    article = stages().walk(article)
    assert (article.body, article.flags) == (f"{FIRST}\n{LAST}", [])
    assert article.images == [picture]


def test_a_list_under_the_first_page_does_not_cut_off_the_second() -> None:
    more = "<p>相关阅读</p><p>另一条新闻的标题</p>"
    article = joined(page(html(f"<p>{FIRST}</p>{more}")), page(html(f"<p>{LAST}</p>")))
    assert article.body == f"{FIRST}\n{LAST}"
    assert article.fetched == FETCHED
