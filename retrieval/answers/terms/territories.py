"""Countries and parts of the world by their names in the languages of questions (CLDR's, by way of Babel)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from retrieval.answers.terms.spellings import spellings
from retrieval.text.languages import LANGUAGES
from retrieval.text.tokens import words

_MAX_WORDS = 3


def territory_words(asked: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each word of a question that is, or is part of, a country's name: the words of its names elsewhere.

    A name of several words stands for another of as many, word by word; where it has fewer or more, only a name of
    one word is another's equal.

    >>> territory_words(["китае"])["китае"][:2]
    ('china', 'chine')
    >>> [names[0] for names in territory_words(["новой", "зеландии"]).values()]
    ['new', 'zealand']
    """
    found: dict[str, dict[str, None]] = {}
    for at in range(len(asked)):
        for end in range(min(len(asked), at + _MAX_WORDS), at, -1):
            others = list(_names_of(" ".join(asked[at:end])))
            for other in others:
                pairs = zip(asked[at:end], other, strict=True) if len(other) == end - at else ()
                for word, name in pairs:
                    found.setdefault(word, {})[name] = None
            if others:
                break
    return {word: tuple(names) for word, names in found.items()}


def _names_of(name: str) -> Iterator[tuple[str, ...]]:
    """The names, in words, of the territory that a name in some case stands for."""
    codes = (code for form in spellings(name) if (code := _codes().get(tuple(words(form)))))
    code = next(codes, "")
    yield from _names().get(code, ())


@cache
def _names() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The names of each territory, in normal words, English first."""
    from babel import Locale  # it reads a file a language; most questions need none

    known = [Locale.parse(code).territories for code in ("en", *sorted(LANGUAGES.keys() - {"en"}))]
    codes = [str(code) for code in known[0] if str(code).isalpha()]  # regions of several countries have figures
    return {code: tuple(dict.fromkeys(tuple(words(row[code])) for row in known if code in row)) for code in codes}


@cache
def _codes() -> Mapping[tuple[str, ...], str]:
    return {name: code for code, names in _names().items() for name in names}
