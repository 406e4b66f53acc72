"""Latest news, on a topic or at all: newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from retrieval.answers.excerpts.cutting import telling
from retrieval.answers.kinds.search import search_passages, understood_search
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.keys import outlet_filter, outlet_key, source_filters
from retrieval.model import Excerpt, Understood


class Latest:
    """*latest on Ukraine*, *latest from Reuters*, *what's new*."""

    name = "latest"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The form says so, or asks what happened and not when."""
        form = question.form
        if form.name == "happened":
            asks = question.plain_form.name == "happened" or bool(question.outlet)
            return asks and not form.rest.strip(" ?!.") and not question.dates
        return form.name == "latest" and bool(form.rest or not question.dates)

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The topic with its days and outlet; without a topic, the outlet alone."""
        if _has_topic(question):
            return understood_search(question, question.form.rest)
        return Understood(outlet=question.outlet)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """What a search finds, the newest day first, the better within a day; without a topic, the newest articles."""
        if not _has_topic(question):
            newest = _newest_articles(question, lookup) or _carried(question, lookup)
            return Found(lookup.folded(newest), self.understand(question, lookup))
        found = search_passages(question, question.form.rest, lookup)
        return replace(found, excerpts=sorted(found.excerpts, key=_newest))


def _has_topic(question: Question) -> bool:
    return bool(question.form.rest.strip(" ?!."))


def _newest(excerpt: Excerpt) -> tuple[int, float]:
    return (-(excerpt.published.day if excerpt.published else date.min).toordinal(), -excerpt.score)


def _newest_articles(question: Question, lookup: Lookup) -> list[Excerpt]:
    """An excerpt of each of the newest articles, of the outlet that was asked for."""
    outlets = None
    if question.outlet:
        wanted = source_filters(outlet_key(question.outlet))
        outlets = [name for name, _ in lookup.store.catalogue.outlets() if outlet_filter(name) in wanted]
    ids = lookup.store.catalogue.newest(lookup.pool, outlets=outlets)
    lookup.fetch(ids)
    found = ((lookup.article(i), lookup.annotations(i)) for i in ids)
    return [excerpt for article, annotations in found if article for excerpt in telling(article, annotations)]


def _carried(question: Question, lookup: Lookup) -> list[Excerpt]:
    """The words that an agency carried."""
    return sorted(lookup.said(lookup.hits("quotations", (), question)), key=_newest) if question.outlet else []
