"""Speaker names: the fullest name that the article gives for a phrase, or the words as written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.speakers.pronouns import PronounReader
from retrieval.annotate.attributions.speakers.speaker import Speaker
from retrieval.annotate.lexicon import CAPITAL, DETERMINER, POSSESSIVE, ROLE, TITLE
from retrieval.annotate.name_keys import surname_key
from retrieval.annotate.page import Page
from retrieval.annotate.people.register import Person, Register
from retrieval.model import PersonInArticle

_COUNTRY_STEM = 4
_ADJECTIVE_AND_ROLE = 2


@dataclass(frozen=True, slots=True)
class Named(Speaker):
    """Who speaks, and which person of the register that is."""

    person: Person | None = None


class SpeakerReader:
    """Names the speakers of one article's drafts, asked in the order of the text."""

    def __init__(self, page: Page, register: Register) -> None:
        self.page = page
        self.register = register
        self.pronouns = PronounReader(page, register)
        self._roles: dict[int, str | None] = {}
        self._told: dict[int, str] = {}

    def read(self, draft: Draft) -> Named:
        """Who speaks in a draft."""
        phrase = draft.phrase
        if phrase is None:
            return Named()
        speaker = self._of(phrase, draft.antecedent)
        if draft.rule == "label" and speaker.person is None:
            speaker = self._labelled(speaker, phrase)
        written = self.page.slice(phrase.first, phrase.last)
        if draft.rule == "posted" and speaker.person is not None and written not in speaker.person.forms:
            return Named(written)  # "— Lower Marsh Football" is nobody of the surname Football
        if speaker.person is not None:
            self.pronouns.speaks(speaker.person, phrase.first)
        return speaker

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody in the register."""
        return self.register.in_article()

    def _labelled(self, speaker: Named, phrase: Phrase) -> Named:
        """Whom a surname before a colon means, where one person in the article bears it."""
        surname = surname_key(self.page.slice(phrase.first, phrase.last))
        bearers = [person for person in self.register.people if surname_key(person.name) == surname]
        return self._person(bearers[0], phrase) if phrase.kind == "name" and len(bearers) == 1 else speaker

    def _of(self, phrase: Phrase, antecedent: Phrase | None) -> Named:
        if phrase.kind == "pronoun":
            meant = self.pronouns.resolve(phrase.first)
            return replace(self._person(meant[0], None), is_doubtful=not meant[1]) if meant else Named()
        if phrase.kind == "relative":
            return self._of(antecedent, None) if antecedent is not None else Named()
        page = self.page
        if phrase.kind == "name":
            is_firm = "&" in page.lows[phrase.first : phrase.last]  # Hartwell & Sons is nobody of the name Hartwell
            person = None if is_firm else self.register.person_at(phrase.first, phrase.last)
            if person is not None:
                return self._person(person, phrase)
            return Named(page.slice(phrase.first, phrase.last), role=self._role_text(phrase))
        author = self._author(phrase)
        if author is not None:
            return self._person(author, None)
        first = phrase.first
        if page.flags[first] & DETERMINER and first + 1 < phrase.last:
            person = self.register.person_of_role(page.slice(first + 1, phrase.last)) or self._of_country(phrase)
            if person is not None and page.lows[first] == "the":
                return self._person(person, None)
        return Named(page.slice(phrase.first, phrase.last))

    def _of_country(self, phrase: Phrase) -> Person | None:
        """ "The Vostian president", where one person of the article is "president of Vostia"."""
        page, adjective = self.page, phrase.first + 1
        if phrase.last - adjective != _ADJECTIVE_AND_ROLE or not page.flags[adjective] & CAPITAL:
            return None
        country = page.lows[adjective][:_COUNTRY_STEM]
        start = f"{page.lows[adjective + 1]} of {country}"
        holders = [
            person
            for person in self.register.people
            if any(page.slice(*role).lower().startswith(start) for role in person.roles)
        ]
        return holders[0] if len(holders) == 1 and len(country) == _COUNTRY_STEM else None

    def _author(self, phrase: Phrase) -> Person | None:
        """Whose statement, letter or article speaks ("Berg's letter says"); nobody's for an office or a campaign."""
        page = self.page
        owner = next((at for at in range(phrase.first + 1, phrase.last - 1) if page.flags[at] & POSSESSIVE), None)
        if owner is None or page.lows[phrase.last - 1] not in page.speech.sources:
            return None
        return self.register.person_at(phrase.first, owner)

    def _person(self, person: Person, phrase: Phrase | None) -> Named:
        role = self._role_text(phrase) if phrase is not None else None
        if role is not None and phrase is not None and phrase.role is not None and self._is_noun(*phrase.role):
            # "The leader of the bench *in the Senate*, Ada Lund", of whom "she" is.
            self._told.setdefault(id(person), role)
        role = role or self._best_role(person) or self._told.get(id(person))
        return Named(person.name, is_person=True, role=role, person=person)

    def _is_noun(self, first: int, last: int) -> bool:
        """Whether a role has a noun for people; "former" and "sunny" are said of one sentence."""
        return any(self.page.flags[at] & ROLE for at in range(first, last))

    def _role_text(self, phrase: Phrase) -> str | None:
        return self.page.slice(*phrase.role) if phrase.role is not None else None

    def _best_role(self, person: Person) -> str | None:
        """The first role that says more than a title; else the first."""
        if id(person) not in self._roles:
            page = self.page
            best = next((r for r in person.roles if r[1] - r[0] > 1 or not page.flags[r[0]] & TITLE), None)
            best = best or next(iter(person.roles), None)
            self._roles[id(person)] = page.slice(*best) if best is not None else None
        return self._roles[id(person)]
