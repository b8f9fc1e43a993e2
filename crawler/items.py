"""What goes in and what comes out: a page as fetched, an article as read."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from crawler.reasons import Dropped
    from crawler.text.changes import Change


class Candidate(NamedTuple):
    """A stretch of lines of a page that was taken for the body, or might have been."""

    reader: str
    """Who says so: `site`, `marker`, `family`, `general` or `trafilatura`."""
    start: int
    end: int
    """Its first line on the page, and the one after its last."""
    worth: float
    """What its lines weigh together: about the characters of article in it."""
    rank: float
    """The same, raised near the headline."""
    begins: str
    """Its first line."""


class Removed(NamedTuple):
    """A line that stood in or around the body and is no part of the article."""

    line: str
    reason: str


MISSING = "pages:missing"
"""Flag of an article of which not all pages could be had."""

_INTERNAL: dict[str, Any] = {"internal": True}


@dataclass(slots=True, kw_only=True, frozen=True)
class Page:
    """A page as it was fetched: bytes and headers, nothing decided yet."""

    url: str = ""
    """Address it was asked for at, by which it is known; empty for a file without one."""
    base: str = ""
    """Address at which it was found in the end; empty where that is `url`, not redirected."""
    body: bytes = b""
    """The bytes as received, decompressed."""
    headers: dict[str, str] = field(default_factory=dict)
    """Response headers, names in lower case."""
    status: int = 200
    """HTTP status."""
    fetched: str = ""
    """When, ISO 8601 with +08:00; empty when unknown."""

    @property
    def is_text(self) -> bool:
        """Whether it is plain text, scraped earlier by somebody else."""
        return self.headers.get("content-type", "").lower().startswith("text/plain")


@dataclass(slots=True, kw_only=True)
class Article:
    """An article: the fixed fields in the order of the CSV header, then the working state.

    `docs/article.md` explains each field. The working state is never exported.
    """

    url: str = ""
    site: str | None = None
    outlet: str | None = None
    region: str | None = None
    title: str | None = None
    subtitle: list[str] = field(default_factory=list)
    published: str | None = None
    precision: str | None = None
    source: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    body: str = ""
    images: list[dict[str, str]] = field(default_factory=list)
    script: str | None = None
    mirror: bool = False
    repairs: dict[str, int] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    cluster: int | None = None
    relation: str | None = None
    canonical_url: str | None = None
    first_seen: str | None = None
    fetched: str | None = None
    revision: int | None = None
    reader: str | None = None

    page: Page = field(default_factory=Page, metadata=_INTERNAL, repr=False)
    """What it was read from; the first page of an article that has several."""
    next_pages: list[str] = field(default_factory=list, metadata=_INTERNAL, repr=False)
    """Addresses of the pages on which the body goes on, as far as this page names them."""
    further: list[Article] = field(default_factory=list, metadata=_INTERNAL, repr=False)
    """What was read from these pages, in order; the pages stage joins it."""
    header: list[str] = field(default_factory=list, metadata=_INTERNAL, repr=False)
    """The breadcrumb and the lines between headline and body; a date in them is the article's."""
    aside: list[str] = field(default_factory=list, metadata=_INTERNAL, repr=False)
    """Other lines that may credit somebody: after the body, and what furniture took."""
    changes: list[Change] = field(default_factory=list, metadata=_INTERNAL, repr=False)
    """What was read again, marked or restored on the decoded page, place by place."""
    candidates: list[Candidate] = field(default_factory=list, metadata=_INTERNAL, repr=False)
    """What might have been the body; the first one was taken."""
    removed: list[Removed] = field(default_factory=list, metadata=_INTERNAL, repr=False)
    """What was taken out of the body, and why."""
    original: str = field(default="", metadata=_INTERNAL, repr=False)
    """Headline and body as they stood in traditional characters; empty for simplified ones."""
    learned: frozenset[str] = field(default=frozenset(), metadata=_INTERNAL, repr=False)
    """Lines that the store has learned to be furniture on its host."""
    form: bytes = field(default=b"", metadata=_INTERNAL, repr=False)
    """Digest of its comparison form; equal for copies."""
    kind: str = field(default="", metadata=_INTERNAL, repr=False)
    """What its page is instead, as the reader has it: the name of a reason, or empty."""
    reason: type[Dropped] | None = field(default=None, metadata=_INTERNAL, repr=False)
    """Why it is no article of the corpus; the store records it and then raises it."""

    @property
    def reason_name(self) -> str | None:
        """Name of the reason, as the store and Scrapy's figures have it."""
        return self.reason.__name__ if self.reason else None

    @property
    def is_blank(self) -> bool:
        """Whether its page says nothing of an article: unread, of another kind, or empty.

        A page of a series of pictures may show one without a word.
        """
        return bool(self.reason or self.kind) or not (self.body or self.images)

    def flag(self, name: str) -> None:
        """Add *name* to the flags, once."""
        if name not in self.flags:
            self.flags.append(name)

    def is_from_host(self, sign: str) -> None:
        """Note that a copying host made the page, which bears *sign*."""
        self.mirror = True
        self.flag(f"mirror:{sign}")

    def count(self, kind: str, number: int) -> None:
        """Add *number* repairs of *kind*."""
        if number:
            self.repairs[kind] = self.repairs.get(kind, 0) + number


FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Article) if not f.metadata.get("internal"))
"""Names of the exported fields, in order."""


def exported(article: Article) -> dict[str, Any]:
    """Return the exported fields of *article*, in order."""
    return {name: getattr(article, name) for name in FIELDS}
