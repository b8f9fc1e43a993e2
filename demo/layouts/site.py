"""Everything a paper serves, made by its layout: front page, lists, articles, robots.txt."""

from demo import lists, markup
from demo.layouts.base import Layout
from demo.resource import Resource, page, plain
from demo.story import Story

_BLOCK = '<div class="block"><h2><a href="{}">{}</a></h2><ul class="list">\n{}\n</ul></div>'
_ON_FRONT = 5


def pages(layout: Layout) -> dict[str, Resource]:
    """Return every resource of the paper by path."""
    about = markup.fill("common/about.html", name=layout.paper.name, city=layout.paper.city)
    return {
        "/": _page(layout, "首页", _front(layout)),
        "/about.html": _page(layout, "关于", about),
        "/robots.txt": plain(layout.robots),
        **_lists(layout),
        **_articles(layout),
    }


def _front(layout: Layout) -> str:
    """Return the newest stories, then a few of each section."""
    newest = lists.newest_first(layout.stories)[: lists.PER_PAGE]
    blocks = [_block(layout, "/", "最新", newest)]
    for name, stories in layout.sections.items():
        blocks.append(_block(layout, layout.list_path(name), name, stories[:_ON_FRONT]))
    return "\n".join(blocks)


def _block(layout: Layout, path: str, name: str, stories: list[Story]) -> str:
    """Return one box of the front page."""
    return _BLOCK.format(path, name, "\n".join(layout.items(layout.entry_form, stories)))


def _lists(layout: Layout) -> dict[str, Resource]:
    """Return the list pages of all sections."""
    found: dict[str, Resource] = {}
    for section, stories in layout.sections.items():
        paths = [layout.list_path(section, n + 1) for n in range(len(lists.paged(stories)))]
        for number, path in enumerate(paths, 1):
            found[path] = _list(layout, section, number, paths)
    return found


def _list(layout: Layout, section: str, number: int, paths: list[str]) -> Resource:
    """Return list page *number* of *section*."""
    stories = layout.sections[section]
    entries = layout.entries(section, number, lists.paged(stories)[number - 1])
    main = markup.fill(
        f"{layout.folder}/list.html",
        section=section,
        total=len(stories),
        entries="\n".join(entries),
        pager=markup.pager(paths, number),
    )
    return _page(layout, section, main)


def _articles(layout: Layout) -> dict[str, Resource]:
    """Return the article pages; two stories at one address are an error."""
    found: dict[str, Resource] = {}
    for story in layout.stories:
        for number, path in enumerate(layout.article_paths(story), 1):
            if path in found:
                raise ValueError(f"{layout.paper.id}: two stories at {path}")
            text = layout.article_text(story, number)
            found[path] = page(text, encoding=layout.encoding, charset=layout.label(story))
    return found


def _page(layout: Layout, title: str, main: str) -> Resource:
    """Return a page that is not an article."""
    text = layout.shell(title, main)
    return page(text, encoding=layout.encoding, charset=layout.charset)
