"""Names of one article: which it writes, and how much of it they speak, counted from its annotations."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.people import name_key, surname_key
from retrieval.model import Annotations, Span
from retrieval.store.sql.chunks import is_storable


@dataclass(slots=True)
class NameInArticle:
    """One name of one article; written once for a person and once more for an organisation of the same name."""

    name: str
    is_person: bool
    mentions: int = 0
    attributions: int = 0
    role: str | None = None
    introduction: Span | None = None

    @property
    def key(self) -> str:
        """The same for every spelling."""
        return " ".join(name_key(self.name))

    @property
    def surname_key(self) -> str:
        """The surname's part of the key."""
        return surname_key(self.name)


def names_in(annotations: Annotations) -> tuple[NameInArticle, ...]:
    """Every person and every named speaker that is not in doubt, people first, each once.

    Names without a letter to find them by are left out, as are those that no text column takes.
    """
    found: dict[tuple[str, bool], NameInArticle] = {}
    for person in annotations.people:
        name = found.setdefault((person.name, True), NameInArticle(person.name, True))
        name.mentions += len(person.mentions)
        name.role = name.role or next((role.text for role in person.roles), None)
        name.introduction = name.introduction or person.introduction or next(iter(person.mentions), None)
    of_people = frozenset(found)
    for attribution in annotations.attributions:
        if not attribution.speaker or attribution.is_doubtful:
            continue
        at = (attribution.speaker, attribution.speaker_is_person)
        name = found.setdefault(at, NameInArticle(*at))
        name.attributions += 1
        if at not in of_people:
            name.mentions += attribution.speaker_span is not None
            name.role = name.role or attribution.role
            name.introduction = name.introduction or attribution.speaker_span
    return tuple(_storable(name) for name in found.values() if is_storable(name.name) and name.surname_key)


def _storable(name: NameInArticle) -> NameInArticle:
    if name.role is not None and not is_storable(name.role):
        name.role = None
    return name
