"""Refuse to resolve names and addresses that lead into one's own network.

A link, a redirect or a robots.txt may point at 127.0.0.1, at 2130706433, or at a name whose
address is private. Scrapy hands every host to the resolver, literal addresses too, so this is
the one place where all of them pass.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import CachingThreadedResolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, for public addresses only unless `CORPUS_ALLOW_PRIVATE` is set."""

    allow_private = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Make one for *crawler*."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("CORPUS_ALLOW_PRIVATE")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Return the address of *name*; fail for one that is not public."""
        found: Deferred[Any] = super().getHostByName(name, timeout)
        return found if self.allow_private else found.addCallback(_public, name)


def _public(address: str, name: str) -> str:
    if not ipaddress.ip_address(address).is_global:
        raise CannotResolveHostError(f"{name} is {address}, which is not a public address")
    return address
