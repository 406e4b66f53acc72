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
from retrieval.answers.speech.roles import as_corrected, whole_name
from retrieval.answers.terms.keys import name_filter
from retrieval.model import Span
from retrieval.search.engine import Hit, Query, QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import stems, words

_LOOKED_AT = 40
_MAX_OWNER = 4
_BESIDE_CHARS = 60
# How many words there are between "her husband" and his name, at most; how many letters a misspelt name differs in.
_RELATION_REACH, _MISSPELT = 4, 2
_CLAUSE = re.compile(r"[.,;:()“”\"—–\n]")
_SENTENCE = re.compile(r"[.;“”\"\n]")


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
                votes[whole_name(person.name, lookup)] += 1
    meant = _one_spelt_alike(votes)
    meant = [*_speaking_alike(meant, hits, lookup), *meant]
    people = tuple(p for name in meant for p in lookup.directory.find(name, may_correct=False).people)
    return as_corrected(who, Match(who, tuple(dict.fromkeys(people)))) if people else None


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


def _is_put(mention: Span, hit: Hit, wanted: frozenset[str], lookup: Lookup) -> bool:
    """Whether words beside a name say that it is who is wanted ("her husband, director *Leo Marchetti*")."""
    article = lookup.article(hit.article_id)
    if article is None:
        return False
    text, english = article.text, language_of("en")
    before = _SENTENCE.split(text[max(0, mention.start - _BESIDE_CHARS) : mention.start])[-1]
    after = _CLAUSE.split(text[mention.end : mention.end + _BESIDE_CHARS].lstrip(", "))[0]
    near = (words(before)[-_RELATION_REACH:], words(after)[:_RELATION_REACH])
    return any(wanted <= frozenset(stems(part, english)) for part in near)


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
