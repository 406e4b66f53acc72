"""Term cache: lookups of names and words kept from article to article, dropped where one changes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial

from anyascii import anyascii

from retrieval.answers.people.directory import Directory, Match
from retrieval.answers.terms.glued import GluedForms
from retrieval.answers.terms.keys import outlet_key, source_filters
from retrieval.answers.terms.query_terms import query_terms, term_weights
from retrieval.answers.terms.spellings import is_foreign, spellings
from retrieval.answers.watching.article_view import ArticleView
from retrieval.answers.watching.required_keys import Clause, name_keys, sounds_of
from retrieval.answers.watching.watch_terms import Conditions, KnownNow, conditions_of
from retrieval.model import Watch, WatchRole
from retrieval.search.engine import QueryTerm, SearchEngine
from retrieval.text.languages import language_of
from retrieval.text.repair import glued_parts
from retrieval.text.tokens import words

# Rarity moves slowly: it is looked up again when the archive has grown or shrunk by this part.
DRIFT = 0.05
# How many times rarer two words are side by side than the rarer of them, about.
_NEIGHBOURS = 10
_Who = tuple[tuple[str, ...], WatchRole, str]
_Words = tuple[str, str, bool]


class TermCache(KnownNow):
    """The archive's knowledge as it is for an article that was noticed, each thing looked up once."""

    def __init__(self, directory: Directory, engine: SearchEngine) -> None:
        super().__init__(directory, engine)
        self._units = 0
        self._conditions: dict[int, Conditions | None] = {}
        self._matches: dict[str, Match] = {}
        self._demands: dict[_Who, tuple[frozenset[str], ...]] = {}
        self._terms: dict[_Words, tuple[QueryTerm, ...]] = {}
        self._glued = GluedForms()
        self._weights: dict[tuple[str, ...], float] = {}
        # Which names and which watches lean on a surname's sound, and which watches on a word.
        self._named: dict[str, set[str]] = defaultdict(set)
        self._asked_in: dict[str, set[_Words]] = defaultdict(set)
        self._by_sound: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_foreign: dict[str, set[int]] = defaultdict(set)
        self._names: set[str] = set()
        self._seen: set[str] = set()

    def notice(self, held: ArticleView) -> None:
        """Forget what an article, which the archive holds by now, can have changed."""
        units = self._engine.unit_count("passages")
        if abs(units - self._units) > DRIFT * self._units:
            self._units = units
            self._weights.clear()
        for name in held.names - self._names:
            self._names.add(name)
            if not self._is_known(name):
                for sound in sounds_of(name):
                    for asked in self._named.pop(sound, ()):
                        self._matches.pop(asked, None)
                    self._forget(self._by_sound.pop(sound, ()))
                self._demands.clear()
        for word in self._glued_in(held):
            self._glued.forget(word)
            self._forget_word(word)
        for word in (held.vocabulary & self._by_foreign.keys()) - self._seen:
            self._seen.add(word)
            self._forget_word(word)

    def _forget_word(self, word: str) -> None:
        for asked in self._asked_in.pop(word, ()):
            self._terms.pop(asked, None)
        self._forget(self._by_word.pop(word, ()))
        self._forget(self._by_foreign.pop(word, ()))

    def _glued_in(self, held: ArticleView) -> set[str]:
        """The words of which a damaged form came with the article, or is one no more because it came again."""
        glued = ((form, parts) for form in held.vocabulary if (parts := glued_parts(form)))
        most = 1 + len(held.passages.all)
        return {part for form, parts in glued if self._engine.word_freq(form) <= most for part in parts}

    def _is_known(self, name: str) -> bool:
        """Whether the archive had a name when the people of its sound were looked up."""
        asked = {asked for sound in sounds_of(name) for asked in self._named.get(sound, ()) if asked in self._matches}
        return bool(asked) and all(any(name in p.names for p in self._matches[one].people) for one in asked)

    def _forget(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._conditions.pop(number, None)

    def conditions(self, number: int, watch: Watch) -> Conditions | None:
        """The conditions of the watch of a number."""
        if number not in self._conditions:
            self._conditions[number] = conditions_of(watch, self)
            for name in watch.people:
                for sound in _sounds(name):
                    self._by_sound[sound].add(number)
            for word in words(" ".join((*watch.people, watch.topic, *watch.phrases, *watch.without))):
                self._by_word[word].add(number)
                for form in _in_latin(word) if is_foreign(word) else ():
                    self._by_foreign[form].add(number)
        return self._conditions[number]

    def drop(self, number: int) -> None:
        """Forget a watch."""
        self._conditions.pop(number, None)

    def match(self, name: str) -> Match:
        """Everyone a name stands for."""
        found = self._matches.get(name)
        if found is None:
            found = self._matches[name] = super().match(name)
            for sound in _sounds(name):
                self._named[sound].add(name)
        return found

    def terms(self, words: str, language: str, *, keep_stop_words: bool) -> tuple[QueryTerm, ...]:
        """The terms of some words."""
        asked = (words, language, keep_stop_words)
        found = self._terms.get(asked)
        if found is None:
            row = language_of(language)
            found = query_terms(
                words,
                self._engine,
                row,
                keep_stop_words=keep_stop_words,
                glued=partial(self._glued.of, engine=self._engine),
                awaits=True,
            )
            self._terms[asked] = found
            for word in _written(words):
                self._asked_in[word].add(asked)
        return found

    def demands(self, people: tuple[str, ...], role: WatchRole, language: str) -> tuple[frozenset[str], ...]:
        """The filters on the words, or on a passage, that concern people; empty where nobody is known."""
        who = (people, role, language)
        found = self._demands.get(who)
        if found is None:
            found = self._demands[who] = super().demands(people, role, language)
        return found

    def weights(self, terms: Sequence[QueryTerm]) -> Sequence[float]:
        """The inverse document frequency of each among the passages."""
        known = self._weights
        return [known[term.forms] if term.forms in known else self._weight(term) for term in terms]

    def _weight(self, term: QueryTerm) -> float:
        found = self._weights.get(term.forms)
        if found is None:
            (found,) = term_weights((term,), self._engine, "passages")
            self._weights[term.forms] = found
        return found

    def rarity(self, clause: Clause, watch: Watch) -> float:
        """In how many passages a key of a clause occurs, about."""
        kind = clause[0][:2]
        if kind == "o:":
            return self._engine.filter_count("passages", source_filters(outlet_key(watch.outlet or "")))
        if kind in ("n:", "as"):
            return sum(self._engine.word_freq(word) for name in watch.people for word in words(name)[-1:])
        if kind == "b:":
            return min(self._engine.word_freq(word) for word in clause[0][2:].split()) / _NEIGHBOURS
        if kind == "w:":
            return sum(self._engine.word_freq(key[2:]) for key in clause)
        return sum(self._engine.doc_freq("passages", [key[2:] for key in clause]))


def _written(asked: str) -> Iterator[str]:
    """The words asked for, and those in Latin letters that a foreign one may stand for."""
    for word in words(asked):
        yield word
        if is_foreign(word):
            yield from _in_latin(word)


@lru_cache(maxsize=1 << 16)
def _sounds(name: str) -> frozenset[str]:
    return frozenset({key.split(":", 1)[1] for key in name_keys(name, language_of("en"))})


def _in_latin(word: str) -> set[str]:
    """The words in Latin letters that a foreign one may stand for."""
    return {form for spelling in spellings(word) for form in words(anyascii(spelling))}
