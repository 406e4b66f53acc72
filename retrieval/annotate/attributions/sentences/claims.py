"""Claims: what is found in one sentence, and which of its words are taken, so that no other rule reads them again."""

from __future__ import annotations

from abc import ABC, abstractmethod

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.cut import Cut, Range


class Claims(ABC):
    """One sentence, whichever grammar reads it.

    Attributes:
        first, last: its half-open range of tokens; ``number`` of the sentence, ``block`` of its paragraph.
        drafts: what is found in it.
        claimed: the ranges of tokens that are taken.
        carrier: the name of the agency that carries all that the sentence tells ("According to Reuters, X said …").
    """

    __slots__ = ("block", "carrier", "claimed", "cut", "drafts", "first", "last", "number")

    def __init__(self, cut: Cut, first: int, last: int, number: int, block: int) -> None:
        self.cut = cut
        self.first = first
        self.last = last
        self.number = number
        self.block = block
        self.drafts: list[Draft] = []
        self.claimed: list[Range] = []
        self.carrier: Range | None = None

    @property
    def opens_block(self) -> bool:
        """Whether its paragraph begins with it."""
        return self.first == self.cut.blocks[self.block][0]

    def is_claimed(self, at: int) -> bool:
        """Whether a token belongs to an attribution that was found already."""
        return any(first <= at < last for first, last in self.claimed)

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
