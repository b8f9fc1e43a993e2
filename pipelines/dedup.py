"""500: give the article the digest by which the store tells its copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.dedup.form import form_digest

if TYPE_CHECKING:
    from crawler.items import Article


class DedupPipeline:
    """Compute the comparison form; the store looks it up in the transaction that writes."""

    def process_item(self, article: Article) -> Article:
        """Set the digest of an article that is one."""
        if not article.reason:
            article.form = form_digest(article.body, article.title)
        return article
