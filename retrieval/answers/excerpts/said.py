"""Wording match: are the words of one excerpt those at the place of another, from edge to edge?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from retrieval.model import Excerpt, Span
from retrieval.text.wording import Wording

# How far beyond an excerpt its article is looked into: another one may be cut more widely there.
_BEYOND = 300
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？\n\r\u2029]")
# A comma ends nothing, unless a mark closes behind it: what follows in the same breath may turn the sense.
_ENDS_QUOTATION = re.compile(r"""[.!?…:;。！？\n\r\u2029"“”„«»‹›‘‚]|''|`|,['’]|['’][.,;:!?]""")


class Said:
    """An excerpt in its article, as words to be compared.

    Args:
        text: of the article; None where only the excerpt itself is at hand.
        ignored: accents that do not count.
        is_loud: capitals tell nothing.
    """

    def __init__(self, excerpt: Excerpt, text: str | None, *, ignored: Collection[str], is_loud: bool) -> None:
        by = 0 if text is not None else -excerpt.span.start
        self.text = excerpt.text if text is None else text
        self.span = excerpt.span.shifted(by)
        self.content = tuple(part.shifted(by) for part in excerpt.content or ())
        self._options = {"ignored": ignored, "is_loud": is_loud}

    @cached_property
    def whole(self) -> Wording:
        """All of the excerpt."""
        return self._wording((self.span,))

    @cached_property
    def quotation(self) -> Wording:
        """The speaker's words."""
        return self._wording(self.content)

    @property
    def quotation_words(self) -> int:
        """How many words the speaker says."""
        return len(self.quotation) if self.content else 0

    def _around(self, chars: int) -> Wording:
        """The excerpt with what is within so many characters of it."""
        reach = chars + _BEYOND
        window = Span(max(0, self.span.start - reach), min(len(self.text), self.span.end + reach))
        return self._wording((window,))

    def sentences_stand_in(self, other: Said, *, may_be_cut: bool) -> bool:
        """Whether the other article has all of these sentences, and at the place that the other excerpt shows.

        Args:
            may_be_cut: whether the other excerpt may show only a part of them.
        """
        if self.whole == other.whole:
            return self._is_shown(other, other.whole, 0)
        around = other._around(len(self.span)) if may_be_cut else other.whole
        # An excerpt begins and ends with a sentence; what is cut around it does so by chance only.
        text = other.text if may_be_cut else None
        return any(
            _has_edges(around, place, text, _ENDS_SENTENCE) and self._is_shown(other, around, place.start)
            for place in around.find(self.whole)
        )

    def quotation_stands_in(self, other: Said) -> bool:
        """Whether the other's quotation has all of these words, from one mark to another."""
        there = other.quotation
        return any(_has_edges(there, place, None, _ENDS_QUOTATION) for place in there.find(self.quotation))

    def _is_shown(self, other: Said, there: Wording, first: int) -> bool:
        """Whether what is said here, found there from a word on, is what the other excerpt says."""
        if not len(self.whole):
            return False
        mine = self._spoken
        theirs = other._spoken if there is other.whole else other._spoken_in(there)
        both = sum(first + n in theirs for n in mine)
        return 2 * both >= min(len(mine), len(theirs)) > 0

    @cached_property
    def _spoken(self) -> frozenset[int]:
        """Which words of the excerpt are what it says; it is compared with many others."""
        return self._spoken_in(self.whole)

    def _spoken_in(self, wording: Wording) -> frozenset[int]:
        """The same of a wording of its article."""
        said = self.content or (self.span,)
        return frozenset(n for n, span in enumerate(wording.spans) if _is_in(span, said))

    def _wording(self, parts: Sequence[Span]) -> Wording:
        return Wording(self.text, parts, **self._options)  # type: ignore[arg-type]


def _is_in(span: Span, parts: Sequence[Span]) -> bool:
    return any(part.holds(span) for part in parts)


def _has_edges(there: Wording, place: Span, text: str | None, mark: re.Pattern[str]) -> bool:
    """Whether nothing goes on before and after: there is the end of the text, or such a mark.

    Args:
        text: the whole, of which the wording may be a part; None where the wording is all there is.
    """
    first, last = place.start, place.end - 1
    begins = first == 0 and (text is None or not any(map(str.isalnum, text[: there.spans[0].start])))
    ends = last + 1 == len(there) and (text is None or not any(map(str.isalnum, text[there.spans[last].end :])))
    return (begins or (first > 0 and mark.search(there.before(first)) is not None)) and (
        ends or (last + 1 < len(there) and mark.search(there.after(last)) is not None)
    )
