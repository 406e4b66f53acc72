"""Sources that are read regularly."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """One row a source."""
    op.create_table(
        "sources",
        sa.Column("url", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
        sa.Column("feed_url", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("title", "etag", "last_modified", "last_error")),
        *(sa.Column(name, sa.DateTime, nullable=False) for name in ("added_utc", "next_run_utc")),
        sa.Column("last_run_utc", sa.DateTime),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("interval_s", "failures", "articles")),
        sa.Column("seen", sa.Text, nullable=False),
    )
