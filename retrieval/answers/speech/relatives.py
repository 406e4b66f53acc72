"""Relatives: who belongs to a person of the archive ("Vance's husband"), as its passages put it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from retrieval.annotate.people import given_key, surname_key
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import speakers
from retrieval.answers.speech.offices import alike
from retrieval.answers.speech.roles import as_corrected, whole_name
from retrieval.answers.terms.keys import name_filter
from retrieval.model import Span
from retrieval.search.engine import Hit, Query, QueryTerm
from retrieval.text.languages import language_of
from retrieval.text.tokens import stems, words

_LOOKED_AT = 40
_MAX_OWNER = 4
_BESIDE_CHARS = 60
# How many words there are between "her husband" and his name, at most; how many letters a misspelt name differs in.
_RELATION_REACH, _MISSPELT = 4, 2
_APPOSED = re.compile(r"\s*(?:[,(—–]|(?:is|was)\b)\s*(?:who (?:is|was) )?")
_POSSESSIVE = re.compile(r"['’]s?$")
_POSSESSIVES, _OF = ("his", "her", "their"), ("for", "of", "to")
_FORMER, _FORMER_GLUED = frozenset({"ex", "former", "late", "estranged"}), ("ex", "ex-")
_SPOUSES = {"husband": "wife", "wife": "husband"}
_REACH = 300
_SENTENCE = re.compile(r"[.;“”\"\n]")


def related(who: str, lookup: Lookup) -> Match | None:
    """Who belongs to a person of the archive ("Vance's husband"), as the passages put it that name that person.

    Who is so now comes before who was ("her *ex-husband*"), unless that is asked for.
    """
    owner, relation = _owned(who, lookup)
    if owner is None:
        return None
    hits = _hits(owner, [form for word in words(relation[0]) for form in alike(word)], lookup)
    votes = _votes(owner, relation, hits, lookup) or _votes_of_spouse(owner, relation, lookup)
    meant = _one_spelt_alike(votes)
    meant = [*_speaking_alike(meant, hits, lookup), *meant]
    people = tuple(p for name in meant for p in lookup.directory.find(name, may_correct=False).people)
    return as_corrected(who, Match(who, tuple(dict.fromkeys(people)))) if people else None


def _hits(owner: Match, relation: Sequence[str], lookup: Lookup) -> tuple[Hit, ...]:
    """The passages that name an owner and a relation, as it is now or was."""
    forms = [form for word in relation for form in (word, *(f"{former}{word}" for former in _FORMER_GLUED))]
    wanted = tuple(dict.fromkeys(stems(forms, language_of("en"))))
    names = frozenset(name_filter(key) for key in owner.keys)
    hits = tuple(lookup.engine.search("passages", Query((QueryTerm(wanted),), (names,)), limit=_LOOKED_AT))
    lookup.fetch(hit.article_id for hit in hits)
    return hits


def _votes(owner: Match, relation: Sequence[str], hits: Sequence[Hit], lookup: Lookup) -> Counter[str]:
    """How often passages put whom in a relation."""
    wanted = frozenset(stems([form for word in words(relation[0]) for form in alike(word)], language_of("en")))
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for hit in hits:
        for person in lookup.annotations(hit.article_id).people:
            if owner.holds(person.name) or not _fits(person.name, relation[1:]):
                continue
            put = [m for m in person.mentions if hit.span.holds(m) and _is_put(m, hit, wanted, owner, lookup)]
            if put and not _has_namesake(person.name, owner, hit, lookup):
                votes = now if any(not _was(m, hit, lookup) for m in put) else before
                votes[whole_name(person.name, lookup)] += 1
    return now or before


def _has_namesake(name: str, owner: Match, hit: Hit, lookup: Lookup) -> bool:
    """Whether a passage names another one of the surname, who is not the owner's (Ivo Lund of "Ada Lund")."""
    people = (p for p in lookup.annotations(hit.article_id).people if any(hit.span.holds(m) for m in p.mentions))
    surname = surname_key(name)
    others = [p for p in people if p.name != name and given_key(p.name) and surname_key(p.name) == surname]
    return any(not owner.holds(p.name) for p in others) and all(surname_key(p.name) != surname for p in owner.people)


def _was(mention: Span, hit: Hit, lookup: Lookup) -> bool:
    """Whether words before a name say that its relation is over ("her *ex-husband*", "her *former* lawyer")."""
    article = lookup.article(hit.article_id)
    text = article.text[max(0, mention.start - _BESIDE_CHARS) : mention.start] if article else ""
    return not _FORMER.isdisjoint(words(_SENTENCE.split(text)[-1].replace("-", " ")))


def _votes_of_spouse(owner: Match, relation: Sequence[str], lookup: Lookup) -> Counter[str]:
    """How often somebody is told of as the one whose wife or husband the owner is ("Reed and *his wife, Ada Lund*")."""
    votes: Counter[str] = Counter()
    other = _SPOUSES.get(relation[0].lower())
    for hit in _hits(owner, [other], lookup) if other else ():
        wanted = frozenset(stems([other or ""], language_of("en")))
        article, people = lookup.article(hit.article_id), lookup.annotations(hit.article_id).people
        theirs = [m for p in people if owner.holds(p.name) for m in p.mentions if hit.span.holds(m)]
        for mention in theirs if article else ():
            subject = _subject_of(mention, owner, hit, lookup)
            if subject and _fits(subject, relation[1:]) and _is_put(mention, hit, wanted, Match(subject), lookup):
                votes[whole_name(subject, lookup)] += 1
    return votes


def _subject_of(mention: Span, owner: Match, hit: Hit, lookup: Lookup) -> str | None:
    """The one person whom a sentence names before a name; None where it names more, or the same one."""
    article = lookup.article(hit.article_id)
    text = article.text[: mention.start] if article else ""
    start = max((end.end() for end in _SENTENCE.finditer(text, max(0, mention.start - _REACH))), default=0)
    people = lookup.annotations(hit.article_id).people
    named = [p.name for p in people if any(start <= m.start < mention.start for m in p.mentions)]
    return named[0] if len(named) == 1 and not owner.holds(named[0]) else None


def _one_spelt_alike(votes: Counter[str]) -> list[str]:
    """The name with most votes, with others that misspell it; none where another one has nearly as many."""
    if not votes:
        return []
    [(best, count)] = votes.most_common(1)
    alike = [name for name in votes if OSA.distance(name, best, score_cutoff=_MISSPELT) <= _MISSPELT]
    return alike if all(2 * votes[name] <= count for name in votes if name not in alike) else []


def _speaking_alike(meant: Sequence[str], hits: Sequence[Hit], lookup: Lookup) -> list[str]:
    """Whom names of nobody who speaks misspell: of the same first name, beside the same owner, a slip or two away."""
    if any(p.attributions for name in meant for p in lookup.directory.find(name, may_correct=False).people):
        return []
    beside = {p.name for hit in hits for p in lookup.annotations(hit.article_id).people if given_key(p.name)}
    near = [
        name
        for name in sorted(beside.difference(meant))
        if any(
            given_key(name) == given_key(one) and OSA.distance(name, one, score_cutoff=_MISSPELT) <= _MISSPELT
            for one in meant
        )
    ]
    return near if len(near) == 1 else []


def _is_put(mention: Span, hit: Hit, wanted: frozenset[str], owner: Match, lookup: Lookup) -> bool:
    """Whether words beside a name say that it is who is wanted ("her husband, director *Leo Marchetti*")."""
    article = lookup.article(hit.article_id)
    if article is None:
        return False
    text = article.text
    before = _SENTENCE.split(text[max(0, mention.start - _BESIDE_CHARS) : mention.start])[-1].split()
    behind = _SENTENCE.split(text[mention.end : mention.end + _BESIDE_CHARS])[0]
    names = frozenset(word for person in owner.people for word in words(person.name))
    return _is_led_to(before, wanted, names) or _is_told_behind(behind, wanted, names)


def _is_led_to(before: Sequence[str], wanted: frozenset[str], owner: frozenset[str]) -> bool:
    """Whether words end in whose relation a name is, with nothing but what else they are between: no "told *Lund*"."""
    at = _place_of(before, wanted)
    if at is None:
        return False
    theirs, rest = _without_owner(before[at + 1 :], owner)
    roles = language_of("en").speech.roles
    is_beside = len(rest) <= _RELATION_REACH and all(word[:1].isupper() or _bare(word) in roles for word in rest)
    return is_beside and (theirs or _is_theirs(before[:at], owner))


def _is_told_behind(behind: str, wanted: frozenset[str], owner: frozenset[str]) -> bool:
    """Whether a name is followed by whose relation it is: "*Ben Rott*, Lund's lawyer, …", "…, a lawyer for Lund"."""
    if not _APPOSED.match(behind):
        return False
    clause = _APPOSED.sub("", behind, count=1).split()[: 2 * _RELATION_REACH]
    at = _place_of(clause[: _RELATION_REACH + 1], wanted)
    if at is None or any("," in word for word in clause[:at]):
        return False
    if clause[at].endswith(",") and clause[at + 1 : at + 2] and clause[at + 1][:1].isupper():
        return False  # "*Ben Rott*, his wife, Ada, and …" are two
    return _without_owner(clause[at + 1 :], owner)[0] or _is_theirs(clause[:at], owner)


def _place_of(written: Sequence[str], wanted: frozenset[str]) -> int | None:
    """Where the last word of a relation stands."""
    english = language_of("en")
    plain = [words(word.replace("-", " ")) for word in written]  # her *ex-husband*
    return next((at for at in reversed(range(len(written))) if wanted & set(stems(plain[at], english))), None)


def _is_theirs(before: Sequence[str], owner: frozenset[str]) -> bool:
    """Whether the words before a relation say that it is the owner's: "*Amber Lund's* lawyer", "*her* lead lawyer"."""
    first = max(0, len(before) - _RELATION_REACH)
    for at in range(len(before) - 1, first - 1, -1):
        word, low = before[at], _bare(before[at])
        if _POSSESSIVE.search(word):
            return not owner.isdisjoint(words(_POSSESSIVE.sub("", word)))
        if low in _POSSESSIVES:
            beside = before[at - 2] if at > 1 and before[at - 1] == "and" else ""
            return not beside[:1].isupper() or not owner.isdisjoint(words(beside))  # "*Jon Falt and* his wife"
        if word[-1] in ",:":
            return False
    return False


def _without_owner(behind: Sequence[str], owner: frozenset[str]) -> tuple[bool, Sequence[str]]:
    """Whether words begin with whose relation it is ("*for Amber Lund,* Ben Rott"), and the words behind that."""
    if not behind or _bare(behind[0]) not in _OF:
        return False, behind
    at = 1
    while at < len(behind) and not owner.isdisjoint(words(behind[at])):
        at += 1
    return at > 1, behind[at:]


def _bare(word: str) -> str:
    return word.strip(",.;:()“”\"'’").lower()


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
            if len(found) == 1 and found[0].people:
                return found[0], parts[length:]
    return None, []
