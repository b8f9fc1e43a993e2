"""Ask trafilatura which lines of a page, or of a part of it, belong to the article."""

from __future__ import annotations

import copy
from configparser import ConfigParser
from functools import cache
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree, html
from trafilatura.settings import DEFAULT_CONFIG

from crawler.reading.fields import squeeze
from crawler.reading.tree import prune

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_CHARACTERS = 60
"""trafilatura's 250 is meant for English: a Chinese brief of 100 characters would be too short
for it, and it would fall back to swallowing rankings and comments."""


@cache
def _config() -> ConfigParser:
    config = ConfigParser()
    config.read_dict(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(MIN_CHARACTERS))
    return config


def _extract(tree: HtmlElement) -> str:
    # Its own parser leaves comments out; in a list they are an error for it.
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    text = trafilatura.extract(
        tree, config=_config(), include_comments=False, include_tables=True, target_language=None
    )
    return text or ""


def text_of_page(tree: HtmlElement) -> str:
    """Return what trafilatura finds on the page *tree* once it is pruned, squeezed."""
    page = copy.deepcopy(tree)
    prune(page)
    # trafilatura writes a list as Markdown does.
    return squeeze("".join(line.removeprefix("- ") for line in _extract(page).split("\n")))


def text_of_part(part: HtmlElement) -> str:
    """Return what trafilatura keeps of *part*, which holds a body and little else, squeezed."""
    page = html.document_fromstring("<html><body><article></article></body></html>")
    next(page.iter("article")).append(copy.deepcopy(part))
    return squeeze(_extract(page))
