"""Is it the same statement? Folds copies from several articles into one excerpt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from retrieval.annotate.people import surname_key
from retrieval.model import Copy, Excerpt
from retrieval.text.tokens import words

SAME_SHARE = 0.8
MIN_WORDS = 4


def fold(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """Keep the first of each statement; later ones in other articles become its ``also_in``.

    Two are the same where they share at least ``SAME_SHARE`` of their words (Jaccard) and no two named speakers differ.
    """
    kept: list[tuple[frozenset[str], Excerpt]] = []
    for excerpt in excerpts:
        words = _words(excerpt)
        at = next((i for i, (other, first) in enumerate(kept) if _is_same(words, excerpt, other, first)), None)
        if at is None:
            kept.append((words, excerpt))
            continue
        first = kept[at][1]
        if excerpt.article_id != first.article_id and all(c.article_id != excerpt.article_id for c in first.also_in):
            kept[at] = (kept[at][0], replace(first, also_in=(*first.also_in, copy_of(excerpt))))
    return [excerpt for _, excerpt in kept]


def _words(excerpt: Excerpt) -> frozenset[str]:
    said = [c.shifted(-excerpt.span.start).of(excerpt.text) for c in excerpt.content or ()] or [excerpt.text]
    return frozenset(word for part in said for word in words(part))


def _is_same(words: frozenset[str], excerpt: Excerpt, other: frozenset[str], first: Excerpt) -> bool:
    if (excerpt.article_id, excerpt.span, excerpt.content) == (first.article_id, first.span, first.content):
        return True
    if min(len(words), len(other)) < MIN_WORDS and words != other:
        return False
    if excerpt.speaker and first.speaker and surname_key(excerpt.speaker) != surname_key(first.speaker):
        return False
    both = len(words & other)
    return both > 0 and both >= SAME_SHARE * (len(words) + len(other) - both)


def copy_of(excerpt: Excerpt) -> Copy:
    """The mention of an excerpt as a copy of another one."""
    return Copy(
        excerpt.article_id,
        excerpt.revision,
        excerpt.span,
        excerpt.content or (),
        excerpt.outlet,
        excerpt.title,
        excerpt.url,
    )
