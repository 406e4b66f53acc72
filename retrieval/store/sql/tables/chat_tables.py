"""Tables of chats: what is shown, kept, followed and sent there, and the updates that wait."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from retrieval.store.sql.tables.columns import ExactText, Key, Number, UtcMoment, metadata

shown = Table(
    "shown",
    metadata,
    Column("token", Key, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("asker_id", BigInteger, nullable=False),
    Column("question", ExactText, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("created_utc", UtcMoment, nullable=False),
    Column("is_withdrawn", Boolean, nullable=False),
    Column("topic_id", BigInteger),
    Column("question_message_id", BigInteger),
    Column("answer_message_id", BigInteger),
    Column("page", Integer, nullable=False, server_default="0"),
    Index(None, "chat_id"),
    Index(None, "chat_id", "question_message_id"),
    Index(None, "chat_id", "answer_message_id"),
    Index(None, "created_utc"),
)

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("time_zone", Text),
    Column("changed_utc", UtcMoment, nullable=False),
    Column("language", Text),
    Column("is_short", Boolean, nullable=False, server_default=false()),
    Column("is_silent", Boolean, nullable=False, server_default=false()),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    Column("alert_form", Text, nullable=False, server_default="whole"),
    Column("alert_has_link", Boolean, nullable=False, server_default=true()),
    Column("alert_has_tags", Boolean, nullable=False, server_default=false()),
    Column("alert_has_picture", Boolean, nullable=False, server_default=false()),
)

saved = Table(
    "saved",
    metadata,
    Column("number", Number, primary_key=True),
    Column("owner_id", BigInteger, nullable=False),
    Column("article_id", Key, nullable=False),
    Column("place", Key, nullable=False),
    Column("saved_utc", UtcMoment, nullable=False),
    UniqueConstraint("owner_id", "article_id", "place"),
    Index(None, "article_id"),
    sqlite_autoincrement=True,
)

admissions = Table(
    "admissions",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("standing", Text, nullable=False),
    Column("changed_utc", UtcMoment, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("bot", Key, primary_key=True),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Text),
    Column("state", Text, nullable=False),
    Column("received_utc", UtcMoment, nullable=False),
    Column("line", Key, nullable=False, server_default=""),
    Column("claimed_by", Key),
    Index(None, "received_utc"),
)

# The few that are not handled yet, among the numbers of two days.
Index(
    "ix_inbox_open",
    inbox.c.bot,
    inbox.c.line,
    sqlite_where=inbox.c.body.is_not(None),
    postgresql_where=inbox.c.body.is_not(None),
)

inbox_workers = Table(
    "inbox_workers",
    metadata,
    Column("bot", Key, primary_key=True),
    Column("worker", Key, primary_key=True),
    Column("until_utc", UtcMoment, nullable=False),
)

chat_lives = Table(
    "chat_lives",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("suspended_utc", UtcMoment),
    Column("left_utc", UtcMoment),
)

reports = Table(
    "reports",
    metadata,
    Column("number", Number, primary_key=True),
    Column("article_id", Key, nullable=False),
    Column("words", ExactText, nullable=False),
    Column("speaker", Text),
    Column("reason", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("corrected_speaker", Text),
    Column("reported_utc", UtcMoment, nullable=False),
    Index(None, "article_id"),
    Index(None, "state"),
)

shown_articles = Table(
    "shown_articles",
    metadata,
    Column("token", Key, ForeignKey("shown.token", ondelete="CASCADE"), primary_key=True),
    Column("article_id", Key, primary_key=True),
    Column("place", Integer, nullable=False),
    Index(None, "article_id"),
)

watches = Table(
    "watches",
    metadata,
    Column("number", Number, primary_key=True),
    Column("key", Key, nullable=False, unique=True),
    Column("spec", ExactText, nullable=False),
    sqlite_autoincrement=True,
)

# Topic 0 is the chat itself: where a value is missing, no database sees that two rows are the same.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("number", Number, primary_key=True),
    Column("watch", Number, ForeignKey("watches.number"), nullable=False),
    *(Column(name, BigInteger, nullable=False) for name in ("chat_id", "topic_id", "created_by")),
    Column("schedule", Text, nullable=False, server_default="at-once"),
    Column("at_minute", Integer, nullable=False, server_default="480"),
    Column("weekday", Integer, nullable=False, server_default="0"),
    *(Column(name, Boolean, nullable=False, server_default=false()) for name in ("is_silent", "is_paused")),
    Column("muted_until_utc", UtcMoment),
    Column("since_position", BigInteger, nullable=False),
    Column("created_utc", UtcMoment, nullable=False),
    UniqueConstraint("chat_id", "topic_id", "watch"),
    Index(None, "watch"),
    sqlite_autoincrement=True,
)

# What is left of a delivery when its subscription ends is of no use to anybody.
deliveries = Table(
    "deliveries",
    metadata,
    Column("number", Number, primary_key=True),
    Column("subscription", Number, ForeignKey("subscriptions.number", ondelete="CASCADE"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("story", Key, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("article_id", Key, nullable=False),
    Column("watch", BigInteger, nullable=False),
    Column("found", ExactText, nullable=False),
    Column("state", Text, nullable=False),
    Column("is_digest", Boolean, nullable=False),
    Column("due_utc", UtcMoment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("claimed_by", Text),
    Column("claimed_until_utc", UtcMoment),
    Column("changed_utc", UtcMoment, nullable=False),
    Column("message_id", BigInteger),
    Column("error", Text, nullable=False, server_default=""),
    UniqueConstraint("subscription", "story", "edition"),
    Index(None, "state", "due_utc"),
    Index(None, "chat_id", "state"),
    Index(None, "article_id"),
    sqlite_autoincrement=True,
)

cursors = Table(
    "cursors",
    metadata,
    Column("name", Key, primary_key=True),
    Column("position", BigInteger, nullable=False),
)
