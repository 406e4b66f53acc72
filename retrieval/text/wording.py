"""Wording: the words of a text, its typography set aside. Two texts with one wording say the same, word for word.

Stricter than the words of an index: nothing that can change what is said is folded away. Quotation marks, dashes,
dots, width, ligatures, blanks, line ends and capitals are typography; numbers, signs of money and measure, a minus and
the apostrophe inside a word are not. A blank that is missing ("Peskovhe") or a word cut at a line end does no harm.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache

from retrieval.model import Span
from retrieval.text.credits import credits_around
from retrieval.text.normal import plain_apostrophes

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARK = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f"
_LETTER = rf"(?:[^\W\d_]|[{_MARK}{_INVISIBLE}])"
_BLANK = "[ \u00a0\u2009\u202f]"
_TOKEN = re.compile(
    rf"""
      (?<!\d)\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)     # 1 000
    | (?:(?<![^\s(\[“"«„])[-−–](?=\d))?\d+(?:[.,:/]\d+)*   # 3.5, 14:30, -3
    | (?<!\w)[^\W\d_](?:\.[^\W\d_])+(?![\w])\.?    # U.S.
    | [^\W\d_]{_LETTER}*(?:'{_LETTER}+)*
    | [%‰°±+=<>$£€¥¢\u20a0-\u20cf&@\#§]
    """,
    re.VERBOSE,
)
_DROPPED = re.compile(rf"[{_INVISIBLE}]|(?<=\d){_BLANK}(?=\d)")
_HYPHENS = frozenset("-\u2010\u2011")
# A shorter text may lack a mark by chance.
_ENOUGH_CHARS = 300


@lru_cache(maxsize=512)
def marks_of(text: str) -> frozenset[str]:
    """The accents that a text writes, whatever the letter.

    >>> sorted(marks_of("Łódź, São Paulo")) == ["\\u0301", "\\u0303"]
    True
    """
    if text.isascii():
        return frozenset()
    return frozenset(sign for sign in set(unicodedata.normalize("NFD", text)) if unicodedata.combining(sign))


def not_written(one: str, other: str) -> frozenset[str]:
    """The accents that one of two articles never writes, so that they tell nothing apart (Erdoğan, Erdogan; ё, е)."""
    marks = [marks_of(text) if len(text) >= _ENOUGH_CHARS else None for text in (one, other)]
    written = [found for found in marks if found is not None]
    every = marks_of(one) | marks_of(other)
    if not every:
        return every
    return frozenset(mark for mark in every if any(mark not in found for found in written))


class Wording:
    """The words of a text, or of some slices of it, in order.

    Args:
        within: the slices; the whole text where there are none. Agency credits and datelines are left out.
        ignored: accents that do not count.
        is_loud: capitals tell nothing, not even *US* from *us*: one of the texts compared is set in capitals.
    """

    def __init__(
        self,
        text: str,
        within: Sequence[Span] = (),
        *,
        ignored: Collection[str] = (),
        is_loud: bool = False,
    ) -> None:
        self._text = text
        slices = within or (Span(0, len(text)),)
        self.spans: list[Span] = []
        self.forms: list[str] = []
        for part in slices:
            # The sign before the slice tells a minus from a hyphen.
            lead = min(1, part.start)
            before = part.start - lead
            plain = plain_apostrophes(text[before : part.end])
            left_out = [credit for credit in credits_around(text, part) if credit.touches(part)]
            for found in _TOKEN.finditer(plain, lead):
                span = Span(before + found.start(), before + found.end())
                if not left_out or not any(credit.holds(span) for credit in left_out):
                    self.spans.append(span)
                    self.forms.append(_form(found[0], ignored, is_loud=is_loud))
        self._joined = f" {' '.join(self.forms)} "

    def __len__(self) -> int:
        return len(self.forms)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Wording):
            return NotImplemented
        return self._joined == other._joined or self._close == other._close

    __hash__ = None  # type: ignore[assignment]

    def find(self, other: Wording) -> Iterator[Span]:
        """Where all words of the other text follow one another here; slices of the numbers of the words."""
        if not len(other):
            return
        seen = set()
        for first, last in (*self._found(other), *self._found_close(other)):
            if (first, last) not in seen:
                seen.add((first, last))
                yield Span(first, last)

    def before(self, number: int) -> str:
        """What is between a word and the one before it in the text, of the text from its beginning on."""
        start = self.spans[number - 1].end if number else 0
        return self._text[start : self.spans[number].start]

    def after(self, number: int) -> str:
        """What is between a word and the next one, or the end."""
        is_last = number + 1 == len(self.spans)
        return self._text[self.spans[number].end : len(self._text) if is_last else self.spans[number + 1].start]

    def _found(self, other: Wording) -> Iterator[tuple[int, int]]:
        at = self._joined.find(other._joined)
        while at >= 0:
            first = bisect_left(self._starts, at + 1)
            yield first, first + len(other)
            at = self._joined.find(other._joined, at + 1)

    def _found_close(self, other: Wording) -> Iterator[tuple[int, int]]:
        at = self._close.find(other._close)
        while at >= 0:
            starts, ends = self._close_edges
            first, last = bisect_left(starts, at), bisect_left(ends, at + len(other._close))
            is_whole = first < len(self) and last < len(self)
            if is_whole and starts[first] == at and ends[last] == at + len(other._close):
                yield first, last + 1
            at = self._close.find(other._close, at + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return list(_starts(self.forms, 1))

    @cached_property
    def _leads(self) -> list[str]:
        """What keeps each word from the one before it where no blanks do: a hyphen, or that both are numbers."""
        leads, end, before = [], -1, ""
        for span, form in zip(self.spans, self.forms, strict=True):
            is_tied = span.start == end + 1 > 0 and self._text[end] in _HYPHENS
            are_numbers = form[:1].isdigit() and before[-1:].isdigit()
            leads.append("|" if are_numbers else "-" if is_tied else "")
            end, before = span.end, form
        return leads

    @cached_property
    def _close(self) -> str:
        """The words without blanks, hyphens kept, numbers apart."""
        return "".join([part for pair in zip(self._leads, self.forms, strict=True) for part in pair])

    @cached_property
    def _close_edges(self) -> tuple[list[int], list[int]]:
        """Where each word begins and ends there."""
        starts, ends, at = [], [], 0
        for lead, form in zip(self._leads, self.forms, strict=True):
            starts.append(at + len(lead))
            at += len(lead) + len(form)
            ends.append(at)
        return starts, ends


def _starts(forms: Sequence[str], at: int) -> Iterator[int]:
    for form in forms:
        yield at
        at += len(form) + 1


def _form(written: str, ignored: Collection[str], *, is_loud: bool) -> str:
    """The normal form of one word."""
    if written.isascii() and written.isalnum():  # most are: nothing is left of what follows
        return "u.s" if written == "US" and not is_loud else written.lower()
    dotted = written.replace(".", "") if written[:1].isalpha() else written
    # The country is no pronoun.
    if dotted == "US" and not is_loud:
        return "u.s"
    folded = unicodedata.normalize("NFKC", _DROPPED.sub("", dotted)).casefold()
    folded = folded.replace("−", "-").replace("–", "-")
    if folded.isascii():
        return folded
    if ignored:
        apart = unicodedata.normalize("NFD", folded)
        folded = "".join(sign for sign in apart if sign not in ignored)
    return unicodedata.normalize("NFC", folded)
