"""Roles: the one person to whom the archive gives a role, and who belongs to somebody ("X's lawyer")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.annotate.people import surname_key
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import speakers
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.keys import as_written_filters, name_filter
from retrieval.model import Attribution, Correction, Role, Span
from retrieval.search.engine import Hit, Query, QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import stems, topic_words, words

# The part of what is said in a role that one person must have said, to be who has it.
_ONE_PERSONS = 0.85
_LOOKED_AT = 40
_MAX_OWNER = 4
_BESIDE_CHARS, _BESIDE_WORDS = 60, 3
_CLAUSE = re.compile(r"[.,;:()“”\"—–\n]")
_SENTENCE = re.compile(r"[.;“”\"\n]")
_OF = ("of", "at", "for")
_NOW = ("new", "current", "newest", "latest", "present")
# Short forms of offices, and what people call whoever is at the top; a closed class of English.
_LONG = {
    "ceo": "chief executive",
    "cfo": "chief financial officer",
    "cto": "chief technology officer",
    "coo": "chief operating officer",
    "pm": "prime minister",
    "ag": "attorney general",
    "gm": "general manager",
    "vp": "vice president",
    "cofounder": "co-founder",
    "chief executive": "ceo",
    "prime minister": "pm",
    "general manager": "gm",
}
_BOSS = ("boss", "chief")
_ABOVE = ("boss", "chief", "ceo", "head", "chairman", "manager", "coach", "president", "founder")


def role_holder(who: str, lookup: Lookup, language: Language) -> Match | None:
    """The one person whom the archive puts as these words do; None where it is nobody or several."""
    for put in _ways_of_putting(who):
        asked = [word for word in topic_words(words(put), language) if word not in _NOW]
        if not asked or (len(asked) == 1 and not who.lower().startswith("the ")):
            continue
        votes = Counter(_speaking(asked, lookup, language))
        votes.update(_introduced(asked, lookup, language))
        if not votes:
            continue
        best, count = votes.most_common(1)[0]
        if count < _ONE_PERSONS * votes.total():
            return None
        match = lookup.directory.find(best, may_correct=False)
        if len(match.people) == 1 or match.correction:
            return _as_corrected(who, match)
    return None


def _as_corrected(asked: str, match: Match) -> Match:
    return replace(match, asked=asked, correction=Correction(asked, match.people[0].name))


def _ways_of_putting(who: str) -> Iterator[str]:
    """A role as it is put, with short forms written out or long ones shortened, and with whatever a boss is called."""
    yield who
    low = who.lower()
    for short, written in _LONG.items():
        if f" {short} " in f" {low} ":
            yield f" {low} ".replace(f" {short} ", f" {written} ").strip()
    for boss in _BOSS:
        if f" {boss} " in f" {low} ":
            yield from (f" {low} ".replace(f" {boss} ", f" {above} ").strip() for above in ("chief executive", *_ABOVE))


def _speaking(put: Sequence[str], lookup: Lookup, language: Language) -> Iterator[str]:
    """The names of those who speak under such a role, once an article."""
    demands = tuple(frozenset({f}) for f in sorted(as_written_filters(put, language)))
    hits = lookup.engine.search("quotations", Query((), demands), limit=_LOOKED_AT) if demands else ()
    lookup.fetch(hit.article_id for hit in hits)
    seen = set()
    for hit in hits:
        said = lookup.annotations(hit.article_id).attributions
        name = _named(said[hit.ordinal]) if hit.ordinal < len(said) else None
        if name and (hit.article_id, name) not in seen:
            seen.add((hit.article_id, name))
            yield _whole(name, lookup)


def _whole(name: str, lookup: Lookup) -> str:
    """The full name of the person whom a name in an article stands for, initials too."""
    people = lookup.directory.find(name, may_correct=False).people
    return people[0].name if people else name


def _named(attribution: Attribution) -> str | None:
    is_sure = attribution.speaker_is_person and not attribution.is_doubtful
    return attribution.speaker if is_sure else None


def _introduced(asked: Sequence[str], lookup: Lookup, language: Language) -> Iterator[str]:
    """The names of those whom articles introduce with all of these words in the role or right beside it."""
    wanted = frozenset(stems(asked, language))
    terms = tuple(QueryTerm((stem,)) for stem in sorted(wanted))
    hits = lookup.engine.search("passages", Query(terms), limit=_LOOKED_AT // 2)
    lookup.fetch(hit.article_id for hit in hits)
    for article_id in dict.fromkeys(hit.article_id for hit in hits):
        article = lookup.article(article_id)
        for person in lookup.annotations(article_id).people if article else ():
            puts = (_put(article.text, role) for role in person.roles if article)
            if any(stems(asked[-1:], language)[0] in put[0] and wanted <= put[0] | put[1] for put in puts):
                yield _whole(person.name, lookup)


def _put(text: str, role: Role) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a role, and those of the few words beside it in the same clause."""
    english = language_of("en")
    before = _CLAUSE.split(text[max(0, role.span.start - _BESIDE_CHARS) : role.span.start])[-1].split()[-_BESIDE_WORDS:]
    after = _CLAUSE.split(text[role.span.end : role.span.end + _BESIDE_CHARS])[0].split()
    of = after[: 1 + _BESIDE_WORDS] if after and after[0] in _OF else []
    return frozenset(stems(words(role.text), english)), frozenset(stems(words(" ".join([*before, *of])), english))


def related(who: str, lookup: Lookup, language: Language) -> Match | None:
    """Who belongs to a person of the archive ("Vance's husband"), as the passages put it that name that person."""
    owner, relation = _owned(who, lookup)
    if owner is None:
        return None
    wanted = frozenset(stems(words(relation[0]), language))
    names = frozenset(name_filter(key) for key in owner.keys)
    hits = lookup.engine.search("passages", Query((QueryTerm(tuple(wanted)),), (names,)), limit=_LOOKED_AT)
    lookup.fetch(hit.article_id for hit in hits)
    votes: Counter[str] = Counter()
    for hit in hits:
        for person in lookup.annotations(hit.article_id).people:
            is_other = not owner.holds(person.name) and _fits(person.name, relation[1:])
            if is_other and any(hit.span.holds(m) and _is_put(m, hit, wanted, lookup) for m in person.mentions):
                votes[_whole(person.name, lookup)] += 1
    people = [lookup.directory.find(name, may_correct=False) for name, _ in votes.most_common(1)]
    return _as_corrected(who, people[0]) if people and people[0].people else None


def _is_put(mention: Span, hit: Hit, wanted: frozenset[str], lookup: Lookup) -> bool:
    """Whether words beside a name say that it is who is wanted ("her husband, director *Leo Marchetti*")."""
    article = lookup.article(hit.article_id)
    if article is None:
        return False
    text, english = article.text, language_of("en")
    before = _SENTENCE.split(text[max(0, mention.start - _BESIDE_CHARS) : mention.start])[-1]
    after = _CLAUSE.split(text[mention.end : mention.end + _BESIDE_CHARS].lstrip(", "))[0]
    return any(wanted <= frozenset(stems(words(part), english)) for part in (before, after))


def _fits(name: str, given: Sequence[str]) -> bool:
    """Whether a name holds the words that follow the relation ("her husband *Sam*")."""
    return all(word in words(name) for word in words(" ".join(given)))


def _owned(who: str, lookup: Lookup) -> tuple[Match | None, list[str]]:
    """The person with whose name in the possessive words begin, and the words behind it."""
    parts = who.split()
    for length in range(1, min(_MAX_OWNER, len(parts))):
        last = parts[length - 1]
        bare = last.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
        bare = bare if bare != last else last.removesuffix("s")
        name = " ".join([*parts[: length - 1], bare])
        if bare != last and surname_key(name) and lookup.name_length(tuple(name.split())) == length:
            found = speakers(name, lookup.directory, may_correct=False)
            if len(found) == 1 and len(found[0].people) == 1:
                return found[0], parts[length:]
    return None, []


def asked_for(who: str, question: Question, lookup: Lookup) -> list[Match]:
    """Whom the words of a speaker's slot stand for: by name, by who they belong to, by role, then as misspelt."""
    if who not in lookup.asked_for:
        lookup.asked_for[who] = _asked_for(who, question, lookup)
    return lookup.asked_for[who]


def _asked_for(who: str, question: Question, lookup: Lookup) -> list[Match]:
    known = speakers(who, lookup.directory, may_correct=False)
    if known:
        return known
    other = related(who, lookup, question.language) or role_holder(who, lookup, question.language)
    return [other] if other else speakers(who, lookup.directory) or [lookup.directory.find(who)]
