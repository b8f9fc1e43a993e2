"""Read the stored pages again with the present rules, several at once."""

from __future__ import annotations

import logging
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.dedup.form import form_digest
from crawler.items import Article, Page
from crawler.reading.body import Rules
from crawler.reading.read import read
from crawler.reading.workers import start
from crawler.reasons import Unreadable
from crawler.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from scrapy.settings import BaseSettings

    from crawler.store import Stored

logger = logging.getLogger(__name__)

AHEAD = 4
"""Pages a worker that wait to be read."""


class Reread(NamedTuple):
    """A stored page and what is read on it now."""

    stored: Stored
    article: Article


def reread_all(pages: Iterable[Stored], settings: BaseSettings, workers: int) -> Iterator[Reread]:
    """Yield each of *pages* with the article on it, in order; *workers* read at once."""
    waiting: deque[tuple[Stored, Future[Article]]] = deque()
    rules = _rules(settings)
    for stored in pages:
        given = rules.get(stored.site or "", Rules())
        waiting.append((stored, start(workers, _read, stored.pages, given, stored.learned)))
        if len(waiting) > AHEAD * workers:
            yield _result(*waiting.popleft())
    while waiting:
        yield _result(*waiting.popleft())


def _rules(settings: BaseSettings) -> dict[str, Rules]:
    """Return the rules of each declared site."""
    loader = get_spider_loader(settings)
    sites = {name: loader.load(name) for name in loader.list()}
    return {name: Rules(body=getattr(site, "body", None)) for name, site in sites.items()}


def _result(stored: Stored, future: Future[Article]) -> Reread:
    first = stored.pages[0]
    if error := future.exception():
        logger.warning("%s cannot be read: %r", first.url, error)
        article = Article(url=first.url, page=first, reason=Unreadable)
    else:
        article = future.result()
    article.site, article.outlet, article.region = stored.site, stored.outlet, stored.region
    return Reread(stored, article)


@cache
def _stages() -> Stages:
    return Stages(get_project_settings())


def _read(pages: list[Page], rules: Rules, learned: frozenset[str]) -> Article:
    """Return the article on *pages* as the dedup stage leaves it."""
    article, *article.further = (read(page, rules) for page in pages)
    for part in (article, *article.further):
        part.learned = learned
    article = _stages().walk(article)
    if not article.reason:
        article.form = form_digest(article.body, article.title)
    return article
