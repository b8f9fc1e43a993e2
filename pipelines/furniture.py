"""200: take away what surrounds the article: print lines, copyright, teasers, comment forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.items import Removed
from crawler.text.bylines import is_labelled
from crawler.text.furniture import clear, reason_for

if TYPE_CHECKING:
    from crawler.items import Article

_ADDRESS = re.compile(r"^本文(?:地址|链接)\s*[:：]\s*(https?://\S+)")


class FurniturePipeline:
    """Clear the body of furniture; what it took may still hold credits and goes aside."""

    def process_item(self, article: Article) -> Article:
        """Keep the article's own lines as its body."""
        cleared = clear(article.body.split("\n"))
        article.body = "\n".join(cleared.kept)
        article.removed += [Removed(line, reason_for(line)) for line in cleared.removed]
        article.removed += [Removed(line, "after the end of the article") for line in cleared.cut]
        article.aside += cleared.removed + [line for line in cleared.cut if is_labelled(line)]
        for line in article.header + article.aside + cleared.cut:
            if (stated := _ADDRESS.match(line)) and not article.canonical_url:
                article.canonical_url = stated[1]
        return article
