"""Nicknames: first names, initials and clipped surnames, as far as the archive itself makes plain whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.annotate.people import Person, given_key, surname_key
from retrieval.answers.people.aliases import alias_of
from retrieval.answers.people.name_index import NameIndex
from retrieval.answers.terms.keys import joined_key, name_filter
from retrieval.search.engine import Query, QueryTerm, SearchEngine
from retrieval.store import Names, Store
from retrieval.text.languages import language_of
from retrieval.text.tokens import stems, words

# The part of the passages with a word that must name the person too, for the word to be a name of theirs.
_PART_OF_GIVEN, _PART_OF_INITIALS = 0.5, 0.3
_LOOKED_AT = 400
# How many times as often as the next one.
_DOMINANT = 2
_HARDLY = 3


def nicknamed(asked: str, index: NameIndex, names: Names, store: Store, engine: SearchEngine) -> Person | None:
    """The one person whom a word stands for that is not their surname; None where the archive leaves that open.

    What is written together shows it: a passage that says "SBF" names Sam Bankman-Fried, one that says "Paris" seldom
    names Paris Hilton.
    """
    if len(asked.split()) != 1:
        return None
    if index.called(asked):
        return by_first_name(asked, index, names, engine)
    return (
        alias_of(asked, store, engine)
        or _clipped(asked, index, names, engine)
        or _misspelt(asked, index, names, engine)
    )


def by_first_name(asked: str, index: NameIndex, names: Names, engine: SearchEngine) -> Person | None:
    """The one person whose first name or whose initials a word is, as far as passages with it name them."""
    known = index.called(asked)
    is_initials = surname_key(asked) not in index.given_of(known)
    least = _PART_OF_INITIALS if is_initials else _PART_OF_GIVEN
    shares = [
        (_share(asked, person, engine), person)
        for person in _people(known, asked, index, names, is_initials=is_initials)
    ]
    best = sorted((s for s in shares if s[0] >= least), key=lambda s: -s[0] * (s[1].articles + 1))
    if best and (
        len(best) == 1 or best[0][0] >= _DOMINANT * best[1][0] or best[0][1].articles > 9 * best[1][1].articles
    ):
        return best[0][1]
    return None


def _misspelt(asked: str, index: NameIndex, names: Names, engine: SearchEngine) -> Person | None:
    """The person of whose first name a word is a slip, where articles hardly write that word."""
    given = index.misspelt_given(asked) if engine.word_freq("".join(words(asked))) <= _HARDLY else ""
    return by_first_name(given, index, names, engine) if given else None


def _people(
    surnames: tuple[str, ...], asked: str, index: NameIndex, names: Names, *, is_initials: bool
) -> Iterator[Person]:
    """The persons of these surnames to whom a first name or initials belong."""
    word = asked.casefold()
    for person in index.people(surnames, names):
        given = given_key(person.name)
        initials = "".join(part[0] for part in (*given, *surname_key(person.name).split()))
        if person.is_person and given and (initials == word if is_initials else given[0] == surname_key(asked)):
            yield person


def _clipped(asked: str, index: NameIndex, names: Names, engine: SearchEngine) -> Person | None:
    """The person whose surname begins with a word that no article has a use for of its own."""
    surnames = set(index.shortened(asked))
    people = [p for p in index.people(surnames, names) if p.is_person] if surnames else []
    best = max(people, key=lambda person: (person.articles, person.name), default=None)
    is_own = engine.word_freq("".join(words(asked))) > 0
    return best if best and (not is_own or _share(asked, best, engine) >= _PART_OF_INITIALS) else None


def _share(asked: str, person: Person, engine: SearchEngine) -> float:
    """The part of the passages with a word that name a person, the word as they spell it themselves ("Hilary")."""
    written = words(asked)
    written += [word for word in words(person.name)[:1] if surname_key(word) == surname_key(asked)]
    term = QueryTerm(tuple(dict.fromkeys([*stems(written, language_of("en")), *written])))
    count = max(engine.doc_freq("passages", term.forms), default=0)
    names = frozenset(name_filter(joined_key(name)) for name in person.names)
    both = engine.search("passages", Query((term,), (names,)), limit=_LOOKED_AT) if count else ()
    return len(both) / min(count, _LOOKED_AT) if both else 0.0
