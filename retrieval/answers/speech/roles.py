"""Roles: the one person, or the few, to whom the archive gives a role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.annotate.people import Person, surname_key
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.terms.keys import as_written_filters
from retrieval.model import Attribution, Correction, Role
from retrieval.search.engine import Query, QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import stems, topic_words, words

# The part of what is said in a role that one person must have said, to be who has it.
_ONE_PERSONS = 0.85
# So often must somebody be put by a bare word ("manager on the walkout"), to be meant by it.
_SURELY_THEIRS = 2
# So many may be meant by one role; of more each would only be one of a kind ("the doctor").
_FEW = 6
_LOOKED_AT = 40
_BESIDE_CHARS, _BESIDE_WORDS = 60, 3
_CLAUSE = re.compile(r"[.,;:()“”\"—–\n]")
# Before whose it is that somebody is, in the languages of articles.
_OF = ("of", "at", "for", "de", "da", "do", "das", "dos", "del", "des", "du", "der", "von")
_BEHIND_HEAD = frozenset({"", *_OF, "in", "to", "and", "or", "who"})
_FORMER = frozenset({"former", "ex", "late", "then", "onetime", "disgraced", "ousted"})
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
_ABOVE = ("boss", "chief", "ceo", "head", "chairman", "director", "manager", "coach", "president", "founder")


def role_holder(who: str, lookup: Lookup, language: Language, *, is_person: bool = False) -> Match | None:
    """The one person whom the archive puts as these words do; None where it is nobody or several.

    Args:
        is_person: the question leaves no doubt that somebody is meant ("headmaster says …").
    """
    for put in _ways_of_putting(who):
        asked = _asked_words(put, language)
        votes = _votes(asked, lookup, language)
        if not votes:
            continue
        best = votes.most_common(1)[0][0]
        theirs = sum(count for name, count in votes.items() if surname_key(name) == surname_key(best))
        is_named = surname_key(best) in asked  # "the Reed campaign" is not Reed
        is_alone = len(asked) == 1 and not is_person and not who.lower().startswith("the ")
        if theirs < _ONE_PERSONS * votes.total() or is_named or (is_alone and theirs < _SURELY_THEIRS):
            return None
        if people := _people_named(best, lookup):
            return as_corrected(who, Match(who, people[:1]))
    return None


def role_holders(who: str, lookup: Lookup, language: Language) -> Match | None:
    """The few people whom the archive puts as these words do ("the minister"), none of them more than the others.

    Whose words are whose is told by each name; of whom one is meant is for the asker to say.
    """
    asked = _asked_words(who, language)
    votes = _votes(asked, lookup, language) if who == who.lower() else Counter()
    if not votes or (not who.startswith("the ") and votes.total() < _SURELY_THEIRS):
        return None
    named = [name for name, _ in votes.most_common() if surname_key(name) not in asked]
    people = tuple(dict.fromkeys(person for name in named for person in _people_named(name, lookup)[:1]))
    return Match(who, people) if 1 < len(people) <= _FEW else None


def _asked_words(put: str, language: Language) -> list[str]:
    return _head_last([word for word in words(put) if word not in _NOW], language)


def _votes(asked: Sequence[str], lookup: Lookup, language: Language) -> Counter[str]:
    """How often somebody is put so, by full name."""
    votes = Counter(_speaking(asked, lookup, language)) if asked else Counter()
    votes.update(_introduced(asked, lookup, language) if asked else ())
    return votes


def _people_named(name: str, lookup: Lookup) -> tuple[Person, ...]:
    """The person of a full name; everybody that it stands for where nobody has just that."""
    people = lookup.directory.find(name, may_correct=False).people
    return tuple(person for person in people if name in person.names) or people


def _head_last(put: Sequence[str], language: Language) -> list[str]:
    """The words of a role that say something, last what somebody is ("the *minister* of fisheries")."""
    of = next((at for at, word in enumerate(put) if word in _OF), len(put))
    return [*topic_words(put[of:], language), *topic_words(put[:of], language)]


def as_corrected(asked: str, match: Match) -> Match:
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
        name = _named(said[hit.ordinal], put) if hit.ordinal < len(said) else None
        if name and (hit.article_id, name) not in seen:
            seen.add((hit.article_id, name))
            yield whole_name(name, lookup)


def whole_name(name: str, lookup: Lookup) -> str:
    """The full name of the person whom a name in an article stands for, initials too."""
    people = lookup.directory.find(name, may_correct=False).people
    return people[0].name if people else name


def _named(attribution: Attribution, put: Sequence[str]) -> str | None:
    """Whose words they are; of a name with the role before it that role is asked for ("Wolves GM Ada Reed")."""
    if attribution.is_doubtful or not _FORMER.isdisjoint(set(words(attribution.role or "")).difference(put)):
        return None
    if attribution.speaker_is_person:
        return attribution.speaker if _is_head(put[-1], attribution.role) else None
    parts = (attribution.speaker or "").split()
    role = [at for at, part in enumerate(parts) if not set(words(part)).isdisjoint(put)]
    name = parts[role[-1] + 1 :] if role else []
    return attribution.speaker if name and all(part[:1].isupper() for part in parts) else None


def _is_head(word: str, role: str | None) -> bool:
    """Whether a word is what somebody is, not whose they are: nothing but *of* or *and* comes behind it in the role.

    Whoever is put so without a role, as "the mayor", is it.
    """
    if role is None:
        return True
    written = [*words(role), ""]
    [asked, *held] = stems([word, *written], language_of("en"))
    behind = [written[at + 1] for at, stem in enumerate(held[:-1]) if stem == asked]
    return not behind or any(word in _BEHIND_HEAD for word in behind)


def _introduced(asked: Sequence[str], lookup: Lookup, language: Language) -> Iterator[str]:
    """The names of those whom articles introduce with all of these words in the role or right beside it."""
    terms = tuple(QueryTerm((stem,)) for stem in sorted(set(stems(asked, language))))
    hits = lookup.engine.search("passages", Query(terms), limit=_LOOKED_AT // 2)
    lookup.fetch(hit.article_id for hit in hits)
    for article_id in dict.fromkeys(hit.article_id for hit in hits):
        article = lookup.article(article_id)
        # What is asked in another language than an article's own is compared as English is.
        own = language if article and language_of(article.language).code == language.code else language_of("en")
        [*wanted] = stems(asked, own)
        for person in lookup.annotations(article_id).people if article else ():
            held = (
                role
                for role in person.roles
                if _FORMER.isdisjoint(set(words(role.text)).difference(asked)) and _is_head(asked[-1], role.text)
            )
            puts = (_put(article.text, role, own) for role in held if article)
            if any(wanted[-1] in put[0] and put[0] | put[1] >= set(wanted) for put in puts):
                yield whole_name(person.name, lookup)


def _put(text: str, role: Role, language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a role, and those of the few words beside it in the same clause."""
    before = _CLAUSE.split(text[max(0, role.span.start - _BESIDE_CHARS) : role.span.start])[-1].split()[-_BESIDE_WORDS:]
    after = _CLAUSE.split(text[role.span.end : role.span.end + _BESIDE_CHARS])[0].split()
    of = after[: 1 + _BESIDE_WORDS] if after and after[0] in _OF else []
    return frozenset(stems(words(role.text), language)), frozenset(stems(words(" ".join([*before, *of])), language))
