"""Run the project's commands as a reader of the manual would: in this process, or in their own."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from scrapy.cmdline import execute
from scrapy.settings import Settings

ROOT = Path(__file__).parent.parent
TIMEOUT = 50
LOOK = 0.05
AT_ONCE = 3

# Most of a short crawl is spent importing; processes forked from this one find it done. The
# settings are not among these modules: each process reads them from its own environment.
_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(
    [
        "crawler.commands.crawl",
        "crawler.platforms.listing",
        "crawler.reading.workers",
        "pipelines.dedup",
        "pipelines.metadata",
        "pipelines.script",
        "scrapy.cmdline",
        "scrapy.core.downloader.handlers.http11",
        "scrapy.core.engine",
        "scrapy.core.scraper",
        "scrapy.extensions.remote_control",
    ]
)


class Ended(NamedTuple):
    """How a command ended."""

    code: int | None
    out: str
    err: str

    @property
    def last_line(self) -> str:
        """The line that says why: the last one on stderr."""
        return self.err.rstrip("\n").rpartition("\n")[2]


class Command(NamedTuple):
    """A command line after `python -m`, and what the environment says beside our own."""

    words: list[str]
    environment: dict[str, str]


def in_process(*words: str, store: str = "sqlite://") -> int:
    """Run a scrapy command that needs no crawl, and return its exit code."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.set("CORPUS_STORE", store, "cmdline")
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", *words], settings)
    return int(ended.value.code or 0)


def run(command: Command, folder: Path = ROOT, timeout: float = TIMEOUT) -> Ended:
    """Run *command* in a process of its own, started in *folder*."""
    done = subprocess.run(
        [sys.executable, "-m", *command.words],
        cwd=folder,
        env=_environment(command),
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def run_forked(command: Command, until: Callable[[], bool] = lambda: False) -> Ended:
    """Run a scrapy *command* in a process of its own that need not import everything anew.

    It is killed as soon as *until* says so, and looked at often for that.
    """
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("out", "err")]
        process = _FORKED.Process(target=_scrapy, args=(command, streams))
        process.start()
        for _ in range(int(TIMEOUT / LOOK)):
            process.join(LOOK)
            if process.exitcode is not None or until():
                break
        process.kill()
        process.join()
        code = process.exitcode
        process.close()
        return Ended(code, *(path.read_text("utf-8") for path in streams))


def run_all(commands: Iterable[Command]) -> list[Ended]:
    """Run scrapy *commands*, several at once, and return how each ended."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run_forked, commands))


def _environment(command: Command) -> dict[str, str]:
    """Return the environment of *command*, into which none of the tester's settings leak."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CORPUS_")}
    return ours | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | command.environment


def _scrapy(command: Command, streams: list[Path]) -> None:
    """Be the *command*, with both *streams* going to files."""
    for number, path in enumerate(streams, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(_environment(command))
    sys.path[:0] = os.environ["PYTHONPATH"].split(os.pathsep)
    execute(list(command.words))
