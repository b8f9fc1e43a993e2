"""Ask trafilatura which lines of a page, or of a part of it, belong to the article."""

from __future__ import annotations

from configparser import ConfigParser
from functools import cache
from typing import TYPE_CHECKING

import trafilatura
from lxml import html
from trafilatura.settings import DEFAULT_CONFIG

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


def clean_page(tree: HtmlElement) -> list[str]:
    """Return the body lines that trafilatura finds in the page *tree*, which it alters."""
    text = trafilatura.extract(
        tree, config=_config(), include_comments=False, include_tables=True, target_language=None
    )
    # trafilatura writes a list as Markdown does.
    written = (line.removeprefix("- ") for line in (text or "").split("\n"))
    return [line for line in written if line.strip()]


def clean_part(part: HtmlElement) -> list[str]:
    """Return the body lines that trafilatura finds in *part*, which holds the body and little else.

    It is altered and moved: hand over a copy.
    """
    page = html.document_fromstring("<html><body><article></article></body></html>")
    next(page.iter("article")).append(part)
    return clean_page(page)
