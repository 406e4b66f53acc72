"""The main picture of an article, and its caption."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """No article so far has one."""
    op.add_column("revisions", sa.Column("picture_url", sa.Text))
    op.add_column("revisions", sa.Column("picture_caption", sa.Text))
