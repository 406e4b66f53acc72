"""Name index: the names of the archive by what people call them, so that a question's words are looked up in memory."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.annotate.people import Person, given_key, is_same_given, merge_names, name_key, surname_key
from retrieval.answers.people.short_names import is_short_for
from retrieval.answers.terms.keys import without_article
from retrieval.answers.terms.spellings import is_foreign, spellings
from retrieval.store import NameRow, Names
from retrieval.text.languages import language_of

_MIN_GIVEN, _MIN_PREFIX, _MIN_MISSPELT, _MAX_NEAR = 3, 4, 5, 10
# How many times as much as the next one a person must be written of, to be meant by a first name alone.
_DOMINANT = 3
_MAX_CASED, _WHOLE = 3, 2
_MIN_HEARD = 4
# How an English name is heard by those who write it in other letters: Clinton is Klinton, Kelce Kelsi, Wright Rait,
# Will Uill, Anthony Entoni.
_HEARD = (
    (re.compile("chzh"), "zh"),
    (re.compile("(?:^|(?<=n))wr"), "r"),
    (re.compile("^u(?=[ei])"), "w"),
    (re.compile("^e"), "a"),
    (re.compile("igh"), "ai"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("ck"), "k"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c(?!h)"), "k"),
    (re.compile("qu?"), "kv"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("th"), "t"),
    (re.compile("ee|ea"), "i"),
    (re.compile("oo|ou"), "u"),
    (re.compile("[yj]"), "i"),
    (re.compile("(?:ei|e|i)$"), ""),
)
# Many who bear an Italian name are called as in Italy: Fauci is Fauchi.
_ITALIAN = re.compile("c(?=[eiy])")
# So many surnames, alone or together, are joined into people and kept.
_MOST_PEOPLE = 4096
# So many words of questions, alone or together, are remembered as a name or none: they are the same few.
_MOST_LOOKED_UP = 1 << 16
_TWICE = re.compile(r"(\w)\1+")


def surname_keys(name: str) -> frozenset[str]:
    """The surname of a name, and of several words the last two too: their hyphen may be missing.

    >>> sorted(surname_keys("sam bankman fried")), sorted(surname_keys("Peskov"))
    (['bankman fried', 'fried'], ['peskov'])
    """
    surname, key = surname_key(name), name_key(name)
    joined = " ".join(key[-2:]) if len(key) > 1 else surname
    return frozenset(found for found in (surname, joined) if len(found) > 1)


@lru_cache(maxsize=65536)
def heard_key(surname: str) -> str:
    """What a surname is heard as.

    >>> [heard_key(name) for name in ("clinton", "klinton", "kelce", "kelsi", "kenwright", "kenrait")]
    ['klinton', 'klinton', 'kels', 'kels', 'kenrait', 'kenrait']
    """
    key = anyascii(surname).casefold()
    for pattern, letters in _HEARD:
        key = pattern.sub(letters, key)
    return _TWICE.sub(r"\1", key)


class NameIndex:
    """The names that most articles write."""

    def __init__(self, rows: Sequence[NameRow]) -> None:
        self._by_surname: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._people: dict[frozenset[str], tuple[Person, ...]] = {}
        self._rows = rows
        self._looked_up: dict[tuple[str, ...], bool] = {}
        for row in rows:
            self._by_surname[row.surname_key].append(given_key(row.name))

    def name_length(self, written: tuple[str, ...]) -> int:
        """How many of the first words are together a name; 0 for none."""
        for length in range(len(written), 0, -1):
            if self.is_name(written[:length]):
                return length
        return 0

    def is_name(self, written: tuple[str, ...]) -> bool:
        """Whether some words are a name of the archive, in whatever case and alphabet."""
        known = self._looked_up.get(written)
        if known is None:
            known = self._is_name(written)
            if len(self._looked_up) >= _MOST_LOOKED_UP:
                self._looked_up.clear()
            self._looked_up[written] = known
        return known

    def _is_name(self, written: tuple[str, ...]) -> bool:
        name = without_article(" ".join(written))
        if name.isascii() or not is_foreign(name):
            return self._is_held(name) or (len(written) == 1 and bool(self.called(written[0])))
        if len(written) > _MAX_CASED:
            return False
        if len(written) > 1 and not all(word[:1].isupper() for word in written):
            return len(written) == _WHOLE and self._is_heard_whole(name)
        return any(self._is_held(form) for form in spellings(name)) or bool(self.heard(name))

    def _is_held(self, name: str) -> bool:
        surname = surname_key(name)
        if self._is_surname(surname) and self._is_held_under(surname, name):
            return True
        joined = " ".join(name_key(name)[-2:])
        return joined != surname and self._is_surname(joined) and self._is_held_under(joined, name)

    def _is_surname(self, key: str) -> bool:
        return len(key) > 1 and key in self._by_surname

    def _is_held_under(self, surname: str, name: str) -> bool:
        key, known = name_key(name), self._by_surname[surname]
        if surname != surname_key(name):
            return any(key == (*other, *surname.split()) for other in known)
        if not given_key(name):
            return len(surname.split()) >= len(name.split())
        given = given_key(name)
        return any(len(given) <= len(other) and all(map(is_same_given, given, other)) for other in known) or (
            self._is_short_given(given, known)
        )

    def _is_short_given(self, given: tuple[str, ...], known: Sequence[tuple[str, ...]]) -> bool:
        """Whether a first name is put in short before the surname of just one person ("Liz Warren")."""
        fitting = {other[0] for other in known if is_short_for(given, other)}
        return len(fitting) == 1 and given[0] not in language_of("en").stop_words

    def people(self, surnames: Collection[str], names: Names) -> tuple[Person, ...]:
        """Everyone of these surnames, joined into people once for each state of the archive.

        Args:
            names: those of which this is the index.
        """
        asked = frozenset(surnames)
        if asked not in self._people:
            if len(self._people) >= _MOST_PEOPLE:
                self._people.clear()
            self._people[asked] = merge_names(names.with_surnames(asked))
        return self._people[asked]

    def heard(self, name: str) -> tuple[str, ...]:
        """The one surname that a name in other letters is heard as ("Клинтон"), of several the one far more written."""
        weights: dict[str, int] = {}
        for form in spellings(name):
            for surname in self._by_sound.get(heard_key(surname_key(form)), ()):
                weights[surname] = self._weight_of.get(surname, 0)
        return _dominant(weights)

    def _is_heard_whole(self, name: str) -> bool:
        """Whether a first name and a surname, written small in other letters, are heard as those of one person."""
        given = {heard_key(key[0]) for form in spellings(name) if (key := given_key(form))}
        return any(
            other and heard_key(other[0]) in given
            for surname in self.heard(name)
            for other in self._by_surname[surname]
        )

    @cached_property
    def _weight_of(self) -> dict[str, int]:
        """How many articles write each surname of a person."""
        found: dict[str, int] = defaultdict(int)
        for row in self._rows:
            found[row.surname_key] += row.articles * row.is_person
        return found

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """Surnames of persons under what they are heard as."""
        found: dict[str, list[str]] = defaultdict(list)
        for surname in (known for known, weight in self._weight_of.items() if weight):
            for key in {heard_key(surname), heard_key(_ITALIAN.sub("ch", surname))}:
                if len(key) >= _MIN_HEARD:
                    found[key].append(surname)
        return found

    def called(self, word: str) -> tuple[str, ...]:
        """The surname of the one person whom a first name or initials stand for; of initials, everyone's."""
        key = surname_key(word)
        found = self._by_given.get(key, {})
        return _dominant(found) or tuple(self._by_initials.get(word.casefold(), ()))

    def misspelt_given(self, word: str) -> str:
        """The best-known first name that a word is one slip away from; empty for none."""
        key = surname_key(word)
        if len(key) < _MIN_MISSPELT:
            return ""
        found = process.extract(key, list(self._by_given), scorer=OSA.distance, score_cutoff=1, limit=_MAX_NEAR)
        near = [given for given, distance, _ in found if distance and given[0] == key[0]]
        return max(near, key=lambda given: (max(self._by_given[given].values()), given), default="")

    def given_of(self, surnames: tuple[str, ...]) -> frozenset[str]:
        """The first given names that are written before these surnames."""
        return frozenset(given[0] for surname in surnames for given in self._by_surname.get(surname, ()) if given)

    def shortened(self, word: str) -> tuple[str, ...]:
        """The surname of the one person of whom a word is the beginning of it ("Zuck"), with an initial or without."""
        key = surname_key(word)
        if len(key) < _MIN_PREFIX:
            return ()
        weights: dict[str, int] = defaultdict(int)
        for surname, _, articles in self._beginning_with(key):
            weights[surname] += articles if surname != key else 0
        for surname, initial, articles in self._beginning_with(key[1:]):
            weights[surname] += articles if initial == key[0] and not surname.startswith(key) else 0
        return _dominant({surname: weight for surname, weight in weights.items() if weight})

    def _beginning_with(self, key: str) -> Iterator[tuple[str, str, int]]:
        """The persons whose surname begins so: surname, initial of the given name, articles."""
        rows = self._persons
        for at in range(bisect_left(rows, (key,)), len(rows)):
            if not rows[at][0].startswith(key):
                return
            yield rows[at]

    @cached_property
    def _persons(self) -> list[tuple[str, str, int]]:
        """In order of their surnames."""
        persons = ((row, given_key(row.name)) for row in self._rows if row.is_person)
        return sorted((row.surname_key, given[0][0] if given else "", row.articles) for row, given in persons)

    @cached_property
    def _by_given(self) -> dict[str, dict[str, int]]:
        """Under each given name, how much is written of each surname."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in self._rows:
            given = given_key(row.name)
            if row.is_person and given and len(given[0]) >= _MIN_GIVEN:
                found[given[0]][row.surname_key] += row.articles + row.attributions
        return found

    @cached_property
    def _by_initials(self) -> dict[str, list[str]]:
        """Under initials, the surnames of whom they may stand for."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._rows:
            given = given_key(row.name)
            if row.is_person and given and all(len(word) > 1 for word in given):
                initials = "".join(word[0] for word in (*given, *row.surname_key.split()))
                if row.surname_key not in found[initials]:
                    found[initials].append(row.surname_key)
        return found


def _dominant(weights: dict[str, int]) -> tuple[str, ...]:
    """The one of whom far more is written than of the next."""
    best, *rest = sorted(weights, key=lambda key: (-weights[key], key))[:2] or [""]
    return (best,) if best and (not rest or weights[best] >= _DOMINANT * weights[rest[0]]) else ()


_INDEXES: WeakKeyDictionary[Names, NameIndex] = WeakKeyDictionary()


def name_index(names: Names) -> NameIndex:
    """The index of an archive's names, made once for each state of it.

    Args:
        names: as of one moment.
    """
    if names not in _INDEXES:
        _INDEXES[names] = NameIndex(names.most_written())
    return _INDEXES[names]
