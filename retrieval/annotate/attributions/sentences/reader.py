"""Sentence reader: what a grammar knows of phrases and clauses, for constructions that all languages share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.cut import Cut, Range

CutT = TypeVar("CutT", bound=Cut)
SentenceT = TypeVar("SentenceT", bound=Claims)


class SentenceReader(ABC, Generic[CutT, SentenceT]):
    """Reads phrases and the extent of clauses by the grammar of a language."""

    @abstractmethod
    def phrase_at(self, cut: CutT, first: int, limit: int) -> Phrase | None:
        """Who is named by the words that begin at a token."""

    def is_somebodys(self, cut: CutT, name: Phrase) -> bool:  # noqa: ARG002
        """Whether a name is a person's by more than its capitals."""
        return True

    @abstractmethod
    def actor(self, sentence: SentenceT) -> Phrase | None:
        """Whose name opens a sentence as the subject of its verb."""

    @abstractmethod
    def announces(self, sentence: SentenceT) -> Phrase | None:
        """Whose words a sentence announces that ends with a colon: "*She* had a message:"."""

    @abstractmethod
    def told_of(self, sentence: SentenceT) -> Phrase | None:
        """Whom alone a sentence speaks of by name, so that words without a cue behind it are theirs."""

    @abstractmethod
    def complete(self, sentences: Sequence[SentenceT], number: int) -> None:
        """Give the drafts of a sentence what they have from the sentences before: their words or their speaker."""

    @abstractmethod
    def cited_at(self, sentence: SentenceT, at: int) -> Phrase | None:
        """Whom a carrier cites whose name begins at a token: a person, or people or a body by what they are."""

    @abstractmethod
    def source(self, sentence: SentenceT, at: int) -> tuple[Phrase, int] | None:
        """Whose words those are before which "according to" stands, and where all that hangs on them ends."""

    @abstractmethod
    def may_hold(self, sentence: SentenceT, at: int, phrase: Phrase) -> bool:
        """Whether somebody holds what a sentence says, where one word alone leads to them that has other senses too."""

    @abstractmethod
    def has_speaker(self, sentence: SentenceT, at: int) -> bool:
        """Whether somebody speaks in a sentence, so that an outlet at a token has only carried it."""

    @abstractmethod
    def said_from(self, sentence: SentenceT, at: int, stop: int) -> Range | None:
        """How far words go that begin at a token."""

    @abstractmethod
    def both_sides(self, sentence: SentenceT, before: Range, around: Range, stop: int) -> list[Range]:
        """What is said before something put into it, and behind it where it goes on: "The ferry, …, *is late*".

        Args:
            around: what is put into it.
            stop: where what goes on must end.
        """
