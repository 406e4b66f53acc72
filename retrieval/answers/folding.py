"""Is it the same statement? Folds copies from several articles into one excerpt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from retrieval.annotate.people import surname_key
from retrieval.answers.copies import Copies, is_enough
from retrieval.model import Copy, Excerpt
from retrieval.text.tokens import words

SAME_SHARE = 0.8
MIN_WORDS = 4


def fold(excerpts: Iterable[Excerpt], copies: Copies | None = None) -> list[Excerpt]:
    """Keep the first of each statement; later ones in other articles become its ``also_in``.

    Two are the same where no two named speakers differ and they share at least ``SAME_SHARE`` of their words
    (Jaccard) or stand at the same place of copies of one text.

    Args:
        copies: which articles are copies; without it only the words count.
    """
    kept: list[tuple[frozenset[str], Excerpt]] = []
    for excerpt in excerpts:
        words = _words(excerpt)
        same = (
            i
            for i, (other, first) in enumerate(kept)
            if _is_same(words, excerpt, other, first) or _is_copied(words, excerpt, other, first, copies)
        )
        at = next(same, None)
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
    if _are_of_two_speakers(excerpt, first):
        return False
    if min(len(words), len(other)) < MIN_WORDS and words != other:
        return False
    both = len(words & other)
    return both > 0 and both >= SAME_SHARE * (len(words) + len(other) - both)


def _is_copied(
    words: frozenset[str], excerpt: Excerpt, other: frozenset[str], first: Excerpt, copies: Copies | None
) -> bool:
    # A cheap look before the texts are aligned: with too few words in common they cannot stand at the same place.
    shorter, longer = sorted((len(words), len(other)))
    if copies is None or (shorter >= MIN_WORDS and not is_enough(len(words & other), longer, shorter)):
        return False
    return not _are_of_two_speakers(excerpt, first) and copies.is_same_place(excerpt, first)


def _are_of_two_speakers(one: Excerpt, other: Excerpt) -> bool:
    return bool(one.speaker and other.speaker) and surname_key(one.speaker or "") != surname_key(other.speaker or "")


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
