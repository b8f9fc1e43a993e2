"""What the layouts share: the words around an article, and how a list entry is written."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import ClassVar

from demo import lists, markup
from demo.papers import Paper
from demo.story import Story, number

# A system that splits long stories does so from this many characters on.
_LONG = 400
_PER_PAGE = 3


class Layout(ABC):
    """One paper in one publishing system. A system overrides what it does its own way."""

    folder: ClassVar[str]
    encoding: ClassVar[str] = "utf-8"
    charset: ClassVar[str] = "utf-8"
    robots: ClassVar[str] = "User-agent: *\nDisallow: /admin/\n"
    nav_form: ClassVar[str] = '<li><a href="{}">{}</a></li>'
    # Forms of list entries; they may use rank, href, title, day and lead.
    entry_form: ClassVar[str] = '<li><a href="{href}">{title}</a><span>{day}</span></li>'
    hot_form: ClassVar[str] = '<li><em>{rank}</em><a href="{href}">{title}</a></li>'
    related_form: ClassVar[str] = '<li><a href="{href}" title="{title}">{title}</a></li>'
    # Lines that are left out where the story has nothing for them: source → $source_line.
    optional: ClassVar[dict[str, str]] = {}

    def __init__(self, paper: Paper, stories: Sequence[Story]) -> None:
        self.paper = paper
        self.stories = list(stories)
        self.sections = lists.sections(self.stories)

    @abstractmethod
    def article_path(self, story: Story) -> str:
        """Return the address of *story*."""

    @abstractmethod
    def list_path(self, section: str, page: int = 1) -> str:
        """Return the address of one list page of *section*."""

    @abstractmethod
    def body(self, story: Story) -> str:
        """Return the paragraphs of *story* as this system writes them."""

    def article_paths(self, story: Story) -> list[str]:
        """Return the addresses of the pages of *story*; one where the system never splits any."""
        return [self.article_path(story)]

    def label(self, story: Story) -> str:  # noqa: ARG002, one system names a wrong one
        """Return the charset that the header of the page of *story* names."""
        return self.charset

    def entries(self, section: str, page: int, stories: Sequence[Story]) -> list[str]:  # noqa: ARG002, two systems add entries
        """Return the entries of one list page."""
        return self.items(self.entry_form, stories)

    def more(self, story: Story) -> dict[str, str]:  # noqa: ARG002, some systems have more
        """Return what else the template of an article may name."""
        return {}

    def items(self, form: str, stories: Sequence[Story]) -> list[str]:
        """Return an entry in *form* for each of *stories*."""
        return [self._item(form, rank, story) for rank, story in enumerate(stories, 1)]

    def article_text(self, story: Story, page: int = 1) -> str:
        """Return the text of one page of *story*, before it is encoded."""
        paths = self.article_paths(story)
        part = self._part(story, page, len(paths))
        main = markup.fill(
            f"{self.folder}/article.html",
            **self._words(),
            **self._fields(part),
            **self.more(story),
            number=number(story),
            path=self.article_path(story),
            section_path=self.list_path(story.section),
            body=self.body(part),
            pager=markup.pager(paths, page) if len(paths) > 1 else "",
            related="\n".join(self.items(self.related_form, lists.related(story, self.stories))),
        )
        return self.shell(story.title, main, keywords=",".join(story.tags))

    def shell(self, title: str, main: str, keywords: str = "") -> str:
        """Return *main* between the head, the navigation and the foot of the paper."""
        return markup.fill(
            f"{self.folder}/page.html",
            **self._words(),
            title=markup.escape(title),
            keywords=markup.escape(keywords),
            main=main,
        )

    def _part(self, story: Story, page: int, pages: int) -> Story:
        """Return what stands on one page of *story*; its editor signs the last one."""
        if pages == 1:
            return story
        texts = story.paragraphs[(page - 1) * _PER_PAGE : page * _PER_PAGE]
        return replace(story, paragraphs=texts, editor=story.editor if page == pages else "")

    def _item(self, form: str, rank: int, story: Story) -> str:
        """Return one entry in *form*."""
        return form.format(
            rank=rank,
            href=self.article_path(story),
            title=markup.escape(story.title),
            day=story.day,
            lead=markup.escape(story.paragraphs[0]),
        )

    def _fields(self, story: Story) -> dict[str, str]:
        """Return the escaped words of *story*, and the lines that may be absent."""
        words = {field.name: _joined(getattr(story, field.name)) for field in fields(story)}
        lines = {
            f"{key}_line": markup.line(form, words[key]) for key, form in self.optional.items()
        }
        return {key: markup.escape(word) for key, word in words.items()} | lines

    def _words(self) -> dict[str, str]:
        """Return the words every page of the paper repeats."""
        ways = [("/", "首页"), *((self.list_path(name), name) for name in self.sections)]
        ways.append(("/about.html", "关于"))
        return {
            "name": self.paper.name,
            "city": self.paper.city,
            "nav": "".join(self.nav_form.format(*way) for way in ways),
            "hot": "\n".join(self.items(self.hot_form, lists.hot(self.stories))),
        }


def _joined(value: str | tuple[str, ...]) -> str:
    """Return a list of words as one text."""
    return value if isinstance(value, str) else " ".join(value)


def pages_of(story: Story) -> int:
    """Return on how many pages a system that splits long stories prints *story*."""
    long = sum(map(len, story.paragraphs)) > _LONG
    return -(-len(story.paragraphs) // _PER_PAGE) if long else 1
