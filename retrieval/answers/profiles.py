"""Person profiles: how often quoted, since when, in which roles, and the newest words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from retrieval.annotate.people import Person, surname_key
from retrieval.answers.excerpts.cutting import said_excerpt, said_span
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.terms.keys import joined_key
from retrieval.model import Correction, Excerpt, Near
from retrieval.text.view import reading_view

MAX_ROLES = 3
_MAX_ARTICLES = 40


@dataclass(frozen=True, slots=True)
class Profile:
    """One person, or one organisation, as all articles together tell.

    Attributes:
        roles: as articles write them, the newest first, each once.
        first_day: the earliest day of publication of an article that names them; None where none has a day.
        newest: their newest words, one excerpt a statement.
    """

    person: Person
    roles: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    newest: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileFound:
    """Whose profile a name leads to.

    Attributes:
        profile: None where nobody has this name, or several have.
        near: of several, each; otherwise people of like names.
    """

    profile: Profile | None = None
    correction: Correction | None = None
    near: tuple[Near, ...] = ()


def find_profile(name: str, lookup: Lookup, *, quotes: int) -> ProfileFound:
    """Look a name up as questions do."""
    match = lookup.directory.find(name)
    if len(match.people) != 1:
        several = tuple(Near("person", p.name, p.articles) for p in match.people)
        return ProfileFound(near=several or match.near or lookup.suggestions())
    return ProfileFound(_profile(match, lookup, quotes), match.correction)


def _profile(match: Match, lookup: Lookup, quotes: int) -> Profile:
    person = match.people[0]
    rows = lookup.store.names.appearances(match.keys, limit=_MAX_ARTICLES)
    roles = dict.fromkeys(row.role for row in rows if row.role)
    named = [
        row for row in lookup.directory.names.with_surnames({surname_key(person.name)}) if row.name in person.names
    ]
    newest = _newest(match, [row.article_id for row in rows if row.attributions], lookup, quotes)
    return Profile(
        person,
        tuple(roles)[:MAX_ROLES],
        min((row.first_day for row in named if row.first_day), default=None),
        max((row.last_day for row in named if row.last_day), default=None),
        newest,
    )


def _newest(match: Match, article_ids: list[str], lookup: Lookup, quotes: int) -> tuple[Excerpt, ...]:
    """Clear words, read from the newest article on, until there are enough."""
    lookup.fetch(article_ids)
    found: list[Excerpt] = []
    for article_id in dict.fromkeys(article_ids):
        article, annotations = lookup.article(article_id), lookup.annotations(article_id)
        if article is None:
            continue
        borders = reading_view(article.text).sentences()
        said = [a for a in annotations.attributions if a.speaker and not (a.is_doubtful or a.is_loose)]
        found += [
            said_excerpt(article, a, said_span(a, borders), annotations, score=0.0)
            for a in said
            if joined_key(a.speaker or "") in match.keys
        ]
        if len(found) >= 2 * quotes:
            break
    return tuple(lookup.folded(found)[:quotes])
