"""Question answering: a question is read, its kind is chosen, and that kind's excerpts are put on one page."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

from retrieval.answers.beside import AnswerAtState, AnsweringProcess, Asked
from retrieval.answers.elsewhere import with_other_wordings
from retrieval.answers.excerpts.rewording import Rewordings
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.answers.kinds import QUESTION_KINDS, QuestionKind
from retrieval.answers.lookup import NOTHING_UNDERSTOOD, Found, Lookup
from retrieval.answers.questions.followups import FollowUp, Known, UnderstoodQuestion, follow_up
from retrieval.answers.questions.question import Question, days_as_words, describing_days
from retrieval.answers.terms.keys import outlet_key, source_filters
from retrieval.model import Answer, Correction, Reading, Reason, because
from retrieval.store import Store
from retrieval.text.bounded_cache import BoundedCache

# The kind of what is answered by no kind: an empty question, and any question to an empty archive.
_NO_KIND = "search"
# Of answers; an excerpt with its dates, its copies and what else is said of it counts as so many beside its words.
_KEPT_CHARS, _BESIDE_CHARS = 4_000_000, 1_000


class QuestionAnswering:
    """Answers the questions of one archive.

    Every tap on an answer asks its question again, and many ask what others have just asked: answers are kept while
    the archive is in one state.

    Attributes:
        beside: answers what was not asked before, where it is there and has time.
    """

    def __init__(self, store: Store, index_sync: IndexSync) -> None:
        self._store = store
        self._index_sync = index_sync
        self._answers = BoundedCache[tuple[str, int, Asked], Answer](_KEPT_CHARS)
        self.beside: AnsweringProcess | None = None

    def ask(self, question: str, *, today: date, limit: int, offset: int, language: str | None) -> Answer:
        """Answer a question; see ``Archive.ask``."""
        if not 1 <= limit <= 100 or offset < 0:
            raise ValueError(f"limit must be 1..100 and offset >= 0, got {limit} and {offset}")
        started = time.perf_counter()
        answer = self.at_state(Asked(question, today, limit, offset, language)).answer
        return replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)

    def at_state(self, asked: Asked) -> AnswerAtState:
        """The answer to a question, and the state it was found in; see ``Archive.answer_at_state``."""
        state = self._index_sync.retry_if_damaged(lambda: self._index_sync.catch_up(wait_s=0.0))
        key = (state, self._store.openings, asked)
        answer = self._answers.get(key) if state else None
        if answer is None:
            answer = self._answer_beside(state, asked) or self._new_answer(*asked)
            # A state never returns: one that is the same behind the answer was the same all the while.
            if state and not self._index_sync.engine.is_shared and self._store.history.lineage().state == state:
                self._answers.keep(key, answer, _size(answer))
        return AnswerAtState(state, answer)

    def _answer_beside(self, state: str, asked: Asked) -> Answer | None:
        """The answer of the process beside this one; None where there is none, or it sees another state."""
        found = self.beside.ask(asked) if self.beside and state else None
        return found.answer if found and found.state == state else None

    def _new_answer(self, question: str, today: date, limit: int, offset: int, language: str | None) -> Answer:
        kind, found, lookup = self._index_sync.retry_if_damaged(
            lambda: self._answer(question, today, offset + limit, language)
        )
        with self._store.at_one_moment():
            rewordings = Rewordings(self._store)
            page = found.excerpts[offset : offset + limit]
            lookup.read_stories(excerpt.article_id for excerpt in page)
            excerpts = tuple(rewordings.marked(with_other_wordings(lookup.named(e), lookup)) for e in page)
        total = len(found.excerpts) + found.beyond
        named = (Reading("name", made.written, made.read_as) for made in found.corrections)
        readings = tuple(sorted(dict.fromkeys([*named, *lookup.readings]), key=lambda r: r.kind == "left-out"))
        reason = found.reason
        if not excerpts and reason is None and total == 0:
            reason = because("nothing-found", "The archive holds nothing on that")
        return Answer(
            question=question,
            kind=kind,
            understood=found.understood,
            corrections=tuple(Correction(r.written, r.read_as) for r in readings if r.kind in ("name", "spelling")),
            readings=readings,
            reason=reason,
            near=found.near,
            total=total,
            excerpts=excerpts,
        )

    def _answer(self, text: str, today: date, wanted: int, language: str | None) -> tuple[str, Found, Lookup]:
        """The kind of a question, what it found, and the look-up it found it with."""
        with self._store.at_one_moment():
            question, lookup = self._read(text, today, wanted, language)
            if reason := _unanswerable(text, question, lookup):
                return _NO_KIND, Found(reason=reason), lookup
            kind = _kind_of(question, lookup)
            found = kind.answer(question, lookup)
            if not found.excerpts and describing_days(question, today):
                named = days_as_words(question, lookup)
                other = _kind_of(named, lookup)
                kind, found = (other, again) if (again := other.answer(named, lookup)).excerpts else (kind, found)
            return kind.name, replace(found, excerpts=lookup.shown(found.excerpts)), lookup

    def _read(self, text: str, today: date, wanted: int, language: str | None) -> tuple[Question, Lookup]:
        lookup = self._lookup(today, wanted)
        return lookup.read(text, language=language), lookup

    def _lookup(self, today: date, wanted: int) -> Lookup:
        return Lookup(self._store, self._index_sync.engine, today, wanted)

    def understand(self, question: str, *, today: date) -> UnderstoodQuestion:
        """How a question would be understood, without the search for its answer."""
        return self._index_sync.retry_if_damaged(lambda: self._understand(question, today))

    def _understand(self, text: str, today: date) -> UnderstoodQuestion:
        self._index_sync.catch_up(wait_s=0.0)
        with self._store.at_one_moment():
            question, lookup = self._read(text, today, 1, None)
            if _unanswerable(text, question, lookup):
                return UnderstoodQuestion(text, _NO_KIND, NOTHING_UNDERSTOOD)
            kind = _kind_of(question, lookup)
            return UnderstoodQuestion(text, kind.name, kind.understand(question, lookup))

    def follow_up(self, words: str, before: str, *, today: date) -> FollowUp | None:
        """What words mean behind a question; see ``Archive.follow_up``."""
        known = Known(
            is_person=lambda name: bool(self._lookup(today, 1).directory.find(name, may_correct=False).people),
            is_source=lambda name: self._lookup(today, 1).is_source(source_filters(outlet_key(name))),
        )
        return follow_up(words, lambda: self.understand(before, today=today), known, today=today)


def _size(answer: Answer) -> int:
    return _BESIDE_CHARS + sum(len(excerpt.text) + _BESIDE_CHARS for excerpt in answer.excerpts)


def _unanswerable(text: str, question: Question, lookup: Lookup) -> Reason | None:
    if not text.strip():
        return because("no-words", "There is no question")
    if lookup.engine.unit_count("passages") == 0 and question.form.name != "greeting":
        return because("empty-archive", "The archive holds no articles yet")
    return None


def _kind_of(question: Question, lookup: Lookup) -> QuestionKind:
    return next(kind for kind in QUESTION_KINDS if kind.recognises(question, lookup))
