"""The tables. `docs/store.md` says what each column holds."""

from __future__ import annotations

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
    Text,
    UniqueConstraint,
)

metadata = MetaData()

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
