"""Speakers: who is behind the words of a draft, by name or as written, and everybody whom an article names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from retrieval.annotate.attributions.drafts import Draft
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


class Speakers(Protocol):
    """Names the speakers of one article's drafts."""

    def read(self, draft: Draft) -> Speaker:
        """Who speaks in a draft; asked in the order in which the article writes their phrases."""

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody whom the article names, in order of their first mention."""
