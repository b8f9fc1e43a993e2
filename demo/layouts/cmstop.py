"""CmsTop: GBK pages, every second of them sent with a header that says UTF-8."""

from collections.abc import Sequence
from typing import ClassVar

from demo import markup
from demo.layouts import site
from demo.layouts.base import Layout
from demo.papers import Paper
from demo.resource import Resource, page
from demo.slugs import slug
from demo.story import Story, number

# The address of an article, but the page behind it holds only links.
TOPIC = "/p/990100.html"
_TOPIC_NAME = "春天里的澜江"
_TOPIC_ENTRY = f'<li><a href="{TOPIC}">【专题】{_TOPIC_NAME}</a><span>2026-03-20</span></li>'


class CmsTop(Layout):
    """A paper in CmsTop."""

    folder = "cmstop"
    encoding = "gbk"
    charset = "gbk"
    related_form = '<li><a href="{href}" title="{title}">{title}</a><span>{day}</span></li>'
    optional: ClassVar[dict[str, str]] = {
        "subtitle": '<h2 class="article-subtitle">{}</h2>',
        "source": '<span class="source">来源：{}</span>',
        "authors": '<span class="author">作者：{}</span>',
        "editor": '<div class="article-editor">责任编辑：{}</div>',
    }

    def article_path(self, story: Story) -> str:
        """Return /p/N.html."""
        return f"/p/{number(story)}.html"

    def list_path(self, section: str, page: int = 1) -> str:
        """Return /news/SECTION/, and /news/SECTION/2/ for the second page."""
        return f"/news/{slug(section)}/" + (f"{page}/" if page > 1 else "")

    def body(self, story: Story) -> str:
        """Return one element a paragraph, indented by two wide spaces."""
        return "\n".join(f"<p>　　{markup.escape(text)}</p>" for text in story.paragraphs)

    def label(self, story: Story) -> str:
        """Return the wrong charset for every second story."""
        return "utf-8" if self.stories.index(story) % 2 else self.charset

    def entries(self, section: str, page: int, stories: Sequence[Story]) -> list[str]:
        """Return the entries, with the topic in front of the first list."""
        topic = [_TOPIC_ENTRY] if page == 1 and section == next(iter(self.sections)) else []
        return topic + super().entries(section, page, stories)


def pages(paper: Paper, stories: Sequence[Story]) -> dict[str, Resource]:
    """Return every resource of *paper* by path."""
    layout = CmsTop(paper, stories)
    links = "\n".join(layout.items(layout.entry_form, layout.stories[::3]))
    main = markup.fill("cmstop/topic.html", topic=_TOPIC_NAME, links=links)
    topic = page(layout.shell(_TOPIC_NAME, main), encoding=layout.encoding, charset=layout.charset)
    return {**site.pages(layout), TOPIC: topic}
