"""Glued-form keys: exact terms of the vocabulary that tell in which of its words another is glued to a neighbour.

A key is the part, a sign that no word holds, and the form ("peskov=peskovhe"), so that the forms of a word are one run
of keys: a look-up, and no scan for words that begin or end so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from retrieval.text.repair import SEAM, glued_parts

_BETWEEN = "="


def glued_keys(words: Iterable[str]) -> Iterator[str]:
    """The keys of some words of the vocabulary, in no order.

    >>> list(glued_keys(["patrick·mahomes", "said"]))
    ['patrick=patrick·mahomes', 'mahomes=patrick·mahomes']
    """
    return (f"{part}{_BETWEEN}{word}" for word in words for part in glued_parts(word))


def key_start(word: str) -> str:
    """What the keys of all forms of a word begin with, and no other key does."""
    return f"{word}{_BETWEEN}"


def form_of(key: str) -> str:
    """The word of the vocabulary in a key."""
    return key.split(_BETWEEN, 1)[1]


def as_words(forms: Iterable[str]) -> tuple[str, ...]:
    """Words of the vocabulary as a text has them, without the mark of a capital inside; each once, sorted."""
    return tuple(sorted({form.replace(SEAM, "") for form in forms}))
