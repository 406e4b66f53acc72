"""Turn: a label before a colon with the words behind it, which may be somebody's: "WALLACE: …"."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.attributions.drafts import Draft


@dataclass(slots=True)
class Turn:
    """One label, and what shows that somebody speaks behind it.

    Attributes:
        number: of the sentence that it begins.
        name: the label without a role, for comparison; ``surname`` of the person that it may name.
        is_speech: the words show that somebody speaks, or they answer a question right before them.
        asks: they end with a question mark; ``answers``: so does the paragraph before.
        is_sentence: they begin with a capital and end with a stop.
        is_told: the label says what somebody is, or for whom: "Karim Saidi (Greens)".
    """

    draft: Draft
    number: int
    name: str
    surname: str
    is_speech: bool = False
    asks: bool = False
    answers: bool = False
    is_sentence: bool = False
    is_told: bool = False

    @property
    def has_role(self) -> bool:
        """Whether the label says what somebody is."""
        return self.draft.phrase is not None and self.draft.phrase.role is not None

    @property
    def is_full(self) -> bool:
        """Whether it names a person by more than a surname alone."""
        return " " in self.name or self.has_role
