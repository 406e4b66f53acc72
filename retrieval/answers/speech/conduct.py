"""Conduct: what somebody did in the articles on a matter, as the sentences tell of which they are the subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.answers.excerpts.cutting import passage_excerpt
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.keys import name_filter
from retrieval.answers.terms.query_terms import matched_weight, term_weights, text_stems
from retrieval.model import Annotations, Article, Excerpt, Span
from retrieval.text.languages import language_of
from retrieval.text.languages.english.words import IRREGULAR_PASTS
from retrieval.text.telling import looks_finite, tells
from retrieval.text.tokens import words
from retrieval.text.view import reading_view

# The part of a matter's weight that an article with its title must hold up to the sentence.
_ON_THE_MATTER = 0.9
_LOOKED_INTO = 15
_MOST_OF_ARTICLE = 2
# A subject has its role before it and no more.
_MAX_ROLE_WORDS = 4
_VERB_CHARS = 40


def conduct_of(matches: Sequence[Match], topic: str, question: Question, lookup: Lookup) -> list[Excerpt]:
    """The sentences that say what these people did once an article had told of a topic, the best article first."""
    terms = lookup.topic_terms(topic, question)
    names = frozenset(name_filter(key) for match in matches for key in match.keys)
    if not terms or not names:
        return []
    weights = term_weights(terms, lookup.engine, "passages")
    on_topic = [hit.article_id for hit in lookup.hits("passages", terms, question, limit=lookup.pool)]
    with_names = {hit.article_id for hit in lookup.hits("passages", (), question, names, limit=4 * lookup.pool)}
    ids = [i for i in dict.fromkeys(on_topic) if i in with_names][:_LOOKED_INTO]
    lookup.fetch(ids)
    found: list[Excerpt] = []
    for article_id in ids:
        article, annotations = lookup.article(article_id), lookup.annotations(article_id)
        if article is None:
            continue
        told = _sentences_of(article, annotations, matches)
        so_far = ((s, text_stems(f"{article.title or ''} {article.text[: s.end]}", question.language)) for s in told)
        on = [s for s, held in so_far if matched_weight(terms, weights, held) >= _ON_THE_MATTER]
        found += [passage_excerpt(article, s, annotations, score=0.0) for s in on[:_MOST_OF_ARTICLE]]
    return lookup.folded(e for e in found if e.speaker is None or any(match.holds(e.speaker) for match in matches))


def _sentences_of(article: Article, annotations: Annotations, matches: Sequence[Match]) -> Iterator[Span]:
    """The telling sentences of which these people are the subject, in order."""
    view, language = reading_view(article.text), language_of(article.language)
    mentions = sorted(
        (m, any(match.holds(p.name) for match in matches)) for p in annotations.people for m in p.mentions
    )
    for mention in (m for m, is_theirs in mentions if is_theirs):
        sentence = next((s for s in view.sentences_around(mention) if s.holds(mention)), None)
        if sentence is None or not _is_subject(article, sentence, mention, language.code):
            continue
        is_first = all(m.start >= mention.start for m, _ in mentions if sentence.holds(m))
        if is_first and tells(view.of(sentence), language):
            yield sentence


def _is_subject(article: Article, sentence: Span, mention: Span, code: str) -> bool:
    """Whether a sentence begins with somebody, in a role at most, and says what they did."""
    before = article.text[sentence.start : mention.start]
    if len(before.split()) > _MAX_ROLE_WORDS or any(not (c.isalnum() or c in " -’'") for c in before):
        return False
    behind = words(article.text[mention.end : min(sentence.end, mention.end + _VERB_CHARS)])[:2]
    return code != "en" or any(looks_finite(word) or word in IRREGULAR_PASTS for word in behind[:1])
