"""100: take out the pinyin of copying hosts and write everything in simplified characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.text.pinyin import is_annotated, mark_splits, strip_pinyin
from crawler.text.script import detect, to_simplified
from pipelines.stages import TextStage

if TYPE_CHECKING:
    from crawler.items import Article


class ScriptPipeline(TextStage):
    """Strip the glosses of a mirror, note the script, write it in simplified characters."""

    def process_item(self, article: Article) -> Article:
        """Decide over the whole article, then treat each of its texts."""
        whole = "\n".join([article.title or "", article.body, *article.header, *article.aside])
        article.script = detect(f"{article.title or ''}\n{article.body}")
        if is_annotated(whole):
            article.is_from_host("pinyin")
            _Glosses(article).process_item(article)
        return super().process_item(article)

    def clean(self, text: str) -> str:
        """Return *text* in simplified characters."""
        return to_simplified(text)


class _Glosses(TextStage):
    """Strip glosses and mark what they destroyed, counting both."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def clean(self, text: str) -> str:
        text, glosses = strip_pinyin(text)
        text, splits = mark_splits(text)
        self.article.count("pinyin", glosses)
        self.article.count("unrecovered", splits)
        return text
