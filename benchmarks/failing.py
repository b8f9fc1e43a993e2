"""Run a scrapy command whose N-th commit fails.

    FAIL_COMMIT=N python -m benchmarks.failing crawl SITE

It stands for a disk that fills or a database that goes away at the worst moment, and is meant for
benchmarks/crash.py alone.
"""

from __future__ import annotations

import os
import sys

from scrapy.cmdline import execute
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError


def main() -> None:
    """Let the command run until its N-th commit."""
    left = int(os.environ["FAIL_COMMIT"])

    def fail(_connection: Connection) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise OperationalError("COMMIT", {}, OSError("no space left on device (made to fail)"))

    event.listen(Engine, "commit", fail)
    execute(["scrapy", *sys.argv[1:]])


if __name__ == "__main__":
    main()
