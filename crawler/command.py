"""What our commands share: a mistake or a fault ends in one line and an exit code."""

from __future__ import annotations

import os
import sys
from abc import abstractmethod
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from crawler.exits import Exit, Stop, say
from crawler.store import Store, StoreFault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


class OurCommand(ScrapyCommand):
    """A command that needs no crawler process."""

    requires_project = True
    requires_crawler_process = False

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the work and keep its exit code; what stops it becomes one line."""
        self.exitcode = self._guarded(args, opts)

    def _guarded(self, args: list[str], opts: argparse.Namespace) -> Exit:
        name = type(self).__module__.rpartition(".")[2]
        try:
            return self.work(args, opts)
        except Stop as stop:
            say(name, str(stop))
            return stop.code
        except StoreFault as fault:
            say(name, f"{fault}; free the disk or mend CORPUS_STORE and run it again")
            return Exit.STORE
        except KeyboardInterrupt:
            say(name, "stopped; run it again to go on")
            return Exit.DONE
        except BrokenPipeError:
            # Who reads our output has seen enough, as `head` does; nothing more may be flushed.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Exit.DONE

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Give the store at `CORPUS_STORE`, and close it."""
        assert self.settings
        with closing(Store(self.settings["CORPUS_STORE"])) as opened:
            yield opened

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> Exit:
        """Do what the command is for."""
