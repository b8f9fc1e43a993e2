"""400: say of a page without a usable article why it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.reading.body import EXACT
from crawler.reading.weighed import VERSES
from crawler.reasons import KINDS, Challenge, Garbled, NoArticle, TooShort
from crawler.text.furniture import is_prose
from crawler.text.marks import LOST

if TYPE_CHECKING:
    from crawler.items import Article
    from crawler.reasons import Dropped

SHORTEST = 30
"""Characters of the shortest brief that is still news: who, what, when."""
SHORTEST_DATED = 18
"""The same, where the page says when."""
SHORTEST_CAPTION = 12
"""Characters of the line under a picture or a film, on a dated page or where its body must be."""
GARBLED_FROM = 0.02
"""Share of destroyed characters from which a text is of no use."""
FEW = 3
"""Destroyed characters that even a brief may have."""
FIRST_ERROR = 400  # RFC 9110, 15.5


class QualityPipeline:
    """Set the reason on an article that is none; never raise it here."""

    def process_item(self, article: Article) -> Article:
        """Judge the page, unless an earlier stage has."""
        article.reason = article.reason or _reason(article)
        if lost := article.body.count(LOST):
            article.flag("damaged")
            article.repairs["unrecovered"] = lost
        return article


def _reason(article: Article) -> type[Dropped] | None:
    told = KINDS.get(article.kind)
    if article.page.status >= FIRST_ERROR:
        return Challenge if told is Challenge else NoArticle
    if told:
        return told
    lines = [line for line in article.body.split("\n") if any(map(str.isalnum, line))]
    exact = (article.reader or "").partition("/")[0] in EXACT
    shown = [line for line in lines if len(line) >= SHORTEST_CAPTION] or len(lines) >= VERSES
    if not any(map(is_prose, lines)) and not (shown and (exact or article.published)):
        return NoArticle
    shortest = SHORTEST_DATED if article.published else SHORTEST
    if len(article.body) < (SHORTEST_CAPTION if exact else shortest):
        return TooShort
    if article.body.count(LOST) > max(FEW, GARBLED_FROM * len(article.body)):
        return Garbled
    return None
