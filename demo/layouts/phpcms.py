"""PHPCMS in a table layout: a day without a time, and the editor at the end of the body."""

from collections.abc import Sequence
from typing import ClassVar

from demo import markup
from demo.layouts import site
from demo.layouts.base import Layout, pages_of
from demo.papers import Paper
from demo.resource import Resource
from demo.story import Story, number

_FIRST_CATEGORY = 10
_OLD_EVERY = 3


class Phpcms(Layout):
    """A paper in PHPCMS v9."""

    folder = "phpcms"
    nav_form = (
        '<td height="32" align="center"><a href="{}"><font color="#FFFFFF">{}</font></a></td>'
    )
    entry_form = (
        '<li>·<a href="{href}" title="{title}">{title}</a><span class="rt">{day}</span></li>'
    )
    optional: ClassVar[dict[str, str]] = {
        "subtitle": '<tr><td align="center" class="fbt">{}</td></tr>',
        "editor": '<p align="right">( 编辑:{} )</p>',
    }

    def article_path(self, story: Story) -> str:
        """Return /content-CATEGORY-N-1.html."""
        return self.article_paths(story)[0]

    def article_paths(self, story: Story) -> list[str]:
        """Return /content-CATEGORY-N-1.html, and -2 for the second page of a long story."""
        name = f"/content-{self._category(story.section)}-{number(story)}"
        return [f"{name}-{page}.html" for page in range(1, pages_of(story) + 1)]

    def list_path(self, section: str, page: int = 1) -> str:
        """Return /list-CATEGORY-PAGE.html."""
        return f"/list-{self._category(section)}-{page}.html"

    def body(self, story: Story) -> str:
        """Return paragraphs; every third story was pasted in as text with line breaks."""
        texts = [f"　　{markup.escape(text)}" for text in story.paragraphs]
        position = [other.id for other in self.stories].index(story.id)
        if position % _OLD_EVERY == _OLD_EVERY - 1:
            return "<br><br>\n".join(texts)
        return "\n".join(f"<p>{text}</p>" for text in texts)

    def entries(self, section: str, page: int, stories: Sequence[Story]) -> list[str]:
        """Return the entries; every second link is relative."""
        found = super().entries(section, page, stories)
        found[1::2] = map(markup.relative, found[1::2])
        return found

    def _category(self, section: str) -> int:
        """Return the number of the category that is *section*."""
        return _FIRST_CATEGORY + list(self.sections).index(section)


def pages(paper: Paper, stories: Sequence[Story]) -> dict[str, Resource]:
    """Return every resource of *paper* by path."""
    return site.pages(Phpcms(paper, stories))
