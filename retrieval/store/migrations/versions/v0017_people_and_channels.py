"""Channels as sources, chats that name sources, and the categories of articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Every source so far is read from the web and was named by an operator; no article has a category."""
    key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.add_column("revisions", sa.Column("categories", sa.Text))
    op.add_column("sources", sa.Column("kind", sa.Text, nullable=False, server_default="web"))
    op.add_column("sources", sa.Column("is_operators", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_table(
        "source_chats",
        sa.Column(
            "url",
            key,
            sa.ForeignKey("sources.url", name="fk_source_chats_url_sources", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("added_utc", sa.DateTime, nullable=False),
    )
    op.create_index("ix_source_chats_chat_id", "source_chats", ["chat_id"])
    op.create_table(
        "posts",
        sa.Column("channel", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article_id", key, nullable=False),
        sa.Column("album", key, nullable=False),
        sa.Column("stamp_utc", sa.DateTime, nullable=False),
        sa.Column("part", sa.LargeBinary, nullable=False),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_posts_channel_album", "posts", ["channel", "album"])
    op.create_index("ix_posts_article_id", "posts", ["article_id"])
