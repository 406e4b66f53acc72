"""Whom a question means where a speaker would be: by name, by role, by who they belong to, or as a group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answers.conditions import speaker_demands
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import speakers
from retrieval.answers.questions.question import Question
from retrieval.answers.speech.relatives import related
from retrieval.answers.speech.roles import as_corrected, role_holder, role_holders
from retrieval.answers.terms.keys import without_article
from retrieval.answers.terms.misspelt import meant_word
from retrieval.text.languages import Language
from retrieval.text.tokens import words

_MAX_GROUP = 5
_OF_SOMEBODY = frozenset({"said-about", "on"})
# English nouns for more than one.
_PLURAL = re.compile(r"(?:[^s\W]s|men|people|police|children)$")


def asked_for(who: str, question: Question, lookup: Lookup) -> list[Match]:
    """Whom the words of a speaker's slot stand for: by name, by who they belong to, by role, then as misspelt."""
    if who not in lookup.asked_for:
        lookup.asked_for[who] = _asked_for(who, question, lookup)
    return lookup.asked_for[who]


def _asked_for(who: str, question: Question, lookup: Lookup) -> list[Match]:
    known = speakers(who, lookup.directory, may_correct=False)
    if known and _is_more_than_named(who, known) and (holder := role_holder(who, lookup, question.language)):
        return [holder]
    if known and not _are_descriptions(who, known):
        return known
    is_person = question.asks.act is not None and question.form.name in _OF_SOMEBODY and not _PLURAL.search(who)
    holder = role_holder(who, lookup, question.language, is_person=is_person)
    other = related(who, lookup, question.language) or holder
    if other is None and not is_group(who, lookup, question.language):
        other = role_holders(who, lookup, question.language)
    if other is None and (known or is_group(who, lookup, question.language)):
        return [Match(who)]  # whoever is put so: "the doctors", "a group of doctors"
    if other is None and who == who.lower():
        other = _misspelt_role(who, lookup, question.language)
    return [other] if other else speakers(who, lookup.directory) or [lookup.directory.find(who)]


def _is_more_than_named(who: str, known: Sequence[Match]) -> bool:
    """Whether words hold a body's name and more: "the boss of Reed Homes" is not Reed Homes."""
    names = [person for match in known for person in match.people]
    if who != who.lower() or not names or any(person.is_person for person in names):
        return False
    longest = max(len(words(without_article(name))) for person in names for name in person.names)
    return len(words(without_article(who))) > longest


def _misspelt_role(who: str, lookup: Lookup, language: Language) -> Match | None:
    """Who has a role of which a word is a slip of the hand ("minster of finance")."""
    spelt = " ".join(meant_word(word, lookup.engine, language) for word in who.split())
    meant = role_holder(spelt, lookup, language) if spelt != who and " " in who else None
    return as_corrected(who, meant) if meant else None


def _are_descriptions(who: str, known: Sequence[Match]) -> bool:
    """Whether what is known under some words is no name but how articles put somebody ("the French *president*").

    Of several words, what is known only under the last of them may be part of a role ("attorney *general*").
    """
    names = [person for match in known for person in match.people]
    if who != who.lower() or any(person.is_person for person in names):
        return False
    has_more = " " in without_article(who)
    plain = (without_article(person.name) for person in names)
    return all(name.split()[-1][:1].islower() or (has_more and " " not in name) for name in plain)


def is_group(who: str, lookup: Lookup, language: Language) -> bool:
    """Whether words that are no name put a group of people who speak in the archive ("shop owners")."""
    parts = who.split()
    is_put_so = 0 < len(parts) <= _MAX_GROUP and who == who.lower()
    if language.code != "en" or not is_put_so or not _PLURAL.search(parts[-1]):
        return False
    demands = speaker_demands([who], [], language)
    return bool(demands) and all(lookup.engine.filter_count("quotations", filters) for filters in demands)
