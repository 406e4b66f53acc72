"""Own ids: the articles of an archive of its own are named so that no other archive's can be taken for them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_KIND = "private:"
_KEY_CHARS = 12
_START = re.compile(rf"{_KIND}[^:]{{{_KEY_CHARS}}}:")


def given_id(article_id: str) -> str:
    """What the source calls an article, of whichever archive.

    >>> given_id("private:5f3a00112233:herald.example/rain"), given_id("herald.example/rain")
    ('herald.example/rain', 'herald.example/rain')
    """
    found = _START.match(article_id)
    return article_id[found.end() :] if found else article_id


@dataclass(frozen=True, slots=True)
class OwnIds:
    """The ids of the articles of one archive: what the source calls them, behind a word of this archive alone.

    Attributes:
        start: what they begin with, and no other archive's.
    """

    start: str

    @classmethod
    def of_archive(cls, archive_id: str) -> OwnIds:
        """Those of the archive with this id, which was made up when it was created."""
        return cls(f"{_KIND}{archive_id[:_KEY_CHARS]}:")

    def own(self, article_id: str) -> str:
        """The id here of what its source calls so.

        >>> OwnIds("private:5f3a:").own("herald.example/rain")
        'private:5f3a:herald.example/rain'
        """
        return self.start + article_id

    def is_own(self, article_id: str) -> bool:
        """Whether an id is of this archive."""
        return article_id.startswith(self.start)

    def given(self, article_id: str) -> str:
        """What the source calls it; an id of another archive stays as it is."""
        return article_id.removeprefix(self.start)

    def parted(self, article_ids: Collection[str]) -> tuple[list[str], list[str]]:
        """Those of all, and those of this archive."""
        own = [article_id for article_id in article_ids if self.is_own(article_id)]
        return ([i for i in article_ids if not self.is_own(i)] if own else list(article_ids)), own
