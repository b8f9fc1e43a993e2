"""Founder 翔宇: a body between comments, the fields in a third one, GB18030."""

from collections.abc import Sequence
from typing import ClassVar

from demo import markup
from demo.layouts import site
from demo.layouts.base import Layout
from demo.papers import Paper
from demo.resource import Resource, page
from demo.story import Story, number

# The list still names this article, the server no longer has it.
GONE = "/content/202603/01/c_404404.html"
_GONE_ENTRY = f'<li><a href="{GONE}">夜市摊位安排有变</a><span>2026-03-01</span></li>'
_FIRST_NODE = 2


class Founder(Layout):
    """A paper in Founder 翔宇."""

    folder = "founder"
    encoding = "gb18030"
    charset = "gb18030"
    # The lead and the day stand together without a break, as on the real pages.
    related_form = (
        '<li><a href="{href}"><p class="lead">{lead}</p><span class="time">{day}</span></a></li>'
    )
    optional: ClassVar[dict[str, str]] = {
        "subtitle": '<h2 class="ui-article-subtitle">{}</h2>',
        "editor": '<div class="editor">责任编辑：{}</div>',
    }

    def article_path(self, story: Story) -> str:
        """Return /content/YYYYMM/DD/c_N.html."""
        year, month, day = story.day.split("-")
        return f"/content/{year}{month}/{day}/c_{number(story)}.html"

    def list_path(self, section: str, page: int = 1) -> str:
        """Return /node_N.htm, and /node_N_2.htm for the second page."""
        node = self.node(section)
        return f"/node_{node}.htm" if page == 1 else f"/node_{node}_{page}.htm"

    def body(self, story: Story) -> str:
        """Return one element a paragraph, indented by two wide spaces."""
        return "\n".join(f"<p>　　{markup.escape(text)}</p>" for text in story.paragraphs)

    def node(self, section: str) -> int:
        """Return the number of the node that is *section*."""
        return _FIRST_NODE + list(self.sections).index(section)

    def more(self, story: Story) -> dict[str, str]:
        """Return the number of the node, which the property comment names."""
        return {"node": str(self.node(story.section))}

    def entries(self, section: str, page: int, stories: Sequence[Story]) -> list[str]:
        """Return the entries; some links are relative, and one of them leads nowhere."""
        found = super().entries(section, page, stories)
        found[::3] = map(markup.relative, found[::3])
        if page == 1 and self.node(section) == _FIRST_NODE:
            found.insert(2, _GONE_ENTRY)
        return found


def pages(paper: Paper, stories: Sequence[Story]) -> dict[str, Resource]:
    """Return every resource of *paper* by path."""
    gone = markup.fill("common/gone.html", name=paper.name)
    missing = page(gone, encoding=Founder.encoding, charset=Founder.charset, status=404)
    return {**site.pages(Founder(paper, stories)), GONE: missing}
