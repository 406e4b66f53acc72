"""Roles: the one person to whom the archive gives a role, and who belongs to somebody ("X's lawyer")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from retrieval.annotate.people import Person, surname_key
from retrieval.answers.conditions import speaker_demands
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import speakers
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.keys import as_written_filters, name_filter, without_article
from retrieval.answers.terms.misspelt import meant_word
from retrieval.model import Attribution, Correction, Role, Span
from retrieval.search.engine import Hit, Query, QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import stems, topic_words, words

# The part of what is said in a role that one person must have said, to be who has it.
_ONE_PERSONS = 0.85
# So often must somebody be put by a bare word ("manager on the walkout"), to be meant by it.
_SURELY_THEIRS = 2
# So many may be meant by one role; of more each would only be one of a kind ("the doctor").
_FEW = 6
_OF_SOMEBODY = frozenset({"said-about", "on"})
_LOOKED_AT = 40
_MAX_OWNER, _MAX_GROUP = 4, 5
_BESIDE_CHARS, _BESIDE_WORDS = 60, 3
# How many words there are between "her husband" and his name, at most; how many letters a misspelt name differs in.
_RELATION_REACH, _MISSPELT = 4, 2
_CLAUSE = re.compile(r"[.,;:()“”\"—–\n]")
_SENTENCE = re.compile(r"[.;“”\"\n]")
# English nouns for more than one.
_PLURAL = re.compile(r"(?:[^s\W]s|men|people|police|children)$")
_BEHIND_HEAD = frozenset({"", "of", "at", "for", "in", "to", "and", "or", "who"})
_OF = ("of", "at", "for")
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
            return _as_corrected(who, Match(who, people[:1]))
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
        name = _named(said[hit.ordinal], put) if hit.ordinal < len(said) else None
        if name and (hit.article_id, name) not in seen:
            seen.add((hit.article_id, name))
            yield _whole(name, lookup)


def _whole(name: str, lookup: Lookup) -> str:
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
    wanted = frozenset(stems(asked, language))
    terms = tuple(QueryTerm((stem,)) for stem in sorted(wanted))
    hits = lookup.engine.search("passages", Query(terms), limit=_LOOKED_AT // 2)
    lookup.fetch(hit.article_id for hit in hits)
    for article_id in dict.fromkeys(hit.article_id for hit in hits):
        article = lookup.article(article_id)
        for person in lookup.annotations(article_id).people if article else ():
            held = (
                role
                for role in person.roles
                if _FORMER.isdisjoint(set(words(role.text)).difference(asked)) and _is_head(asked[-1], role.text)
            )
            puts = (_put(article.text, role) for role in held if article)
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
    meant = _one_spelt_alike(votes)
    people = tuple(p for name in meant for p in lookup.directory.find(name, may_correct=False).people)
    return _as_corrected(who, Match(who, tuple(dict.fromkeys(people)))) if people else None


def _one_spelt_alike(votes: Counter[str]) -> list[str]:
    """The name with most votes, with others that misspell it; none where another one has nearly as many."""
    if not votes:
        return []
    [(best, count)] = votes.most_common(1)
    alike = [name for name in votes if OSA.distance(name, best, score_cutoff=_MISSPELT) <= _MISSPELT]
    return alike if all(2 * votes[name] <= count for name in votes if name not in alike) else []


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
    return _as_corrected(who, meant) if meant else None


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
