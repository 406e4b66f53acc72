"""Variants of an English word that no stemmer brings together: irregular forms, British and American spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.text.languages.english.irregular import irregular_forms

_MIN_LETTERS = 5
# A stemmer leaves these short verbs without their vowel ("sue", "sued").
_SHORT_VERB = re.compile(r"([a-z]{1,2}u)(e|ed|es|ing)")
# British and American, both ways; what is no word is in no text either.
_SPELLINGS = (
    (re.compile(r"our(?=$|s$|ed$|ing$|able$|ite|ful|hood)"), "or"),
    (re.compile(r"(?<=[bcdfghklmnprtv])or(?=$|s$|ed$|ing$|able$|ite|ful|hood)"), "our"),
    (re.compile(r"is(?=e$|es$|ed$|ing$|ation|er$|ers$)"), "iz"),
    (re.compile(r"iz(?=e$|es$|ed$|ing$|ation|er$|ers$)"), "is"),
    (re.compile(r"ys(?=e$|ed$|ing$)"), "yz"),
    (re.compile(r"yz(?=e$|ed$|ing$)"), "ys"),
    (re.compile(r"(?<=[bt])re(?=$|s$)"), "er"),
    (re.compile(r"(?<=[bt])er(?=$|s$)"), "re"),
    (re.compile(r"(?<=en)ce(?=$|s$)"), "se"),
    (re.compile(r"(?<=en)se(?=$|s$)"), "ce"),
    (re.compile(r"ogue(?=$|s$)"), "og"),
    (re.compile(r"mme(?=$|s$)"), "m"),
    (re.compile(r"(?<=[aeiou])ll(?=ed$|ing$|er$|ers$)"), "l"),
    (re.compile(r"(?<=[aeiou])l(?=ed$|ing$|er$|ers$)"), "ll"),
)


def variants(word: str, stem: str = "") -> Iterator[str]:
    """Other ways to write a word, itself not among them.

    Args:
        stem: of the word ("sleep" for "sleeps").

    >>> list(variants("13s")), list(variants("1990"))
    (['13'], ['1990s'])
    >>> list(variants("slept")), list(variants("sleeps", "sleep")), list(variants("labor")), list(variants("reed"))
    (['sleep'], ['slept'], ['labour'], [])
    >>> list(variants("sue"))
    ['sued', 'sues', 'suing']
    """
    yield from irregular_forms().get(word) or irregular_forms().get(stem, ())
    if word[:1].isdigit():
        yield from _of_number(word)
    if short := _SHORT_VERB.fullmatch(word):
        yield from (f"{short[1]}{end}" for end in ("e", "ed", "es", "ing") if short[2] != end)
    if len(word) >= _MIN_LETTERS:
        yield from (other for pattern, letters in _SPELLINGS if (other := pattern.sub(letters, word)) != word)


def _of_number(word: str) -> Iterator[str]:
    """Several of a number, and one: the under-*13s*, the *1990s*."""
    number = word.removesuffix("s")
    if number.isdigit():
        yield number if number != word else f"{word}s"
