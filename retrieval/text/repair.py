"""Glued words in the index: which words of a text a word of a question may be glued to a neighbour in.

The reading view has parted what a text itself gives away ("Peskovhe said"; see view/glue.py). What only the question
or the rest of the archive can tell is told here. A miss is better than a wrong cut: a word that any list knows is
never taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from retrieval.text.known_words import frequency_rank, is_dictionary_word, is_listed
from retrieval.text.languages.english.words import ENDINGS
from retrieval.text.tokens import words
from retrieval.text.wordlists import word_set

# Marks in the vocabulary the place between a small letter and the capital after it; no token holds it.
SEAM = "·"
_SEAM = re.compile(r"[a-zß-öø-ÿ](?=[A-Z])")
_LETTERS_BEFORE, _LETTERS = re.compile(r"[^\W\d_]*$"), re.compile(r"[^\W\d_]*")
_LONGEST_WORD = 40
# Names in which an inner capital is at home.
_NAME_STARTS = word_set("mac fitz van von del")

_MIN_LETTERS = 3
_COMMON, _VERY_COMMON, _COMMON_SHORT = 30_000, 10_000, 1_500
_SHORT_RESTS = word_set(
    "he it in on at to by of is as or we us so no my me if be am up",
    "his her she its him our and the who was had has did can may for but not you are ago met",
)


def vocabulary_words(text: str) -> list[str]:
    """The words of a text as the vocabulary holds them, those with a capital inside marked at their seam as well.

    >>> vocabulary_words("Then PatrickMahomes met YouTube")
    ['then', 'patrickmahomes', 'met', 'youtube', 'patrick·mahomes']
    """
    return [*words(text), *_seams(text)]


def _seams(text: str) -> Iterator[str]:
    for small in _SEAM.finditer(text):
        seam = small.end()
        start = max(0, seam - _LONGEST_WORD)
        before = _LETTERS_BEFORE.search(text[start:seam])
        after = _LETTERS.match(text, seam, seam + _LONGEST_WORD)
        assert before is not None
        assert after is not None
        left, right = words(before[0]), words(after[0])
        if len(left) == len(right) == 1 and _is_seam(left[0], right[0]) and not is_listed(left[0] + right[0]):
            yield f"{left[0]}{SEAM}{right[0]}"


def _is_seam(left: str, right: str) -> bool:
    return min(len(left), len(right)) >= _MIN_LETTERS and left not in _NAME_STARTS


@lru_cache(maxsize=1 << 16)
def glued_parts(form: str) -> tuple[str, ...]:
    """The words of which a word of the vocabulary can be a glued form: what is left of it goes beside others.

    A form is in no list of words, and what is left is a common word or begins with a capital. The index keeps each pair
    of a part and its form, so whatever changes here changes the index.

    >>> glued_parts("patrick·mahomes"), "reuters" in glued_parts("reutersthat"), glued_parts("goethe")
    (('patrick', 'mahomes'), True, ())
    """
    if SEAM in form:
        return tuple(form.split(SEAM))
    if len(form) < 2 * _MIN_LETTERS - 1 or len(form) > _LONGEST_WORD or not form.isalpha() or is_listed(form):
        return ()
    cuts = range(2, len(form) - 1)
    heads = [form[:at] for at in cuts if at >= _MIN_LETTERS and _is_common(form[at:])]
    return tuple(
        dict.fromkeys([*heads, *(form[at:] for at in cuts if len(form) - at >= _MIN_LETTERS and _is_common(form[:at]))])
    )


@lru_cache(maxsize=1 << 14)
def _is_common(rest: str) -> bool:
    """Whether this is a word that goes beside others, not an ending that makes one word of another."""
    if len(rest) < _MIN_LETTERS or rest in ENDINGS:
        return rest in _SHORT_RESTS
    rank = frequency_rank(rest)
    if rank is None:
        return False
    if len(rest) == _MIN_LETTERS:
        return rest in _SHORT_RESTS or rank < _COMMON_SHORT
    return rank < _VERY_COMMON or (rank < _COMMON and is_dictionary_word(rest))
