"""What an article said before: earlier texts, and earlier readings of the same bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, insert

from crawler.store.clock import now
from crawler.store.schema import readings, revisions

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIGURE = re.compile(r"-?[0-9０-９][0-9０-９.,，:：/-]*")

TITLE, NUMBER, TEXT = "title", "number", "text"


def kind_of_change(old: tuple[str | None, str], new: tuple[str | None, str]) -> str:
    """Return what changed from *old* to *new*, each a headline and a body.

    >>> kind_of_change(("桥通车", "桥长3公里。"), ("桥通车", "桥长3.2公里。"))
    'number'
    >>> kind_of_change(("桥通车", "桥长3公里。"), ("大桥通车", "桥长3公里。"))
    'title'
    >>> kind_of_change(("桥通车", "桥长3公里。"), ("桥通车", "桥长3公里，宽24米。"))
    'text'
    """
    if old[1] == new[1]:
        return TITLE
    masked = [[_FIGURE.sub("0", text or "") for text in texts] for texts in (old, new)]
    return NUMBER if masked[0] == masked[1] else TEXT


def keep_text(connection: Connection, page: int, old: RowMapping, kind: str) -> None:
    """Keep the *old* text of *page*, which a change of this *kind* replaces."""
    values = {
        "page": page,
        "kind": kind,
        "replaced": now(),
        **{name: old[name] for name in ("revision", "title", "body", "fetched")},
    }
    connection.execute(insert(revisions).values(values))


def keep_reading(
    connection: Connection, page: int, old: RowMapping, new: Mapping[str, Any]
) -> dict[str, Any]:
    """Keep what the *old* reading of *page* had that the *new* one has not, and return it."""
    before = {name: old[name] for name in new if old[name] != new[name] and name != "reader"}
    if before:
        values = {"page": page, "reader": old["reader"], "replaced": now(), "before": before}
        connection.execute(insert(readings).values(values))
    return before
