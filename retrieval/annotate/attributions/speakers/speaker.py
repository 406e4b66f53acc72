"""Speakers: who is behind the words of a draft, by name or as written, and everybody whom an article names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.speakers.pronouns import Seen
from retrieval.annotate.cut import Range
from retrieval.model import PersonInArticle


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by name or as written; everything None where a pronoun stays open.

    Attributes:
        is_doubtful: a pronoun that somebody else could be meant by, if not as likely.
    """

    name: str | None = None
    is_person: bool = False
    role: str | None = None
    is_doubtful: bool = False


class Person(Protocol):
    """One person of an article while it is read."""

    @property
    def name(self) -> str:
        """The fullest form."""

    @property
    def roles(self) -> Sequence[Range]:
        """Where the article says what they are."""


PersonT = TypeVar("PersonT", bound=Person)


class Directory(Protocol[PersonT]):
    """The people of one article: who a name stands for."""

    @property
    def everybody(self) -> Iterable[PersonT]:
        """Those whom it knows, in no order."""

    def gender_of(self, person: PersonT) -> str:
        """What tells of a person: "he", "she" or "" where nothing does."""

    def seen(self) -> Iterable[Seen[PersonT]]:
        """Where people are named, and others who could be meant."""

    def person_named(self, phrase: Phrase, rule: str) -> PersonT | None:
        """Whose name a phrase is, found by a rule (see ``Draft``)."""

    def owner(self, phrase: Phrase) -> PersonT | None:
        """Whose statement, letter or article a phrase is ("Berg's letter says")."""

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody whom the article names, in order of their first mention."""
