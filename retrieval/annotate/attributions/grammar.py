"""Grammar: what the finder asks of the language of an article, and in which order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.sentences.reader import CutT, SentenceReader, SentenceT
from retrieval.annotate.attributions.speakers.speaker_names import SpeakerReader
from retrieval.annotate.attributions.turns.labels import Voices
from retrieval.annotate.attributions.turns.turn import Turn
from retrieval.annotate.cut import Range
from retrieval.text.languages.reported_speech import ReportedSpeech


class Grammar(SentenceReader[CutT, SentenceT]):
    """How the sentences of some languages are read, with the table of one; the finder calls all of it, top down."""

    speech: ReportedSpeech

    @abstractmethod
    def cut(self, text: str) -> CutT:
        """An article, cut for its readers."""

    @abstractmethod
    def sentence(self, cut: CutT, tokens: Range, number: int, block: int) -> SentenceT:
        """A sentence of which nothing is read yet, with its place among the sentences and its paragraph."""

    def goes_on(self, cut: CutT, before: Range, sentence: Range) -> bool:  # noqa: ARG002
        """Whether a sentence only says who speaks in the one before: “Why?” *Trump asked.*"""
        return False

    def read_line(self, sentence: SentenceT) -> bool:  # noqa: ARG002
        """Whether the sentence begins a line of dialogue that has its speaker in it, and keeps it."""
        return False

    @abstractmethod
    def read_sentence(self, sentence: SentenceT) -> None:
        """Keep the attributions of one sentence, the surest constructions first."""

    @abstractmethod
    def name_in(self, cut: CutT, first: int, last: int) -> Phrase | None:
        """Whose name the words of a range are, and nothing else, as a label gives it."""

    @abstractmethod
    def voices(self, cut: CutT, sentences: Sequence[SentenceT], turns: Sequence[Turn]) -> Voices:
        """Whom the article names outside of the labels of these turns, of which there are some."""

    @abstractmethod
    def people_before(self, cut: CutT, sentences: Sequence[SentenceT], block: int) -> tuple[list[Phrase], list[Phrase]]:
        """The names of people beyond doubt before a paragraph, and all full names there that may be anybody's."""

    @abstractmethod
    def announced_by(self, sentence: SentenceT) -> Phrase | None:
        """Who speaks where a sentence ends its paragraph with a colon: "In a letter to parents, *Illing* wrote:"."""

    def can_speak(self, cut: CutT, draft: Draft) -> bool:  # noqa: ARG002
        """Whether the phrase of a draft can be its speaker, as far as only the whole article shows."""
        return True

    @abstractmethod
    def speakers(self, cut: CutT, drafts: Sequence[Draft]) -> SpeakerReader[Any]:
        """Who they are whose words these are."""
