"""Deeds looked up: who did something to somebody, and whether somebody did it, as sentences that tell so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answers.conditions import is_enough
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import speakers
from retrieval.answers.questions.asks import Act
from retrieval.answers.questions.question import Question
from retrieval.answers.speech.acts import (
    Told,
    act_term,
    is_done_by,
    is_done_to,
    is_done_to_somebody,
    surnames_in,
    told_of,
)
from retrieval.answers.speech.roles import role_holder
from retrieval.answers.terms.keys import name_filter
from retrieval.answers.terms.query_terms import matched_weight, term_weights, text_stems
from retrieval.model import Excerpt, Span
from retrieval.text.languages import language_of
from retrieval.text.telling import tells

_MAX_NAME_WORDS = 4
# Somebody in a role behind a verb, in English: small letters behind an article.
_ROLE = re.compile(r"\s*(?:the|its|their|his|her)\s+((?:[a-z][a-z-]+)(?:\s[a-z][a-z-]+){0,3})")
_WORD_END = re.compile(r"\s")
_LOOKED_INTO = 2
# The part of a topic's weight that must stand around a sentence that holds some of it.
_NEARLY_ALL = 0.75
# Around one that holds none of it.
_ALL = 0.95


def doers_of(act: Act, toward: str, question: Question, lookup: Lookup) -> list[Excerpt]:
    """The sentences that tell that somebody did something to what is asked for."""
    people, rest = _people_first(toward, lookup)
    names = frozenset(name_filter(key) for match in people for key in match.keys)
    # What names them comes before what only holds the words: it may be of them in a role or a pronoun.
    found = _told(act, toward, ((names,), ()) if names else ((),), question, lookup)
    done = [(told, how) for told in found if (how := _how_toward(told, people, rest, question, lookup))]
    excerpts = (told.excerpt() for told, _ in sorted(done, key=lambda pair: (_is_heading(pair[0]), -pair[1])))
    return lookup.folded(e for e in excerpts if not _speaks(e, people))


def _speaks(excerpt: Excerpt, people: Sequence[Match]) -> bool:
    """Whether these people say it themselves: to whom something was done is no witness of who did it."""
    return excerpt.speaker is not None and any(match.holds(excerpt.speaker) for match in people)


def deeds_of(act: Act, matches: Sequence[Match], toward: str, question: Question, lookup: Lookup) -> list[Excerpt]:
    """The sentences that tell that these people did something, to what is asked for where it is."""
    names = frozenset(name_filter(key) for match in matches for key in match.keys)
    people, rest = _people_first(toward, lookup)
    done = [
        told
        for told in _told(act, toward, ((names,) if names else (),), question, lookup)
        if is_done_by(told, matches) and (not toward or _how_toward(told, people, rest, question, lookup))
    ]
    excerpts = (told.excerpt() for told in sorted(done, key=_is_heading))
    return lookup.folded(e for e in excerpts if not _speaks(e, people))


def _is_heading(told: Told) -> bool:
    """Whether a sentence cannot be shown by itself as a report."""
    return not tells(told.text(told.sentence), language_of(told.article.language))


def _told(
    act: Act, toward: str, demanded: Sequence[tuple[frozenset[str], ...]], question: Question, lookup: Lookup
) -> Iterator[Told]:
    """The sentences with a word for an act in the passages found under each of the demands, as many in all."""
    terms = (act_term(act, question.asks.verb, question.language), *lookup.terms(toward, question))
    limit = _LOOKED_INTO * lookup.pool // len(demanded)
    found = (hit for demands in demanded for hit in lookup.hits("passages", terms, question, *demands, limit=limit))
    hits = {(hit.article_id, hit.ordinal): hit for hit in found}.values()
    lookup.fetch(hit.article_id for hit in hits)
    return told_of(act, hits, lookup, question.language)


def _people_first(toward: str, lookup: Lookup) -> tuple[list[Match], str]:
    """The people with whom what an act goes to begins, and the words behind them."""
    words = toward.split()
    length = lookup.name_length(tuple(words[:_MAX_NAME_WORDS]))
    if not length:
        return [], toward
    return speakers(" ".join(words[:length]), lookup.directory, may_correct=False), " ".join(words[length:])


def _how_toward(told: Told, people: list[Match], rest: str, question: Question, lookup: Lookup) -> int:
    """How surely an act went to what is asked for, 0 for not at all: the people on that side, and the rest said there.

    What its own sentence does not name can be meant where it stands right beside, unless somebody else is named.
    """
    if people and not (
        is_done_to(told, people) or _is_called(told, people, question) or _is_put(told, people, question, lookup)
    ):
        return 0
    terms = lookup.terms(rest, question)
    if not terms:
        return 2 * bool(people)
    where = told.sentence if people else told.done_to
    weights = term_weights(terms, lookup.engine, "passages")
    share = matched_weight(terms, weights, text_stems(told.text(where), question.language))
    if is_enough(share):
        return 2
    around = text_stems(told.text(told.around), question.language)
    whole = matched_weight(terms, weights, around)
    if share > 0 and whole >= _NEARLY_ALL:
        return 1
    return int(whole >= _ALL and not is_done_to_somebody(told))


def _is_called(told: Told, people: list[Match], question: Question) -> bool:
    """Whether it was done to a body that is asked for by words that are no name ("the *union*"), and put by them."""
    if not people or any(m.asked != m.asked.lower() or any(p.is_person for p in m.people) for m in people):
        return False
    written = frozenset(text_stems(told.text(told.done_to), question.language))
    asked = (frozenset(text_stems(match.asked, question.language)) for match in people)
    return any(stems and stems <= written for stems in asked) and not is_done_by(told, people)


def _is_put(told: Told, people: list[Match], question: Question, lookup: Lookup) -> bool:
    """Whether it was done to these people by a role that the archive gives to them alone ("praised *the minister*")."""
    named = {person.name for match in people for person in match.people}
    is_named = next(surnames_in(told, Span(0, len(told.article.text)), people), None) is not None
    found = _ROLE.match(told.text(told.done_to)) if is_named and told.done_to.start >= told.verb.end else None
    if found is None:
        return False
    put = _WORD_END.split(found[1])
    for length in range(len(put), 0, -1):
        holder = role_holder(f"the {' '.join(put[:length])}", lookup, question.language)
        if holder:
            return any(person.name in named for person in holder.people) and not is_done_by(told, people)
    return False
