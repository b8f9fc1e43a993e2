"""A PostgreSQL server of one's own for tests and benchmarks: in a temporary folder, on a socket.

No port is opened and nothing outlives it. PostgreSQL refuses root, so root lends it to another
user of the system.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "fangzhi"
PATIENCE = 30.0
"""Seconds in which a server must answer."""

# A server that is thrown away need not outlive the machine.
_HASTY = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]

_INIT = ["-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL of Debian's packages; None if there is none."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


class Server:
    """A running server whose socket is in *folder*."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self.folder, self.process = folder, process
        self._number = 0

    def database(self) -> str:
        """Return the SQLAlchemy URL of a new, empty database."""
        self._number += 1
        name = f"{NAME}{self._number}"
        with psycopg.connect(self._dsn, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://{NAME}@/{name}?host={self.folder}"

    @property
    def _dsn(self) -> str:
        return f"host={self.folder} user={NAME} dbname=postgres"

    def wait(self) -> None:
        """Return when the server answers."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self._dsn).close()
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return


@contextmanager
def server(programs: Path, *, hasty: bool = True) -> Iterator[Server]:
    """Run a server made with the *programs* of PostgreSQL, *hasty* without syncing to the disk."""
    folder = Path(tempfile.mkdtemp(prefix=NAME))
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        lent = pwd.getpwnam("nobody")
        os.chown(folder, lent.pw_uid, lent.pw_gid)
        user = {"user": lent.pw_uid, "group": lent.pw_gid, "extra_groups": []}
    data = folder / "data"
    try:
        _start(programs / "initdb", *_INIT, "-D", str(data), **user).wait()
        quick = _HASTY if hasty else []
        options = ["-k", str(folder), "-c", "listen_addresses=", *quick]
        with _start(programs / "postgres", "-D", str(data), *options, **user) as process:
            try:
                running = Server(folder, process)
                running.wait()
                yield running
            finally:
                process.send_signal(signal.SIGINT)  # its fast shutdown
    finally:
        shutil.rmtree(folder)


def _start(program: Path, *options: str, **user: Any) -> subprocess.Popen[bytes]:
    """Start *program*, whose output nobody reads, as *user*."""
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(
        [str(program), *options], stdout=nowhere, stderr=nowhere, cwd="/", **user
    )
