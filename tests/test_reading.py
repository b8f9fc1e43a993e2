"""Whole pages, in the structure of each publishing system, become whole articles."""

from dataclasses import dataclass, field

import pytest
import trafilatura
from helpers import article_on, page
from lxml.html import HtmlElement

from crawler.items import Article, Page
from crawler.reading.cleaner import text_of_part
from crawler.reading.read import read
from crawler.reading.tree import parse
from crawler.reasons import NoArticle

TITLE = "柳河镇动员春耕备耕工作"
BODY = [
    "3月14日，柳河镇召开春耕动员会，部署全镇选种、备肥、农机检修等工作，三百多人参加。",
    "会议指出，今年雨水偏多，各村要提前清淤水渠，把低洼地块的排水沟挖深半米，不误农时。",
    "会议要求，党员干部带头下地，帮助缺少劳力的人家完成播种，五月十日以前全部结束。",
]
PARAGRAPHS = "".join(f"<p>　　{text}</p>\n" for text in BODY)
RELATED = (
    '<div class="related"><h3>相关阅读</h3><ul><li><a href="/3">青石乡的茶园开园了</a></li>'
    '<li><a href="/3">柳河大桥今天正式通车</a></li></ul></div>'
)
CRUMBS = '当前位置：<a href="/">首页</a> &gt; <a href="/yw/">柳河要闻</a> &gt; 正文'


def shell(main: str) -> str:
    """Return a page of 柳河网 around *main*."""
    return (
        f"<html><head><title>{TITLE}-柳河网</title></head><body>"
        '<div class="nav"><a href="/">首页</a><a href="/yw/">要闻</a></div>'
        f'{main}<div class="footer">版权所有 柳河网 某ICP备12345678号</div></body></html>'
    )


@dataclass(kw_only=True)
class System:
    """A page of a publishing system and what it states beside title and body."""

    main: str
    reader: str
    published: str
    precision: str
    source: str | None = "柳河日报"
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=lambda: ["王二木"])
    section: str | None = "柳河要闻"


SYSTEMS = {
    "founder": System(
        main=f"""<div class="position">{CRUMBS}</div><h1 class="t">{TITLE}</h1>
<div class="infos"><time>时间：2026-03-14 09:05</time> <span>来源：柳河日报</span>
<span>作者：张三丰 李小村</span> <a href="#">打印</a></div><div class="content">
<!--enpcontent-->{PARAGRAPHS}<!--/enpcontent-->
<!--enpproperty <articleid>7</articleid><date>2026-03-14 09:05:12:0</date><author>张三丰</author>
<nodename>柳河要闻</nodename><sourcename>柳河日报</sourcename>/enpproperty--></div>
<div>责任编辑：王二木</div>{RELATED}""",
        reader="marker",
        published="2026-03-14T09:05:00+08:00",  # what readers see, not the 12 seconds in metadata
        precision="minute",
        authors=["张三丰", "李小村"],
    ),
    "phpcms": System(
        main=f"""<div class="position">{CRUMBS}</div><table width="100%"><tr><td align="center">
<h1>{TITLE}</h1></td></tr><tr><td align="center">来源: <span>柳河日报</span>&nbsp;&nbsp;
发布日期:2026-03-14&nbsp;&nbsp;<a href="#">打印</a></td></tr><tr><td><table width="96%"><tr>
<td class="zw" id="zoom">{PARAGRAPHS}<p>（编辑：王二木）</p></td></tr></table></td></tr></table>
{RELATED}""",
        reader="family",
        published="2026-03-14",
        precision="day",
    ),
    "zhongqi": System(
        main=f"""<div class="p_breadcrumb">当前位置：<a href="/">首页</a> -
<a href="/yw/">要闻</a></div>
<div class="p_infoBox"><h1 class="e_title p_headA"><div class="font"><i></i> {TITLE} </div></h1>
<p class="p_summary"><span>【概要描述】</span></p><ul class="p_dataSource"><li><span>分类：</span>
<a href="/yw/">柳河要闻</a></li><li><span>作者：</span>张三丰</li>
<li><span>来源：</span>柳河日报</li>
<li><span>发布时间：</span>2026-03-14 09:05</li>
<li><span>访问量：</span><span>0</span></li></ul></div>
<div class="e_title"><div class="font">详情</div></div>
<div class="e_box p_articles">{PARAGRAPHS}<p>责任编辑：王二木</p></div>
<div class="p_QRCode"><p style="display: none;">用手机扫码继续阅读</p></div>
<div class="p_PrevAndNext">上一个：<a href="/3">青石乡的茶园开园了</a></div>{RELATED}""",
        reader="family",
        published="2026-03-14T09:05:00+08:00",
        precision="minute",
        authors=["张三丰"],
    ),
    "empirecms": System(
        main=f"""<div class="place">{CRUMBS}</div><article class="article">
<h1 class="title">{TITLE}</h1>
<div class="info"><span>网络编辑</span> <a href="/yw/">柳河要闻</a>
<span>2026-03-14 09:05:41</span> <span id="onclick">0</span> <a href="/t">春耕</a></div>
<div class="content" id="text">{PARAGRAPHS}</div>
<div class="share"><span>分享到</span><a>微信</a><a>QQ好友</a></div>
<div class="copyright"><h3>版权声明</h3><p>本文地址：<a href="#">http://news.example.cn/yw/7.html</a></p>
</div></article><div id="comments"><strong>留言与评论（共有 <span></span> 条评论）</strong>
<form><textarea></textarea> 验证码：<input></form></div>{RELATED}""",
        reader="general",
        published="2026-03-14T09:05:41+08:00",
        precision="second",
        source=None,
        editors=[],
    ),
    "cmstop": System(
        main=f"""<div class="position">{CRUMBS}</div><h1 class="article-title">{TITLE}</h1>
<div class="article-infos"><span class="date">2026-03-14 09:05</span><span>来源：柳河日报</span>
<span>作者：张三丰</span><span class="comment">评论<em>0</em></span>
<span><a>A-</a><a>A+</a></span></div>
<div class="article-content BSHARE_POP">{PARAGRAPHS}</div><div>（责任编辑：王二木）</div>
<div class="article-tags">春耕 农业</div>{RELATED}""",
        reader="family",
        published="2026-03-14T09:05:00+08:00",
        precision="minute",
        authors=["张三丰"],
    ),
}

every_system = pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS)
every_charset = pytest.mark.parametrize("charset", ["utf-8", "gbk"])


@every_system
@every_charset
def test_title_and_body_are_whole_and_nothing_else(system: System, charset: str) -> None:
    article = article_on(page(shell(system.main), charset=charset))
    assert article.title == TITLE
    assert article.body.split("\n") == BODY
    assert article.reader == f"{system.reader}/3"
    assert (article.reason, article.flags, article.mirror) == (None, [], False)


@every_system
def test_the_date_has_the_precision_of_the_page(system: System) -> None:
    article = article_on(page(shell(system.main)))
    assert (article.published, article.precision) == (system.published, system.precision)


@every_system
def test_credits_become_fields(system: System) -> None:
    article = article_on(page(shell(system.main)))
    assert article.source == system.source
    assert article.authors == system.authors
    assert article.editors == system.editors
    assert article.section == system.section


def test_the_address_that_a_page_states_is_kept() -> None:
    article = article_on(page(shell(SYSTEMS["empirecms"].main)))
    assert article.canonical_url == "http://news.example.cn/yw/7.html"
    assert article.tags == ["春耕"]


@every_system
def test_an_html_end_in_the_middle_of_a_page_ends_nothing(system: System) -> None:
    early = shell(f"<div>天气：晴</div></body></html>{system.main}")
    assert article_on(page(early)).body.split("\n") == BODY


@every_system
def test_a_future_date_on_the_page_is_refused(system: System) -> None:
    future = shell(system.main.replace("2026-03-14", "2031-03-14"))
    assert article_on(page(future)).published is None


def test_the_address_dates_a_page_that_does_not() -> None:
    plain = shell(f"<h1>{TITLE}</h1><div class='article-content'>{PARAGRAPHS}</div>")
    article = article_on(page(plain, url="http://news.example.cn/202603/14/c_7.html"))
    assert (article.published, article.precision) == ("2026-03-14", "day")


@pytest.mark.parametrize(
    "container", ['<div class="article-content">', '<td id="zoom">', '<div class="text">']
)
def test_a_brief_of_sixty_characters_survives(container: str) -> None:
    brief = (
        "3月14日下午，柳河镇首批四百亩早稻完成机插，比去年提前六天；"
        "镇农技站说，月底前全镇两千亩早稻可以全部插完。"
    )
    assert 50 <= len(brief) <= 60
    main = f"<h1>{TITLE}</h1><div>来源：柳河网 2026-03-14</div>{container}<p>{brief}</p></div>"
    article = article_on(page(shell(main + RELATED)))
    assert (article.body, article.title, article.reason) == (brief, TITLE, None)


LIST = shell(
    "<ul>"
    + "".join(f'<li><a href="/{n}">柳河新闻标题第{n}则</a></li>' for n in range(30))
    + "</ul>"
)
FORM = shell("<form>用户名：<input><br>密码：<input type=password><button>登录</button></form>")


@pytest.mark.parametrize(
    "html",
    ["", " \n", "<html></html>", "<html><body></body></html>", "<!-- -->", LIST, FORM],
    ids=["nothing", "white space", "html", "body", "comment", "list", "form"],
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    article = article_on(page(html))
    assert article.reason
    assert issubclass(article.reason, NoArticle)


def test_a_page_of_no_bytes_and_no_headers_is_no_error() -> None:
    assert article_on(Page()).reason is NoArticle
    assert read(Page()) == Article(page=Page(), reader="trafilatura/3")


def test_an_error_page_is_no_article_however_long_it_is() -> None:
    found = page(shell(SYSTEMS["founder"].main))
    gone = Page(url=found.url, body=found.body, headers=found.headers, status=404)
    assert article_on(gone).reason is NoArticle


MIRRORED = (
    "柳河網(wǎng)訊，3月14日，柳河鎮(zhèn)召開會(huì)議(yì)，部署春耕備(bèi)耕，三百多人參(cān)加。",
    "會(huì)議(yì)要求，各村把水渠修通，黨(dǎng)員帶頭下地，幫助缺少勞(láo)力的人家。",
)


def test_a_mirrored_page_is_told_and_loses_its_pinyin() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in MIRRORED)
    title = "柳河鎮(zhèn)動員春耕備(bèi)耕工作"
    main = f"<h1>{title}</h1><div class='article-content'>{paragraphs}</div>"
    article = article_on(page(shell(main).replace(f"<title>{TITLE}", f"<title>{title}")))
    assert article.mirror
    assert article.title == TITLE
    assert article.flags == ["mirror:pinyin"]
    assert article.script == "Hant"
    assert article.repairs == {"pinyin": 12}
    assert article.body.split("\n") == [
        "柳河网讯，3月14日，柳河镇召开会议，部署春耕备耕，三百多人参加。",
        "会议要求，各村把水渠修通，党员带头下地，帮助缺少劳力的人家。",
    ]


def test_a_plain_text_is_read_by_its_lines() -> None:
    text = "\n".join(
        ["首页 > 柳河要闻", TITLE, "2026-03-14 来源：柳河日报", *BODY, "责任编辑：王二木", "打印"]
    )
    article = article_on(page(text, content_type="text/plain"))
    assert (article.title, article.body.split("\n")) == (TITLE, BODY)
    assert (article.published, article.source) == ("2026-03-14", "柳河日报")
    assert article.editors == ["王二木"]


def test_a_heavily_damaged_text_is_flagged() -> None:
    damaged = shell(SYSTEMS["cmstop"].main.replace("选种", "\ufffd种"))
    article = article_on(page(damaged))
    assert (article.flags, article.repairs) == (["damaged"], {"unrecovered": 1})
    assert article.reason is None


def test_trafilatura_is_given_no_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a list it takes one for an element and fails."""
    left: list[object] = []

    def extract(tree: HtmlElement, **_: object) -> str:
        left.extend(node for node in tree.iter() if not isinstance(node.tag, str))
        return ""

    monkeypatch.setattr(trafilatura, "extract", extract)
    text_of_part(parse("<ul><li><!--甲-->乙<?php ?></li></ul>"))
    assert left == []
