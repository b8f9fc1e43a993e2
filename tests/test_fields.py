"""Fields are read from whatever states them: metadata, elements, the lines around the body."""

import json
from urllib.parse import urljoin

import pytest
from helpers import article_on, page

from crawler.items import Article
from crawler.reading.stated import read_stated
from crawler.reading.tree import parse

TITLE = "柳河镇动员春耕备耕工作"
BODY = [
    "3月14日，柳河镇召开春耕动员会，部署全镇选种、备肥、农机检修等工作，三百多人参加。",
    "会议指出，今年雨水偏多，各村要提前清淤水渠，把低洼地块的排水沟挖深半米，不误农时。",
]
PARAGRAPHS = "".join(f"<p>　　{text}</p>\n" for text in BODY)
DECK = "全镇三百多人下田插秧"
DATED = "<div>2026-03-14 09:05</div>"
URL = "http://news.example.cn/read/990.html"


def read_page(
    *,
    head: str = "",
    title: str = f"{TITLE}-柳河网",
    above: str = f"<h1>{TITLE}</h1>{DATED}",
    body: str = PARAGRAPHS,
    below: str = "",
    url: str = URL,
) -> Article:
    """Return the article on a page of 柳河网 with these parts."""
    html = (
        f"<html><head><title>{title}</title>{head}</head><body>"
        '<div class="nav"><a href="/">首页</a><a href="/yw/">要闻</a></div>'
        f'{above}<div class="TRS_Editor">{body}</div>{below}</body></html>'
    )
    return article_on(page(html, url=url))


@pytest.mark.parametrize(
    "suffix",
    [
        "_柳河新闻_柳河网",
        "-柳河网",
        "--柳河--要闻网",
        " | 政治 | 柳河通讯社",
        " - 柳河县人民政府",
        "_要闻_柳河县人民政府门户网站",
        "|柳河|春耕_柳河新闻",
        "",
    ],
)
@pytest.mark.parametrize(
    "headline",
    [
        TITLE,
        "柳河镇1-10月引资3亿元",
        '"春耕"备耕忙 柳河镇"早"字当头',
        "春耕|柳河镇三百人下田忙插秧",
        "柳河镇织密水利安全网",
    ],
)
@pytest.mark.parametrize("heading", [True, False])
def test_the_headline_goes_without_section_and_site(
    headline: str, suffix: str, *, heading: bool
) -> None:
    above = f"<h1>{headline}</h1>{DATED}" if heading else f"<div>{headline}</div>{DATED}"
    assert read_page(title=headline + suffix, above=above).title == headline


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        (f"{TITLE}_柳河新闻_柳河网", TITLE),
        (f"{TITLE}-柳河网", TITLE),
        (f"柳河网_{TITLE}", TITLE),
        (f"{TITLE} | 政治 | 柳河通讯社", TITLE),
        ("柳河镇1-10月引资3亿元--要闻--柳河网", "柳河镇1-10月引资3亿元"),
        (TITLE, TITLE),
    ],
)
def test_a_headline_that_the_page_shows_as_a_picture_is_cut_from_the_title(
    title: str, headline: str
) -> None:
    assert read_page(title=title, above=f'<img src="/t.png">{DATED}').title == headline


@pytest.mark.parametrize(
    "above",
    [
        f"<h1>柳河网</h1><h2>{TITLE}</h2>{DATED}",
        f'<div class="logo">柳河县人民政府</div><div class="detail-title">{TITLE}</div>{DATED}',
        f'<h3>热点推荐</h3><p><a href="/1">青石乡的茶园开园了</a></p><h2>{TITLE}</h2>{DATED}',
        f'<h2>{TITLE}</h2><div class="d"><p>14</p><p>2026-03</p></div>',
        f"<h2>{TITLE}</h2><p>来源：柳河日报</p>",
    ],
)
@pytest.mark.parametrize("title", ["柳河网", "柳河县人民政府", "柳河网-新闻资讯", ""])
def test_where_the_title_names_the_site_alone_the_heading_above_the_date_counts(
    title: str, above: str
) -> None:
    assert read_page(title=title, above=above).title == TITLE


@pytest.mark.parametrize(
    ("title", "above"),
    [
        (f"{TITLE[:8]}..._柳河网", f"<h1>{TITLE}</h1>{DATED}"),
        (f"{TITLE[:8]}…-柳河网", f'<div class="article_title">{TITLE}</div>{DATED}'),
        ("柳河日报数字报", f"<p>2026年03月14日</p><h1>{TITLE}</h1><p>本报记者 张三丰</p>"),
        ("柳河日报-2026年03月14日-第03版", f"<p>2026年03月14日</p><h3>{TITLE}</h3>{DATED}"),
        ("要闻-柳河网", f"<div>{TITLE}</div>{DATED}"),
        (f"柳河网 {TITLE}", f"<p>{TITLE}</p>{DATED}"),
        (f"{TITLE}_要闻_柳河网", f"<h1>柳河网</h1><p>{TITLE}</p>{DATED}"),
    ],
)
def test_a_title_that_is_cut_short_or_names_the_issue_is_made_good(title: str, above: str) -> None:
    assert read_page(title=title, above=above).title == TITLE


def test_a_headline_may_end_like_the_name_of_a_paper() -> None:
    headline = "食用油掺假怎么举报"
    found = read_page(title="-柳河网", above=f"<h1>{headline}</h1>{DATED}")
    assert (found.title, found.source) == (headline, None)


SITE_LIKE = ["柳河籍学子考入北京大学", "两名村医走进省人民医院", "党委书记谈新闻"]


@pytest.mark.parametrize("headline", SITE_LIKE)
@pytest.mark.parametrize("title", ["{}-柳河网", "{}_要闻_柳河网", "柳河县人民政府_{}"])
@pytest.mark.parametrize(
    "above", ["<h1>{}</h1>", "<div>{}</div>", "<h3>今日点击榜单</h3><h1>{}</h1>"]
)
def test_a_headline_may_end_like_the_name_of_a_site(headline: str, title: str, above: str) -> None:
    found = read_page(
        title=title.format(headline),
        above=above.format(headline) + "<p>来源：柳河日报 2026-03-14</p>",
        below="<h2>青石乡的茶园开园了</h2><p>2026-03-01</p>",
    )
    assert (found.title, found.published, found.source) == (headline, "2026-03-14", "柳河日报")


@pytest.mark.parametrize("headline", SITE_LIKE)
def test_an_unconfirmed_name_at_the_top_of_a_page_is_none(headline: str) -> None:
    above = f"<h1>{headline}</h1><p>2026-03-14 09:05</p><h2>{TITLE}</h2><p>来源：柳河日报</p>"
    assert read_page(title=headline, above=above).title == TITLE


@pytest.mark.parametrize("headline", SITE_LIKE)
def test_metadata_confirm_a_headline_that_ends_like_a_site(headline: str) -> None:
    head = f'<meta name="ArticleTitle" content="{headline}">'
    assert read_page(title=headline, head=head, above=f"<p>{headline}</p>{DATED}").title == headline


@pytest.mark.parametrize("headline", SITE_LIKE)
def test_what_is_the_last_part_of_a_title_is_no_site(headline: str) -> None:
    assert read_page(title=f"{headline}_柳河网", above=f"<p>图</p>{DATED}").title == headline


@pytest.mark.parametrize("title", ["柳河日报-柳河网", "柳河县人民政府_柳河网", "柳河网-新闻资讯"])
@pytest.mark.parametrize("today", ["", "<p>今天是2026年3月20日 星期五</p>"])
def test_a_site_printed_above_the_headline_is_none(title: str, today: str) -> None:
    site = title.replace("_", "-").split("-")[0]
    above = f"<h1>{site}</h1>{today}<h2>{TITLE}</h2>{DATED}"
    assert read_page(title=title, above=above).title == TITLE


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="og:title" content="{TITLE}">',
        f'<meta name="ArticleTitle" content="{TITLE}">',
        f'<script type="application/ld+json">{json.dumps({"headline": TITLE})}</script>',
        f"<!--enpproperty <title>{TITLE}</title>/enpproperty-->",
    ],
)
def test_metadata_state_a_headline_that_the_title_lacks(head: str) -> None:
    assert read_page(title="", head=head, above=DATED).title == TITLE
    assert read_page(title="柳河网", head=head, above=f"<h1>柳河网</h1>{DATED}").title == TITLE


def test_only_the_first_headlines_of_metadata_count() -> None:
    others = [{"headline": f"青石乡的茶园开园了{n}"} for n in range(9)]
    last = '<script type="application/ld+json">{}</script>'
    head = last.format(json.dumps([*others, {"headline": TITLE}]))
    above = f"<p>{others[0]['headline']}</p><p>{TITLE}</p>"
    assert read_page(title="", head=head, above=above).title == others[0]["headline"]


def test_a_headline_in_two_lines_is_joined() -> None:
    above = f"<h1>柳河镇动员春耕<br>三百多人下田插秧</h1>{DATED}"
    found = read_page(title="柳河镇动员春耕 三百多人下田插秧_柳河网", above=above)
    assert found.title == "柳河镇动员春耕 三百多人下田插秧"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="PubDate" content="2026-03-13 08:00">', "2026-03-13T08:00:00+08:00"),
        ('<meta property="article:published_time" content="2026-03-13T00:00:00Z">',
         "2026-03-13T08:00:00+08:00"),
        ('<script type="application/ld+json">[{"datePublished": "2026-03-13"}]</script>',
         "2026-03-13"),
        ("<!--enpproperty <date>2026-03-13 08:00:05:0</date>/enpproperty-->",
         "2026-03-13T08:00:05+08:00"),
        ('<meta name="PubDate" content="2031-03-13">', "2026-03-14T09:05:00+08:00"),
        ('<script type="application/ld+json">{"datePublished": </script>',
         "2026-03-14T09:05:00+08:00"),
    ],
)  # fmt: skip
def test_metadata_date_an_article_before_the_line_under_the_headline(
    head: str, published: str
) -> None:
    assert read_page(head=head).published == published


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ('<span id="pubtime_baidu">2026-03-14 09:05:41</span>', "2026-03-14T09:05:41+08:00"),
        ('<time itemprop="datePublished" datetime="2026-03-14T09:05:41+08:00">昨天</time>',
         "2026-03-14T09:05:41+08:00"),
        ("<div><span>2026</span> <span><em>03</em>/<em>14</em></span> <span>09:05:41</span></div>",
         "2026-03-14T09:05:41+08:00"),
        ("<div>发布时间：2026年3月14日 下午3:05</div>", "2026-03-14T15:05:00+08:00"),
        ("<div>二〇二六年三月十四日</div>", "2026-03-14"),
        ("<div>更新时间：2026-03-16 发布时间：2026-03-14</div>", "2026-03-14"),
        ("<ul><li><a href='/2'>青石乡的茶园开园了</a> 2026-03-11</li></ul>", None),
        ("<div>今天是2026年3月20日 星期五</div>", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_line_under_the_headline_dates_an_article(above: str, published: str | None) -> None:
    assert read_page(above=f"<h1>{TITLE}</h1>{above}").published == published


def test_a_date_above_the_headline_is_found() -> None:
    above = (
        "<div><span>2026</span> <span>03/14</span> <span>09:05:41</span> 来源：柳河日报</div>"
        f"<h1>{TITLE}</h1>"
    )
    assert read_page(above=above).published == "2026-03-14T09:05:41+08:00"


def test_the_dateline_dates_a_page_that_does_not() -> None:
    found = read_page(above=f"<h1>{TITLE}</h1>", body=f"<p>本报3月12日讯 {BODY[0]}</p>")
    assert (found.published, found.precision) == ("2026-03-12", "day")


@pytest.mark.parametrize(
    ("url", "flags"),
    [
        ("http://news.example.cn/202601/05/c_7.html", ["date:conflict"]),
        ("http://news.example.cn/202603/13/c_7.html", []),
        (URL, []),
    ],
)
def test_dates_that_contradict_each_other_are_flagged(url: str, flags: list[str]) -> None:
    found = read_page(url=url)
    assert (found.flags, found.published is not None) == (flags, True)


@pytest.mark.parametrize(
    ("above", "source", "authors"),
    [
        ('<span id="source_baidu">来源：柳河日报</span> <span id="author_baidu">张三丰</span>',
         "柳河日报", ["张三丰"]),
        ('<a class="media-name" href="/u">柳河发布</a> 2026-03-14', "柳河发布", []),
        ('<p class="author-name">柳河大小事</p><p>2026-03-14</p>', "柳河大小事", []),
        ('<p class="author-name">张三丰</p><p>2026-03-14</p>', None, ["张三丰"]),
        ('<p class="author">admin</p><p>2026-03-14</p>', None, []),
        ('<p class="source">来源：</p><p>2026-03-14</p>', None, []),
        ('<p>2026-03-14 来源：柳河日报</p><p class="source">柳河网</p>', "柳河日报", []),
        ("<p>柳河晚报 2026-03-14 09:05</p>", "柳河晚报", []),
    ],
)  # fmt: skip
def test_elements_named_for_a_field_hold_it(
    above: str, source: str | None, authors: list[str]
) -> None:
    found = read_page(above=f"<h1>{TITLE}</h1>{above}")
    assert (found.source, found.authors) == (source, authors)


def test_an_element_named_for_a_source_far_from_the_headline_is_another_articles() -> None:
    below = '<div><h3>推荐</h3><span class="source">青石网</span></div>'
    assert read_page(below=below).source is None


@pytest.mark.parametrize(
    ("head", "source", "authors", "editors"),
    [
        ('<meta name="ContentSource" content="柳河日报">', "柳河日报", [], []),
        ('<meta name="source" content="来源：柳河日报"><meta name="editor" content="张三丰">',
         "柳河日报", [], ["张三丰"]),
        ("<!--enpproperty <author>张三丰</author><sourcename>柳河日报</sourcename>/enpproperty-->",
         "柳河日报", ["张三丰"], []),
        ('<script type="application/ld+json">{"author": {"name": "张三丰"}}</script>', None,
         ["张三丰"], []),
        ('<meta property="article:author" content="柳河网">', None, [], []),
        ('<meta name="author" content="李小村">', None, [], []),
        ('<meta name="source" content="http://www.liuhe.example">', None, [], []),
    ],
)  # fmt: skip
def test_metadata_name_source_writers_and_editors(
    head: str, source: str | None, authors: list[str], editors: list[str]
) -> None:
    found = read_page(head=head)
    assert (found.source, found.authors, found.editors) == (source, authors, editors)


def test_who_edited_a_page_is_no_writer_of_it_unless_the_text_is_signed() -> None:
    credits_ = "<p>作者：张三丰 责任编辑：张三丰</p>"
    assert read_page(below=credits_).authors == []
    signed = read_page(body=PARAGRAPHS + "<p>（记者 张三丰）</p>", below=credits_)
    assert (signed.authors, signed.editors) == (["张三丰"], ["张三丰"])


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/yw/990.html">', "http://news.example.cn/yw/990.html"),
        ('<link rel="Canonical nofollow" href="https://a.example/990.html">',
         "https://a.example/990.html"),
        ('<meta property="og:url" content="https://a.example/990.html">',
         "https://a.example/990.html"),
        ('<link rel="canonical" href="/">', None),
        ('<link rel="canonical" href="http://a.example/index.html">', None),
        ('<link rel="canonical" href="/"><meta property="og:url" content="/yw/990.html">',
         "http://news.example.cn/yw/990.html"),
        ('<link rel="canonical" href="javascript:void(0)">', None),
        ('<link rel="canonical" href="http://[标题]/">', None),
        ('<link rel="alternate" href="http://m.example.cn/990.html">', None),
    ],
)  # fmt: skip
def test_the_canonical_address_is_an_articles(head: str, url: str | None) -> None:
    assert read_page(head=head).canonical_url == url


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        ("春耕,柳河镇,水渠", ["春耕", "柳河镇", "水渠"]),
        (f"{TITLE},春耕", ["春耕"]),
        ("柳河新闻,柳河网,春耕", []),
        ("", []),
    ],
)
def test_keywords_are_tags_if_they_are_the_articles(keywords: str, tags: list[str]) -> None:
    assert read_page(head=f'<meta name="keywords" content="{keywords}">').tags == tags


def test_printed_tags_go_before_metadata() -> None:
    found = read_page(
        head='<meta name="keywords" content="春耕,柳河镇">', below="<p>关键词：农机 水利</p>"
    )
    assert found.tags == ["农机", "水利"]


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ('<img src="a.jpg">', ("http://news.example.cn/read/a.jpg", "")),
        ('<img src="/s.gif" data-original="/a.jpg">', ("http://news.example.cn/a.jpg", "")),
        ('<img src="data:image/gif;base64,R0" data-src="//i.example/a.jpg">',
         ("http://i.example/a.jpg", "")),
        ('<img srcset="/a.jpg 320w, /b.jpg 640w">', ("http://news.example.cn/b.jpg", "")),
        ('<img src="/a.jpg" alt="渠水进田">', ("http://news.example.cn/a.jpg", "渠水进田")),
        ('<figure><img src="/a.jpg" alt="图"><figcaption>渠水进田</figcaption></figure>',
         ("http://news.example.cn/a.jpg", "渠水进田")),
        ('<p><img src="/a.jpg"></p><p>渠水进田。张三丰 摄</p>',
         ("http://news.example.cn/a.jpg", "渠水进田。张三丰 摄")),
        ('<p><img src="/a.jpg"></p><p class="caption">渠水进田</p>',
         ("http://news.example.cn/a.jpg", "渠水进田")),
        (f'<img src="/a.jpg" alt="{TITLE}">', ("http://news.example.cn/a.jpg", "")),
        ('<img src="/a.jpg" alt="IMG_2034.jpg">', ("http://news.example.cn/a.jpg", "")),
        (f'<p><img src="/a.jpg"></p><p>{BODY[1]}</p>', ("http://news.example.cn/a.jpg", "")),
    ],
)  # fmt: skip
def test_a_picture_has_its_address_and_caption(image: str, expected: tuple[str, str]) -> None:
    found = read_page(body=image + PARAGRAPHS).images
    assert [(x["url"], x["caption"]) for x in found] == [expected]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/icons/print.png">',
        '<img src="/images/qrcode.png">',
        '<img src="/spacer.gif">',
        '<img src="/count.gif" width="1" height="1">',
        '<img src="/a.png" style="" width="16">',
        '<img src="data:image/png;base64,R0">',
        "<img>",
    ],
)
def test_what_is_drawn_for_the_page_is_no_picture(image: str) -> None:
    assert read_page(body=PARAGRAPHS + image).images == []


@pytest.mark.parametrize(
    "address",
    [
        "/sites/default/files/2026/1.jpg",
        "/upload/share/1.jpg",
        "/upload/ad/3.jpg",
        "http://weixin.example.cn/1.jpg",
        "http://logo.example.cn/a/weixin_pic_4.jpg",
        "/a/river.jpg?from=icon.png",
        "/a/sharing.jpg",
    ],
)
def test_host_and_folder_make_no_drawing_of_a_picture(address: str) -> None:
    found = read_page(body=f'{PARAGRAPHS}<img src="{address}">').images
    assert [x["url"] for x in found] == [urljoin(URL, address)]


@pytest.mark.parametrize("name", ["share.png", "ad.gif", "weixin.jpg", "qr_2.png", "top-logo.png"])
def test_a_file_may_be_named_a_drawing(name: str) -> None:
    assert read_page(body=f'{PARAGRAPHS}<img src="/upload/2026/{name}">').images == []


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("/read/8.html", 0),
        ("http://a.example/", 0),
        ("/a/b.jpg", 1),
        ("/show.php?pic=/a/b.jpg", 1),
        ("990_2.html", 1),
        ("990.html#a", 1),
        ("#", 1),
        ("javascript:void(0)", 1),
        ("", 1),
    ],
)
def test_a_picture_that_leads_to_another_article_is_a_teaser(link: str, number: int) -> None:
    found = read_page(body=f'{PARAGRAPHS}<p><a href="{link}"><img src="/a/1.jpg"></a></p>').images
    assert len(found) == number


def test_pictures_of_a_figure_share_its_caption() -> None:
    figure = "<figure><img src=1.jpg><img src=2.jpg><figcaption>渠水进田</figcaption></figure>"
    assert [x["caption"] for x in read_page(body=PARAGRAPHS + figure).images] == ["渠水进田"] * 2


@pytest.mark.parametrize(
    ("way", "section"),
    [
        ('<ul class="breadcrumb"><li>首页</li><li>民生</li><li>正文</li></ul>', "民生"),
        ("<div>当前位置：首页 - 民生 - 正文</div>", "民生"),
        (
            '<div><a href="/">柳河网</a> &gt; <a href="/ms/">民生</a> &gt; 正文</div>',
            "民生",
        ),
    ],
)
def test_the_breadcrumb_names_the_section(way: str, section: str) -> None:
    assert read_page(above=f"{way}<h1>{TITLE}</h1>{DATED}").section == section


def test_a_breadcrumb_in_the_table_of_the_body_is_no_text() -> None:
    article = read_page(body=f"<p>首页 → 柳河新闻 → 正文</p>{PARAGRAPHS}")
    assert (article.section, article.body.split("\n")) == ("柳河新闻", BODY)


def test_metadata_name_the_section() -> None:
    assert read_page(head='<meta name="ColumnName" content="县区动态">').section == "县区动态"
    assert read_page(head='<meta property="article:section" content="business">').section is None


def test_lines_above_and_below_a_headline_are_its_deck() -> None:
    enp = "<!--enpproperty <introtitle>不误农时</introtitle><subtitle>三百多人参加</subtitle>"
    assert read_page(head=enp + "/enpproperty-->").subtitle == ["不误农时", "三百多人参加"]
    above = f"<h1>{TITLE}</h1><h2>全镇三百多人参加</h2>{DATED}"
    assert read_page(above=above).subtitle == ["全镇三百多人参加"]
    above = f"<h3>不误农时早下田</h3><h1>{TITLE}</h1><h3>全镇三百多人参加</h3>{DATED}"
    assert read_page(above=above).subtitle == ["不误农时早下田", "全镇三百多人参加"]
    above = f"<h3>柳河新闻网</h3><h1>{TITLE}</h1>{DATED}"
    assert read_page(above=above).subtitle == []
    deck = '<p style="text-align: center"><b>全镇三百多人参加</b></p>'
    found = read_page(body=deck + PARAGRAPHS)
    assert (found.subtitle, found.body.split("\n")) == (["全镇三百多人参加"], BODY)
    subhead = '<p align="center">水渠通到田头</p>'
    found = read_page(body=deck + PARAGRAPHS + subhead + PARAGRAPHS)
    assert (found.subtitle, found.body.split("\n")[0]) == ([], "全镇三百多人参加")
    caption = f'<p><img src="/a.jpg"></p>{subhead}'
    assert read_page(body=deck + PARAGRAPHS + caption).subtitle == ["全镇三百多人参加"]
    verse = '<p align="center">细雨下在田埂上<br>种子醒来抬起头</p>'
    assert read_page(body=verse + PARAGRAPHS).subtitle == []
    caption = f'<p><img src="/a.jpg"></p>{deck}'
    assert read_page(body=caption + PARAGRAPHS).subtitle == []
    ranked = f"<h1>{TITLE}</h1><div>热门新闻排行榜</div>{DATED}"
    assert read_page(above=ranked).subtitle == []


@pytest.mark.parametrize(
    "above",
    [
        f"<h2>柳河新闻网欢迎您</h2><h1>{TITLE}</h1>",
        f"<h2>青石乡春耕专题专栏</h2><h1>{TITLE}</h1>",
        f"<h2>柳河县区新闻动态</h2><h1>{TITLE}</h1>",
        f"<div><h2>不误农时早下田</h2></div><h1>{TITLE}</h1>",
        f"<h1>不误农时早下田</h1><h2>{TITLE}</h2>",
        f"<h2>不误农时早下田</h2><p>首页</p><h1>{TITLE}</h1>",
    ],
)
def test_another_heading_above_the_headline_is_no_kicker(above: str) -> None:
    assert read_page(above=above + DATED).subtitle == []


@pytest.mark.parametrize("level", ["h1", "h2", "h4"])
def test_a_heading_of_the_same_block_above_the_headline_is_its_kicker(level: str) -> None:
    above = f"<div><{level}>不误农时早下田</{level}><h1><b>{TITLE}</b></h1></div>{DATED}"
    assert read_page(above=above).subtitle == ["不误农时早下田"]


@pytest.mark.parametrize(
    "below",
    [
        "<p>（责任编辑：张三丰）</p>",
        "<div>编辑：张三丰</div>",
        "<h3>延伸阅读</h3><p><a href='/2'>青石乡的茶园开园了</a></p><div>责任编辑：张三丰</div>",
    ],
)
def test_editors_are_read_below_the_body(below: str) -> None:
    assert read_page(below=below).editors == ["张三丰"]


def test_editors_of_another_article_are_not_read() -> None:
    below = "<h3>延伸阅读</h3><p>青石乡的茶园开园了，记者：张三丰</p><p>编辑：李小村</p>"
    found = read_page(below=below)
    assert (found.authors, found.editors) == ([], [])


@pytest.mark.parametrize(
    ("first", "last", "authors"),
    [
        ("柳河日报记者 张三丰", "", ["张三丰"]),
        ("", "文/张三丰", ["张三丰"]),
        ("", "（张三丰）", ["张三丰"]),
        ("本报讯（通讯员 张三丰 李小村）会议昨天召开。", "", ["张三丰", "李小村"]),
        ("图为会议现场。柳河日报记者 张三丰 摄", "", []),
    ],
)
def test_writers_are_read_at_either_end_of_the_body(
    first: str, last: str, authors: list[str]
) -> None:
    assert read_page(body=f"<p>{first}</p>{PARAGRAPHS}<p>{last}</p>").authors == authors


def test_when_an_event_takes_place_is_no_date_of_publication() -> None:
    event = "<p>时间：2026年2月20日</p><p>地点：柳河镇文化站</p>"
    found = read_page(above=f"<h1>{TITLE}</h1>", body=event + PARAGRAPHS)
    assert (found.published, found.body.split("\n")[0]) == (None, "时间：2026年2月20日")
    found = read_page(above=f"<h1>{TITLE}</h1><p>时间：2026年3月14日</p>")
    assert found.published == "2026-03-14"


def test_questions_of_an_interview_name_no_writer() -> None:
    asked = f"<p>记者：难不难</p><p>{BODY[0]}</p><p>记者：高兴</p><p>{BODY[1]}</p>"
    found = read_page(body=asked, below="<p>记者：安全</p>")
    assert (found.authors, "记者：难不难" in found.body) == ([], True)
    assert read_page(body=f"<p>记者：张三丰</p>{PARAGRAPHS}").authors == ["张三丰"]


def test_what_went_from_the_body_into_fields_is_noted() -> None:
    deck = '<p align="center">全镇三百多人参加</p>'
    found = read_page(body=f"{deck}{PARAGRAPHS}<p>责任编辑：张三丰</p>")
    reasons = dict(found.removed)
    assert "subtitle" in reasons["全镇三百多人参加"]
    assert "credit" in reasons["责任编辑：张三丰"]
    assert not set(reasons) & set(BODY)


@pytest.mark.parametrize(
    ("title", "above", "headline"),
    [
        # A third of <title> is enough for a line, less is a word of it.
        (
            "柳河镇动员春耕备耕工作三百多人参加",
            "<p>柳河镇动员</p>",
            "柳河镇动员春耕备耕工作三百多人参加",
        ),
        ("柳河镇动员春耕备耕工作三百多人参加", "<p>柳河镇动员春耕</p>", "柳河镇动员春耕"),
        # A heading of half the length of a line wins over it, a shorter one is the site's.
        (f"柳河镇动员_{TITLE}", f"<h1>柳河镇动员</h1><p>{TITLE}</p>", TITLE),
        (f"柳河镇动员春耕_{TITLE}", f"<h1>柳河镇动员春耕</h1><p>{TITLE}</p>", "柳河镇动员春耕"),
    ],
)
def test_a_line_or_heading_must_not_be_much_shorter_than_the_title(
    title: str, above: str, headline: str
) -> None:
    assert read_page(title=title, above=above + DATED).title == headline


def test_credits_are_read_some_lines_below_the_body_and_no_further() -> None:
    lines = [f"<p>第{n}版</p>" for n in range(20)]
    near = "".join([*lines[:9], "<p>编审：张三丰</p>"])
    far = "".join([*lines, "<p>编审：张三丰</p>"])
    assert read_page(below=near).editors == ["张三丰"]
    assert read_page(below=far).editors == []


def test_a_long_line_above_the_body_names_no_source() -> None:
    long = f"<p><a href='/2'>来源：青石网{'。青石乡的茶园开园了' * 20}</a></p>"
    above = f"<h1>{TITLE}</h1>{long}<p class='author'>张三丰</p><p>2026-03-14</p>"
    assert read_page(above=above).authors == ["张三丰"]


@pytest.mark.parametrize("dots", ["...", "…", "……"])
def test_a_headline_that_the_title_cuts_short_is_completed_from_the_page(dots: str) -> None:
    whole = "关于推进柳河镇春耕备耕和田间水渠修缮工作的若干说明"
    above = f'<div class="t">{whole}</div>{DATED}'
    assert read_page(title=f"{whole[:16]}{dots}-柳河网", above=above).title == whole


def test_a_headline_that_ends_with_dots_keeps_them() -> None:
    own = "柳河镇的老水渠又流水了……"
    above = f"<h1>{own}</h1>{DATED}<p>柳河镇的老水渠又流水了，村民很高兴</p>"
    assert read_page(title=f"{own}-柳河网", above=above).title == own


@pytest.mark.parametrize(
    ("intro", "sub"), [("yinti", "futi"), ("intro-title", "sub-title"), ("introTitle", "subtitle")]
)
@pytest.mark.parametrize("tag", ["p", "div", "h2"])
def test_an_element_named_for_it_holds_the_deck(intro: str, sub: str, tag: str) -> None:
    kicker = f'<p class="{intro}">稳字当头 早字争先</p>'
    below = f'<{tag} class="{sub}">{DECK}</{tag}>'
    assert read_page(above=f"{kicker}<h1>{TITLE}</h1>{below}{DATED}").subtitle == [
        "稳字当头 早字争先",
        DECK,
    ]


@pytest.mark.parametrize(
    "named",
    [
        f'<div class="subtitle">{DATED}</div>',
        f'<div class="sub-title"><a href="/zt">{DECK}</a></div>',
        f'<div class="subtitles-of-others">{DECK}</div>',
    ],
)
def test_what_else_stands_in_such_an_element_is_no_deck(named: str) -> None:
    assert read_page(above=f"<h1>{TITLE}</h1>{named}<p>短行</p>").subtitle == []


def test_a_label_before_the_deck_goes() -> None:
    above = f"<h1>{TITLE}</h1><div>副标题：{DECK}</div>{DATED}"
    assert read_page(above=above).subtitle == [DECK]


@pytest.mark.parametrize("title", ["柳河晚报 - 数字报刊平台", "柳河晚报"])
def test_where_the_title_names_the_paper_alone_the_greatest_heading_counts(title: str) -> None:
    heads = f"<h3>稳字当头早字争先</h3><h1>{TITLE}</h1><h2>——柳河镇春耕见闻</h2>"
    issue = "<p>《柳河晚报》（ 2026年03月14日 第 03 版）</p>"
    article = read_page(title=title, above=f"<div>{heads}{issue}</div>")
    assert (article.title, article.source) == (TITLE, "柳河晚报")
    assert article.subtitle == ["稳字当头早字争先", "——柳河镇春耕见闻"]


def test_keywords_of_an_e_paper_and_of_json_ld_are_stated() -> None:
    enp = "<!--enpproperty <keyword>春耕,水渠</keyword>/enpproperty-->"
    data = '{"@type": "NewsArticle", "keywords": ["春耕", "水渠"], "articleSection": "民生"}'
    for head in (enp, f'<script type="application/ld+json">{data}</script>'):
        text = f"<html><head>{head}</head><body><p>正文</p></body></html>"
        stated = read_stated(text, parse(text), "http://a.example/1.html")
        assert stated.keywords == ["春耕", "水渠"]
    assert stated.section == "民生"
