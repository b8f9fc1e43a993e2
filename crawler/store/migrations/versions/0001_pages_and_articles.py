"""Pages and articles."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "pages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("site", sa.Text, index=True),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("first_seen", sa.Text, nullable=False),
        sa.Column("last_seen", sa.Text, nullable=False),
        sa.Column("fetched", sa.Text, nullable=False),
    )
    op.create_table(
        "articles",
        sa.Column("page", sa.Integer, sa.ForeignKey("pages.id"), primary_key=True),
        *(sa.Column(name, sa.Text) for name in ("outlet", "region", "title")),
        sa.Column("subtitle", sa.JSON, nullable=False),
        sa.Column("published", sa.Text, index=True),
        *(sa.Column(name, sa.Text) for name in ("precision", "source")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("authors", "editors")),
        sa.Column("section", sa.Text),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("images", sa.JSON, nullable=False),
        sa.Column("script", sa.Text),
        sa.Column("mirror", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("repairs", "flags")),
        sa.Column("cluster", sa.Integer, nullable=False, index=True),
        sa.Column("relation", sa.Text, nullable=False),
        sa.Column("canonical_url", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("reader", sa.Text),
        sa.Column("form", sa.LargeBinary, nullable=False, index=True),
    )
