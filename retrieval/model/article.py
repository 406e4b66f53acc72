"""What is an article, and when was it published?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Published:
    """When an article says it was published.

    Attributes:
        as_given: the text of the date as it came, without surrounding blanks.
        day: the article's own calendar day; an offset that was given decides it, no time zone ever shifts it.
        instant: aware UTC, None where only a day, or a time without an offset, was given.
    """

    as_given: str
    day: date
    instant: datetime | None = None

    @classmethod
    def parse(cls, value: str) -> Published:
        """Read ``YYYY-MM-DD`` or RFC 3339 (a blank may stand for the T).

        Raises:
            ValueError: ``value`` is neither.

        >>> Published.parse("2023-09-13").day.isoformat(), Published.parse("2023-09-13").instant
        ('2023-09-13', None)
        >>> Published.parse("2023-09-13T23:30:00-05:00").instant.isoformat()
        '2023-09-14T04:30:00+00:00'
        """
        value = value.strip()
        try:
            if _DAY.fullmatch(value):
                return cls(value, date.fromisoformat(value))
            if not _DAY.match(value):
                raise ValueError(value)
            moment = datetime.fromisoformat(value.replace(" Z", "Z"))
        except ValueError as error:
            raise ValueError(f"published must be YYYY-MM-DD or RFC 3339, got {value[:60]!r}") from error
        return cls(value, moment.date(), moment.astimezone(UTC) if moment.tzinfo else None)


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture with which an outlet shows an article: a fact beside its text, whose words it never holds.

    Attributes:
        url: where it is, http or https.
        caption: what the outlet writes below it, on one line, without who took it.
    """

    url: str
    caption: str | None = None

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise ValueError(f"a picture needs a web address, got {self.url[:60]!r}")


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it came; ``text`` is kept to the code point.

    Attributes:
        id: stable across revisions, never empty.
        language: BCP 47 primary tag ("en"); None where unknown.
        revision: 1 for the first text seen under this id, then counting up.
        categories: what its outlet files it under ("Sport"), in the outlet's order.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: Published | None = None
    url: str | None = None
    language: str | None = None
    revision: int = 1
    categories: tuple[str, ...] = ()
    picture: Picture | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        if not self.text.strip():
            raise ValueError(f"article {self.id!r} has no text")
        if self.revision < 1:
            raise ValueError(f"revision counts from 1, got {self.revision}")
