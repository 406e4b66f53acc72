"""Ended sources: whether operators were told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Of those that ended before, nobody was told."""
    op.add_column("sources", sa.Column("is_end_told", sa.Boolean, nullable=False, server_default=sa.false()))
