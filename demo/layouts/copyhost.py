"""A copying host: another paper's first articles under the same paths, damaged."""

from collections.abc import Sequence

from demo import markup
from demo.layouts.founder import Founder
from demo.mirror import damage, load_table
from demo.papers import COPIED, Paper
from demo.resource import Resource, page, plain
from demo.story import Story

_COPIES = 12
_ON_FRONT = 6
_ENCODING = "gb18030"
_ENTRY = '<li><a href="{href}">{title}</a></li>'


def pages(paper: Paper, stories: Sequence[Story]) -> dict[str, Resource]:
    """Return every resource of the host *paper* that copies *stories*, by path."""
    copied = Founder(COPIED, stories[:_COPIES])
    entries = copied.items(_ENTRY, copied.stories)
    texts = {
        "/": _listing(paper, "今日推荐", entries[:_ON_FRONT]),
        "/list.html": _listing(paper, "最新收录", entries),
        **{copied.article_path(story): copied.article_text(story) for story in copied.stories},
    }
    robots = {"/robots.txt": plain("User-agent: *\nDisallow: /admin/\n")}
    return robots | _damaged(texts)


def _listing(paper: Paper, title: str, entries: list[str]) -> str:
    """Return a page of the host's own."""
    words = {"name": paper.name, "title": title, "entries": "\n".join(entries)}
    return markup.fill("copyhost/page.html", **words)


def _damaged(texts: dict[str, str]) -> dict[str, Resource]:
    """Return *texts* as pages, damaged with the first six tenths of the readings."""
    table = load_table()
    strength = len(table.readings) * 6 // 10
    return {
        path: page(damage(text, table, strength), encoding=_ENCODING, charset=_ENCODING)
        for path, text in texts.items()
    }
