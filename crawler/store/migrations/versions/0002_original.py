"""The text in traditional characters beside the simplified one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; articles stored before have none."""
    op.add_column("articles", sa.Column("original", sa.Text))
