"""Passages: an article cut for search, neighbouring paragraphs packed to a good length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from retrieval.model import Span
from retrieval.text.boilerplate import marked_paragraphs
from retrieval.text.sentences import sentences as find_sentences

# Measured best on news questions with BM25, against single paragraphs and longer windows.
TARGET_WORDS = 190
# A last piece below this joins its neighbour: a lone closing line would win by its shortness alone.
_TAIL_WORDS = 40


def passages(text: str, sentences: Sequence[Span] | None = None) -> tuple[Span, ...]:
    """Cut a text into passages of about ``TARGET_WORDS`` words, in order and apart.

    They begin and end at paragraph borders; a paragraph longer than a passage is cut between sentences. No passage
    holds a boilerplate line. A text without words has none.

    Args:
        sentences: those of this text, where the caller has them already.
    """
    found: list[Span] = []
    for run in _runs(text):
        pieces = [piece for block in run for piece in _pieces(text, block, sentences)]
        found.extend(_pack(pieces))
    return tuple(found)


def _runs(text: str) -> Iterator[list[Span]]:
    """Paragraphs between boilerplate lines."""
    run: list[Span] = []
    for block, is_of_the_page in marked_paragraphs(text):
        if is_of_the_page:
            if run:
                yield run
            run = []
        else:
            run.append(block)
    if run:
        yield run


def _pieces(text: str, block: Span, sentences: Sequence[Span] | None) -> list[tuple[Span, int]]:
    """A paragraph with its number of words, or its sentences where it is too long for one passage."""
    count = len(block.of(text).split())
    if count <= TARGET_WORDS:
        return [(block, count)]
    if sentences is None:
        inside = [span.shifted(block.start) for span in find_sentences(block.of(text))]
    else:
        first = bisect_left(sentences, block.start, key=lambda span: span.start)
        inside = list(takewhile(block.holds, (sentences[at] for at in range(first, len(sentences)))))
    return [(span, len(span.of(text).split())) for span in inside] or [(block, count)]


def _pack(pieces: Sequence[tuple[Span, int]]) -> list[Span]:
    """Join neighbours until one more would lead further away from the target."""
    packed: list[tuple[int, int, int]] = []
    for span, count in pieces:
        if packed:
            start, _, words = packed[-1]
            if abs(words + count - TARGET_WORDS) <= abs(words - TARGET_WORDS):
                packed[-1] = (start, span.end, words + count)
                continue
        packed.append((span.start, span.end, count))
    if len(packed) > 1 and packed[-1][2] < _TAIL_WORDS:
        _, end, words = packed.pop()
        start, _, before = packed[-1]
        packed[-1] = (start, end, before + words)
    return [Span(start, end) for start, end, _ in packed]
