"""Revision times: when each revision came in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Unknown for the revisions so far."""
    op.add_column("revisions", sa.Column("seen_utc", sa.DateTime))
