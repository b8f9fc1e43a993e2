"""Parse a page, and prune what cannot be article."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree, html


def tags(names: str) -> frozenset[str]:
    """Return the tags that *names* lists, a space between them."""
    return frozenset(names.split())


def named(element: html.HtmlElement) -> str:
    """Return the classes and the id of *element*, by which templates say what it is for.

    >>> named(parse("<p id=zoom class='a b'>").find(".//p"))
    'a b zoom'
    """
    return f"{element.get('class') or ''} {element.get('id') or ''}"


# An include in the middle of a page may bring an </html> of its own; libxml2 stops there.
_EARLY_END = re.compile(rb"</(?:body|html)\s*>(?!\s*\Z)", re.IGNORECASE)
_CONTROL = bytes({*range(0x20)} - {*b"\t\n\r"})
# lxml.html's own lookup asks a Python function for each element, for the sake of forms.
_CLASSES = etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment)

# Class names and ids of what stands around an article on every publishing system.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumbs?|position|footer?|copyright|side(?:bar)?|"
    r"rank(?:ing)?|hot(?:news|list)?|related?|relevant|recommend|tuijian|share|bdshare\w*|bds\w*|"
    r"comments?|pinglun|reviews?|qr(?:code)?|ad|ads|advert|banner|login|search|"
    r"pag(?:e|ing|ination)|prev|next|toolbar|tags?|friend|links?|subscribe|digg)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AROUND_TAGS = tags("nav footer aside form script style noscript iframe select button")
KEEP_SHARE = 0.4
"""A block that holds more than this share of the page's sentences is never pruned."""
_SENTENCE = re.compile("[，。；！？]")


def parse(text: str) -> html.HtmlElement:
    """Return the tree of the page *text*; an empty one for a page without markup.

    >>> parse("<p>甲</html><p>乙").text_content()
    '甲乙'
    """
    page = text.rstrip().encode("utf-8", "replace").translate(None, _CONTROL)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = html.document_fromstring(_EARLY_END.sub(b"", page), parser=parser)
    except etree.ParserError:
        tree = html.document_fromstring(b"<html><body></body></html>")
    return tree


def join(base: str, link: str) -> str:
    """Return the address that *link* means on the page at *base*; "" for one that is none.

    >>> join("http://a.example/b/", "c.html"), join("http://a.example/", "http://[标题]/")
    ('http://a.example/b/c.html', '')
    """
    try:
        address = urljoin(base, link.strip())
        urlsplit(address).port  # noqa: B018  raises for a port that is no number
    except ValueError:
        return ""
    return address


def prune(tree: html.HtmlElement) -> None:
    """Take out of *tree* what stands around an article, in place: navigation, rankings, forms.

    A block that holds much of the page's sentences stays, whatever its name says.
    """
    total = len(_SENTENCE.findall(tree.text_content())) or 1
    for element in list(tree.iter(etree.Element)):
        if element.getparent() is None or element.tag in ("body", "html", "head"):
            continue
        if element.tag not in _AROUND_TAGS and not _AROUND.search(named(element)):
            continue
        if len(_SENTENCE.findall(element.text_content())) / total <= KEEP_SHARE:
            element.drop_tree()
