"""Read the stories of all papers, and the reprints they took from each other."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from demo.papers import PAPERS
from demo.reprint import Reprint, reprint_from, reprinted
from demo.story import Story, story_from

STORIES = Path(__file__).parent / "stories"
_SHARED = "shared.json"
_NAMES = {paper.id: paper.name for paper in PAPERS}
_Record = TypeVar("_Record")


def load(folder: Path = STORIES) -> dict[str, list[Story]]:
    """Return the stories of every paper, reprints last. ValueError names a malformed file."""
    desks = {paper.id: _stories(folder / f"{paper.id}.json", paper.id) for paper in PAPERS}
    originals = {story.id: story for stories in desks.values() for story in stories}
    for position, reprint in enumerate(_read(folder / _SHARED, reprint_from), 1):
        with _blamed(f"{_SHARED}: record {position}"):
            _add(reprint, desks, originals)
    return desks


def _stories(path: Path, paper: str) -> list[Story]:
    """Return the stories of one paper, named after it and each named once."""
    stories = _read(path, story_from)
    counts = Counter(story.id for story in stories)
    wrong = [name for name, n in counts.items() if n > 1 or not name.startswith(f"{paper}-")]
    if wrong or not stories:
        raise ValueError(f"{path.name}: foreign or repeated ids, or no story: {wrong}")
    return stories


def _read(path: Path, make: Callable[[Any], _Record]) -> list[_Record]:
    """Return what *make* makes of every record in the list that the file at *path* holds."""
    with _blamed(path.name):
        records = json.loads(path.read_bytes())
        if not isinstance(records, list):
            raise ValueError("a list is wanted")  # noqa: TRY004, a fault of the file
    made: list[_Record] = []
    for position, record in enumerate(records, 1):
        with _blamed(f"{path.name}: record {position}"):
            made.append(make(record))
    return made


@contextmanager
def _blamed(place: str) -> Iterator[None]:
    """Name *place* in the error when something inside is malformed."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise ValueError(f"{place}: {error}") from error


def _add(reprint: Reprint, desks: dict[str, list[Story]], originals: dict[str, Story]) -> None:
    """Append to its paper's stories what *reprint* makes of the original."""
    if reprint.story not in originals:
        raise ValueError(f"no such story: {reprint.story}")
    desk = desks[reprint.paper]
    taken = sum(story.id not in originals for story in desk)
    source = _NAMES[reprint.story.partition("-")[0]]
    name = f"{reprint.paper}-r{taken + 1}"
    section = desk[0].section
    original = originals[reprint.story]
    desk.append(reprinted(reprint, original, name=name, source=source, section=section))
