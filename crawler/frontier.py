"""What a running crawl asks for next: addresses leased from the store, a few at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from crawler.store import Leased

AT_ONCE = 16
"""Addresses leased at a time: enough to keep a host's pace, few to ask for again after a kill."""
PATIENCE = 5.0
"""Seconds after which a crawl that waits looks whether anything is still under way."""


class Frontier:
    """Leases addresses until none is due and none is under way.

    *lease* returns up to a number of addresses that are due; *is_idle* tells whether Scrapy has
    nothing left to do; *lost* is told of an address whose request Scrapy dropped without a word.
    """

    def __init__(
        self,
        lease: Callable[[int], Awaitable[list[Leased]]],
        is_idle: Callable[[], bool],
        lost: Callable[[Leased], Awaitable[None]],
    ) -> None:
        self._lease, self._is_idle, self._lost = lease, is_idle, lost
        self._under_way: dict[str, Leased] = {}
        self._news = asyncio.Event()

    async def leased(self) -> AsyncIterator[Leased]:
        """Yield each address that is due, and those that come to be while it goes on."""
        while True:
            self._news.clear()
            for leased in await self._lease(AT_ONCE - len(self._under_way)):
                self._under_way[leased.key] = leased
                yield leased
            if not self._under_way:
                return
            await self._wait()

    def settled(self, key: str) -> None:
        """Note that the address *key* was fetched, or failed for this time."""
        self._under_way.pop(key, None)
        self._news.set()

    async def _wait(self) -> None:
        """Wait until an address is settled."""
        while True:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._news.wait()
            except TimeoutError:
                if self._is_idle():
                    for leased in list(self._under_way.values()):
                        await self._lost(leased)
                        self.settled(leased.key)
            else:
                return
