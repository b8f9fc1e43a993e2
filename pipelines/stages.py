"""What the stages share: to treat an article page by page, and every text of it alike."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.items import Article


class PageStage(ABC):
    """A stage before the pages of an article are joined: it treats each of them by itself."""

    @abstractmethod
    def treat(self, article: Article) -> None:
        """Do the work of the stage on *article*, one page."""

    def process_item(self, article: Article) -> Article:
        """Treat the first page and the further ones."""
        for page in (article, *article.further):
            self.treat(page)
        return article


class TextStage(PageStage):
    """A stage that cleans each text of an article by itself."""

    @abstractmethod
    def clean(self, text: str) -> str:
        """Return *text* as this stage leaves it."""

    def treat(self, article: Article) -> None:
        """Clean the body, the title and all else that is text."""
        article.body = self.clean(article.body)
        article.title = self.clean(article.title or "") or None
        article.source = self.clean(article.source or "") or None
        article.section = self.clean(article.section or "") or None
        article.subtitle = [self.clean(text) for text in article.subtitle]
        article.header = [self.clean(text) for text in article.header]
        article.aside = [self.clean(text) for text in article.aside]
        for image in article.images:
            image["caption"] = self.clean(image["caption"])
