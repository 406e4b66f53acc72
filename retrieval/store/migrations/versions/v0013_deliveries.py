"""What is to be told to subscribers, and how far the archive was looked through for it; a chat's quiet hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """An outbox and its cursors; chats have no quiet hours unless they choose some."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    of_subscription = sa.ForeignKey(
        "subscriptions.number", name="fk_deliveries_subscription_subscriptions", ondelete="CASCADE"
    )
    op.create_table(
        "deliveries",
        sa.Column("number", number, primary_key=True),
        sa.Column("subscription", number, of_subscription, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("story", key, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("article_id", key, nullable=False),
        sa.Column("watch", sa.BigInteger, nullable=False),
        sa.Column("found", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("is_digest", sa.Boolean, nullable=False),
        sa.Column("due_utc", sa.DateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("claimed_by", sa.Text),
        sa.Column("claimed_until_utc", sa.DateTime),
        sa.Column("changed_utc", sa.DateTime, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("error", sa.Text, nullable=False, server_default=""),
        sa.UniqueConstraint("subscription", "story", "edition", name="uq_deliveries_subscription_story_edition"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_state_due_utc", "deliveries", ["state", "due_utc"])
    op.create_index("ix_deliveries_chat_id_state", "deliveries", ["chat_id", "state"])
    op.create_index("ix_deliveries_article_id", "deliveries", ["article_id"])
    op.create_table(
        "cursors",
        sa.Column("name", key, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
    )
    op.add_column("chats", sa.Column("quiet_from", sa.Integer))
    op.add_column("chats", sa.Column("quiet_to", sa.Integer))
