"""The elements that hold the body in the known publishing systems.

From pages of each system and from the selectors of public crawlers; `docs/reading.md` names the
systems. A name is looked for in the text of the page before the tree is asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_IDS = (
    "UCAP-CONTENT",  # 开普云
    "vsb_content",  # 博达
    "zoom",  # 大汉 and many government sites
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
_CLASSES = (
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
_TAGS = ("founder-content",)  # 方正数字报


def containers(text: str, tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements of *tree*, the parsed page *text*, that hold bodies by their names.

    >>> from crawler.reading.tree import parse
    >>> page = '<td id="zoom">正文</td><div class="my-TRS_Editor">不是</div>'
    >>> [element.text for element in containers(page, parse(f"<table><tr>{page}</table>"))]
    ['正文']
    """
    for name in _IDS:
        if name in text:
            yield from tree.xpath("//*[@id=$name]", name=name)
    for name in _CLASSES:
        if name in text:
            found = tree.xpath("//*[contains(@class, $name)]", name=name)
            yield from (x for x in found if name in x.get("class").split())
    for name in _TAGS:
        if f"<{name}" in text:
            yield from tree.iter(name)
