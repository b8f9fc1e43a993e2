"""100: take out the pinyin of copying hosts and write everything in simplified characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.text.commas import has_doubled_marks, single_marks
from crawler.text.pinyin import is_annotated, mark_splits, strip_pinyin
from crawler.text.script import detect, to_simplified, variant_of
from pipelines.stages import PageStage, TextStage

if TYPE_CHECKING:
    from crawler.items import Article


class ScriptPipeline(PageStage):
    """Strip what a mirror put in, note the script, write it in simplified characters."""

    def treat(self, article: Article) -> None:
        """Decide over the whole article, then treat each of its texts."""
        whole = "\n".join([article.title or "", article.body, *article.header, *article.aside])
        # The rest of the page must not outvote the body, nor the body alone decide.
        known = "mirror:bytes" in article.flags
        if any(is_annotated(text, known=known) for text in (article.body, whole)):
            article.is_from_host("pinyin")
            _Glosses(article).treat(article)
        if has_doubled_marks(article.body):
            article.is_from_host("marks")
            _Marks().treat(article)
        text = "\n".join(filter(None, [article.title, article.body]))
        article.script = detect(text)
        if article.script != "Hans":
            article.original = text
        _Simplified(article).treat(article)


class _Glosses(TextStage):
    """Strip glosses, counting them, and mark what they destroyed."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def clean(self, text: str) -> str:
        text, glosses = strip_pinyin(text)
        self.article.count("pinyin", glosses)
        return mark_splits(text)


class _Marks(TextStage):
    """Take out the comma before every mark."""

    def clean(self, text: str) -> str:
        return single_marks(text)


class _Simplified(TextStage):
    """Write simplified characters by the use of the article's region."""

    def __init__(self, article: Article) -> None:
        self.script = article.script
        self.variant = variant_of(article.region, article.url)

    def clean(self, text: str) -> str:
        return to_simplified(text, self.variant, self.script)
