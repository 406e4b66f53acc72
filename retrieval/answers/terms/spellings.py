"""Spelling variants of a name: case endings taken off, other alphabets, other transliterations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product

from anyascii import anyascii

from retrieval.text.languages import LANGUAGES
from retrieval.text.languages.cases import nominatives

_MAX_WORDS = 4
_MAX_NOMINATIVES = 12
_MAX_SPELLINGS = 150
# One sound in English, German, French, Spanish and Polish letters: Peskow and Peskov, Schoigu and Shoigu, Poutine
# and Putin. Compared on both sides, so that nothing but a like-sounding name can be found.
_SOUNDS = (
    (re.compile("tsch|tch|cz"), "ch"),
    (re.compile("sch|sz"), "sh"),
    (re.compile("(?<!^)tz|ts|zz"), "z"),
    (re.compile("ou|oo"), "u"),
    (re.compile("gu(?=[ei])"), "g"),
    (re.compile("w"), "v"),
    (re.compile("kh|ch(?=r)"), "h"),
    (re.compile("ff?$"), "v"),
    (re.compile("(?<=in)e$"), ""),
    (re.compile("[yj]"), "i"),
    (re.compile("(?<=[^aeiou])ie(?=[a-z])"), "e"),
    (re.compile("^s(?=el)"), "z"),
)
_DOUBLED = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=65536)
def sound_key(surname: str) -> str:
    """A surname's key under which its transliterations into other languages fall together.

    >>> sound_key("peskow") == sound_key("peskov"), sound_key("poutine") == sound_key("putin")
    (True, True)
    >>> sound_key("zakharov") == sound_key("zakharova")
    False
    """
    key = anyascii(surname).casefold()
    for pattern, letters in _SOUNDS:
        key = pattern.sub(letters, key)
    return _DOUBLED.sub(r"\1", key)


def is_foreign(name: str) -> bool:
    """Whether a name is written in other letters than the Latin ones."""
    return any(letter.isalpha() and ord(letter) > 0x24F for letter in name)


def spellings(name: str) -> Iterator[str]:
    """The forms that may be behind an inflected or foreign name, itself first; the archive decides which one does.

    >>> [s for s in spellings("Дмитрием Песковым") if s == "Дмитрий Песков"], list(spellings("Peskov"))
    (['Дмитрий Песков'], ['Peskov'])
    >>> list(spellings("Ким Чен Ыне"))[:2], "Kim Jong Un" in spellings("Ким Чен Ыне")
    (['Ким Чен Ыне', 'Kim Jong Un'], True)
    """
    words = name.split()
    if not 0 < len(words) <= _MAX_WORDS:
        yield name
        return
    every = [_nominatives(word) for word in words]
    found = (" ".join(choice) for choice in product(*every))
    seen: dict[str, None] = {}
    for spelling in islice(found, _MAX_SPELLINGS):
        seen[spelling] = None
    exonyms = [_exonyms()[key] for key in (s.casefold() for s in seen) if key in _exonyms()]
    yield name
    yield from exonyms
    yield from (s for s in seen if s != name)


@lru_cache(maxsize=4096)
def _nominatives(word: str) -> tuple[str, ...]:
    """A word and what it may be a case of."""
    return nominatives(word, _endings(is_foreign(word)))[:_MAX_NOMINATIVES]


@cache
def _endings(is_cyrillic: bool) -> tuple[tuple[str, str], ...]:
    pairs = (pair for language in LANGUAGES.values() for pair in language.name_endings)
    return tuple(dict.fromkeys(pair for pair in pairs if is_foreign(pair[0]) == is_cyrillic))


@cache
def _exonyms() -> dict[str, str]:
    return {name: exonym for language in LANGUAGES.values() for name, exonym in language.exonyms.items()}
