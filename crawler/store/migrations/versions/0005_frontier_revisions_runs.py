"""The frontier, lists, runs, revisions, readings and exports; when a page was read or went."""

import sqlalchemy as sa
from alembic import op

from crawler.store.keys import address_key

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables; what is stored was read when fetched, changed in order, and is done."""
    op.add_column("pages", sa.Column("gone", sa.Text))
    # SQLite adds no column without a default; to make the table anew would cut its references.
    op.add_column("pages", sa.Column("read", sa.Text, nullable=False, server_default=""))
    op.add_column("articles", sa.Column("change", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE pages SET read = fetched")
    op.execute("UPDATE articles SET change = page")
    op.create_index("ix_articles_change", "articles", ["change"])
    _make_history()
    _make_runs_and_frontier()
    _respell_keys()
    op.execute(
        "INSERT INTO frontier (key, url, site, kind, number, state, visits, attempts)"
        " SELECT key, url, site, 'article', 1, CASE reason WHEN 'Unreadable' THEN 'quarantined'"
        " WHEN 'Challenge' THEN 'new' ELSE 'done' END, 1, 0 FROM pages WHERE part_of IS NULL"
    )


def _respell_keys() -> None:
    """Write the keys of pages that are spelled otherwise now, unless another page has the key."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, key, url FROM pages")).all()
    keys = {row.key for row in rows}
    for row in rows:
        key = address_key(row.url)
        if key not in keys:
            values = {"key": key, "id": row.id}
            connection.execute(sa.text("UPDATE pages SET key = :key WHERE id = :id"), values)
            keys.add(key)


def _make_history() -> None:
    op.create_table(
        "revisions",
        sa.Column("page", sa.Integer, sa.ForeignKey("pages.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("title", sa.Text),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("body", "fetched", "replaced", "kind")
        ),
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("page", sa.Integer, sa.ForeignKey("pages.id"), nullable=False, index=True),
        sa.Column("reader", sa.Text),
        sa.Column("replaced", sa.Text, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
    )
    op.create_table(
        "exports",
        sa.Column("selection", sa.Text, primary_key=True),
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )


def _make_runs_and_frontier() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("site", sa.Text, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("version", "process", "started")),
        *(sa.Column(name, sa.Text) for name in ("ended", "reason")),
        sa.Column("counts", sa.JSON, nullable=False),
    )
    op.create_table(
        "frontier",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("site", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("day", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("visits", "attempts")),
        *(sa.Column(name, sa.Text) for name in ("failing", "next_at", "error")),
    )
    op.create_index("ix_frontier_due", "frontier", ["site", "state", "next_at"])
    op.create_table(
        "lists",
        sa.Column("key", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("url", "site", "fetched")),
        *(sa.Column(name, sa.Text) for name in ("etag", "modified")),
        sa.Column("addresses", sa.Text, nullable=False),
    )
