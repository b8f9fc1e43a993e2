"""Exit codes of every command, and the one line that says why."""

from __future__ import annotations

import sys
from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    STORE = 3
    UNREACHABLE = 20
    BARRED = 22
    LOCKED = 75


class Stop(Exception):  # noqa: N818  it ends a command and need not be an error of the program
    """Ends a command with *code* and one line on stderr."""

    def __init__(self, code: Exit, message: str) -> None:
        super().__init__(message)
        self.code = code


def say(command: str, message: str) -> None:
    """Write one line to stderr."""
    sys.stderr.write(f"{command}: {' '.join(message.split())}\n")
