"""Roles: the one person, or the few, to whom the archive gives a role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retrieval.annotate.people import Person, surname_key
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.speech.offices import (
    RANKS,
    ends_in_office,
    is_put_by_rank,
    of_place,
    ways_of_putting,
    without_small_words,
)
from retrieval.answers.terms.keys import as_written_filters, name_filter
from retrieval.answers.terms.query_terms import text_stems
from retrieval.model import Article, Attribution, Correction, PersonInArticle, Role
from retrieval.search.engine import Query, QueryTerm
from retrieval.text.known_words import is_dictionary_word
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
# Of a role that several had, who had it in so many days before it was last written of.
_OF_LATE = timedelta(days=365)
# So long after the last article that puts somebody so, another article's title may tell of who came after.
_OVERTAKEN = timedelta(days=3 * 365)
_LEAD_CHARS = 300
# So near to a role without it may stand whose it is, as what an article tells of goes on.
_NEAR_CHARS = 250
_OWNER_AND_HEAD = 2
_SHORTEST = 3
_CLAUSE = re.compile(r"[.,;:()“”\"—–\n]")
# Before whose it is that somebody is, in the languages of articles.
_OF = ("of", "at", "for", "de", "da", "do", "das", "dos", "del", "des", "du", "der", "von")
_BEHIND_HEAD = frozenset({"", *_OF, "in", "to", "and", "or", "who"})
_FORMER = frozenset({"former", "ex", "late", "then", "onetime", "disgraced", "ousted"})
# Before what is somebody's who is named somewhere else.
_THEIRS = frozenset({"his", "her"})
_NOW = ("new", "current", "newest", "latest", "present")
# A role as it is asked for: its words, what somebody is last, each with its other forms.
_Asked = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Vote:
    """One article that puts somebody so.

    Attributes:
        is_exact: the role has no other word than those asked for ("the *legal* chief of Lind").
        is_titled: the role is put without whose it is, in an article whose title or beginning names them.
    """

    name: str
    day: date | None
    is_exact: bool = True
    is_titled: bool = False


def role_holder(who: str, lookup: Lookup, language: Language, *, is_person: bool = False) -> Match | None:
    """The one person whom the archive puts as these words do; None where it is nobody or several.

    Args:
        is_person: the question leaves no doubt that somebody is meant ("headmaster says …").
    """
    is_rank = is_put_by_rank(who)
    votes: list[_Vote] = []
    for ways in ways_of_putting(who):
        found = [vote for put in ways for vote in _votes(_asked_words(put, lookup, language), lookup, language)]
        # Whoever is called the boss is not the legal chief.
        votes += [vote for vote in found if vote.is_exact or not is_rank]
        surely = _without_overtaken(votes)
        if surely and (holder := _holder(who, surely, lookup, language, is_person=is_person)):
            return holder
        if surely and not is_rank:
            return None
    holder = _holder(who, votes, lookup, language, is_person=is_person) if votes else None
    return holder if holder and not _is_of_others(holder, who, lookup, language) else None


def _without_overtaken(votes: Sequence[_Vote]) -> list[_Vote]:
    """Those that say whose a role is; where years lie between them and one by title alone, that one instead."""
    surely = [vote for vote in votes if not vote.is_titled]
    titled = [vote for vote in votes if vote.is_titled and vote.day]
    last = max((vote.day for vote in surely if vote.day), default=None)
    newest = max((vote.day for vote in titled if vote.day), default=None)
    if last and newest and newest > last + _OVERTAKEN and len({vote.name for vote in titled}) == 1:
        return titled
    return surely


def _is_of_others(holder: Match, who: str, lookup: Lookup, language: Language) -> bool:
    """Whether articles say of somebody that the role is of others than those asked for ("*Quorta* coach Ada Reed")."""
    asked = _asked_words(who, lookup, language)
    names = frozenset(name_filter(key) for key in holder.keys)
    hits = lookup.engine.search("passages", Query((), (names,)), limit=_LOOKED_AT)
    lookup.fetch(hit.article_id for hit in hits)
    for article_id in dict.fromkeys(hit.article_id for hit in hits):
        article = lookup.article(article_id)
        roles = (r for p in lookup.annotations(article_id).people if holder.holds(p.name) for r in p.roles)
        if article and any(_is_owned(role, article) and not _is_theirs(role, asked, article) for role in roles):
            return True
    return False


def _is_theirs(role: Role, asked: _Asked, article: Article) -> bool:
    """Whether a role is put with those whose it is asked for to be."""
    inside, beside = _put(article.text, role, language_of("en"))
    held = inside | beside
    return all(
        not held.isdisjoint(stems(forms, language_of("en"))) or any(_shortens(form, held) for form in forms)
        for forms in asked[:-1]
    )


def _shortens(form: str, held: AbstractSet[str]) -> bool:
    """Whether a word is how one of others begins ("*man* united", who are Manchester United)."""
    return len(form) >= _SHORTEST and any(stem.startswith(form) for stem in held)


def _holder(who: str, votes: Sequence[_Vote], lookup: Lookup, language: Language, *, is_person: bool) -> Match | None:
    """The one person of most votes; of several who had a role in turn, the last."""
    asked = _asked_words(who, lookup, language)
    exact = [vote for vote in votes if vote.is_exact]
    best = _one_name(votes) or (_one_name(_of_late(votes, lookup)) if len(asked) > 1 else None)
    best = best or (_one_name(exact) if 2 * len(exact) >= len(votes) else None)
    is_named = best is not None and any(
        surname_key(best) in forms for forms in asked
    )  # "the Reed campaign" is not Reed
    if best is None or is_named:
        return None
    is_alone = len(asked) == 1 and not is_person and not who.lower().startswith("the ")
    if is_alone and sum(surname_key(vote.name) == surname_key(best) for vote in votes) < _SURELY_THEIRS:
        return None
    people = _people_named(best, lookup)
    return as_corrected(who, Match(who, people[:1])) if people else None


def _one_name(votes: Sequence[_Vote]) -> str | None:
    """The name that nearly all votes are for."""
    if not votes:
        return None
    [(best, _)] = Counter(vote.name for vote in votes).most_common(1)
    theirs = sum(surname_key(vote.name) == surname_key(best) for vote in votes)
    return best if theirs >= _ONE_PERSONS * len(votes) else None


def _of_late(votes: Sequence[_Vote], lookup: Lookup) -> list[_Vote]:
    """Those of the last year in which articles write of the role, for people of whom words are held."""
    speaking = {vote.name for vote in votes if any(p.attributions for p in _people_named(vote.name, lookup))}
    dated = [vote for vote in votes if vote.day and vote.name in speaking]
    newest = max((vote.day for vote in dated if vote.day), default=None)
    return [vote for vote in dated if newest and vote.day and vote.day > newest - _OF_LATE]


def role_holders(who: str, lookup: Lookup, language: Language) -> Match | None:
    """The few people whom the archive puts as these words do ("the minister"), none of them more than the others.

    Whose words are whose is told by each name; of whom one is meant is for the asker to say.
    """
    asked = _asked_words(who, lookup, language)
    votes = Counter(v.name for v in _votes(asked, lookup, language) if not v.is_titled) if who == who.lower() else None
    if not votes or (not who.startswith("the ") and votes.total() < _SURELY_THEIRS):
        return None
    put = frozenset(form for forms in asked for form in forms)
    named = [name for name, _ in votes.most_common() if surname_key(name) not in put]
    people = tuple(dict.fromkeys(person for name in named for person in _people_named(name, lookup)[:1]))
    return Match(who, people) if 1 < len(people) <= _FEW else None


def _asked_words(put: str, lookup: Lookup, language: Language) -> _Asked:
    """The words of a role that say something, last what somebody is ("the *minister* of fisheries")."""
    written = words(put)
    written = written[1:] if written[:1] == ["the"] else written
    written = written[1:] if written and written[0] in _NOW else written
    found = without_small_words(written, language.stop_words.difference(_OF))
    of = next((at for at, word in enumerate(found) if word in _OF and not ends_in_office(put)), len(found))
    ordered = [word for word in (*found[of:], *found[:of]) if word not in _OF]
    return tuple(of_place(word, lookup.is_word) for word in ordered[:-1]) + tuple((word,) for word in ordered[-1:])


def _votes(asked: _Asked, lookup: Lookup, language: Language) -> list[_Vote]:
    """Who is put so, once an article."""
    return [*_speaking(asked, lookup, language), *_introduced(asked, lookup, language)] if asked else []


def _people_named(name: str, lookup: Lookup) -> tuple[Person, ...]:
    """The person of a full name; everybody that it stands for where nobody has just that."""
    people = lookup.directory.find(name, may_correct=False).people
    return tuple(person for person in people if name in person.names) or people


def as_corrected(asked: str, match: Match) -> Match:
    return replace(match, asked=asked, correction=Correction(asked, match.people[0].name))


def _speaking(asked: _Asked, lookup: Lookup, language: Language) -> Iterator[_Vote]:
    """Those who speak under such a role, once an article."""
    put = frozenset(form for forms in asked for form in forms)
    demands = tuple(demand for forms in asked if (demand := as_written_filters(forms, language)))
    hits = lookup.engine.search("quotations", Query((), demands), limit=_LOOKED_AT) if demands else ()
    lookup.fetch(hit.article_id for hit in hits)
    seen = set()
    for hit in hits:
        article, said = lookup.article(hit.article_id), lookup.annotations(hit.article_id).attributions
        attribution = said[hit.ordinal] if hit.ordinal < len(said) else None
        name = _named(attribution, put, asked[-1]) if attribution else None
        if attribution and article and name and (hit.article_id, name) not in seen:
            seen.add((hit.article_id, name))
            role = attribution.role or ""
            if len(demands) == len(asked) or _holds_all(asked, f"{role} {attribution.speaker}", language_of("en")):
                yield _Vote(whole_name(name, lookup), _day(article), _is_exact(role, asked, language_of("en")))


def _day(article: Article) -> date | None:
    return article.published.day if article.published else None


def _holds_all(asked: _Asked, written: str, language: Language) -> bool:
    """Whether some words hold each word of a role in some form."""
    held = frozenset(stems(words(written), language))
    return all(not held.isdisjoint(stems(forms, language)) for forms in asked)


def _is_exact(role: str, asked: _Asked, language: Language) -> bool:
    """Whether a role has no word that was not asked for."""
    wanted = frozenset(stem for forms in asked for stem in stems(forms, language))
    return wanted.issuperset(stems((w for w in topic_words(words(role), language) if w not in RANKS), language))


def whole_name(name: str, lookup: Lookup) -> str:
    """The full name of the person whom a name in an article stands for, initials too."""
    people = lookup.directory.find(name, may_correct=False).people
    return people[0].name if people else name


def _named(attribution: Attribution, put: frozenset[str], head: Sequence[str]) -> str | None:
    """Whose words they are; of a name with the role before it that role is asked for ("Wolves GM Ada Reed")."""
    if attribution.is_doubtful or not _FORMER.isdisjoint(set(words(attribution.role or "")).difference(put)):
        return None
    if attribution.speaker_is_person:
        return attribution.speaker if _is_head(head[0], attribution.role) else None
    parts = (attribution.speaker or "").split()
    role = [at for at, part in enumerate(parts) if not set(words(part)).isdisjoint(put)]
    name = parts[role[-1] + 1 :] if role else []
    return attribution.speaker if name and all(part[:1].isupper() for part in parts) else None


def _is_head(word: str, role: str | None) -> bool:
    """Whether a word is what somebody is, not whose they are: nothing but *of* or *and* comes behind it in the role.

    Whoever is put so without a role, as "the mayor", is it; a member of a board is no board.
    """
    if role is None:
        return True
    written = [*words(role), ""]
    [asked, *held] = stems([word, *written], language_of("en"))
    first = next((at for at, one in enumerate(written) if at and one in _OF), len(written))
    behind = [(at, written[at + 1]) for at, stem in enumerate(held[:-1]) if stem == asked]
    return not behind or any(at < first and word in _BEHIND_HEAD for at, word in behind)


def _introduced(asked: _Asked, lookup: Lookup, language: Language) -> Iterator[_Vote]:
    """Those whom articles introduce with all of these words in the role or right beside it, or in the title."""
    terms = tuple(QueryTerm(tuple(dict.fromkeys(stems(forms, language)))) for forms in sorted(set(asked)))
    hits = lookup.engine.search("passages", Query(terms), limit=_LOOKED_AT // 2)
    lookup.fetch(hit.article_id for hit in hits)
    for article_id in dict.fromkeys(hit.article_id for hit in hits):
        article = lookup.article(article_id)
        if article is None:
            continue
        # What is asked in another language than an article's own is compared as English is.
        own = language if language_of(article.language).code == language.code else language_of("en")
        people = lookup.annotations(article_id).people
        voted = [(p, vote) for p in people if p.roles and (vote := _vote_for(p, asked, article, own, lookup))]
        titled = [p for p, vote in voted if vote.is_titled]
        yield from (vote for p, vote in voted if not vote.is_titled or len(titled) == 1)


def _vote_for(
    person: PersonInArticle, asked: _Asked, article: Article, language: Language, lookup: Lookup
) -> _Vote | None:
    """How an article puts somebody in a role, if it does; whose it is may stand in its title alone."""
    head = frozenset(stems(asked[-1], language))
    held = [role for role in person.roles if not head.isdisjoint(stems(words(role.text), language))]
    if not held:
        return None
    put = frozenset(form for forms in asked for form in forms)
    roles = [
        role
        for role in held
        if _FORMER.isdisjoint(set(words(role.text)).difference(put)) and _is_head(asked[-1][0], role.text)
    ]
    name = whole_name(person.name, lookup) if roles else person.name
    for role in roles:
        inside, beside = _put(article.text, role, language)
        if all(not (inside | beside).isdisjoint(stems(f, language)) for f in asked):
            return _Vote(name, _day(article), _is_exact(role.text, asked, language))
    bare = [role for role in roles if _is_bare(role, asked, article, language)]
    return _Vote(name, _day(article), is_titled=True) if bare and len(asked) > 1 else None


def _is_bare(role: Role, asked: _Asked, article: Article, language: Language) -> bool:
    """Whether a role is put without whose it is, where the beginning of the article names them."""
    inside = text_stems(role.text, language)
    is_put_so = _is_exact(role.text, asked, language) or _is_put_with(role.text, asked, language)
    if not inside or not is_put_so or set(stems(asked[-1], language)).isdisjoint(inside):
        return False
    if _is_owned(role, article):
        return False
    near = article.text[max(0, role.span.start - _NEAR_CHARS) : role.span.end + _NEAR_CHARS]
    shown = f"{article.title} {near}" if article.title else f"{article.text[:_LEAD_CHARS]} {near}"
    lead = frozenset(text_stems(shown, language))
    return all(not lead.union(inside).isdisjoint(stems(forms, language)) for forms in asked)


def _is_put_with(role: str, asked: _Asked, language: Language) -> bool:
    """Whether a role ends in all that was asked for but whose it is ("the school *police chief*" of a town)."""
    put = stems(words(role), language)[-len(asked) + 1 :]
    wanted = [frozenset(stems(forms, language)) for forms in asked[1:]]
    return len(asked) > _OWNER_AND_HEAD and all(one in forms for one, forms in zip(put, wanted, strict=False))


def _is_owned(role: Role, article: Article) -> bool:
    """Whether it is said whose a role is: in it, in a name or a possessive before it, or behind a word for *of*."""
    before = article.text[max(0, role.span.start - _BESIDE_CHARS) : role.span.start].rstrip().split()
    after = article.text[role.span.end : role.span.end + _BESIDE_CHARS].split()
    is_named = _names_owner(role.text.split())
    is_behind = bool(before) and (
        before[-1][:1].isupper() or before[-1].endswith(("’s", "'s")) or before[-1] in _THEIRS
    )
    return is_named or is_behind or (bool(after) and after[0] in _OF)


def _names_owner(role: Sequence[str]) -> bool:
    """Whether a capital in a role is a name's; "School District Police *Chief*" has none."""
    capital = [word for word in role[1:] if word[:1].isupper() and not word.isupper()]
    if role[-1].lower() in language_of("en").speech.roles and role[-1][:1].isupper():
        return not all(is_dictionary_word(word) for word in words(" ".join(capital)))
    return bool(capital)


def _put(text: str, role: Role, language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a role, and those of the few words beside it in the same clause."""
    before = _CLAUSE.split(text[max(0, role.span.start - _BESIDE_CHARS) : role.span.start])[-1].split()[-_BESIDE_WORDS:]
    after = _CLAUSE.split(text[role.span.end : role.span.end + _BESIDE_CHARS])[0].split()
    of = after[: 1 + _BESIDE_WORDS] if after and after[0] in _OF else []
    return frozenset(stems(words(role.text), language)), frozenset(stems(words(" ".join([*before, *of])), language))
