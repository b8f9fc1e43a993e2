"""Further pages of an article, and the furniture learned of a host."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add columns and table; of pages stored before none is a further one."""
    # Alembic would add the reference by a second statement, which SQLite does not know.
    op.execute("ALTER TABLE pages ADD COLUMN part_of INTEGER REFERENCES pages (id)")
    op.add_column("pages", sa.Column("part", sa.Integer))
    op.create_index("ix_pages_part_of", "pages", ["part_of"])
    op.create_table(
        "furniture",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("witnesses", sa.JSON, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("learned", sa.Boolean, nullable=False),
        sa.UniqueConstraint("host", "line"),
    )
    op.create_index("ix_furniture_learned", "furniture", ["host", "learned"])
