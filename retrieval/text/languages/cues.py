"""Cues: the type of a language's table of cues, for attributing quotations; `Speech` tells far more."""

from __future__ import annotations

from dataclasses import dataclass

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Words by which a language attributes quotations. All in lower case, every form that occurs in the news.

    Attributes:
        verbs: finite forms of verbs of speech, auxiliaries included ("a déclaré").
        behind_verbs: what may come between the verb and its subject ("-t-il": no; "también").
        that: conjunctions before what is said.
        according: phrases before the one whose words they are.
        carried: phrases before an agency that carries the words.
        outlets: names of agencies in this language's letters, beside those that all languages share.
        agency_nouns: nouns before an agency's name.
        roles: nouns for people by what they are, every form.
        role_endings: ends of such nouns.
        pronouns: subjects that are nobody's name.
        not_names: words written with a capital that are no names.
        genitives: endings of names behind ``according`` with those of the nominative, the surest first.
    """

    verbs: frozenset[str]
    that: frozenset[str]
    according: tuple[str, ...]
    carried: tuple[str, ...]
    roles: frozenset[str]
    pronouns: frozenset[str]
    behind_verbs: frozenset[str] = _NONE
    outlets: frozenset[str] = _NONE
    agency_nouns: frozenset[str] = _NONE
    role_endings: tuple[str, ...] = ()
    not_names: frozenset[str] = _NONE
    genitives: tuple[tuple[str, str], ...] = ()

    @property
    def in_genitive(self) -> bool:
        """Whether the name behind ``according`` is inflected."""
        return bool(self.genitives)
