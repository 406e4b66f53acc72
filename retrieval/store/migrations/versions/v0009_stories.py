"""Stories: which articles are copies of one text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """A row and the bands of its sketch for each article; older articles get theirs when they are re-annotated."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "stories",
        sa.Column("article", number, sa.ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("first_article", number, nullable=False),
        sa.Column("published_day", sa.Integer, nullable=False),
        sa.Column("published_utc", sa.DateTime),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.Column("phrases", sa.Integer, nullable=False),
    )
    op.create_index("ix_stories_first_article", "stories", ["first_article"])
    op.create_table(
        "story_bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("is_copy", sa.Boolean, primary_key=True),
        sa.Column("published_day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article", number, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
