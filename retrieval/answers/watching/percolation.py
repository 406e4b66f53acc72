"""Percolation: one new article against every watch at once; when to tell is not decided here."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.answers.people.directory import Directory
from retrieval.answers.terms.spellings import is_foreign
from retrieval.answers.watching.article_view import ArticleView
from retrieval.answers.watching.match import place_in
from retrieval.answers.watching.required_keys import Clause, clauses_of, keys_of, telling_terms
from retrieval.answers.watching.term_cache import TermCache
from retrieval.answers.watching.watch_index import WatchIndex
from retrieval.model import Intent, Watch
from retrieval.search.engine import SearchEngine
from retrieval.store import Store

# What is rare is decided when a watch is filed; when the archive is this many times as large, all are filed again.
_GROWTH = 2.0
# From so many passages on, the weights of a topic's words move too little until then to make another one decide.
SETTLED, _DOUBT = 1000, 0.1


class Matcher:
    """Watches by number, to hold new articles against; for one thread.

    What it knows of the archive's people and words follows the articles that it is shown, each after it was taken in.
    """

    def __init__(self, store: Store, engine: SearchEngine) -> None:
        self._engine = engine
        self._known = TermCache(Directory(store), engine)
        self._files = WatchIndex(self._known.rarity, self._needs)
        self._units_when_filed = engine.unit_count("passages")

    def __len__(self) -> int:
        return len(self._files)

    def file(self, number: int, watch: Watch) -> None:
        """Take a watch in, in place of what has the number."""
        self._known.drop(number)
        self._files.file(number, watch)

    def drop(self, number: int) -> None:
        """Take a watch out; one that is not there is none."""
        self._files.drop(number)
        self._known.drop(number)

    def intents(self, held: ArticleView) -> Iterator[Intent]:
        """What an article, as it is in the archive, holds for each watch that it meets; by the watch's number."""
        self._keep_rare()
        article = held.article
        self._known.notice(held)
        for number, watch in self._files.candidates(keys_of(held, self._files.languages)):
            asked = self._known.conditions(number, watch)
            place = place_in(asked, held, self._known.weights) if asked else None
            if place:
                yield Intent(number, article.id, article.revision, place.span, place.content, place.marks)

    def _needs(self, number: int, watch: Watch) -> tuple[Clause, ...]:
        asked = self._known.conditions(number, watch)
        is_settled = self._units_when_filed >= SETTLED and not is_foreign(watch.topic)
        if asked is None or asked.told is None or asked.watch != watch or not is_settled:
            return clauses_of(watch)
        return clauses_of(watch, telling_terms(asked.terms, self._known.weights(asked.terms), doubt=_DOUBT))

    def _keep_rare(self) -> None:
        units = self._engine.unit_count("passages")
        if units > _GROWTH * max(self._units_when_filed, 1):
            self._units_when_filed = units
            self._files.refile()
