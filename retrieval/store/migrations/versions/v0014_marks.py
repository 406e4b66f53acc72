"""A mark for each commit of changes, by which a database that was put back is told from one that went on."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """What was changed so far is one state."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    marks = op.create_table(
        "marks",
        sa.Column("position", number, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.Text, nullable=False),
    )
    last = op.get_bind().scalar(sa.text("SELECT max(position) FROM changes"))
    if last is not None:
        op.bulk_insert(marks, [{"position": last, "mark": secrets.token_hex(8)}])
