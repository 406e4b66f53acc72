"""Subscriptions: what chats follow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Identical watches are kept once; a subscription without a topic has topic 0, so that it can be unique."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "watches",
        sa.Column("number", number, primary_key=True),
        sa.Column("key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("spec", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("key", name="uq_watches_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "subscriptions",
        sa.Column("number", number, primary_key=True),
        sa.Column(
            "watch", number, sa.ForeignKey("watches.number", name="fk_subscriptions_watch_watches"), nullable=False
        ),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("topic_id", sa.BigInteger, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("schedule", sa.Text, nullable=False, server_default="at-once"),
        sa.Column("at_minute", sa.Integer, nullable=False, server_default="480"),
        sa.Column("weekday", sa.Integer, nullable=False, server_default="0"),
        sa.Column("is_silent", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("is_paused", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("muted_until_utc", sa.DateTime),
        sa.Column("since_position", sa.BigInteger, nullable=False),
        sa.Column("created_utc", sa.DateTime, nullable=False),
        sa.UniqueConstraint("chat_id", "topic_id", "watch", name="uq_subscriptions_chat_id_topic_id_watch"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_watch", "subscriptions", ["watch"])
