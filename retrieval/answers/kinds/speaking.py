"""Passages that speak of a topic: in its own words, nearly in them, or in another language by its names alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from retrieval.answers.excerpts.topic import LEAD_CHARS, Topic
from retrieval.answers.lookup import Lookup
from retrieval.answers.questions.evidence.words import plain_marks
from retrieval.answers.questions.predicate import asks_for_deed
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.near_words import near_words
from retrieval.answers.terms.query_terms import text_stems
from retrieval.model import Article, Span
from retrieval.search.engine import Hit
from retrieval.text.languages import Language, language_of
from retrieval.text.telling import asks, may_ask
from retrieval.text.tokens import stems, words
from retrieval.text.view import reading_view


def speaking_of(hits: Sequence[Hit], topic: Topic, lookup: Lookup, language: Language) -> list[tuple[Hit, list[str]]]:
    """The hits whose article speaks of the topic, with the stems of passage and title.

    Where none does, those do that hold words found elsewhere beside the ones they lack.
    """
    current = [hit for hit in hits if (a := lookup.article(hit.article_id)) and a.revision == hit.revision]
    held = [(hit, stems_of_hit(hit, lookup, language)) for hit in current]
    likely = [(hit, stems) for hit, stems in held if topic.may_be_of(frozenset(stems))]
    speaking = [pair for pair in likely if _is_of(topic, *pair, lookup, language)]
    if speaking or not likely:
        return speaking
    lacking = {at for _, stems in likely for at in topic.missing(frozenset(stems))} - topic.names
    near = {at: near_words(topic.terms[at], lookup.engine, partial(_found_stems, lookup, language)) for at in lacking}
    widened = replace(topic, near=near)
    return [pair for pair in likely if _is_of(widened, *pair, lookup, language)]


def in_other_languages(topic: Topic, question: Question, lookup: Lookup) -> Topic | None:
    """The topic as articles in other languages can hold it: without the words that no article holds and name nobody.

    None where too little is left: a name or a number must be, and no name missing; a quotation is met as a whole, and
    whether somebody did something is not told by who that is.
    """
    if '"' in plain_marks(question.text) or asks_for_deed(question):
        return None
    written = _written_as_names(topic, question)
    named = topic.names | written | {at for at, term in enumerate(topic.terms) if term.forms[0].isdigit()}
    lost = {at for at, term in enumerate(topic.terms) if not any(lookup.engine.doc_freq("passages", term.forms))}
    # German writes every noun as a name.
    missing = topic.names if question.language.speech.nouns_are_capitalised else named
    if not lost or not named - lost or missing & lost:
        return None
    return replace(topic, weights=tuple(0.0 if at in lost else weight for at, weight in enumerate(topic.weights)))


def _written_as_names(topic: Topic, question: Question) -> frozenset[int]:
    """The terms whose words have a capital within the question."""
    written = [word for part in question.text.split()[1:] if part[:1].isupper() for word in words(part)]
    capital = frozenset(stems(written, question.language))
    return frozenset(at for at, term in enumerate(topic.terms) if term.forms[0] in capital)


def of_other_languages(hits: Sequence[Hit], lookup: Lookup, language: Language) -> list[Hit]:
    """The hits in articles that are written in another language."""
    found = ((hit, lookup.article(hit.article_id)) for hit in hits)
    return [hit for hit, article in found if article and language_of(article.language).code != language.code]


def stems_of_hit(hit: Hit, lookup: Lookup, language: Language) -> list[str]:
    """The stems of a hit's passage and its article's title, without the questions that it asks itself."""
    article = lookup.article(hit.article_id)
    if article is None:
        return []
    # A bare word may be looked up in every language: the passage decides in which it is read.
    own = language_of(article.language) if article.language else language
    return text_stems(f"{article.title or ''} {_told(article, hit.span)}", own)


def _told(article: Article, passage: Span) -> str:
    """The words of a passage without the questions it asks itself: a quiz holds every word of what it asks."""
    view = reading_view(article.text)
    whole = view.of(passage)
    if not may_ask(whole):
        return whole
    told, at = [], passage.start
    for sentence in view.sentences_around(passage):
        if passage.holds(sentence) and asks(view.of(sentence)):
            told.append(view.of(Span(at, max(at, sentence.start))))
            at = sentence.end
    return " ".join([*told, view.of(Span(at, max(at, passage.end)))])


def _found_stems(lookup: Lookup, language: Language, hits: Sequence[Hit]) -> Iterator[frozenset[str]]:
    lookup.fetch(hit.article_id for hit in hits)
    return (frozenset(stems_of_hit(hit, lookup, language)) for hit in hits)


def _is_of(topic: Topic, hit: Hit, stems: Sequence[str], lookup: Lookup, language: Language) -> bool:
    passage = frozenset(stems)
    if topic.is_of(passage, passage):
        return True
    article = lookup.article(hit.article_id)
    text = reading_view(article.text).text if article else ""
    whole = text_stems(text[:LEAD_CHARS] if topic.is_fragment else text, language)
    return topic.is_of(passage.union(whole), passage)
