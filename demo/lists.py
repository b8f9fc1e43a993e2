"""Which stories stand in which list, and on which page of it."""

from collections.abc import Sequence

from demo.story import Story, number

PER_PAGE = 8
_HOT = 8
_RELATED = 5


def newest_first(stories: Sequence[Story]) -> list[Story]:
    """Return *stories* by day and time, the last one first."""
    return sorted(stories, key=lambda story: (story.day, story.time, story.id), reverse=True)


def sections(stories: Sequence[Story]) -> dict[str, list[Story]]:
    """Return the stories of every section, newest first, sections in their order.

    The first section is the paper's window: every second story stands there too.
    """
    names = list(dict.fromkeys(story.section for story in stories))
    listed = {name: [story for story in stories if story.section == name] for name in names}
    guests = [story for story in stories[::2] if story.section != names[0]]
    listed[names[0]] += guests
    return {name: newest_first(entries) for name, entries in listed.items()}


def paged(stories: Sequence[Story]) -> list[Sequence[Story]]:
    """Return *stories* cut into list pages."""
    return [stories[start : start + PER_PAGE] for start in range(0, len(stories), PER_PAGE)]


def hot(stories: Sequence[Story]) -> list[Story]:
    """Return the most read stories: those with the lowest numbers, as good a rule as any."""
    return sorted(stories, key=number)[:_HOT]


def related(story: Story, stories: Sequence[Story]) -> list[Story]:
    """Return the stories that follow *story* in its paper, and after the last the first."""
    position = stories.index(story)
    return [*stories[position + 1 :], *stories[:position]][:_RELATED]
