"""The tables. `docs/store.md` has a sentence for each column; a test compares the two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy import Text as AnyText

if TYPE_CHECKING:
    from sqlalchemy import Dialect

metadata = MetaData()

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def writable(text: str) -> str:
    r"""Mark as lost what no database takes: NUL and half characters.

    >>> writable("桥\ud800长")
    '桥\ufffd长'
    """
    return _UNWRITABLE.sub("\ufffd", text)


class Text(TypeDecorator[str]):
    """Text as pages have it, made writable."""

    impl = AnyText
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Mark what cannot be written as lost."""
        return value if value is None else writable(value)


pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("site", Text, index=True),
    Column("status", Integer, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("reason", Text),
    Column("first_seen", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
    Column("fetched", Text, nullable=False),
    Column("part_of", Integer, ForeignKey("pages.id"), index=True),
    Column("part", Integer),
    Column("base", Text),
    Column("gone", Text),
    Column("read", Text, nullable=False, server_default=text("''")),
)

articles = Table(
    "articles",
    metadata,
    Column("page", Integer, ForeignKey("pages.id"), primary_key=True),
    Column("outlet", Text),
    Column("region", Text),
    Column("title", Text),
    Column("subtitle", JSON, nullable=False),
    Column("published", Text, index=True),
    Column("precision", Text),
    Column("source", Text),
    Column("authors", JSON, nullable=False),
    Column("editors", JSON, nullable=False),
    Column("section", Text),
    Column("tags", JSON, nullable=False),
    Column("body", Text, nullable=False),
    Column("images", JSON, nullable=False),
    Column("script", Text),
    Column("mirror", Boolean, nullable=False),
    Column("repairs", JSON, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("cluster", Integer, nullable=False, index=True),
    Column("relation", Text, nullable=False),
    Column("canonical_url", Text),
    Column("revision", Integer, nullable=False),
    Column("reader", Text),
    Column("form", LargeBinary, nullable=False, index=True),
    Column("original", Text),
    Column("change", Integer, nullable=False, index=True, server_default="0"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("page", Integer, ForeignKey("pages.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("title", Text),
    Column("body", Text, nullable=False),
    Column("fetched", Text, nullable=False),
    Column("replaced", Text, nullable=False),
    Column("kind", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page", Integer, ForeignKey("pages.id"), nullable=False, index=True),
    Column("reader", Text),
    Column("replaced", Text, nullable=False),
    Column("before", JSON, nullable=False),
)

frontier = Table(
    "frontier",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("site", Text),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Text),
    Column("state", Text, nullable=False),
    Column("run", Integer, ForeignKey("runs.id")),
    Column("visits", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failing", Text),
    Column("next_at", Text),
    Column("error", Text),
    Index("ix_frontier_due", "site", "state", "next_at"),
)

lists = Table(
    "lists",
    metadata,
    Column("key", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("fetched", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("addresses", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("command", Text, nullable=False),
    Column("site", Text, index=True),
    Column("version", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("ended", Text),
    Column("reason", Text),
    Column("counts", JSON, nullable=False),
)

exports = Table(
    "exports",
    metadata,
    Column("selection", Text, primary_key=True),
    Column("change", Integer, nullable=False),
    Column("at", Text, nullable=False),
)

furniture = Table(
    "furniture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("host", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("witnesses", JSON, nullable=False),
    Column("since", Integer, nullable=False),
    Column("learned", Boolean, nullable=False),
    UniqueConstraint("host", "line"),
    Index("ix_furniture_learned", "host", "learned"),
)
