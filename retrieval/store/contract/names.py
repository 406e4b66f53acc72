"""Name contract: names as articles write them, and where each stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from retrieval.store.values import Appearance, NameRow

MOST_WRITTEN = 50_000


class Names(Protocol):
    """Names counted over all articles, kept up to date with each article."""

    def with_surnames(self, surname_keys: Collection[str]) -> tuple[NameRow, ...]:
        """Every name with one of these surnames, most quoted first."""

    def surnames(self) -> tuple[tuple[str, int], ...]:
        """Every surname key with its number of articles (one that writes two such names counts twice), sorted."""

    def surnames_ending_in(self, word: str) -> tuple[str, ...]:
        """The surname keys of several words of which this is the last ("von der leyen" of "leyen"), sorted."""

    def most_written(self) -> tuple[NameRow, ...]:
        """Up to `MOST_WRITTEN` names that most articles write, in that order; one object while nothing changes."""

    def most_quoted(self, limit: int, offset: int = 0) -> tuple[NameRow, ...]:
        """Names of persons who are quoted, by number of attributions, then by name."""

    def appearances(self, keys: Collection[str], limit: int) -> tuple[Appearance, ...]:
        """Articles in which a name with one of these keys stands, newest first, undated ones last."""

    def as_of_now(self) -> Names:
        """The names of the archive's present state, one object while nothing changes; what it read stays as it was."""
