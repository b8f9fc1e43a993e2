"""Keep account of what was changed in a text, each place by its offset in the first form of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Change(NamedTuple):
    """One changed place."""

    offset: int
    """In the text before the change, in characters."""
    before: str
    after: str


def made(text: str, changes: Iterable[Change]) -> str:
    """Return *text* with *changes* made, which stand in order and do not overlap.

    >>> made("有序?qū)嵤?。", [Change(2, "?qū)嵤?", "實施")])
    '有序實施。'
    >>> made("有序", [])
    '有序'
    """
    pieces: list[str] = []
    done = 0
    for offset, before, after in changes:
        pieces += [text[done:offset], after]
        done = offset + len(before)
    return "".join([*pieces, text[done:]])


def changed_lines(before: str, after: str) -> list[Change]:
    r"""Return the lines that differ, of as many in both texts.

    >>> changed_lines("好\n鏂伴椈", "好\n新闻")
    [Change(offset=2, before='鏂伴椈', after='新闻')]
    >>> changed_lines("好", "好")
    []
    """
    if before is after:
        return []
    found = []
    offset = 0
    for one, other in zip(before.split("\n"), after.split("\n"), strict=True):
        if one != other:
            found.append(Change(offset, one, other))
        offset += len(one) + 1
    return found


def traced(steps: list[list[Change]]) -> list[Change]:
    """Return the changes of all *steps*, made one after the other, with offsets in the first text.

    >>> traced([[Change(1, "??", "!")], [Change(3, "a", "b")]])
    [Change(offset=1, before='??', after='!'), Change(offset=4, before='a', after='b')]
    >>> traced([[], [Change(3, "a", "b")]])
    [Change(offset=3, before='a', after='b')]
    """
    found = []
    for number, changes in enumerate(steps):
        for change in changes:
            offset = change.offset
            for earlier in reversed(steps[:number]):
                offset = _before(offset, earlier)
            found.append(change._replace(offset=offset))
    return sorted(found, key=lambda change: change.offset)


def _before(offset: int, changes: list[Change]) -> int:
    """Return where *offset* was before *changes*; what one of them wrote began where it began."""
    grown = 0
    for change in changes:
        if offset < change.offset + grown:
            break
        if offset < change.offset + grown + len(change.after):
            return change.offset
        grown += len(change.after) - len(change.before)
    return offset - grown
