"""The caller's side of watches: read one, preview it, match articles against it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, timedelta

from retrieval.answers.elsewhere import held_by, with_others
from retrieval.answers.excerpts.moderation import is_hidden
from retrieval.answers.excerpts.rewording import Rewordings
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.answers.lookup import Lookup
from retrieval.answers.watching.article_view import ArticleView
from retrieval.answers.watching.match import Place
from retrieval.answers.watching.percolation import Matcher
from retrieval.answers.watching.preview import Preview, excerpt_of, previewed
from retrieval.answers.watching.same_story import same_story
from retrieval.answers.watching.watch_reader import Reader, WatchRead
from retrieval.answers.watching.watch_terms import KnownNow, conditions_of
from retrieval.errors import VerbatimError
from retrieval.model import Excerpt, Intent, Watch
from retrieval.search.engine import SearchEngine
from retrieval.store import Report, Store

PREVIEW_DAYS = 7
_LONG_AGO = 10 * 365
_log = logging.getLogger(__name__)


class Following:
    """What is followed in one archive; keeps nothing from call to call, so that threads can share it."""

    def __init__(self, store: Store, index_sync: IndexSync) -> None:
        self._store = store
        self._index_sync = index_sync

    def _up_to_date(self) -> SearchEngine:
        """The index, which holds what the database does; catching up can put another in its place."""
        self._index_sync.catch_up(wait_s=0.0)
        return self._index_sync.engine

    def _lookup(self) -> Lookup:
        """To read articles with; it looks for nothing."""
        return Lookup(self._store, self._index_sync.engine, date.min, 1)

    def read(self, words: str, *, language: str | None = None) -> WatchRead:
        """Understand what somebody wants to follow, in the language of questions.

        Args:
            language: the one the words are most likely in, as a BCP 47 tag; the words themselves decide.
        """
        lookup = Lookup(self._store, self._up_to_date(), date.min, 1)
        return Reader(lookup.directory, lookup.engine, lookup.is_source, lookup).read(words, language=language)

    def preview(self, watch: Watch, *, today: date, limit: int = 3) -> Preview:
        """What of the last `PREVIEW_DAYS` would have matched."""
        return self._previewed(watch, today - timedelta(days=PREVIEW_DAYS), today, limit)

    def newest(self, watch: Watch, *, today: date) -> Excerpt | None:
        """The newest that would have matched, however long ago."""
        found = self._previewed(watch, today - timedelta(days=_LONG_AGO), today, 1)
        return found.excerpts[0] if found.excerpts else None

    def _previewed(self, watch: Watch, since: date, until: date, limit: int) -> Preview:
        lookup = Lookup(self._store, self._up_to_date(), until, limit)
        known = KnownNow(lookup.directory, lookup.engine)
        asked = conditions_of(watch, known)
        return previewed(asked, known, lookup, since=since, until=until, limit=limit) if asked else Preview()

    def matcher(self) -> Matcher:
        """An empty index of watches; `Matcher.file` and `Matcher.drop` keep it as the subscriptions are."""
        return Matcher(self._store, self._up_to_date())

    def intents(self, matcher: Matcher, article_ids: Sequence[str]) -> list[Intent]:
        """What these articles, as they are now, hold for the watches filed; withdrawn ones and hidden words nothing.

        The articles must be in the archive, with all that came before them.
        """
        self._up_to_date()
        lookup = self._lookup()
        lookup.fetch(article_ids)
        decided = self._store.reports.decided(list(article_ids))
        found: list[Intent] = []
        for article_id in dict.fromkeys(article_ids):
            article = lookup.article(article_id)
            if article is None:
                continue
            try:
                held = ArticleView(article, lookup.annotations(article_id))
                found += _shown(list(matcher.intents(held)), held, decided.get(article_id, ()))
            except VerbatimError:
                raise
            except Exception as error:  # no article keeps the news of the others from being told
                _log.error("The article %r could not be held against watches: %s", article_id, type(error).__name__)
        return found

    def excerpt(self, intent: Intent) -> Excerpt | None:
        """The excerpt that an intent points at, as an answer shows it, with the words that matched marked.

        None where the article, that revision of it, or the words are gone or hidden.
        """
        lookup = self._lookup()
        lookup.fetch([intent.article_id])
        article = lookup.article(intent.article_id)
        if article is None or article.revision != intent.revision:
            return None
        excerpt = excerpt_of(_place(intent), article, lookup.annotations(intent.article_id))
        shown = lookup.shown([excerpt])
        if not shown:
            return None
        excerpt = Rewordings(self._store).marked(lookup.named(shown[0]))
        return with_others(excerpt, lookup)

    def told_with(self, intent: Intent) -> tuple[str, ...]:
        """The articles whose words these are, that of the intent among them: who was told of one was told of all.

        In the order of the story, its earliest first. An article of the story that says something else, or does not
        have this place, is none of them.
        """
        story = self._store.stories.articles(intent.article_id)
        if len(story) < 2:
            return (intent.article_id,)
        lookup = self._lookup()
        lookup.fetch([intent.article_id])
        article = lookup.article(intent.article_id)
        if article is None or article.revision != intent.revision:
            return (intent.article_id,)
        excerpt = excerpt_of(_place(intent), article, lookup.annotations(intent.article_id))
        same = held_by(excerpt, lookup) | {intent.article_id}
        return tuple(article_id for article_id in story if article_id in same)

    def earlier_of_story(self, article_id: str, earlier: Sequence[str], watch: Watch) -> str | None:
        """The first of some articles told before that a later one tells on; None where none certainly is."""
        return same_story(article_id, earlier, watch, self._lookup())


def _shown(intents: Sequence[Intent], held: ArticleView, rulings: Sequence[Report]) -> list[Intent]:
    """Those whose words nobody has hidden."""
    return [
        i
        for i in intents
        if not rulings or not is_hidden(excerpt_of(_place(i), held.article, held.annotations), rulings)
    ]


def _place(intent: Intent) -> Place:
    return Place(intent.span, intent.content, intent.marks)
