""" "Who said '…'?" Finds the words first, then whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.answers.excerpts.cutting import passage_excerpt, said_excerpt, said_span_in, sentences_around
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.claim import Claim, claim_of, wordings
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.query_terms import matched_weight, term_weights, text_stems
from retrieval.model import Annotations, Article, Attribution, Excerpt, Span, Understood, because
from retrieval.search.engine import Hit, QueryTerm
from retrieval.text.languages import language_of
from retrieval.text.sentences import sentences
from retrieval.text.view import reading_view

# What share of the words' weight two neighbouring sentences of one person must carry, to be offered for words that
# nobody said exactly.
_NEARLY_QUOTED = 0.8
_NEARLY_RETOLD = 0.6


class WhoSaid:
    """*who said "sacred struggle"*, *whose words are …*."""

    name = "who-said"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The form says so."""
        return question.form.name == "who-said"

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The words as the topic."""
        return Understood(topic=question.form.rest, dates=question.dates, outlet=question.outlet)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """The places of the very words; else, words so like them that they may be meant."""
        fragment = question.form.rest
        understood = self.understand(question, lookup)
        otherwise = wordings(fragment, question.language.code)
        terms = lookup.terms(max(otherwise, key=len), question, keep_stop_words=True)
        said = lookup.hits("quotations", terms, question)
        passages = lookup.hits("passages", lookup.terms(fragment, question) or terms, question)
        lookup.fetch(hit.article_id for hit in (*said, *passages))
        excerpts = [e for wording in otherwise for e in _exact([*said, *passages], wording, lookup)]
        claim = claim_of(fragment, question.language.code)
        if not excerpts:
            share = _NEARLY_QUOTED if question.form.is_quoted else _NEARLY_RETOLD
            excerpts = [e for e in _nearly(said, terms, share, lookup, question) if _makes(e, claim, question, lookup)]
        if not excerpts and not question.form.is_quoted:
            excerpts = [e for e in _meant(terms, question, lookup) if _makes(e, claim, question, lookup)]
        if not excerpts:
            reason = because("nothing-found", "Nobody in the archive says “{fragment}”", fragment=fragment)
            return Found(understood=understood, reason=reason)
        excerpts.sort(key=lambda e: (e.content is None, e.speaker is None))
        return Found(lookup.folded(excerpts), understood)


def _makes(excerpt: Excerpt, claim: Claim, question: Question, lookup: Lookup) -> bool:
    """Whether an excerpt makes a claim of what is asked about."""
    if not claim.predicate:
        return True
    article = lookup.article(excerpt.article_id)
    language = language_of(article.language if article else None)
    terms = lookup.terms(question.form.rest, question)
    share = matched_weight(terms, term_weights(terms, lookup.engine, "passages"), text_stems(excerpt.text, language))
    return share >= _NEARLY_QUOTED and claim.is_made_in(excerpt.text, language.code)


def _exact(hits: Sequence[Hit], fragment: str, lookup: Lookup) -> Iterator[Excerpt]:
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.article_id] = max(hit.score, scores.get(hit.article_id, 0.0))
    for article_id, score in scores.items():
        article = lookup.article(article_id)
        if article is None:
            continue
        for place in reading_view(article.text).places(fragment):
            yield _excerpt_at(article, place, lookup.annotations(article_id), score)


def _excerpt_at(article: Article, place: Span, annotations: Annotations, score: float) -> Excerpt:
    said = [a for a in annotations.attributions if any(c.touches(place) for c in a.content)]
    if said:
        closest = max(said, key=lambda a: (_shared(a, place), -sum(map(len, a.content))))
        return said_excerpt(article, closest, said_span_in(article.text, closest), annotations, score=score)
    return passage_excerpt(article, sentences_around(article.text, place), annotations, score=score, marked=(place,))


def _shared(attribution: Attribution, place: Span) -> int:
    """Code points of the place that are this speaker's words."""
    return sum(min(c.end, place.end) - max(c.start, place.start) for c in attribution.content if c.touches(place))


def _meant(terms: tuple[QueryTerm, ...], question: Question, lookup: Lookup) -> list[Excerpt]:
    """Statements and sentences that hold nearly all that somebody is said to have said or thought."""
    asked = lookup.terms(question.form.rest, question)
    weights = term_weights(asked, lookup.engine, "passages")
    found = lookup.said(lookup.hits("quotations", asked or terms, question))
    return [e for e in found if matched_weight(asked, weights, text_stems(e.text, question.language)) >= _NEARLY_QUOTED]


def _nearly(
    hits: Sequence[Hit], terms: tuple[QueryTerm, ...], share: float, lookup: Lookup, question: Question
) -> Iterator[Excerpt]:
    weights = term_weights(terms, lookup.engine, "quotations")
    for excerpt in lookup.said(hits[:10]):
        parts = [c.shifted(-excerpt.span.start).of(excerpt.text) for c in excerpt.content or ()]
        said = [s.of(part) for part in parts for s in sentences(part)]
        pairs = [*said, *map(" ".join, pairwise(said))]
        if any(matched_weight(terms, weights, text_stems(pair, question.language)) >= share for pair in pairs):
            yield excerpt
