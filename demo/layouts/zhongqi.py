"""中企动力: a company site of components, GBK that calls itself GB2312."""

from collections.abc import Sequence
from typing import ClassVar

from demo import markup
from demo.layouts import site
from demo.layouts.base import Layout
from demo.papers import Paper
from demo.resource import Resource
from demo.story import Story, number

_FIRST_COLUMN = 2
_DECK = '<p style="text-align: center;"><strong>{}</strong></p>'
_TEXT = '<p style="text-indent: 2em;">{}</p>'
_TURN = (
    '<span class="{}">{}</span>:<a href="{}" data-ename="x">'
    '<span class="p_PreviewTitle">{}</span></a>'
)


class Zhongqi(Layout):
    """A company in 中企动力."""

    folder = "zhongqi"
    encoding = "gbk"
    charset = "gb2312"
    entry_form = (
        '<li class="p_loopItem"><a href="{href}"><span class="p_title">{title}</span></a>'
        '<span class="p_date">{day}</span></li>'
    )
    optional: ClassVar[dict[str, str]] = {
        "editor": '<p style="text-align: right;">责任编辑：{}</p>',
    }

    def article_path(self, story: Story) -> str:
        """Return /news/N.html."""
        return f"/news/{number(story)}.html"

    def list_path(self, section: str, page: int = 1) -> str:
        """Return /news/COLUMN/, and /news/COLUMN_2/ for the second page."""
        column = _FIRST_COLUMN + list(self.sections).index(section)
        return f"/news/{column}/" if page == 1 else f"/news/{column}_{page}/"

    def body(self, story: Story) -> str:
        """Return the deck as centred lines and the paragraphs below it, in one box."""
        decks = [_DECK.format(markup.escape(text)) for text in story.subtitle]
        texts = [_TEXT.format(markup.escape(text)) for text in story.paragraphs]
        return "\n".join(decks + texts)

    def more(self, story: Story) -> dict[str, str]:
        """Return the links to the stories before and after."""
        position = self.stories.index(story)
        before, after = self.stories[position - 1], self.stories[(position + 1) % len(self.stories)]
        return {
            "before": self._turn("i_pageUpTitle", "前一篇", before),
            "after": self._turn("i_pageDownTitle", "后一篇", after),
        }

    def _turn(self, style: str, word: str, story: Story) -> str:
        """Return one link of the box that turns to other stories."""
        return _TURN.format(style, word, self.article_path(story), markup.escape(story.title))


def pages(paper: Paper, stories: Sequence[Story]) -> dict[str, Resource]:
    """Return every resource of *paper* by path."""
    return site.pages(Zhongqi(paper, stories))
