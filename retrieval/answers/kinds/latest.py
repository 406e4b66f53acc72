"""Latest news, on a topic or at all: newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from retrieval.answers.excerpts.choosing import chosen
from retrieval.answers.excerpts.cutting import first_telling, passage_excerpt, telling
from retrieval.answers.excerpts.topic import Topic
from retrieval.answers.excerpts.wanted import WANTS_NOTHING
from retrieval.answers.kinds.search import search_passages, topic_of, understood_search
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.keys import outlet_filter, outlet_key, source_filters
from retrieval.answers.terms.query_terms import text_stems
from retrieval.model import Annotations, Article, Excerpt, Span, Understood
from retrieval.search.engine import Hit
from retrieval.text.languages import language_of
from retrieval.text.view import reading_view

_READ_AT_ONCE = 20
_POOL_FACTOR = 4
# A lead with less of the topic's weight gives way to a sentence with as much, and so many times its own.
_NEARLY_ALL, _CLEARLY_MORE = 0.75, 1.5


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
        """The newest articles about the topic, where none is, what a search finds; without a topic, the newest."""
        if not _has_topic(question):
            newest = _newest_articles(question, lookup) or _carried(question, lookup)
            return Found(lookup.folded(newest), self.understand(question, lookup))
        topic = topic_of(question.form.rest, question, lookup, WANTS_NOTHING)
        about = _about(topic, question, lookup) if topic.terms else []
        if about:
            return Found(lookup.folded(about), self.understand(question, lookup))
        found = search_passages(question, question.form.rest, lookup, wants=WANTS_NOTHING)
        return replace(found, excerpts=sorted(found.excerpts, key=_newest))


def _about(topic: Topic, question: Question, lookup: Lookup) -> list[Excerpt]:
    """The lead sentence of each article that has the topic in its title or its lead, the newest first."""
    hits = lookup.hits("passages", topic.terms, question, limit=_POOL_FACTOR * lookup.pool, is_fresh=True)
    leads = {hit.article_id: hit for hit in hits if hit.ordinal == 0}
    days = lookup.store.articles.published_days(leads)
    in_order = sorted(leads.values(), key=lambda hit: (-days.get(hit.article_id, date.min).toordinal(), -hit.score))
    found: list[Excerpt] = []
    several = lookup.wanted * -(-_READ_AT_ONCE // lookup.wanted)
    for at in range(0, len(in_order), lookup.wanted):
        if at % several == 0:
            lookup.fetch(hit.article_id for hit in in_order[at : at + several])
        chunk = in_order[at : at + lookup.wanted]
        found += [excerpt for hit in chunk if (excerpt := _lead_about(hit, topic, question, lookup))]
        if len(found) >= lookup.pool:
            break
    return found


def _lead_about(hit: Hit, topic: Topic, question: Question, lookup: Lookup) -> Excerpt | None:
    article = lookup.article(hit.article_id)
    if article is None or article.revision != hit.revision:
        return None
    lead = first_telling(article)
    told = reading_view(article.text).of(lead)
    present = frozenset(text_stems(f"{article.title or ''} {told}", question.language))
    if not topic.may_be_of(present) or not topic.is_of(present, present):
        return None
    annotations = lookup.annotations(article.id)
    return passage_excerpt(article, _on_topic(article, lead, hit, topic, annotations), annotations, score=hit.score)


def _on_topic(article: Article, lead: Span, hit: Hit, topic: Topic, annotations: Annotations) -> Span:
    """The lead, or the sentence near it that says clearly more of the topic."""
    view, language = reading_view(article.text), language_of(article.language)

    def told(span: Span) -> float:
        return topic.share(frozenset(text_stems(view.of(span), language)))

    if told(lead) >= _NEARLY_ALL:
        return lead
    other = chosen(article, [hit.span], topic, annotations).span
    return other if told(other) >= _CLEARLY_MORE * told(lead) and told(other) >= _NEARLY_ALL else lead


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
