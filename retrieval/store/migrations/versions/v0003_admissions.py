"""Access lists: who is let in or kept out, besides what the settings say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """One row a user or chat that was listed, banned or turned away."""
    op.create_table(
        "admissions",
        sa.Column("telegram_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("changed_utc", sa.DateTime, nullable=False),
    )
