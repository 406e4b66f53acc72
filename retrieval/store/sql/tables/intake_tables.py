"""Tables of the intake: sources, who named them, posts, and what operators were told."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
    true,
)

from retrieval.store.sql.tables.columns import ExactText, Key, UtcMoment, metadata

sources = Table(
    "sources",
    metadata,
    Column("url", Key, primary_key=True),
    Column("feed_url", Text, nullable=False),
    Column("state", Text, nullable=False),
    *(Column(name, Text) for name in ("title", "etag", "last_modified", "last_error")),
    *(Column(name, UtcMoment, nullable=False) for name in ("added_utc", "next_run_utc")),
    Column("last_run_utc", UtcMoment),
    *(Column(name, Integer, nullable=False) for name in ("interval_s", "failures", "articles")),
    Column("seen", Text, nullable=False),
    Column("is_end_told", Boolean, nullable=False, server_default=false()),
    Column("claimed_until_utc", UtcMoment),
    Column("kind", Text, nullable=False, server_default="web"),
    Column("is_operators", Boolean, nullable=False, server_default=true()),
)

source_chats = Table(
    "source_chats",
    metadata,
    Column("url", Key, ForeignKey("sources.url", ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("added_utc", UtcMoment, nullable=False),
    Index(None, "chat_id"),
)

# Posts of channels; ``part`` is what an album is put together from, and empty for a post that is an article by itself.
posts = Table(
    "posts",
    metadata,
    *(Column(name, BigInteger, primary_key=True, autoincrement=False) for name in ("channel", "number")),
    Column("article_id", Key, nullable=False),
    Column("album", Key, nullable=False),
    Column("stamp_utc", UtcMoment, nullable=False),
    Column("part", ExactText, nullable=False),
    Column("is_withdrawn", Boolean, nullable=False, server_default=false()),
    Index(None, "channel", "album"),
    Index(None, "article_id"),
)

notices = Table(
    "notices",
    metadata,
    Column("name", Key, primary_key=True),
    Column("told_utc", UtcMoment, nullable=False),
)
