"""Countries and parts of the world: their names and initials in the languages of questions (CLDR, by way of Babel)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from retrieval.answers.terms.spellings import spellings
from retrieval.text.languages import LANGUAGES
from retrieval.text.tokens import words

_MAX_WORDS = 3
_FEWEST_INITIALS, _MAX_INITIALS, _LONGEST_SHORT = 2, 4, 4
_AMERICA = "019"
# Of the names of two words, those that news shortens; two letters may be anything else.
_BY_TWO_LETTERS = frozenset({"US", "GB", "EU", "UN"})


def territory_words(asked: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each word of a question that is, or is part of, a country's name: the words of its names elsewhere.

    A name of several words stands for another of as many, word by word, and each of them for one of one word.

    >>> territory_words(["китае"])["китае"][:2]
    ('china', 'chine')
    >>> [names[0] for names in territory_words(["новой", "зеландии"]).values()]
    ['new', 'zealand']
    >>> ["usa" in territory_words(short.split()).get(short.split()[0], ()) for short in ("сша", "ee uu", "eeuu", "eua")]
    [True, True, True, True]
    """
    found: dict[str, dict[str, None]] = {}
    for at in range(len(asked)):
        for end in range(min(len(asked), at + _MAX_WORDS), at, -1):
            others = list(_names_of(" ".join(asked[at:end])))
            for other in others:
                for word, name in _pairs(asked[at:end], other):
                    found.setdefault(word, {})[name] = None
            if others:
                break
    return {word: tuple(names) for word, names in found.items()}


def is_short_name(word: str) -> bool:
    """Whether a word is a country's initials, or part of them; an archive in another language may mean others by it.

    >>> [is_short_name(word) for word in ("eua", "uu", "сша", "eau", "peru")]
    [True, True, True, True, False]
    """
    return len(word) <= _LONGEST_SHORT and word in _short_words()


def _pairs(asked: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of a name with those of another one that they stand for."""
    if len(other) == len(asked):
        return zip(asked, other, strict=True)
    return ((word, other[0]) for word in asked if len(other) == 1)


def _names_of(name: str) -> Iterator[tuple[str, ...]]:
    """The names, in words, of the territory that a name in some case stands for."""
    codes = (code for form in spellings(name) if (code := _codes().get(tuple(words(form)))))
    code = next(codes, "")
    yield from _names().get(code, ())


@cache
def _short_words() -> frozenset[str]:
    _, short = _long_and_short()
    return frozenset(word for names in short.values() for name in names for word in name)


@cache
def _names() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The names of each territory, long and short, in normal words, English first."""
    long, short = _long_and_short()
    return {at: tuple(dict.fromkeys([*long[at], *short[at]])) for at in long}


@cache
def _long_and_short() -> tuple[dict[str, list[tuple[str, ...]]], dict[str, list[tuple[str, ...]]]]:
    """CLDR's names of each territory and their initials, English first."""
    from babel import Locale  # it reads a file a language; most questions need none

    known = {code: Locale.parse(code).territories for code in ("en", *sorted(LANGUAGES.keys() - {"en"}))}
    codes = [str(code) for code in known["en"] if str(code).isalpha()]  # regions of several countries have figures
    long = {at: {code: tuple(words(row[at])) for code, row in known.items() if at in row} for at in codes}
    short = {at: [s for c, name in long[at].items() for s in _short(at, name, c, known[c])] for at in codes}
    return {at: list(long[at].values()) for at in codes}, short


def _short(at: str, name: tuple[str, ...], code: str, known: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The initials of a name of several words; of a plural in Spanish they are written twice ("EE. UU.").

    CLDR has no long name of the United States; it ends in that of the continent.
    """
    said = [word for word in name if word not in LANGUAGES[code].stop_words]
    initials = "".join(word[0] for word in said)
    if len(said) < _FEWEST_INITIALS or (len(said) == _FEWEST_INITIALS and at not in _BY_TWO_LETTERS):
        return
    yield (initials + words(known[_AMERICA])[0][0] if at == "US" else initials,)
    if code == "es" and all(word.endswith("s") for word in said):
        yield tuple(letter * 2 for letter in initials)
        yield ("".join(letter * 2 for letter in initials),)


@cache
def _codes() -> Mapping[tuple[str, ...], str]:
    """The territory of each name; initials that several have are none's."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code, names in _names().items():
        for name in names:
            found[name].add(code)
    return {name: min(codes) for name, codes in found.items() if len(codes) == 1 or len(name[0]) > _MAX_INITIALS}
