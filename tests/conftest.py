"""What the tests of the store share: an empty database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    programs = postgres.binaries()
    if not programs:
        pytest.skip("PostgreSQL is not installed; run: apt-get install postgresql")
    with postgres.server(programs) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/corpus.db"
    running: postgres.Server = request.getfixturevalue("server")
    return running.database()
