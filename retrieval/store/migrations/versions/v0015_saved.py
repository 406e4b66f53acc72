"""What people have saved for themselves, and how a chat wants its alerts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Nobody has saved anything; alerts look as they did."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "saved",
        sa.Column("number", number, primary_key=True),
        sa.Column("owner_id", sa.BigInteger, nullable=False),
        sa.Column("article_id", key, nullable=False),
        sa.Column("place", key, nullable=False),
        sa.Column("saved_utc", sa.DateTime, nullable=False),
        sa.UniqueConstraint("owner_id", "article_id", "place", name="uq_saved_owner_id_article_id_place"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_saved_article_id", "saved", ["article_id"])
    op.add_column("chats", sa.Column("alert_form", sa.Text, nullable=False, server_default="whole"))
    op.add_column("chats", sa.Column("alert_has_link", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("chats", sa.Column("alert_has_tags", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("chats", sa.Column("alert_has_picture", sa.Boolean, nullable=False, server_default=sa.false()))
