"""200: take away what surrounds the article: print lines, copyright, teasers, comment forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.items import Removed
from crawler.text.bylines import is_labelled
from crawler.text.furniture import clear, reason_for
from crawler.text.repeated import peel
from pipelines.stages import PageStage

if TYPE_CHECKING:
    from crawler.items import Article

_ADDRESS = re.compile(r"^本文(?:地址|链接)\s*[:：]\s*(https?://\S+)")


class FurniturePipeline(PageStage):
    """Clear the body of furniture; what it took may still hold credits and goes aside.

    Beside the rules it goes by what the store, where there is one, has learned of the host.
    """

    def treat(self, article: Article) -> None:
        """Keep the article's own lines as its body."""
        cleared = clear(article.body.split("\n"))
        kept, repeated = peel(cleared.kept, article.learned)
        article.body = "\n".join(kept)
        article.aside += cleared.removed + repeated
        article.aside += [line for line in cleared.cut if is_labelled(line)]
        article.removed += [Removed(line, reason_for(line)) for line in cleared.removed]
        article.removed += [
            Removed(line, "repeated on many pages of the site") for line in repeated
        ]
        article.removed += [Removed(line, "after the end of the article") for line in cleared.cut]
        for line in article.header + article.aside + cleared.cut:
            if (stated := _ADDRESS.match(line)) and not article.canonical_url:
                article.canonical_url = stated[1]
