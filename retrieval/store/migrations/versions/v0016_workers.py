"""Which worker has an update or a source in hand, so that several processes can share them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """What waits is in nobody's hand."""
    key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.add_column("inbox", sa.Column("line", key, nullable=False, server_default=""))
    op.add_column("inbox", sa.Column("claimed_by", key))
    is_open = sa.text("body IS NOT NULL")
    op.create_index("ix_inbox_open", "inbox", ["bot", "line"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_table(
        "inbox_workers",
        sa.Column("bot", key, primary_key=True),
        sa.Column("worker", key, primary_key=True),
        sa.Column("until_utc", sa.DateTime, nullable=False),
    )
    op.add_column("sources", sa.Column("claimed_until_utc", sa.DateTime))
    op.create_table(
        "notices",
        sa.Column("name", key, primary_key=True),
        sa.Column("told_utc", sa.DateTime, nullable=False),
    )
