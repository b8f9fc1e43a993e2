"""One run of a site at a time: a lock that the kernel gives back when its holder dies."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crawler.exits import Exit, Stop
from crawler.text.dates import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def site_lock(folder: Path, site: str) -> Iterator[None]:
    """Hold the lock of *site* in *folder*; raise Stop if another run has it."""
    path = folder / f".{site}.lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip()
            raise Stop(Exit.LOCKED, f"{site} is being crawled ({holder}); wait for it") from None
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()} since {now()}")
        file.flush()
        yield
