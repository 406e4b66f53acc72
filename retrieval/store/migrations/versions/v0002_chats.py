"""Chat settings: what each chat has chosen for itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """One row a chat that has chosen something."""
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("time_zone", sa.Text),
        sa.Column("changed_utc", sa.DateTime, nullable=False),
    )
