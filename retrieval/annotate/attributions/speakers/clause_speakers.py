"""Speakers of clauses: names in the nominative and in full, pronouns and roles that mean one person."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.speakers.clause_pronouns import PronounReader
from retrieval.annotate.attributions.speakers.people import Named, People, Person
from retrieval.annotate.attributions.speakers.speaker import Speaker
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.lexicon import DETERMINER, ROLE
from retrieval.model import PersonInArticle


class ClauseSpeakers:
    """Names the speakers of one article's drafts."""

    def __init__(self, r: Reading, people: People) -> None:
        self._r = r
        self._people = people
        self._pronouns = PronounReader(r, people)

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody who speaks or has a role."""
        return self._people.in_article()

    def read(self, draft: Draft) -> Speaker:
        """Who speaks in a draft."""
        phrase = draft.phrase
        if phrase is None:
            return Speaker()
        if phrase.kind == "pronoun":
            return self._of_pronoun(draft, phrase)
        if phrase.kind == "noun":
            return self._of_noun(phrase)
        named = named_in(self._r, draft)
        assert named is not None
        words = self._people.name_of(named)
        person = self._people.known.get(words)
        role = self._r.slice(*phrase.role) if phrase.role is not None else self._best_role(person)
        return Speaker(" ".join(words), is_person=True, role=role)

    def _of_pronoun(self, draft: Draft, phrase: Phrase) -> Speaker:
        gender = phrase.gender
        if not gender and draft.cue is not None:
            low = self._r.lows[draft.cue[1] - 1]
            gender = next((of for ending, of in self._r.table.verb_genders.items() if low.endswith(ending)), "she")
        meant = self._pronouns.resolve(phrase.first, gender)
        if meant is None:
            return Speaker()
        person, is_sure = meant
        return Speaker(person.name, is_person=True, role=self._best_role(person), is_doubtful=not is_sure)

    def _of_noun(self, phrase: Phrase) -> Speaker:
        """A body or an unnamed person as written; "der Minister" is the one minister of the article."""
        r = self._r
        first, last = phrase.first, phrase.last
        if (
            last - first == 2
            and r.flags[first] & DETERMINER
            and r.flags[last - 1] & ROLE
            and r.lows[first] not in r.table.indefinites
        ):
            owners = [
                p
                for p in self._people.known.values()
                if any(r.lows[at] == r.lows[last - 1] for role in p.roles for at in range(*role))
            ]
            if len(owners) == 1:
                return Speaker(owners[0].name, is_person=True, role=self._best_role(owners[0]))
        return Speaker(r.slice(first, last))

    def _best_role(self, person: Person | None) -> str | None:
        return self._r.slice(*person.roles[0]) if person is not None and person.roles else None


def named_in(r: Reading, draft: Draft) -> Named | None:
    """The name of who speaks, where it is one."""
    phrase = draft.phrase
    if phrase is None or not phrase.is_name:
        return None
    words = r.name(phrase.first, phrase.last)
    return Named(words, (phrase.first, phrase.last), phrase.role, phrase.case, phrase.gender)
