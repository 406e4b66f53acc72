"""Prefixed words: "ultraprocessed", "ultra-processed" and "ultra processed" are one word, however it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from retrieval.text.wordlists import word_set

# The learned prefixes that the languages of questions share, and that are written with a hyphen or without.
PREFIXES = word_set(
    "anti auto bio counter cyber eco electro euro extra geo hydro hyper infra inter intra macro mega meta micro mid",
    "mini mono multi nano neo non para petro photo poly post pre pro pseudo psycho quasi radio retro semi socio sub",
    "super techno tele thermo trans ultra video vice",
)
_MIN_REST, _JOINED = 4, 2


class Vocabulary(Protocol):
    """The unstemmed words of an archive."""

    def word_freq(self, word: str) -> int:
        """Passages that hold the word."""


def prefixed(asked: Sequence[str], vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """For words in normal form how else the archive writes them, prefix and rest, or both as one; itself first.

    A word that no article holds is parted where articles hold both parts; two words are joined where they are.
    """
    found: dict[str, tuple[str, ...]] = {}
    for word in asked:
        if parts := _parts(word, vocabulary):
            found[word] = parts
    for first, second in pairwise(asked):
        # The tokenizer makes one word of "by-election", as of any that begins with a letter or two.
        is_joined = len(first) <= _JOINED and len(second) > _MIN_REST
        if (first in PREFIXES or is_joined) and vocabulary.word_freq(first + second):
            found[first] = found[second] = (first + second,)
    return found


def prefixed_candidates(asked: Sequence[str]) -> Iterator[str]:
    """The words that `prefixed` may look up.

    >>> list(prefixed_candidates(["ultraviolet", "anti", "war"]))
    ['ultraviolet', 'anti', 'war', 'ultra', 'violet', 'antiwar']
    """
    yield from asked
    for word in asked:
        for parts in _partings(word):
            yield from parts
    yield from (first + second for first, second in pairwise(asked) if first in PREFIXES)


def _partings(word: str) -> Iterator[tuple[str, str]]:
    cuts = range(3, len(word) - _MIN_REST + 1)
    return ((word[:at], word[at:]) for at in cuts if word[:at] in PREFIXES)


def _parts(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    if vocabulary.word_freq(word):
        return ()
    for prefix, rest in _partings(word):
        if vocabulary.word_freq(prefix) and vocabulary.word_freq(rest):
            return prefix, rest
    return ()
