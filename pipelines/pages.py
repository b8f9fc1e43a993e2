"""250: make one article of the pages on which its body is split."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from crawler.items import MISSING
from crawler.text.pages import join_pages

if TYPE_CHECKING:
    from crawler.items import Article


class PagesPipeline:
    """Join the further pages to the first, which keeps title, date and source of its own."""

    def process_item(self, article: Article) -> Article:
        """Join bodies in order; credits, pictures, repairs, flags and signs of a mirror add up.

        The article ends before a page that is none of it: a captcha, an error with status 200.
        """
        there = list(takewhile(lambda page: not page.is_blank, article.further))
        if len(there) < len(article.further):
            article.flag(MISSING)
            article.further = there
        if not there:
            return article
        pages = [article, *there]
        if any(page.original for page in pages):
            article.original = "\n".join(filter(None, map(_as_printed, pages)))
        article.body = "\n".join(
            join_pages([page.body.split("\n") for page in pages if page.body], article.title)
        )
        if len({page.script for page in pages if page.body}) > 1:
            article.script = "Mixed"
        for page in there:
            _add(article, page)
        return article


def _as_printed(page: Article) -> str:
    """Return headline and body of *page* as they stood."""
    return page.original or "\n".join(filter(None, [page.title, page.body]))


def _add(article: Article, page: Article) -> None:
    """Add to *article* what *page*, a further one of its, says beside the body."""
    article.aside += [line for line in page.aside if line not in article.aside]
    article.images += [image for image in page.images if image not in article.images]
    article.changes += page.changes
    article.removed += page.removed
    article.mirror = article.mirror or page.mirror
    for flag in page.flags:
        article.flag(flag)
    for kind, number in page.repairs.items():
        article.count(kind, number)
