"""Threads: which message asked and which one answered, so that replies, edits and follow-ups find their answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Where each shown answer is and which page of it; unknown for those shown before."""
    for name in ("topic_id", "question_message_id", "answer_message_id"):
        op.add_column("shown", sa.Column(name, sa.BigInteger))
    op.add_column("shown", sa.Column("page", sa.Integer, nullable=False, server_default="0"))
    for name in ("question_message_id", "answer_message_id"):
        op.create_index(f"ix_shown_chat_id_{name}", "shown", ["chat_id", name])
