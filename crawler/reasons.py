"""Why a page gives no article: one class a reason, so that Scrapy counts each by its name."""

from __future__ import annotations

from scrapy.exceptions import DropItem


class Dropped(DropItem):
    """A page that stays in the store but gives the feeds nothing."""

    def __init__(self) -> None:
        super().__init__(self.__doc__ or "", log_level="DEBUG")


class TooShort(Dropped):
    """Fewer characters than a news item needs."""


class NoArticle(Dropped):
    """A page without an article, of no kind that is told."""


class ListPage(NoArticle):
    """A list of articles: a front page, a channel, the results of a search."""


class ErrorPage(NoArticle):
    """Says that what was asked for is gone or broken, with status 200."""


class Challenge(NoArticle):
    """Asks whether a person is reading, or refuses to go on: a captcha, a firewall."""


class LoginWall(NoArticle):
    """Asks the reader to log in or to pay."""


class NeedsScript(NoArticle):
    """Empty until a browser has run its scripts."""


class Unreadable(Dropped):
    """The reader ran out of time or memory on it."""


class Garbled(Dropped):
    """So many characters are destroyed that the text cannot be used."""


class Copy(Dropped):
    """The corpus has this text already; this page is linked to it."""


class Unchanged(Dropped):
    """The store has this page with the same text."""


class NotStored(Dropped):
    """The store failed; the run ends, and the next one asks for this page again."""


class OutsideWindow(Dropped):
    """Published before `since` or after `until`."""


KINDS: dict[str, type[Dropped]] = {reason.__name__: reason for reason in NoArticle.__subclasses__()}
"""The kinds of pages without an article, by name."""
