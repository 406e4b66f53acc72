"""Columns: how the archive's values stand in tables, and by which rule keys and indexes are called."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
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


def of_article() -> Column[int]:
    """The column of a table that has one row for an article; gone with it."""
    return Column("article", Number, ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True)
