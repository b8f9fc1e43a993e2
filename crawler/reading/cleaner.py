"""Let trafilatura take the furniture out of a page or a part of it."""

from __future__ import annotations

from configparser import ConfigParser
from functools import cache
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree, html
from trafilatura.settings import DEFAULT_CONFIG

from crawler.reading.tree import lines, unwrap_layout_tables

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_CHARACTERS = 60
"""trafilatura's 250 is meant for English: a Chinese brief of 100 characters would be too short
for it, and it would fall back to swallowing rankings and comments."""

MIN_KEPT = 0.85
"""Share of a known body that trafilatura has to keep; else its lines are taken as they stand."""


@cache
def _config() -> ConfigParser:
    config = ConfigParser()
    config.read_dict(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(MIN_CHARACTERS))
    return config


def clean_page(tree: HtmlElement) -> list[str]:
    """Return the body lines that trafilatura finds in the pruned page *tree*, which it alters."""
    unwrap_layout_tables(tree)
    # Its own parser leaves comments out; in a list they are an error for it.
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    text = trafilatura.extract(
        tree, config=_config(), include_comments=False, include_tables=True, target_language=None
    )
    # trafilatura writes a list as Markdown does.
    written = (line.removeprefix("- ") for line in (text or "").split("\n"))
    return [line for line in written if line.strip()]


def clean_part(part: HtmlElement) -> list[str]:
    """Return the body lines of *part*, an element known to hold the body and little else.

    It is altered and moved: hand over a copy.
    """
    unwrap_layout_tables(part)
    plain = [line.text for line in lines(part)]
    page = html.document_fromstring("<html><body><article></article></body></html>")
    next(page.iter("article")).append(part)
    cleaned = clean_page(page)
    if sum(map(len, cleaned)) >= MIN_KEPT * sum(map(len, plain)):
        return cleaned
    return plain
