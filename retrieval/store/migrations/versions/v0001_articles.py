"""Articles with their revisions, annotations and names, the log of changes, and answers shown."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From nothing."""
    made = op.create_table("archive", sa.Column("archive_id", sa.Text, primary_key=True))
    op.bulk_insert(made, [{"archive_id": uuid.uuid4().hex}])
    _articles()
    _names()
    _changes()
    _shown()


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("outlet", KEY),
        sa.Column("published_day", sa.Date),
        sa.Column("annotation_version", sa.Integer, nullable=False),
        sa.Column("attributions", sa.Integer, nullable=False),
        sa.UniqueConstraint("article_id", name="uq_articles_article_id"),
    )
    for column in ("outlet", "published_day", "annotation_version"):
        op.create_index(f"ix_articles_{column}", "articles", [column])
    op.create_table(
        "revisions",
        _of_article("revisions"),
        sa.Column("revision", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text) for name in ("title", "outlet", "author", "published_as_given")),
        sa.Column("published_day", sa.Date),
        sa.Column("published_utc", sa.DateTime),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "annotations",
        _of_article("annotations"),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("found", sa.Text, nullable=False),
    )


def _of_article(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("articles.number", ondelete="CASCADE", name=f"fk_{table}_article_articles")
    return sa.Column("article", NUMBER, key, primary_key=True)


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("name", KEY, nullable=False),
        sa.Column("is_person", sa.Boolean, nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("surname_key", KEY, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("articles", "mentions", "attributions")),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.UniqueConstraint("name", "is_person", name="uq_names_name_is_person"),
    )
    op.create_index("ix_names_name_key", "names", ["name_key"])
    op.create_index("ix_names_surname_key_articles", "names", ["surname_key", "articles"])
    op.create_index("ix_names_is_person_attributions", "names", ["is_person", "attributions"])
    op.create_table(
        "appearances",
        _of_article("appearances"),
        sa.Column("name", NUMBER, sa.ForeignKey("names.number", name="fk_appearances_name_names"), primary_key=True),
        sa.Column("published_day", sa.Date),
        sa.Column("mentions", sa.Integer, nullable=False),
        sa.Column("attributions", sa.Integer, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("introduction_start", sa.Integer),
        sa.Column("introduction_end", sa.Integer),
    )
    op.create_index("ix_appearances_name_published_day", "appearances", ["name", "published_day"])


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("position", NUMBER, primary_key=True),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("is_removal", sa.Boolean, nullable=False),
        sa.UniqueConstraint("article_id", name="uq_changes_article_id"),
        sqlite_autoincrement=True,
    )


def _shown() -> None:
    op.create_table(
        "shown",
        sa.Column("token", KEY, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("asker_id", sa.BigInteger, nullable=False),
        sa.Column("question", sa.LargeBinary, nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("created_utc", sa.DateTime, nullable=False),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
    )
    op.create_index("ix_shown_chat_id", "shown", ["chat_id"])
    op.create_index("ix_shown_created_utc", "shown", ["created_utc"])
    token = sa.ForeignKey("shown.token", ondelete="CASCADE", name="fk_shown_articles_token_shown")
    op.create_table(
        "shown_articles",
        sa.Column("token", KEY, token, primary_key=True),
        sa.Column("article_id", KEY, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
    )
    op.create_index("ix_shown_articles_article_id", "shown_articles", ["article_id"])
