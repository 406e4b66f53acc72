"""Pronoun resolution: "she" is the most salient person so far, and only where nobody else comes near."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    HIS,
    NATION,
    OF,
    POSSESSIVE,
    ROLE,
    VERBISH,
)
from retrieval.annotate.people.mentions import is_subject

# Found by hand on news: how much a mention counts, how fast it fades with each sentence, what margin is safe.
SPEAKER, SUBJECT, OBJECT, POSSESSOR, QUOTED = 2.0, 2.0, 1.0, 0.8, 0.1
FADING = 0.4
MARGIN = 3.0
SURE_MARGIN = 16.0
LEAST = 0.5
WINDOW = 9
MISMATCH, UNKNOWN = 0.12, 0.7
ANYBODY = "any"
"""What a possessive that agrees with what is owned tells of the owner ("su", "seu", "son")."""
_NEAREST, _READ_BACK, _SPOKEN_BACK = 12, 40, 12
_LONGEST_LEAD, _LONGEST_NOUN, _TWO = 4, 8, 2

PersonT = TypeVar("PersonT")


@dataclass(frozen=True, slots=True)
class Seen(Generic[PersonT]):
    """Somebody named at a token.

    Attributes:
        gender: "he", "she" or "" where nothing tells.
        weight: how much the place counts for a pronoun behind it.
        is_rival: nobody introduces them; they are told apart from others, and stand for no pronoun.
    """

    at: int
    person: PersonT
    gender: str
    weight: float
    is_rival: bool = False


def salience(cut: Cut, name: Range, run: Range) -> float:
    """How much a name at a place counts: quoted, somebody's, or what its sentence is about.

    Args:
        run: the name with the titles before it.
    """
    flags, last = cut.flags, name[1]
    if cut.quote_of[name[0]] >= 0:
        return QUOTED
    if flags[last] & POSSESSIVE:
        return POSSESSOR
    if flags[last] & (AUXILIARY | CUE | VERBISH | ADVERB):
        return SUBJECT
    before = run[0] - 1
    if before > 0 and flags[before] & CONJUNCTION and flags[before - 1] & CAPITAL:
        return SUBJECT  # "Jon Dahl and Max Vik": both are what the sentence is about.
    start = cut.sentences[_sentence_of(cut, name[0])][0]
    if is_subject(cut, start, run[0], last):
        return SUBJECT
    lead = flags[start + 1 : min(run[0], start + _LONGEST_NOUN + _TWO)]  # "The former *deputy* Ada Lund opened …"
    if len(lead) < _LONGEST_LEAD and all(value & (ROLE | NATION) for value in lead):
        return SUBJECT
    # "El director del zoológico, *Silvano Rueda*, compareció …"
    is_apposed = flags[start] & DETERMINER and flags[before] & flags[last] & COMMA and len(lead) <= _LONGEST_NOUN
    if not is_apposed or any(value & (AUXILIARY | VERBISH) for value in lead):
        return OBJECT
    return SUBJECT if any(value & ROLE for value in lead) else OBJECT


def _sentence_of(cut: Cut, at: int) -> int:
    return bisect_right(cut.sentences, at, key=lambda sentence: sentence[0]) - 1


class PronounReader(Generic[PersonT]):
    """Keeps how salient each person is; asked in the order of the text."""

    def __init__(self, cut: Cut, seen: Iterable[Seen[PersonT]]) -> None:
        self._cut = cut
        self._starts = [first for first, _ in cut.sentences]
        self._blocks = [first for first, _ in cut.blocks]
        self._seen = sorted(seen, key=lambda one: one.at)
        self._places = [one.at for one in self._seen]
        self._spoken: list[Seen[PersonT]] = []

    def speaks(self, person: PersonT, gender: str, at: int) -> None:
        """Somebody was found to speak at a token: the next pronoun is likely theirs."""
        self._spoken.append(Seen(at, person, gender, SPEAKER))

    def resolve(self, at: int, gender: str) -> tuple[PersonT, bool] | None:
        """Whom the pronoun at a token stands for, and whether that is sure; None where two come near each other."""
        if gender not in ("he", "she", ANYBODY):
            return None
        ranked = sorted(self._scores(at, gender).values(), key=lambda scored: -scored[0])
        best, one = ranked[0] if ranked else (0.0, None)
        if one is None or best < LEAST:
            return self._only(at, gender)
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if one.is_rival or best < MARGIN * second or (not one.gender and self._has_nameless(one.at, at, gender)):
            return None
        return one.person, best >= SURE_MARGIN * second or self._was_just_named(one, at, gender)

    def last_named(self, at: int) -> PersonT | None:
        """Whom the text names last before a token, outside of quotations; nobody where that is a rival."""
        before = range(bisect_left(self._places, at) - 1, -1, -1)
        last = next((self._seen[n] for n in before if self._cut.quote_of[self._places[n]] < 0), None)
        return last.person if last is not None and not last.is_rival else None

    def is_named(self, person: PersonT, first: int, last: int) -> bool:
        """Whether somebody is named in a range of tokens."""
        within = range(bisect_left(self._places, first), bisect_left(self._places, last))
        return any(self._seen[n].person is person for n in within)

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _was_just_named(self, one: Seen[PersonT], at: int, gender: str) -> bool:
        """Whether nobody else whom the pronoun fits was named since the person was, one sentence back at most."""
        here, last = self._sentence(at), bisect_left(self._places, at)
        recent = [*self._seen[max(0, last - _NEAREST) : last], *self._spoken[-_NEAREST:]]
        near = (seen for seen in recent if seen.at < at and here - self._sentence(seen.at) <= 1)
        fitting = [seen for seen in near if self._cut.quote_of[seen.at] < 0 and _fit(seen, gender) > MISMATCH]
        return bool(fitting) and all(seen.person is one.person for seen in fitting)

    def _scores(self, at: int, gender: str) -> dict[int, tuple[float, Seen[PersonT]]]:
        here, last = self._sentence(at), bisect_left(self._places, at)
        scores: dict[int, tuple[float, Seen[PersonT]]] = {}
        for seen in (*self._seen[max(0, last - _READ_BACK) : last], *self._spoken[-_SPOKEN_BACK:]):
            distance = here - self._sentence(seen.at)
            if seen.at >= at or distance > WINDOW:
                continue
            share = seen.weight * FADING**distance * _fit(seen, gender)
            scores[id(seen.person)] = (scores.get(id(seen.person), (0.0, seen))[0] + share, seen)
        return scores

    def _only(self, at: int, gender: str) -> tuple[PersonT, bool] | None:
        """The one person whom the paragraph up to a pronoun names, or the paragraph before it, however long ago."""
        for first in self._paragraphs(at):
            named = self._seen[bisect_left(self._places, first) : bisect_left(self._places, at)]
            if not named:
                continue
            one = named[0]
            is_one = all(seen.person is one.person for seen in named) and not one.is_rival
            is_told_of = any(seen.weight >= SUBJECT for seen in named) and _fit(one, gender) > MISMATCH
            is_sure = gender in (ANYBODY, one.gender)
            is_meant = is_one and is_told_of and (is_sure or not self._has_nameless(first, at, gender))
            return (one.person, is_sure) if is_meant else None
        return None

    def _paragraphs(self, at: int) -> Iterator[int]:
        block = bisect_right(self._blocks, at) - 1
        return (self._blocks[number] for number in (block, block - 1) if number >= 0)

    def _has_nameless(self, first: int, last: int, gender: str) -> bool:
        """Whether somebody stands there without a name, whose somebody's they are ("falou *do irmão*").

        "Her friend" is another than *she*, and the possessive stands for whom the pronoun stands for.
        """
        flags, lows, them = self._cut.flags, self._cut.lows, self._cut.speech.them
        return any(
            flags[at] & ROLE
            and flags[at - 1] & (OF | HIS)
            and them.get(lows[at - 1]) != gender
            and not flags[at + 1] & CAPITAL
            for at in range(first + 1, last)
            if self._cut.quote_of[at] < 0
        )


def _fit(seen: Seen[PersonT], gender: str) -> float:
    if gender == ANYBODY:
        return 1.0
    return (1.0 if seen.gender == gender else MISMATCH) if seen.gender else UNKNOWN
