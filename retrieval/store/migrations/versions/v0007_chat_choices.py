"""More chat settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Language, length and silence; unchosen for every chat so far."""
    op.add_column("chats", sa.Column("language", sa.Text))
    op.add_column("chats", sa.Column("is_short", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("chats", sa.Column("is_silent", sa.Boolean, nullable=False, server_default=sa.false()))
