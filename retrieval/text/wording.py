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
from functools import lru_cache

from retrieval.model import Span
from retrieval.text.credits import credits_in
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
        credited = credits_in(text)
        self.spans: list[Span] = []
        self.forms: list[str] = []
        for part in slices:
            # The sign before the slice tells a minus from a hyphen.
            lead = min(1, part.start)
            plain = plain_apostrophes(text[part.start - lead : part.end])
            left_out = [credit for credit in credited if credit.touches(part)]
            for found in _TOKEN.finditer(plain, lead):
                span = Span(*found.span()).shifted(part.start - lead)
                if not any(credit.holds(span) for credit in left_out):
                    self.spans.append(span)
                    self.forms.append(_form(found[0], ignored, is_loud=is_loud))
        self._starts = list(_starts(self.forms, 1))
        self._joined = f" {' '.join(self.forms)} "
        self._close_starts, self._close_ends, self._close = self._closed_up()

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
            first, last = bisect_left(self._close_starts, at), bisect_left(self._close_ends, at + len(other._close))
            is_whole = first < len(self) and last < len(self)
            if is_whole and self._close_starts[first] == at and self._close_ends[last] == at + len(other._close):
                yield first, last + 1
            at = self._close.find(other._close, at + 1)

    def _closed_up(self) -> tuple[list[int], list[int], str]:
        """The words without blanks, hyphens kept, numbers apart; and where each begins and ends."""
        parts: list[str] = []
        starts, ends, at = [], [], 0
        for number, form in enumerate(self.forms):
            between = self.before(number) if number else ""
            lead = "-" if between in _HYPHENS else ""
            if number and form[:1].isdigit() and self.forms[number - 1][-1:].isdigit():
                lead = "|"
            parts.append(lead + form)
            starts.append(at + len(lead))
            at += len(lead) + len(form)
            ends.append(at)
        return starts, ends, "".join(parts)


def _starts(forms: Sequence[str], at: int) -> Iterator[int]:
    for form in forms:
        yield at
        at += len(form) + 1


def _form(written: str, ignored: Collection[str], *, is_loud: bool) -> str:
    """The normal form of one word."""
    dotted = written.replace(".", "") if written[:1].isalpha() else written
    # The country is no pronoun.
    if dotted == "US" and not is_loud:
        return "u.s"
    folded = unicodedata.normalize("NFKC", _DROPPED.sub("", dotted)).casefold()
    folded = folded.replace("−", "-").replace("–", "-")
    if folded.isascii() or not ignored:
        return folded
    apart = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in ignored))
