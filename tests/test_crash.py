"""Twenty kills at random moments lose nothing and store nothing twice."""

import json
from contextlib import ExitStack

import pytest
from commands import Command, run

from demo.server import serve

KILLS = 20


def test_killed_crawls_lose_nothing_and_store_nothing_twice() -> None:
    try:
        with ExitStack() as probe:
            probe.enter_context(serve())
    except OSError as taken:
        pytest.skip(f"the demo's ports are not free: {taken}")
    words = ["benchmarks.crash", "--kills", str(KILLS), "--articles", "60"]
    ended = run(Command(words, {}), timeout=300)
    told = json.loads(ended.out.splitlines()[-1])
    assert (told["lost"], told["twice"], told["kills"]) == (0, 0, KILLS), ended.out
    assert ended.code == 0, ended.out
