"""The elements that hold the body in the known publishing systems.

Names are from pages of each system and from the selectors of public crawlers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_TAGS = ("div", "td", "section", "article", "main", "span", "p", "founder-content")
_IDS = frozenset(
    (
        "UCAP-CONTENT",  # 开普云
        "vsb_content",  # 博达
        "zoom",  # 大汉, and many government sites
        "Zoom",
        "ozoom",
        "ivs_content",
        "ArticleContent",  # 华光
        "articleContent",
        "rwb_zw",  # 人民网
        "js_content",  # 微信
        "endText",  # 网易
        "artibody",  # 新浪
        "p-detail",  # 新华网
        "Cnt-Main-Article-QQ",  # 腾讯
    )
)
_CLASSES = frozenset(
    (
        "TRS_Editor",  # 拓尔思
        "trs_editor_view",
        "trs_paper_default",
        "TRS_UEDITOR",
        "pages_content",  # 开普云
        "wzzw-article",  # 大汉 jpaas
        "v_news_content",  # 博达
        "p_articles",  # 中企动力
        "rm_txt_con",  # 人民网
        "article-content",  # CmsTop
    )
)


def containers(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements of *tree* that hold bodies by their names.

    >>> from crawler.reading.tree import parse
    >>> page = '<table><tr><td id="zoom">正文</td></tr></table><div class="my-TRS_Editor">不是</div>'
    >>> [element.text for element in containers(parse(page))]
    ['正文']
    """
    for element in tree.iter(_TAGS):
        classes = element.get("class")
        if (
            element.get("id") in _IDS
            or (classes and not _CLASSES.isdisjoint(classes.split()))
            or element.tag == "founder-content"
        ):
            yield element
