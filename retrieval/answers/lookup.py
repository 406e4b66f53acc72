"""Lookup: the archive as one question sees it, and the steps that kinds of question share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from retrieval.annotate import restore_reading
from retrieval.answers.excerpts.copies import Copies
from retrieval.answers.excerpts.cutting import said_excerpt
from retrieval.answers.excerpts.folding import fold
from retrieval.answers.excerpts.moderation import is_hidden, moderated
from retrieval.answers.freshness import Freshness, found_freshly
from retrieval.answers.people.directory import Directory, Match
from retrieval.answers.people.name_index import NameIndex, name_index
from retrieval.answers.people.topic_names import people_of, with_surnames
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.answers.questions.question import Question, read_question
from retrieval.answers.questions.respelling import respelt
from retrieval.answers.terms.day_filters import are_alternatives, asked_event, asked_published, meant_days
from retrieval.answers.terms.foreseen import prefetch_words
from retrieval.answers.terms.glued import glued_in
from retrieval.answers.terms.keys import outlet_key, source_filters
from retrieval.answers.terms.misspelt import meant_word
from retrieval.answers.terms.query_terms import query_terms
from retrieval.model import (
    Annotations,
    Article,
    Correction,
    DateMention,
    DayRange,
    Excerpt,
    Near,
    Reading,
    Reason,
    Understood,
)
from retrieval.search.engine import Collection, Hit, Query, QueryTerm, SearchEngine
from retrieval.store import Appearance, EncodedAnnotations, Report, Store
from retrieval.text.languages import Language, language_of

POOL = 40
# Articles of one story that come before everything else, and how far to look where it crowds out the rest.
_COPIES, _CROWDED = 8, 8
NOTHING_UNDERSTOOD = Understood()
MAX_SUGGESTIONS = 5


class _OfArticle(Protocol):
    @property
    def article_id(self) -> str: ...


T = TypeVar("T", bound=_OfArticle)


@dataclass(frozen=True, slots=True)
class Found:
    """What a kind of question found: ranked excerpts before paging, or a reason.

    Attributes:
        beyond: hits that were not looked into; they count in the total.
    """

    excerpts: Sequence[Excerpt] = ()
    understood: Understood = NOTHING_UNDERSTOOD
    corrections: tuple[Correction, ...] = ()
    reason: Reason | None = None
    near: tuple[Near, ...] = ()
    beyond: int = 0


@dataclass(slots=True)
class Lookup:
    """The store, the index and the people as they are while one question is answered.

    Attributes:
        asked_for: whom the words of a speaker's slot were found to stand for.
        readings: words of the question that were not read as they stand there.
    """

    store: Store
    engine: SearchEngine
    today: date
    wanted: int
    directory: Directory = field(init=False)
    asked_for: dict[str, list[Match]] = field(init=False, default_factory=dict)
    readings: list[Reading] = field(init=False, default_factory=list)
    _names: NameIndex | None = field(init=False, default=None)
    _terms: dict[tuple[str, str, bool], tuple[QueryTerm, ...]] = field(init=False, default_factory=dict)
    _glued: Callable[[Sequence[str]], Sequence[tuple[str, ...]]] = field(init=False)
    _lengths: dict[tuple[str, ...], int] = field(init=False, default_factory=dict)
    _articles: dict[str, Article] = field(init=False, default_factory=dict)
    _encoded: dict[str, EncodedAnnotations] = field(init=False, default_factory=dict)
    _annotations: dict[str, Annotations] = field(init=False, default_factory=dict)
    _story_of: dict[str, str] = field(init=False, default_factory=dict)
    _story: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict)
    _copies: dict[frozenset[str], Copies] = field(init=False, default_factory=dict)
    _decided: dict[str, tuple[Report, ...]] = field(init=False, default_factory=dict)
    _freshness: Freshness | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.directory = Directory(self.store, self.engine, is_of_one_question=True)
        self._glued = glued_in(self.engine)

    @property
    def pool(self) -> int:
        """How many hits to look into for the excerpts wanted."""
        return max(POOL, 2 * self.wanted)

    def is_source(self, filters: frozenset[str]) -> bool:
        """Whether anything in the archive carries one of these filters."""
        return any(self.engine.filter_count(where, filters) for where in ("passages", "quotations"))

    def read(self, text: str, *, language: str | None = None) -> Question:
        """Read a question as this archive lets it be read."""
        if self.engine.is_shared:
            prefetch_words(text, self.engine, language_of(language_of_question(text, language)))
        question = read_question(text, today=self.today, is_source=self.is_source, language=language, known=self)
        if question.form.is_quoted:
            return question
        meant = partial(meant_word, engine=self.engine, language=question.language)
        question = respelt(question, LEXICONS[question.language.code], meant)
        self.readings += [Reading("spelling", made.written, made.read_as) for made in question.spelt]
        self.readings += [Reading("left-out", question.left_out)] if question.left_out else []
        return question

    def name_length(self, written: tuple[str, ...]) -> int:
        """How many of the first words are together a name of the archive; 0 for none."""
        if self._names is None:
            self._names = name_index(self.directory.names)
        if written not in self._lengths:
            self._lengths[written] = self._names.name_length(written)
        return self._lengths[written]

    def is_word(self, word: str) -> bool:
        """Whether an article holds this normal form."""
        return self.engine.word_freq(word) > 0

    def terms(self, words: str, question: Question, *, keep_stop_words: bool = False) -> tuple[QueryTerm, ...]:
        """The index terms of some words of the question, its names in whatever alphabet as articles write them."""
        asked = (words, question.language.code, keep_stop_words)
        if asked not in self._terms:
            self._terms[asked] = self._read_terms(words, question.language, keep_stop_words=keep_stop_words)
        return self._terms[asked]

    def _read_terms(self, words: str, language: Language, *, keep_stop_words: bool) -> tuple[QueryTerm, ...]:
        terms = query_terms(words, self.engine, language, keep_stop_words=keep_stop_words, glued=self._glued)
        if keep_stop_words:
            return terms
        return with_surnames(terms, words, language, directory=self.directory, name_length=self.name_length)

    def people_of(self, topic: str) -> tuple[Match, ...]:
        """The people whose names are in a topic."""
        return people_of(topic, directory=self.directory, name_length=self.name_length)

    def topic_terms(self, topic: str, question: Question) -> tuple[QueryTerm, ...]:
        """The same; where there are only stop words, those."""
        return self.terms(topic, question) or self.terms(topic, question, keep_stop_words=True) if topic else ()

    def hits(
        self,
        collection: Collection,
        terms: tuple[QueryTerm, ...],
        question: Question,
        *demands: frozenset[str],
        limit: int | None = None,
        is_fresh: bool = False,
    ) -> tuple[Hit, ...]:
        """Search under the demands and the conditions of the question: its outlet, then its days.

        What speaks of the days asked for comes first, then what was published on them.

        Args:
            is_fresh: where the question names no day, what is new counts more.
        """
        if question.outlet:
            demands = (*demands, source_filters(outlet_key(question.outlet)))
        limit = limit or self.pool
        if not terms and not demands and not question.dates:
            return ()
        if not question.dates:
            return self._uncrowded(collection, Query(terms, demands), limit, is_fresh=is_fresh)
        found: dict[tuple[str, int], Hit] = {}
        spans = [self._meant_days(mention, question) for mention in question.dates]
        for asked in (asked_event, asked_published):
            days = tuple(map(asked, spans))
            if are_alternatives([mention.days for mention in question.dates]):
                days = (frozenset().union(*days),)
            for hit in self._uncrowded(collection, Query(terms, (*demands, *days)), limit):
                found.setdefault((hit.article_id, hit.ordinal), hit)
        return tuple(found.values())

    def _meant_days(self, mention: DateMention, question: Question) -> DayRange:
        """The days of a mention; "this week" begins no later than a week ago, "the week of 14 October" on its day."""
        is_by_date = any(sign.isdigit() for sign in mention.span.of(question.text))
        return mention.days if is_by_date else meant_days(mention.days, self.today)

    def _uncrowded(
        self, collection: Collection, query: Query, limit: int, *, is_fresh: bool = False
    ) -> tuple[Hit, ...]:
        """The best hits; of a story that many outlets carry, all but the first few copies come after the others."""
        search = partial(self._found_freshly if is_fresh and query.terms else self.engine.search, collection, query)
        found = search(limit=limit)
        first, surplus = self._by_copies(found)
        if len(found) == limit and 2 * len(surplus) > limit:
            first, surplus = self._by_copies(search(limit=_CROWDED * limit))
        return (*first, *surplus)

    def _found_freshly(self, collection: Collection, query: Query, *, limit: int) -> Sequence[Hit]:
        days_of = self.store.articles.published_days
        return found_freshly(collection, query, self.engine, self.freshness, days_of, limit=limit)

    @property
    def freshness(self) -> Freshness:
        """How much more counts what is new, on the day of the question."""
        if self._freshness is None:
            self._freshness = Freshness.on(self.today, self.store)
        return self._freshness

    def newest(self, keys: frozenset[str]) -> list[Appearance]:
        """Where names with these keys speak, newest first, no story in more than its first few copies."""
        for limit in (self.pool, _CROWDED * self.pool):
            rows = self.store.names.appearances(keys, limit=limit)
            first, surplus = self._by_copies([row for row in rows if row.attributions])
            if len(rows) < limit or 2 * len(surplus) <= limit:
                break
        return first

    def _by_copies(self, found: Sequence[T]) -> tuple[list[T], list[T]]:
        """What is of the first few articles of each story, and what is of the others."""
        story_of = self.stories(one.article_id for one in found)
        held: dict[str, set[str]] = {}
        first: list[T] = []
        surplus: list[T] = []
        for one in found:
            copies = held.setdefault(story_of.get(one.article_id, one.article_id), set())
            is_one_more = one.article_id not in copies and len(copies) >= _COPIES
            if not is_one_more:
                copies.add(one.article_id)
            (surplus if is_one_more else first).append(one)
        return first, surplus

    def stories(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The stories of these articles, read once a question."""
        missing = {i for i in article_ids if i not in self._story_of}
        if missing:
            self._story_of.update(self.store.stories.story_of(missing))
        return self._story_of

    def story(self, article_id: str) -> tuple[str, ...]:
        """The articles of one story, the earliest first, read once a question."""
        self.read_stories([article_id])
        return self._story[article_id]

    def read_stories(self, article_ids: Iterable[str]) -> None:
        """Read the stories of these articles at once, for `story`."""
        missing = [i for i in dict.fromkeys(article_ids) if i not in self._story]
        if missing:
            self._story.update(dict.fromkeys(missing, ()) | self.store.stories.articles_of(missing))

    def fetch(self, article_ids: Iterable[str]) -> None:
        """Read these articles and their annotations, once a question."""
        missing = [i for i in dict.fromkeys(article_ids) if i not in self._articles]
        if missing:
            self._articles.update(self.store.articles.get_many(missing))
            self._decided.update(self.store.reports.decided(missing))
            found = self.store.articles.encoded_annotations(missing)
            for article_id in (i for i in found if i in self._articles):
                restore_reading(self._articles[article_id], found.edits_of(article_id))
                self._encoded[article_id] = found

    def article(self, article_id: str) -> Article | None:
        """An article fetched before; None where it was withdrawn meanwhile."""
        return self._articles.get(article_id)

    def annotations(self, article_id: str) -> Annotations:
        """The annotations of an article fetched before, as operators have corrected them."""
        if article_id not in self._annotations and article_id in self._encoded:
            found, decided = self._encoded[article_id].of(article_id), self._decided.get(article_id, ())
            self._annotations[article_id] = moderated(self._articles[article_id], found, decided)
        return self._annotations.get(article_id) or Annotations(version=0)

    def said(self, hits: Sequence[Hit]) -> list[Excerpt]:
        """The excerpts of hits in the quotations, in the hits' order; stale hits are left out."""
        self.fetch(hit.article_id for hit in hits)
        excerpts = []
        for hit in hits:
            article, annotations = self.article(hit.article_id), self.annotations(hit.article_id)
            if article is None or article.revision != hit.revision or hit.ordinal >= len(annotations.attributions):
                continue
            attribution = annotations.attributions[hit.ordinal]
            excerpts.append(said_excerpt(article, attribution, hit.span, annotations, score=hit.score))
        return excerpts

    def shown(self, excerpts: Iterable[Excerpt]) -> list[Excerpt]:
        """Those that no operator has hidden."""
        return [e for e in excerpts if not is_hidden(e, self._decided.get(e.article_id, ()))]

    def folded(self, excerpts: Iterable[Excerpt]) -> list[Excerpt]:
        """One excerpt a statement."""
        offered = list(excerpts)
        return fold(offered, self.copies(offered))

    def copies(self, excerpts: Iterable[Excerpt]) -> Copies:
        """Which of the articles of these excerpts, fetched before, are copies of one text."""
        return Copies(self.stories(excerpt.article_id for excerpt in excerpts), self.article)

    def copies_among(self, article_ids: Sequence[str]) -> Copies:
        """The same for articles that are fetched for it."""
        self.fetch(article_ids)
        key = frozenset(article_ids)
        if key not in self._copies:
            self._copies[key] = Copies(self.stories(article_ids), self.article)
        return self._copies[key]

    def named(self, excerpt: Excerpt) -> Excerpt:
        """The excerpt with the speaker's full name where the archive knows just one person of the name written."""
        if not excerpt.speaker or " " in excerpt.speaker:
            return excerpt
        return replace(excerpt, speaker=self.directory.full_name(excerpt.speaker))

    def suggestions(self) -> tuple[Near, ...]:
        """Who is most quoted in the archive."""
        return tuple(
            Near("person", row.name, row.attributions)
            for row in self.store.names.most_quoted(limit=MAX_SUGGESTIONS, offset=0)
        )
