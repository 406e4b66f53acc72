"""Reading view: a stored text as it is meant, and exact positions in both directions. The stored text is never touched.

Everything that reads an article reads its view: annotation, people, dates, index, excerpts, watches. What is found
there is carried back by `ReadingView.stored`, so that an excerpt stays a slice of the stored text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache

from retrieval.model import Span
from retrieval.text.normal import find_fragment
from retrieval.text.passages import passages
from retrieval.text.sentences import sentences
from retrieval.text.view.characters import compose_letters, join_blanks, leave_out_invisible
from retrieval.text.view.edits import Edit, Offsets, apply_edits
from retrieval.text.view.encodings import decode_entities, undo_mojibake
from retrieval.text.view.glue import leave_out_stray_pronouns, part_glued_words
from retrieval.text.view.wrapping import join_wrapped_lines

# Longer texts would fill the memory, a few numbers of four bytes for each sign.
_USUAL_CHARS = 50_000
Stage = Callable[[str], Iterable[Edit]]
"""Finds what of a text is to be read otherwise: edits in order and apart, none in a text without that damage."""

STAGES: tuple[Stage, ...] = (
    undo_mojibake,
    decode_entities,
    leave_out_invisible,
    compose_letters,
    join_wrapped_lines,
    join_blanks,
    part_glued_words,
    leave_out_stray_pronouns,
)
"""In this order; each reads what the one before it has made."""


class ReadingView:
    """One text as meant.

    Attributes:
        text: the text as meant; the stored text itself where nothing is to be read otherwise.
    """

    __slots__ = ("_length", "_offsets", "_sentences", "text")

    def __init__(self, text: str, offsets: Offsets | None, stored_length: int) -> None:
        self.text = text
        self._offsets = offsets
        self._length = stored_length
        self._sentences: tuple[Span, ...] | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the text is read as it is stored."""
        return self._offsets is None

    def stored(self, span: Span) -> Span:
        """Where a slice of the view is in the stored text, with everything that was left out inside it."""
        if self._offsets is None:
            return span
        if span.start == span.end:
            at = self._stored_start(span.start)
            return Span(at, at)
        start, end = self._offsets.starts[span.start], self._offsets.ends[span.end - 1]
        return Span(start, max(start, end))

    def viewed(self, span: Span) -> Span:
        """Where a slice of the stored text is in the view; empty where all of it was left out."""
        if self._offsets is None:
            return span
        start = bisect_right(self._offsets.ends, span.start)
        end = bisect_left(self._offsets.starts, span.end)
        return Span(start, max(start, end))

    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text as meant, at their places in the stored text; found once."""
        if self._sentences is None:
            self._sentences = tuple(self.stored(s) for s in sentences(self.text))
        return self._sentences

    def passages(self) -> tuple[Span, ...]:
        """The passages for search, likewise."""
        return tuple(self.stored(p) for p in passages(self.text))

    def places(self, fragment: str) -> tuple[Span, ...]:
        """Where the stored text holds the words of a fragment, read as they are meant."""
        return tuple(self.stored(place) for place in find_fragment(self.text, fragment))

    def of(self, span: Span) -> str:
        """A slice of the stored text as it is meant."""
        return self.viewed(span).of(self.text)

    def _stored_start(self, at: int) -> int:
        assert self._offsets is not None
        return self._offsets.starts[at] if at < len(self.text) else self._length


def read_through(text: str, stages: Iterable[Stage]) -> ReadingView:
    """The view that some stages make of a text, one after another."""
    read, offsets = text, None
    for stage in stages:
        read, offsets = apply_edits(read, offsets, stage(read))
    return ReadingView(read, offsets, len(text))


def reading_view(text: str) -> ReadingView:
    """The text as meant; texts read lately are remembered, the usual ones for longer than a batch of ingest."""
    return _usual_view(text) if len(text) <= _USUAL_CHARS else _long_view(text)


@lru_cache(maxsize=256)
def _usual_view(text: str) -> ReadingView:
    return read_through(text, STAGES)


@lru_cache(maxsize=4)
def _long_view(text: str) -> ReadingView:
    return read_through(text, STAGES)
