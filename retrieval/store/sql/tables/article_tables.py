"""Tables of articles and of what is derived from them: names, stories, the log of changes."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from retrieval.store.sql.tables.columns import ExactText, Key, Number, UtcMoment, metadata, of_article

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
    of_article(),
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
    of_article(),
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
    of_article(),
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
    of_article(),
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
