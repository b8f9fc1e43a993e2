"""The elements that hold bodies, and those that hold comments or the foot, by the names they bear.

Names are from pages of each system and from the selectors of public crawlers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.reading.tree import named

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
    >>> page = '<div><p id="zoom">正文</p><p class="my-TRS_Editor">不是</p></div>'
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


_END = r"(?:$|[\s_-]|list|box|area|wrap|blk|nav)"
_OF_READERS = (
    "comments?|pinglun|gentie|huifu|repl(?:y|ies)|reviews?|liuyan|discuss|feedback|SOHUCS|ds-thread"
)
_COMMENTS = re.compile(rf"(?:^|[\s_-])(?:{_OF_READERS}){_END}", re.IGNORECASE)
_OTHERS = re.compile(rf"(?:^|[\s_-])(?:{_OF_READERS}|foot(?:er)?|copyright){_END}", re.IGNORECASE)

COMMENTED = ("div", "ul", "ol", "dl", "section")
"""Elements that may hold comments; WordPress says of a whole `body` that it has some."""


def others(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements of *tree* that are named as holding what readers wrote, or the foot.

    >>> from crawler.reading.tree import parse
    >>> page = '<div class="hot-comments">顶</div><div class="commentary">评论员文章</div>'
    >>> [element.text for element in others(parse(page))]
    ['顶']
    """
    for element in tree.iter(*COMMENTED, "footer"):
        if element.tag == "footer" or _OTHERS.search(named(element)):
            yield element


def holds_comments(element: HtmlElement) -> bool:
    """Whether *element*, one of `COMMENTED`, is named as holding what readers wrote."""
    return _COMMENTS.search(named(element)) is not None
