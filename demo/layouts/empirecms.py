"""EmpireCMS: one line for editor, section, time, clicks and tags; comments below."""

from collections.abc import Sequence
from typing import ClassVar

from demo import markup
from demo.layouts import site
from demo.layouts.base import Layout, pages_of
from demo.papers import Paper, base_url
from demo.resource import Resource
from demo.slugs import slug
from demo.story import Story, number

_TAG = '<a href="/about.html?tagname={0}">{0}</a>'


class EmpireCms(Layout):
    """A paper in EmpireCMS."""

    folder = "empirecms"
    robots = "User-agent: *\nCrawl-delay: 0.2\nDisallow: /e/\nDisallow: /admin/\n"
    entry_form = '<li><h4><a href="{href}" title="{title}">{title}</a></h4><time>{day}</time></li>'
    optional: ClassVar[dict[str, str]] = {
        "subtitle": '<p class="subtitle">{}</p>',
        "source": '<div class="from">来源：{}</div>',
        "editor": '<div class="editor">责任编辑：{}</div>',
    }

    def article_path(self, story: Story) -> str:
        """Return /SECTION/N.html."""
        return self.article_paths(story)[0]

    def article_paths(self, story: Story) -> list[str]:
        """Return /SECTION/N.html, and N_2.html for the second page of a long story."""
        name = f"/{slug(story.section)}/{number(story)}"
        further = [f"{name}_{page}.html" for page in range(2, pages_of(story) + 1)]
        return [f"{name}.html", *further]

    def list_path(self, section: str, page: int = 1) -> str:
        """Return /SECTION/, and /SECTION/index_2.html for the second page."""
        return f"/{slug(section)}/" + (f"index_{page}.html" if page > 1 else "")

    def body(self, story: Story) -> str:
        """Return one element a paragraph, with the spaces the editor leaves at its end."""
        return "\n".join(f"<p>{markup.escape(text)}&nbsp;</p>" for text in story.paragraphs)

    def more(self, story: Story) -> dict[str, str]:
        """Return the tags as links, and the address the page prints of itself."""
        return {
            "tag_links": "&nbsp;".join(_TAG.format(markup.escape(tag)) for tag in story.tags),
            "address": base_url(self.paper) + self.article_path(story),
        }


def pages(paper: Paper, stories: Sequence[Story]) -> dict[str, Resource]:
    """Return every resource of *paper* by path."""
    return site.pages(EmpireCms(paper, stories))
