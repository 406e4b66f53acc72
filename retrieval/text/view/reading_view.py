"""Reading view: a stored text as it is meant, and exact positions in both directions. The stored text is never touched.

Everything that reads an article reads its view: annotation, people, dates, index, excerpts, watches. What is found
there is carried back by `ReadingView.stored`, so that an excerpt stays a slice of the stored text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import chain

from retrieval.model import Span
from retrieval.text.bounded_cache import BoundedCache
from retrieval.text.normal import find_fragment
from retrieval.text.paragraphs import paragraphs
from retrieval.text.passages import passages
from retrieval.text.quotes import quotations
from retrieval.text.sentences import sentences
from retrieval.text.view.characters import compose_letters, join_blanks, leave_out_invisible
from retrieval.text.view.edits import Edit, Offsets, apply_edits, edits_between
from retrieval.text.view.encodings import decode_entities, undo_mojibake
from retrieval.text.view.glue import part_glued_words
from retrieval.text.view.lost_commas import close_appositions
from retrieval.text.view.stray_pronouns import leave_out_stray_pronouns
from retrieval.text.view.wrapping import join_wrapped_lines

# A view may take a few numbers of four bytes for each sign. Long texts have their own room, so that none of them takes
# that of very many usual ones.
_USUAL_CHARS = 50_000
_KEPT_CHARS, _KEPT_LONG_CHARS = 8_000_000, 4_000_000
Stage = Callable[[str], Iterable[Edit]]
"""Finds what of a text is to be read otherwise: edits in order and apart, none in a text without that damage."""

STAGES: tuple[Stage, ...] = (
    compose_letters,  # who has taken accents apart has taken those of a wrong encoding apart too
    undo_mojibake,
    decode_entities,
    leave_out_invisible,
    compose_letters,
    join_wrapped_lines,
    join_blanks,
    part_glued_words,
    leave_out_stray_pronouns,
    close_appositions,
)
"""In this order; each reads what the one before it has made."""


class ReadingView:
    """One text as meant.

    Attributes:
        text: the text as meant; the stored text itself where nothing is to be read otherwise.
    """

    __slots__ = ("_blocks", "_cut", "_length", "_offsets", "_sentences", "text")

    def __init__(self, text: str, offsets: Offsets | None, stored_length: int) -> None:
        self.text = text
        self._offsets = offsets
        self._length = stored_length
        self._sentences: tuple[Span, ...] | None = None
        self._blocks: tuple[Span, ...] | None = None
        self._cut: dict[int, tuple[Span, ...]] = {}

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

    def sentences_around(self, span: Span) -> tuple[Span, ...]:
        """Those of the paragraphs that a slice of the stored text touches and of one on either side, in order.

        One passage is read of many an article; each paragraph is cut once.
        """
        if self._sentences is not None:
            return self._sentences
        if self._blocks is None:
            self._blocks = paragraphs(self.text)
        blocks, part = self._blocks, self.viewed(span)
        # What was left out may stand at a paragraph's edge: its neighbours hold whatever touches it.
        first = max(0, bisect_right(blocks, part.start, key=lambda block: block.end) - 1)
        last = min(len(blocks), bisect_left(blocks, part.end, key=lambda block: block.start) + 1)
        wanted = range(first, last)
        if any(number not in self._cut for number in wanted):
            # Whether a quotation goes on is seen in the paragraph behind it.
            quoted = quotations(self.text, blocks[first : last + 1])
            for number in wanted:
                found = sentences(self.text, quoted, blocks[number : number + 1])
                self._cut[number] = tuple(map(self.stored, found))
        return tuple(chain.from_iterable(map(self._cut.__getitem__, wanted)))

    def keep_sentences(self, cut: Iterable[Span]) -> None:
        """Let the sentences be those that were found in the text as meant."""
        if self._sentences is None:
            self._sentences = tuple(self.stored(s) for s in cut)

    def restore_sentences(self, stored: tuple[Span, ...] | None) -> None:
        """Let the sentences be those that were found before, at their places in the stored text."""
        self._sentences = self._sentences or stored

    @property
    def known_sentences(self) -> tuple[Span, ...] | None:
        """`sentences` where they have been found, else None."""
        return self._sentences

    def passages(self) -> tuple[Span, ...]:
        """The passages for search, likewise."""
        return tuple(self.stored(p) for p in passages(self.text))

    def places(self, fragment: str) -> tuple[Span, ...]:
        """Where the stored text holds the words of a fragment, read as they are meant."""
        return tuple(self.stored(place) for place in find_fragment(self.text, fragment))

    def of(self, span: Span) -> str:
        """A slice of the stored text as it is meant."""
        return (span if self._offsets is None else self.viewed(span)).of(self.text)

    def edits(self, stored: str) -> tuple[Edit, ...] | None:
        """What makes this view of the stored text, to be kept; None where it has to be found again each time."""
        return () if self._offsets is None else edits_between(stored, self.text, self._offsets)

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
    """The text as meant; texts read or restored lately are remembered, the usual ones longer than a batch of ingest."""
    views = _views(text)
    return views.get(text) or views.keep(text, read_through(text, STAGES), len(text))


def restore_view(text: str, edits: Iterable[tuple[int, int, str]], sentences: tuple[Span, ...] | None = None) -> None:
    """Let a text be read by the edits that were found when it came in, without looking for them again.

    Args:
        sentences: at their places in the stored text, where they are known as well.
    """
    views = _views(text)
    view = views.get(text)
    if view is None:
        made = ReadingView(*apply_edits(text, None, [Edit(*edit) for edit in edits]), len(text))
        view = views.keep(text, made, len(text))
    view.restore_sentences(sentences)


_usual_views = BoundedCache[str, ReadingView](_KEPT_CHARS)
_long_views = BoundedCache[str, ReadingView](_KEPT_LONG_CHARS)


def _views(text: str) -> BoundedCache[str, ReadingView]:
    return _long_views if len(text) > _USUAL_CHARS else _usual_views
