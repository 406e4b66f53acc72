"""Tables of the archive, and how its values stand in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)


class ExactText(TypeDecorator[str]):
    """Text kept to the code point: as bytes, for no database's text type takes NUL and half surrogate pairs alike."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """To UTF-8, half surrogate pairs included."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The very same text."""
        return None if value is None else bytes(value).decode("utf-8", "surrogatepass")


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment; comes back in UTC, also from SQLite, which knows no zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC without saying so."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say so again."""
        return None if value is None else value.replace(tzinfo=UTC)


# Sorted by code point everywhere, as SQLite and Python do; PostgreSQL would follow the server's locale.
Key = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite counts up only a column that is declared INTEGER.
Number = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_article() -> Column[int]:
    return Column("article", Number, ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True)


archive = Table("archive", metadata, Column("archive_id", Text, primary_key=True))

articles = Table(
    "articles",
    metadata,
    Column("number", Number, primary_key=True),
    Column("article_id", Key, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("outlet", Key),
    Column("published_day", Date),
    Column("annotation_version", Integer, nullable=False),
    Column("attributions", Integer, nullable=False),
    Index(None, "outlet"),
    Index(None, "published_day"),
    Index(None, "annotation_version"),
)

revisions = Table(
    "revisions",
    metadata,
    _of_article(),
    Column("revision", Integer, primary_key=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("author", Text),
    Column("published_as_given", Text),
    Column("published_day", Date),
    Column("published_utc", UtcMoment),
    Column("url", Text),
    Column("language", Text),
    Column("text", ExactText, nullable=False),
    Column("seen_utc", UtcMoment),
    Column("categories", Text),
    Column("picture_url", Text),
    Column("picture_caption", Text),
)

found_annotations = Table(
    "annotations",
    metadata,
    _of_article(),
    Column("revision", Integer, primary_key=True),
    Column("found", Text, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("number", Number, primary_key=True),
    Column("name", Key, nullable=False),
    Column("is_person", Boolean, nullable=False),
    Column("name_key", Key, nullable=False),
    Column("surname_key", Key, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("attributions", Integer, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    UniqueConstraint("name", "is_person"),
    Index(None, "name_key"),
    Index(None, "surname_key", "articles"),
    Index(None, "is_person", "attributions"),
)

appearances = Table(
    "appearances",
    metadata,
    _of_article(),
    Column("name", Number, ForeignKey("names.number"), primary_key=True),
    Column("published_day", Date),
    Column("mentions", Integer, nullable=False),
    Column("attributions", Integer, nullable=False),
    Column("role", Text),
    Column("introduction_start", Integer),
    Column("introduction_end", Integer),
    Index(None, "name", "published_day"),
)

stories = Table(
    "stories",
    metadata,
    _of_article(),
    Column("first_article", Number, nullable=False),
    Column("published_day", Integer, nullable=False),
    Column("published_utc", UtcMoment),
    Column("sketch", LargeBinary, nullable=False),
    Column("phrases", Integer, nullable=False),
    Index(None, "first_article"),
)

# Sorted so that the few firsts of stories that share a band with an article are found without reading their copies.
story_bands = Table(
    "story_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("is_copy", Boolean, primary_key=True),
    Column("published_day", Integer, primary_key=True, autoincrement=False),
    Column("article", Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

changes = Table(
    "changes",
    metadata,
    Column("position", Number, primary_key=True),
    Column("article_id", Key, nullable=False, unique=True),
    Column("is_removal", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

# One for each commit that wrote into the log of changes, see `history`.
marks = Table(
    "marks",
    metadata,
    Column("position", Number, primary_key=True, autoincrement=False),
    Column("mark", Text, nullable=False),
)

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
