"""What of names and words need not be looked up again? Kept from article to article, dropped where one changes it."""

from __future__ import annotations

from collections import defaultdict

from anyascii import anyascii

from retrieval.answers.directory import Directory, Match
from retrieval.answers.keys import outlet_key, source_filters
from retrieval.answers.spellings import is_foreign, spellings
from retrieval.answers.watching.clauses import Clause, name_keys, names_of, sound_of, vocabulary_of
from retrieval.answers.watching.conditions import KnownNow
from retrieval.answers.watching.held import Held
from retrieval.model import Watch
from retrieval.search.engine import QueryTerm, SearchEngine
from retrieval.text.languages import language_of
from retrieval.text.repair import glued_parts
from retrieval.text.tokens import words

# Rarity moves slowly: it is looked up again when the archive has grown or shrunk by this part.
DRIFT = 0.01
_Asked = tuple[str, str, bool]


class Remembered(KnownNow):
    """The archive's knowledge as it is for an article that was noticed, each thing looked up once."""

    def __init__(self, directory: Directory, engine: SearchEngine) -> None:
        super().__init__(directory, engine)
        self._units = 0
        self._matches: dict[str, Match] = {}
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        self._names: set[str] = set()
        self._terms: dict[_Asked, tuple[QueryTerm, ...]] = {}
        self._by_word: dict[str, set[_Asked]] = defaultdict(set)
        self._seen: set[str] = set()
        self._weights: dict[tuple[QueryTerm, ...], tuple[float, ...]] = {}

    def notice(self, held: Held) -> None:
        """Forget what an article, which the archive holds by now, can have changed."""
        units = self._engine.unit_count("passages")
        if abs(units - self._units) > DRIFT * self._units:
            self._units = units
            self._weights.clear()
        for name in names_of(held) - self._names:
            self._names.add(name)
            for asked in self._by_sound.pop(sound_of(name), ()):
                self._matches.pop(asked, None)
        written = vocabulary_of(held)
        new = (written & self._by_word.keys()) - self._seen
        self._seen |= new
        parts = {part for form in written for part in glued_parts(form)}
        for word in new | parts:
            for asked_words in self._by_word.pop(word, ()):
                self._terms.pop(asked_words, None)

    def match(self, name: str) -> Match:
        """Everyone a name stands for."""
        found = self._matches.get(name)
        if found is None:
            found = self._matches[name] = super().match(name)
            for key in name_keys(name, language_of("en")):
                self._by_sound[key.split(":", 1)[1]].add(name)
        return found

    def terms(self, words: str, language: str, *, keep_stop_words: bool) -> tuple[QueryTerm, ...]:
        """The terms of some words."""
        asked = (words, language, keep_stop_words)
        found = self._terms.get(asked)
        if found is None:
            found = self._terms[asked] = super().terms(words, language, keep_stop_words=keep_stop_words)
            for word in _written_as(words):
                self._by_word[word].add(asked)
        return found

    def weights(self, terms: tuple[QueryTerm, ...]) -> tuple[float, ...]:
        """The inverse document frequency of each among the passages."""
        found = self._weights.get(terms)
        if found is None:
            found = self._weights[terms] = super().weights(terms)
        return found

    def rarity(self, clause: Clause, watch: Watch) -> float:
        """In how many passages a key of a clause stands, about."""
        kind = clause[0][:2]
        if kind == "o:":
            return self._engine.filter_count("passages", source_filters(outlet_key(watch.outlet or "")))
        if kind in ("n:", "as"):
            return sum(self._engine.word_freq(word) for name in watch.people for word in words(name)[-1:])
        if kind == "w:":
            return sum(self._engine.word_freq(key[2:]) for key in clause)
        return sum(self._engine.doc_freq("passages", [key[2:] for key in clause]))


def _written_as(topic: str) -> set[str]:
    """The words of a topic, and those in Latin letters that a foreign one may stand for."""
    asked = set(words(topic))
    return asked | {form for word in asked if is_foreign(word) for s in spellings(word) for form in words(anyascii(s))}
