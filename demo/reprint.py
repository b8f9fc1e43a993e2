"""A reprint: another paper's story, shown again with a few words changed."""

from dataclasses import dataclass, replace
from typing import Any

from demo.papers import PAPERS
from demo.story import Story, check_keys, check_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """Who prints which story again, when, and what is changed in it."""

    paper: str
    story: str
    day: str
    time: str
    title: str
    edits: tuple[tuple[str, str], ...]


def reprint_from(record: Any) -> Reprint:
    """Return the reprint that *record* of shared.json holds, or say what is wrong with it."""
    check_keys(record, {"paper", "story", "day", "time", "title", "edits"})
    if record["paper"] not in {paper.id for paper in PAPERS}:
        raise ValueError(f"no such paper: {record['paper']}")
    check_moment(record["day"], record["time"])
    edits = tuple((old, new) for old, new in record["edits"])
    return Reprint(**{**record, "edits": edits})


def reprinted(reprint: Reprint, original: Story, *, name: str, source: str, section: str) -> Story:
    """Return *original* as *reprint* shows it: under a new *name*, in another *section*."""
    changed = original
    for old, new in reprint.edits:
        changed = _edited(changed, old, new)
    return replace(
        changed,
        id=name,
        title=reprint.title or original.title,
        day=reprint.day,
        time=reprint.time,
        source=source,
        editor="",
        section=section,
    )


def _edited(story: Story, old: str, new: str) -> Story:
    """Return *story* with *new* for *old* everywhere below its title."""
    if not old or not any(old in text for text in story.subtitle + story.paragraphs):
        raise ValueError(f"{story.id} has no {old!r} to change")
    return replace(
        story,
        subtitle=tuple(line.replace(old, new) for line in story.subtitle),
        paragraphs=tuple(text.replace(old, new) for text in story.paragraphs),
    )
