"""Draft attributions: token ranges without a speaker's name yet, turned into positions at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import ME
from retrieval.text.languages.cases import Case

PhraseKind = Literal["name", "noun", "pronoun", "relative"]
_QUOTED = frozenset({"signed", "colon", "announced", "label", "posted"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A speaker's phrase, as half-open token ranges.

    Attributes:
        kind: what its head is; for a "name" ``first`` to ``last`` is the name alone.
        first, last: what is shown of it: the name, the pronoun, or the whole phrase where there is no name.
        whole: with determiner, role and whatever hangs on it.
        role: what says who it is, before a name or behind it ("Kremlin press secretary").
        gender: "he", "she", "they" or "" where nothing tells, or where the language's names tell it by themselves.
        case: in which the name stands, where that is not the nominative.
    """

    kind: PhraseKind
    first: int
    last: int
    whole: Range
    role: Range | None = None
    gender: str = ""
    case: Case | None = None

    @property
    def is_name(self) -> bool:
        """Whether it names somebody."""
        return self.kind == "name"


@dataclass(slots=True)
class Draft:
    """Words with the phrase of their speaker, as half-open token ranges.

    Attributes:
        rule: the name of the rule that found it, where another asks for it.
        block: number of the paragraph.
        sentence: its tokens.
        via: the name of the carrier.
        is_open: a quotation that follows at once still belongs to it.
        antecedent: what a relative pronoun ("who") stands for.
    """

    content: list[Range]
    cue: Range | None
    phrase: Phrase | None
    rule: str = ""
    block: int = 0
    sentence: Range = (0, 0)
    via: Range | None = None
    is_loose: bool = False
    is_open: bool = False
    antecedent: Phrase | None = None

    @property
    def is_quoted(self) -> bool:
        """Whether a rule found it that needs marks."""
        return self.is_open or self.rule in _QUOTED


def is_own(cut: Cut, draft: Draft, first: int, last: int) -> bool:
    """Whether a draft is what "I" or "we" say inside words that are somebody's already, or has nobody to say it."""
    if draft.phrase is not None and not cut.flags[draft.phrase.first] & ME:
        return False
    return first <= draft.content[0][0] < last
