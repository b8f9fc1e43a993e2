"""Where a page was found in the end, from which its links are meant."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; of pages stored before it is not known."""
    op.add_column("pages", sa.Column("base", sa.Text))
