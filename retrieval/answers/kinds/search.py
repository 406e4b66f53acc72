"""Full-text search, for everything else: passages with the asker's words, silence where they hold too few."""

from __future__ import annotations

from retrieval.answers.conditions import holds_enough
from retrieval.answers.excerpts.cutting import best_window, passage_excerpt
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.query_terms import term_weights, text_stems
from retrieval.model import Excerpt, Understood, because
from retrieval.search.engine import Hit, QueryTerm
from retrieval.text.languages import language_of
from retrieval.text.view import reading_view

_LOOKED_INTO = 15


class Search:
    """Any words."""

    name = "search"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """Always: this kind is the last."""
        return True

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The words that are looked for, the days and the outlet."""
        return understood_search(question, _words(question))

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """The best sentences of the best passages."""
        return search_passages(question, _words(question), lookup)


def _words(question: Question) -> str:
    form = question.form
    words = question.text if form.name == "bare" and not question.dates and not question.outlet else ""
    return words or f"{form.who} {form.rest}"


def understood_search(question: Question, words: str) -> Understood:
    """What a search of the passages for ``words`` asks for."""
    return Understood(topic=words.strip(), dates=question.dates, outlet=question.outlet)


def search_passages(question: Question, words: str, lookup: Lookup, *, wants_date: bool = False) -> Found:
    """Search the passages for ``words`` and cut the best sentences out of each."""
    understood = understood_search(question, words)
    terms = lookup.terms(words, question)
    if not terms:
        return Found(understood=understood, reason=because("no-words", "There is nothing to look for in that question"))
    weights = term_weights(terms, lookup.engine, "passages")
    hits = lookup.hits("passages", terms, question, is_fresh=True)
    lookup.fetch(hit.article_id for hit in hits[:_LOOKED_INTO])
    excerpts = [
        e
        for hit in hits[: max(_LOOKED_INTO, lookup.wanted)]
        if (e := _best(hit, terms, weights, lookup, wants_date=wants_date)) is not None
    ]
    if not excerpts:
        reason = because("nothing-found", "The archive holds nothing on {topic}", topic=words.strip())
        return Found(understood=understood, reason=reason)
    return Found(lookup.folded(excerpts), understood)


def _best(
    hit: Hit,
    terms: tuple[QueryTerm, ...],
    weights: tuple[float, ...],
    lookup: Lookup,
    *,
    wants_date: bool,
) -> Excerpt | None:
    article = lookup.article(hit.article_id)
    if article is None or article.revision != hit.revision:
        return None
    whole = f"{article.title or ''} {reading_view(article.text).of(hit.span)}"
    if not holds_enough(terms, weights, text_stems(whole, language_of(article.language))):
        return None
    annotations = lookup.annotations(hit.article_id)
    preferred = [d.span for d in annotations.dates] if wants_date else []
    span = best_window(article.text, hit.span, terms, weights, article.language, preferred=preferred)
    return passage_excerpt(article, span, annotations, score=hit.score)
