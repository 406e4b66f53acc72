"""Speaker names: the fullest name that the article gives for a phrase, or the words as written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Generic

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.speakers.pronouns import PronounReader
from retrieval.annotate.attributions.speakers.speaker import Directory, PersonT, Speaker
from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import (
    CAPITAL,
    DETERMINER,
    OF,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
    TITLE,
    parted,
)
from retrieval.model import PersonInArticle
from retrieval.text.languages.reported_speech import ReportedSpeech

_COUNTRY_STEM = 4
_ADJECTIVE_AND_ROLE = 2
_BARE = 2
_LONGEST_HEADING = 10


class SpeakerReader(Generic[PersonT]):
    """Names the speakers of one article's drafts, asked in the order of the text."""

    def __init__(self, cut: Cut, speech: ReportedSpeech, people: Directory[PersonT]) -> None:
        self._cut = cut
        self._speech = speech
        self._people = people
        self._pronouns = PronounReader(cut, people.seen())
        self._roles: dict[int, str | None] = {}
        self._told: dict[int, str] = {}

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody in the directory."""
        return self._people.in_article()

    def read(self, draft: Draft) -> Speaker:
        """Who speaks in a draft."""
        phrase = draft.phrase if draft.phrase is None or draft.phrase.kind != "relative" else draft.antecedent
        if phrase is None:
            return Speaker()
        if phrase.kind == "pronoun":
            meant = self._pronouns.resolve(phrase.first, self._gender(draft, phrase))
            if meant is None:
                return Speaker()
            person, is_sure = meant
            speaker = replace(self._person(person, None), is_doubtful=not is_sure)
        elif (found := self._named(draft, phrase)) is not None:
            person, speaker = found, self._person(found, phrase if phrase.is_name else None)
        else:
            role = self._cut.slice(*phrase.role) if phrase.role is not None and phrase.is_name else None
            return Speaker(self._cut.slice(phrase.first, phrase.last), role=role)
        spoken_at = draft.phrase.first if draft.phrase is not None else phrase.first
        self._pronouns.speaks(person, self._people.gender_of(person), spoken_at)
        return speaker

    def _gender(self, draft: Draft, phrase: Phrase) -> str:
        """What a pronoun tells, or the verb beside one that may be a woman's or of several people ("sie")."""
        pronoun = parted(self._cut.lows[phrase.first])[0]  # "he’s"
        verb = self._cut.lows[draft.cue[1] - 1] if draft.cue is not None else ""
        return phrase.gender or self._speech.gender_of(pronoun, verb)

    def _named(self, draft: Draft, phrase: Phrase) -> PersonT | None:
        """The person whom a name or a noun means."""
        if phrase.is_name:
            return self._people.person_named(phrase, draft.rule)
        return self._people.owner(phrase) or self._holder(phrase)

    def _holder(self, phrase: Phrase) -> PersonT | None:
        """The one person of the article who is what a phrase says ("the Russian president", "der Minister")."""
        cut, first = self._cut, phrase.first
        if first + 1 >= phrase.last or not cut.flags[first] & DETERMINER:
            return None
        if cut.lows[first] not in self._speech.definites:
            return None
        called = cut.slice(first + 1, phrase.last).lower()
        found = self._whose(lambda role: cut.slice(*role).lower() == called)
        found = found or self._of_country(phrase)
        if len(found) != 1 and (last := self._pronouns.last_named(first)) is not None:
            found = [last] if any(self._head(*role) == called for role in last.roles) else []
        if not found and phrase.last - first == _BARE:
            # "reconnaît *l’ingénieur* en chef Nestor Alliaume"
            found = self._whose(lambda role: role[0] == first + 1 and phrase.last < role[1])
        return found[0] if len(found) == 1 and self._is_told_of_here(found[0], phrase) else None

    @cached_property
    def _headings(self) -> list[int]:
        """Where headings between paragraphs begin: short, with a capital, no sentence; the article's own is none."""
        blocks, flags = self._cut.blocks[1:], self._cut.flags
        return [
            first
            for (first, last), (_, next_last) in pairwise(blocks)
            if last - first <= _LONGEST_HEADING and flags[first] & CAPITAL and not flags[last - 1] & PUNCTUATION
            if flags[next_last - 1] & PUNCTUATION
        ]

    def _is_told_of_here(self, person: PersonT, phrase: Phrase) -> bool:
        """Whether a bare noun ("the coach") has its person named under the same heading, where there is one."""
        if phrase.last - phrase.first > _BARE:
            return True
        heading = bisect_left(self._headings, phrase.first) - 1
        return heading < 0 or self._pronouns.is_named(person, self._headings[heading], phrase.first)

    def _head(self, first: int, last: int) -> str:
        """A role without what hangs on it: "*mayor* of Westport", "*Ministerpräsident* des Landes"."""
        flags, hanging = self._cut.flags, PREPOSITION | OF | DETERMINER
        end = next((at for at in range(first + 1, last - 1) if flags[at] & hanging), first)
        return self._cut.slice(first, end).lower() if end > first else ""

    def _of_country(self, phrase: Phrase) -> list[PersonT]:
        """ "The Vostian president", where somebody of the article is "president of Vostia"."""
        cut, adjective = self._cut, phrase.first + 1
        stem = cut.lows[adjective][:_COUNTRY_STEM]
        if phrase.last - adjective != _ADJECTIVE_AND_ROLE or not cut.flags[adjective] & CAPITAL:
            return []
        if len(stem) < _COUNTRY_STEM:
            return []
        start = f"{cut.lows[adjective + 1]} of {stem}"
        return self._whose(lambda role: cut.slice(*role).lower().startswith(start))

    def _whose(self, is_meant: Callable[[Range], bool]) -> list[PersonT]:
        """Those with a role of this kind."""
        return [person for person in self._people.everybody if any(map(is_meant, person.roles))]

    def _person(self, person: PersonT, phrase: Phrase | None) -> Speaker:
        role = self._cut.slice(*phrase.role) if phrase is not None and phrase.role is not None else None
        if role is not None and phrase is not None and phrase.role is not None and self._is_noun(*phrase.role):
            # "The leader of the bench *in the Senate*, Ada Lund", of whom "she" is.
            self._told.setdefault(id(person), role)
        role = role or self._best_role(person) or self._told.get(id(person))
        return Speaker(person.name, is_person=True, role=role)

    def _is_noun(self, first: int, last: int) -> bool:
        """Whether a role has a noun for people; "former" and "sunny" are said of one sentence."""
        return any(self._cut.flags[at] & ROLE for at in range(first, last))

    def _best_role(self, person: PersonT) -> str | None:
        """The first role that says more than a title; else the first."""
        if id(person) not in self._roles:
            cut = self._cut
            best = next((r for r in person.roles if r[1] - r[0] > 1 or not cut.flags[r[0]] & TITLE), None)
            best = best or next(iter(person.roles), None)
            self._roles[id(person)] = cut.slice(*best) if best is not None else None
        return self._roles[id(person)]
