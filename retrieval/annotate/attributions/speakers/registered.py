"""Directory of a page: the people of its register, found by where their names are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.speakers.pronouns import Seen, salience
from retrieval.annotate.lexicon import POSSESSIVE, SOURCE
from retrieval.annotate.name_keys import surname_key
from retrieval.annotate.page import Page
from retrieval.annotate.people.register import Person, Register
from retrieval.model import PersonInArticle


class RegisteredPeople:
    """The people of a register, as who names speakers asks for them."""

    def __init__(self, page: Page, speaking: Iterable[tuple[int, int]]) -> None:
        self._page = page
        self._register = Register(page, speaking)

    @property
    def everybody(self) -> Sequence[Person]:
        """All of the register."""
        return self._register.people

    def gender_of(self, person: Person) -> str:
        """By a title or a given name."""
        return person.gender or ""

    def seen(self) -> Iterator[Seen[Person]]:
        """Every mention of everybody."""
        for person in self._register.people:
            for mention in person.mentions:
                weight = salience(self._page, (mention.first, mention.last), mention.run)
                yield Seen(mention.first, person, person.gender or "", weight)

    def person_named(self, phrase: Phrase, rule: str) -> Person | None:
        """Who is named there; a surname before a colon is the one person's who bears it."""
        written = self._page.slice(phrase.first, phrase.last)
        if "&" in self._page.lows[phrase.first : phrase.last]:
            return None  # Hartwell & Sons is nobody of the name Hartwell
        person = self._register.person_at(phrase.first, phrase.last)
        if person is None and rule == "label":
            bearers = [one for one in self._register.people if surname_key(one.name) == surname_key(written)]
            return bearers[0] if len(bearers) == 1 else None
        is_other = rule == "posted" and person is not None and written not in person.forms
        return None if is_other else person  # "— Lower Marsh Football" is nobody of the surname Football

    def owner(self, phrase: Phrase) -> Person | None:
        """Nobody for an office or a campaign."""
        flags = self._page.flags
        owner = next((at for at in range(phrase.first + 1, phrase.last - 1) if flags[at] & POSSESSIVE), None)
        if owner is None or not flags[phrase.last - 1] & SOURCE:
            return None
        return self._register.person_at(phrase.first, owner)

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody in the register."""
        return self._register.in_article()
