"""Topic weights: how much each word of a topic tells of what is asked, by its rarity here and anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from typing import NamedTuple

from retrieval.answers.excerpts.topic import MUCH
from retrieval.answers.excerpts.wanted import Wanted
from retrieval.answers.lookup import Lookup
from retrieval.answers.questions.predicate import asks_for_deed, predicate_stems
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.query_terms import term_weights
from retrieval.search.engine import QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import stems, words
from retrieval.text.word_frequencies import word_share

# So many words a passage of a news archive has, for the part of passages anywhere that hold a word.
_PASSAGE_WORDS = 100
_RAREST = 5e-4
# The kind of thing asked for ("which *animal*", "how many *people*") need not be called so.
KIND_OF_THING = 0.3
# What was done, or how something was, is said in other words.
_PREDICATE = 0.35
_USUAL = 4e-5
# A word that everybody writes and no article of this archive has is one that its articles put otherwise, as long as
# the topic has something as special that they do have, or much more altogether.
_ABSENT, _COMMON = 0.4, 2e-5
_AS_SPECIAL, _MUCH_MORE = 0.9, 2.0
# "Did the mayor resign" has no word that may be put otherwise.
_SUBJECT_AND_DEED = 2
_MAX_NAME = 5


class Weights(NamedTuple):
    """The weight of each term of a topic, above 0.

    Attributes:
        on_topic: for whether an article is on it; ``telling`` for which sentence tells of it.
        lessened: the positions of the terms that an article on the topic may put otherwise.
    """

    on_topic: tuple[float, ...]
    telling: tuple[float, ...]
    lessened: frozenset[int] = frozenset()


def weighed(terms: Sequence[QueryTerm], wants: Wanted, question: Question, lookup: Lookup) -> Weights:
    """The weight of each term of a topic.

    In a small archive chance decides which common words are rare: what a word weighs anywhere decides as much. Of a
    long topic no single word decides, and news questions lost by it; a topic of which nothing is asked can be followed,
    and an alert weighs it as the archive does; a day is of one deed alone, so that the rest is not enough.
    """
    here = term_weights(terms, lookup.engine, "passages")
    if len(terms) < 2:
        return Weights(here, here)
    of_kind = tuple(w * _part(term, wants.kind) for term, w in zip(terms, here, strict=True))
    if len(terms) >= MUCH or wants.thing == "when":
        return Weights(of_kind, of_kind, _lessened(of_kind, here))
    if question.asks.thing is None:
        shared = _as_one_name(terms, question, lookup)
        return Weights(of_kind, tuple(w * shared.get(at, 1.0) for at, w in enumerate(of_kind)))
    weights = [sqrt(w * _weight_anywhere(term, question.language)) for term, w in zip(terms, here, strict=True)]
    counted = frozenset({wants.noun} if wants.thing in ("how-many", "how-much") else ())
    done = _done(terms, wants, question, lookup)
    parts = [_PREDICATE if at in done else _part(term, wants.kind | counted) for at, term in enumerate(terms)]
    is_deed = len(terms) <= _SUBJECT_AND_DEED and asks_for_deed(question)
    otherwise = frozenset() if is_deed else _put_otherwise(terms, weights, question, lookup)
    on_topic = tuple(
        w * part * (_ABSENT if at in otherwise else 1.0)
        for at, (w, part) in enumerate(zip(weights, parts, strict=True))
    )
    lessened = _lessened(on_topic, weights)
    if wants.thing == "why":
        return Weights(on_topic, tuple(w * part for w, part in zip(here, parts, strict=True)), lessened)
    return Weights(on_topic, of_kind, lessened)


def _lessened(weights: Sequence[float], whole: Sequence[float]) -> frozenset[int]:
    return frozenset(at for at, (w, full) in enumerate(zip(weights, whole, strict=True)) if w < full)


def _as_one_name(terms: Sequence[QueryTerm], question: Question, lookup: Lookup) -> dict[int, float]:
    """The part of its weight that each word of a whole name keeps: the name tells as much as one word does."""
    written = tuple(words(question.asking))
    read = stems(written, question.language)
    parts: dict[str, float] = {}
    at = 0
    while at < len(written):
        length = max(1, lookup.name_length(written[at : at + _MAX_NAME]))
        if length > 1 and length < len(written):
            parts.update(dict.fromkeys(read[at : at + length], 1.0 / length))
        at += length
    return {at: parts[term.forms[0]] for at, term in enumerate(terms) if term.forms[0] in parts}


def _done(terms: Sequence[QueryTerm], wants: Wanted, question: Question, lookup: Lookup) -> frozenset[int]:
    """The positions of the words for what was done, as far as articles have them or everybody writes them."""
    if wants.kind:
        return frozenset()  # "which holiday did they *celebrate*": the rest must tell which
    predicate = predicate_stems(question, lookup)
    return frozenset(
        at
        for at, term in enumerate(terms)
        if term.forms[0] in predicate
        and (_share(term, question.language) >= _USUAL or any(lookup.engine.doc_freq("passages", term.forms)))
    )


def _part(term: QueryTerm, kind: frozenset[str]) -> float:
    """How much of its weight the name of a kind of thing keeps."""
    return 1.0 if kind.isdisjoint(term.forms) else KIND_OF_THING


def _put_otherwise(
    terms: Sequence[QueryTerm], weights: Sequence[float], question: Question, lookup: Lookup
) -> frozenset[int]:
    """The positions of common words that no article holds, beside words as special that articles do have."""
    held = [any(lookup.engine.doc_freq("passages", term.forms)) for term in terms]
    met = [weight for weight, is_held in zip(weights, held, strict=True) if is_held]
    capital = _capital_stems(question)
    return frozenset(
        at
        for at, term in enumerate(terms)
        if not held[at]
        and term.forms[0] not in capital
        and _share(term, question.language) >= _COMMON
        and (max(met, default=0.0) >= _AS_SPECIAL * weights[at] or sum(met) >= _MUCH_MORE * weights[at])
    )


def _capital_stems(question: Question) -> frozenset[str]:
    """The stems of the words that are written like names within the question; German writes every noun so."""
    if question.language.speech.nouns_are_capitalised:
        return frozenset()
    written = [word for part in question.text.split()[1:] if part[:1].isupper() for word in words(part)]
    return frozenset(stems(written, question.language))


def _weight_anywhere(term: QueryTerm, language: Language) -> float:
    """The inverse document frequency of a term among passages anywhere, natural log."""
    part = max(_RAREST, 1 - exp(-_PASSAGE_WORDS * _share(term, language)))
    return log(1 + (1 - part) / part)


def _share(term: QueryTerm, language: Language) -> float:
    """How much of all that is written is this word, in the language of the question, else in English."""
    return word_share(term.forms[0], language) or max(word_share(form, language_of("en")) for form in term.forms)
