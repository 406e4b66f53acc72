"""Grammar: what the finder asks of the language of an article, and in which order."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from retrieval.annotate.attributions.claims import Claims
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.speakers import Speakers
from retrieval.annotate.cut import Cut


@dataclass(slots=True)
class Turn:
    """A label with the words behind it, which may be somebody's: "WALLACE: …".

    Attributes:
        number: of the sentence that it begins.
    """

    draft: Draft
    number: int


CutT = TypeVar("CutT", bound=Cut)
SentenceT = TypeVar("SentenceT", bound=Claims)
TurnT = TypeVar("TurnT", bound=Turn)


class Grammar(ABC, Generic[CutT, SentenceT, TurnT]):
    """How the sentences of some languages are read, with the table of one; the finder calls all of it, top down."""

    @abstractmethod
    def cut(self, text: str) -> CutT:
        """An article, cut for its readers."""

    @abstractmethod
    def sentences(self, cut: CutT) -> list[SentenceT]:
        """The sentences in order, each numbered by its place."""

    def read_line(self, sentence: SentenceT) -> bool:  # noqa: ARG002
        """Whether the sentence begins a line of dialogue that has its speaker in it, and keeps it."""
        return False

    @abstractmethod
    def read_sentence(self, sentence: SentenceT) -> None:
        """Keep the attributions of one sentence, the surest constructions first."""

    @abstractmethod
    def read_label(self, sentence: SentenceT) -> TurnT | None:
        """The label that opens the sentence, which opens a paragraph."""

    @abstractmethod
    def take_turns(self, cut: CutT, sentences: Sequence[SentenceT], turns: Sequence[TurnT]) -> None:
        """Keep the turns that are somebody's words, in place of what is found in them."""

    @abstractmethod
    def finished(self, cut: CutT, sentences: Sequence[SentenceT], taken: Collection[int]) -> list[Draft]:
        """All drafts, with those that more than one sentence makes.

        Args:
            taken: numbers of the paragraphs in which a label or a line of dialogue names the speaker.
        """

    @abstractmethod
    def speakers(self, cut: CutT, drafts: Sequence[Draft]) -> Speakers:
        """Who they are whose words these are."""
