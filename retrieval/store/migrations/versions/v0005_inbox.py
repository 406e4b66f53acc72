"""Inbox: which updates wait, and which chats are gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """One row an update, until it is old; one row a chat that is suspended or was left."""
    key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "inbox",
        sa.Column("bot", key, primary_key=True),
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("received_utc", sa.DateTime, nullable=False),
    )
    op.create_index("ix_inbox_received_utc", "inbox", ["received_utc"])
    op.create_table(
        "chat_lives",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("suspended_utc", sa.DateTime),
        sa.Column("left_utc", sa.DateTime),
    )
