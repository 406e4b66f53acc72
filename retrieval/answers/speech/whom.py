"""Whom a question means where a speaker would be: by name, by role, by who they belong to, or as a group."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from retrieval.answers.conditions import speaker_demands
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import speakers
from retrieval.answers.questions.lexicons import LEXICONS, parted
from retrieval.answers.questions.question import Question
from retrieval.answers.speech.offices import ends_in_office
from retrieval.answers.speech.relatives import related
from retrieval.answers.speech.roles import as_corrected, role_holder, role_holders
from retrieval.answers.terms.keys import without_article
from retrieval.answers.terms.misspelt import meant_word
from retrieval.text.known_words import is_dictionary_word
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import words

_MAX_GROUP = 5
# Of people, at least this part of the passages that name them says what they say; *details* hardly ever speak.
_LEAST_SPEAKING = 0.02
_MAX_OFFICE = 3
_OF_SOMEBODY = frozenset({"said-about", "on"})
# English nouns for more than one.
_PLURAL = re.compile(r"(?:[^s\W]s|men|people|police|children)$")


def who_and_topic(question: Question, lookup: Lookup) -> tuple[str, str]:
    """The words in the slots of a speaker and a topic; what belongs to a role goes to it where the archive has it so.

    "a ministra da saúde" can be a minister on health and the minister of health: where somebody is put so, it is she.
    """
    form = question.form
    if form.name == "bare":
        return _office_first(question, lookup) or (form.rest, "")
    if form.name in _OF_SOMEBODY and form.rest and _may_be_of_something(form.who, question):
        for who, topic in _with_complement(form.who, form.rest, question):
            if role_holder(who, lookup, question.language):
                return who, topic
    return form.who, form.rest


def _office_first(question: Question, lookup: Lookup) -> tuple[str, str] | None:
    """An office that is somebody's with what stands behind it, where that alone is typed ("lind mayor ferry")."""
    parts, speech = question.form.rest.split(), question.language.speech
    if speech is None or question.asks.thing or question.asks.act or question.form.rest != question.form.rest.lower():
        return None
    heads = (at for at, word in enumerate(parts) if _is_head(parts, at, speech.roles))
    head = next((at for at in heads if not (at + 1 < len(parts) and parts[at + 1] in speech.roles)), 0)
    known = speakers(question.form.rest, lookup.directory, may_correct=False)
    if not 0 < head <= _MAX_OFFICE or (known and not _are_descriptions(question.form.rest, known)):
        return None
    who, topic = " ".join(parts[: head + 1]), " ".join(parts[head + 1 :])
    [match, *others] = asked_for(who, question, lookup)
    is_theirs = not others and match.correction and any(person.attributions for person in match.people)
    return (who, topic) if is_theirs else None


def _is_head(parts: Sequence[str], at: int, roles: Collection[str]) -> bool:
    """Whether a word is an office, or several people who are somebody's ("reed's *lawyers*")."""
    word = parts[at]
    is_of_somebody = at > 0 and parts[at - 1].endswith("s") and word.removesuffix("s") in roles
    return word in roles or ends_in_office(word) or is_of_somebody


def is_office(question: Question, lookup: Lookup) -> bool:
    """Whether an office alone, or with a topic behind it, is asked for and is somebody's who speaks."""
    return question.form.name == "bare" and _office_first(question, lookup) is not None


def _may_be_of_something(who: str, question: Question) -> bool:
    """Whether words are of the form of a role: behind an article, or a few small words ("*boss* of the fair")."""
    parts = who.split()
    is_described = bool(parts) and parts[0].lower() in LEXICONS[question.language.code].articles
    return is_described or (question.form.name == "on" and 0 < len(parts) <= _MAX_OFFICE and who == who.lower())


def _with_complement(who: str, rest: str, question: Question) -> Iterator[tuple[str, str]]:
    """A role with more and less of what follows it behind a word for *of*, and what is left of the topic."""
    lexicon = LEXICONS[question.language.code]
    joints, about = (frozenset(p[0] for p in parted(row) if len(p) == 1) for row in (lexicon.near_about, lexicon.about))
    joined = re.search(rf"{re.escape(who)}\s+(\w+)\s+(?:\w+\s+)?{re.escape(rest)}", question.asking)
    if joined is None or joined[1].lower() not in joints:
        return
    whole = joined[0][len(who) :].split()
    ends = [at for at, word in enumerate(whole) if at and word.lower() in joints | about]
    for end in [len(whole), *reversed(ends)]:
        yield " ".join([who, *whole[:end]]), " ".join(whole[end + 1 :])


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
    other = related(who, lookup) or _in_role(who, question, lookup)
    if other is None and _may_own(who, question):
        other = role_holder(who[:-1], lookup, question.language, is_person=True)
    if other is None and known and who != who.lower():
        return known  # "the Marsh police" is who is called so
    if other is None and (known or is_group(who, lookup, question.language)):
        return [Match(who)]  # whoever is put so: "the doctors", "a group of doctors"
    if other is None and who == who.lower():
        other = _misspelt_role(who, lookup, question.language)
    return [other] if other else speakers(who, lookup.directory) or [lookup.directory.find(who)]


def _is_more_than_named(who: str, known: Sequence[Match]) -> bool:
    """Whether words are not all of a name: "the boss of Reed Homes" is not Reed Homes, a *counsel* no Ada Counsell."""
    names = [person for match in known for person in match.people]
    last = words(who)[-1:]
    if who != who.lower() or not names or any(p.is_person and words(n)[-1:] == last for p in names for n in p.names):
        return False
    put = _unowned(who)
    return not any(put <= _unowned(name) for person in names for name in person.names)


def _unowned(name: str) -> frozenset[str]:
    """The words of a name, whether it is written with an apostrophe or without one ("Reed's lawyers")."""
    found = words(without_article(name))
    return frozenset(word.removesuffix("s") for word in found)


def _in_role(who: str, question: Question, lookup: Lookup) -> Match | None:
    """Who has a role, one or few; nobody where more than one is asked for ("what do *doctors* say")."""
    if question.language.code == "en" and _PLURAL.search(who.split(" of ")[0]):
        return None
    is_person = question.asks.act is not None and question.form.name in _OF_SOMEBODY
    holder = role_holder(who, lookup, question.language, is_person=is_person)
    return holder or role_holders(who, lookup, question.language)


def _may_own(who: str, question: Question) -> bool:
    """Whether an apostrophe may be left out before a noun for words ("bakers reaction to the fog")."""
    return question.language.code == "en" and is_asked_with_noun(question) and who[-1:] == "s" and who[-2:-1].isalpha()


def is_asked_with_noun(question: Question) -> bool:
    """Whether a noun says what somebody did ("*reaction* to the fog"), no verb."""
    nouns = (phrase for row in LEXICONS[question.language.code].nouns.values() for phrase in parted(row))
    return tuple(question.asks.verb.split()) in nouns


def _misspelt_role(who: str, lookup: Lookup, language: Language) -> Match | None:
    """Who has a role of which a word is a slip of the hand ("minster of finance")."""
    spelt = " ".join(meant_word(word, lookup.engine, language) for word in who.split())
    meant = role_holder(spelt, lookup, language) if spelt != who and " " in who else None
    return as_corrected(who, meant) if meant else None


def _are_descriptions(who: str, known: Sequence[Match]) -> bool:
    """Whether what is known under some words is no name but how articles put somebody ("the French *president*").

    Of several words, what is known only under the last of them may be part of a role ("attorney *general*").
    """
    found = [person for match in known for person in match.people]
    names = [person for person in found if not _is_office_put_as_name(person.name, who)]
    # "the CDC director" is one, whatever is written large before what somebody is; "the Harbour Board" is a name.
    if not who.split()[-1:] or not who.split()[-1].islower() or any(person.is_person for person in names):
        return False
    has_more = " " in without_article(who)
    plain = (without_article(person.name) for person in names)
    return all(name.split()[-1][:1].islower() or (has_more and " " not in name) for name in plain)


def _is_office_put_as_name(name: str, who: str) -> bool:
    """Whether what looks like a name is an office without whose it is asked for ("Prime Minister", not Orsk's)."""
    put, asked = words(without_article(name)), words(without_article(who))
    is_office = put[-2:] == asked[-2:] and put[-1:] != [] and put[-1] in language_of("en").speech.roles
    return is_office and len(put) > 1 and not set(asked) <= set(put) and all(map(is_dictionary_word, put[-2:]))


def is_group(who: str, lookup: Lookup, language: Language) -> bool:
    """Whether words that are no name put a group of people who speak in the archive ("shop owners").

    A name may be mistyped as an article once mistyped it ("ada willams").
    """
    parts = who.split()
    is_put_so = 0 < len(parts) <= _MAX_GROUP and who == who.lower() and any(map(is_dictionary_word, words(parts[-1])))
    if language.code != "en" or not is_put_so or not _PLURAL.search(parts[-1]):
        return False
    demands = speaker_demands([who], [], language)
    named = lookup.engine.word_freq(words(parts[-1])[-1]) if words(parts[-1]) else 0
    least = max(1.0, named * _LEAST_SPEAKING)
    return (
        named > 0
        and bool(demands)
        and all(lookup.engine.filter_count("quotations", filters) >= least for filters in demands)
    )
