"""Claims: what is found in one sentence, and which of its words are taken, so that no other rule reads them again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.name_runs import is_joint
from retrieval.annotate.attributions.names.outlets import outlets_in
from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import (
    CLOSING,
    OPENING,
    PUNCTUATION,
)

_FEWEST_SAID = 4
_LONGEST_BRACKET = 8
_ENDS_SPEECH = ".,!?…"


class Claims(ABC):
    """One sentence, whichever grammar reads it.

    Attributes:
        first, last: its half-open range of tokens; ``number`` of the sentence, ``block`` of its paragraph.
        drafts: what is found in it.
        claimed: the ranges of tokens that are taken.
        cues: its verbs of speech, as its grammar reads them.
        speakers: the subjects found so far of those of clauses, each with the place of its verb.
        carrier: the name of the agency that carries all that the sentence tells ("According to Reuters, X said …").
        cited: whom an agency cites for it all ("rapporte l'AFP, citant X"), and where that is said.
    """

    __slots__ = (
        "_outlets",
        "block",
        "carrier",
        "cited",
        "claimed",
        "cues",
        "cut",
        "drafts",
        "first",
        "last",
        "number",
        "speakers",
    )

    def __init__(self, cut: Cut, first: int, last: int, number: int, block: int) -> None:
        self.cut = cut
        self.first = first
        self.last = last
        self.number = number
        self.block = block
        self.drafts: list[Draft] = []
        self.claimed: list[Range] = []
        self.cues: Sequence[Any] = ()
        self.speakers: list[tuple[int, Phrase | None]] = []
        self.carrier: Range | None = None
        self.cited: tuple[Phrase, Range] | None = None
        self._outlets: list[Range] | None = None

    @property
    def outlets(self) -> list[Range]:
        """Where it names an outlet."""
        if self._outlets is None:
            self._outlets = outlets_in(self.cut, self.first, self.last)
        return self._outlets

    @property
    def opens_block(self) -> bool:
        """Whether its paragraph begins with it."""
        return self.first == self.cut.blocks[self.block][0]

    @property
    def fills_block(self) -> bool:
        """Whether it is a paragraph of its own."""
        return (self.first, self.last) == self.cut.blocks[self.block]

    def is_claimed(self, at: int) -> bool:
        """Whether a token belongs to an attribution that was found already."""
        return any(first <= at < last for first, last in self.claimed)

    def segment_start(self, at: int) -> int:
        """Where the stretch without punctuation that holds a token begins."""
        cut, first = self.cut, at
        while first > self.first:
            before = first - 1
            if cut.quote_of[before] >= 0:
                quote = cut.quotes[cut.quote_of[before]]
                if is_said(cut, cut.quote_of[before]) or quote[0] <= self.first:
                    return first
                first = quote[0]
            elif cut.flags[before] & CLOSING:
                opening = next(
                    (
                        n
                        for n in range(before, max(self.first, before - _LONGEST_BRACKET) - 1, -1)
                        if cut.flags[n] & OPENING
                    ),
                    0,
                )
                if not opening:
                    return first
                first = opening
            elif cut.flags[before] & PUNCTUATION and not is_joint(cut, before, self.last):
                return first
            else:
                first = before
        return first

    def trimmed(self, first: int, last: int) -> Range | None:
        """A range without the punctuation at its borders; None where nothing is left."""
        return self.cut.trimmed(first, last)

    @abstractmethod
    def claim(self, draft: Draft) -> None:
        """Keep a draft and whatever of its sentence belongs to it."""

    def keep(self, draft: Draft, *ranges: Range) -> None:
        """Keep a draft; its words, its cue and what else is given are taken."""
        draft.block, draft.sentence = self.block, (self.first, self.last)
        self.claimed.extend(draft.content)
        if draft.cue is not None:
            self.claimed.append(draft.cue)
        self.claimed.extend(ranges)
        self.drafts.append(draft)

    def pass_on(self, draft: Draft, carrier: Range | None) -> bool:
        """Give a draft of a carrier's to whom it cites outside of the words; whether there is somebody."""
        if self.cited is None or any(first <= self.cited[1][0] < last for first, last in draft.content):
            return False
        draft.phrase, draft.antecedent = self.cited[0], None
        draft.via = carrier or self.carrier
        self.carrier = self.carrier or carrier
        self.claimed.append(self.cited[1])
        return True

    def left_start(self, at: int) -> int:
        """Where words that end before a token can begin: behind all that is claimed."""
        start = self.first
        for first, last in self.claimed:
            if first < at:
                start = max(start, min(last, at))
        return start

    def right_end(self, at: int) -> int:
        """Where words that begin at a token must end: before all that is claimed."""
        end = self.last
        for first, _ in self.claimed:
            if at <= first < end:
                end = first
        return end

    def quote_starting(self, at: int) -> int | None:
        """The quotation that begins at a token."""
        if at >= self.last or (quote := self.cut.quote_of[at]) < 0:
            return None
        return quote if self.cut.quotes[quote][0] == at else None


def is_said(cut: Cut, quote: int) -> bool:
    """Whether a quotation looks like speech, and not like a name or a single word in marks."""
    first, last = cut.quotes[quote]
    said = cut.said_in(quote).rstrip()
    if said[-1:] and said[-1] in _ENDS_SPEECH:
        return True
    words = sum(not cut.flags[at] & PUNCTUATION for at in range(first, min(last, first + 40)))
    return words >= _FEWEST_SAID


def quotes_between(s: Claims, first: int, last: int) -> list[Range]:
    """The quotations in a range."""
    numbers = sorted({s.cut.quote_of[at] for at in range(first, last)} - {-1})
    return [s.cut.quotes[number] for number in numbers]
