"""150: paragraphs, ordinary characters, widths and punctuation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.text.entities import resolve_entities
from crawler.text.glyphs import restore_private, unify_glyphs
from crawler.text.widths import tidy
from pipelines.stages import TextStage

if TYPE_CHECKING:
    from crawler.items import Article

# A text flattened by a table: paragraphs stand in one line, a space after the full stop.
_FLATTENED = re.compile(r"(?<=[。！？”])[ \u3000]+(?=[\u3400-\u9fff“《])")
FLATTENED_FROM = 2  # one space after a full stop may be a slip


class LayoutPipeline(TextStage):
    """Give every text its widths; give a flattened text its paragraphs back."""

    def treat(self, article: Article) -> None:
        """Break a flattened plain text, then tidy each text of the article."""
        if article.page.is_text and len(_FLATTENED.findall(article.body)) >= FLATTENED_FROM:
            article.body = _FLATTENED.sub("\n", article.body)
        super().treat(article)

    def clean(self, text: str) -> str:
        """Return *text* in ordinary characters, with tidy spaces and full-width punctuation."""
        return tidy(unify_glyphs(restore_private(resolve_entities(text))))
