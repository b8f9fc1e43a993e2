"""Say how an article was read: what might have been its body, what was kept, what went and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.items import Article, Candidate

_GREEN, _RED, _PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[0m"
BEGINNING = 40
"""Characters of a candidate's first line that are shown."""


def explain(article: Article, *, coloured: bool) -> Iterator[str]:
    """Yield the lines of the explanation.

    First the candidates for the body, the winner marked `*`, each with its lines on the page, its
    worth and its rank; then each restored place; then the body, `+` before a line that was kept
    and `-` before one that went.
    """
    for number, candidate in enumerate(article.candidates):
        yield f"{' ' if number else '*'} {_row(candidate)}"
    for change in article.changes:
        yield f"  {change.offset}: {change.before} → {change.after}"
    green, red, plain = (_GREEN, _RED, _PLAIN) if coloured else ("", "", "")
    for line in article.body.split("\n"):
        yield f"{green}+ {line}{plain}"
    for line, reason in article.removed:
        yield f"{red}- {line}{plain}  ({reason})"


def _row(candidate: Candidate) -> str:
    lines = f"lines {candidate.start + 1} to {candidate.end}"
    worth = f"worth {candidate.worth:.0f}, rank {candidate.rank:.0f}"
    return f"{candidate.reader:11}  {lines:20}  {worth:26}  {candidate.begins[:BEGINNING]}"
