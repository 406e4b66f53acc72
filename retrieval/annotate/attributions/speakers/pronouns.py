"""Pronoun resolution: "he" is the most salient person so far, and only where nobody else comes near."""

from __future__ import annotations

from bisect import bisect_right

from retrieval.annotate.lexicon import ADVERB, AUXILIARY, CUE, NATION, POSSESSIVE, ROLE, VERBISH
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import Mention, is_name_part, is_subject
from retrieval.annotate.people.register import Person, Register

# Found by hand on news: how much a mention counts, how fast it fades with each sentence, what margin is safe.
SPEAKER, SUBJECT, OBJECT, POSSESSOR, QUOTED = 2.0, 2.0, 1.0, 0.8, 0.1
FADING = 0.4
MARGIN = 3.0
SURE_MARGIN = 16.0
_NEAREST = 12
_LONGEST_LEAD = 4
LEAST = 0.5
WINDOW = 9
MISMATCH, UNKNOWN = 0.12, 0.7


class PronounReader:
    """Keeps how salient each person is; asked in the order of the text."""

    def __init__(self, page: Page, register: Register) -> None:
        self.page = page
        self.starts = [first for first, _ in page.sentences]
        self.seen: list[tuple[int, int, Person, float]] = []
        for person in register.people:
            for mention in person.mentions:
                self.seen.append((mention.first, self.sentence_of(mention.first), person, self._weight(mention)))
        self.seen.sort(key=lambda s: s[0])
        self.positions = [s[0] for s in self.seen]
        self.spoken: list[tuple[int, int, Person, float]] = []

    def sentence_of(self, at: int) -> int:
        """Number of the sentence of a token."""
        return bisect_right(self.starts, at) - 1

    def speaks(self, person: Person, at: int) -> None:
        """Somebody was found to speak at a token: the next pronoun is likely theirs."""
        self.spoken.append((at, self.sentence_of(at), person, SPEAKER))

    def resolve(self, at: int) -> tuple[Person, bool] | None:
        """Whom the pronoun at a token stands for, and whether that is sure; None where two come near each other."""
        speech, low = self.page.speech, self.page.lows[at].replace("’", "'").split("'")[0]  # "he’s"
        gender = (
            "he" if low in speech.he | speech.him | speech.his else "she" if low in speech.she | speech.her else None
        )
        if gender is None:
            return None
        scores = self._scores(at, gender)
        if not scores:
            return None
        ranked = sorted(scores.values(), key=lambda s: -s[0])
        best, person = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if best < LEAST or best < MARGIN * second:
            return None
        return person, best >= SURE_MARGIN * second or self._was_just_named(person, at, gender)

    def _was_just_named(self, person: Person, at: int, gender: str) -> bool:
        """Whether nobody else whom the pronoun fits was named since the person was, one sentence back at most."""
        here = self.sentence_of(at)
        last = bisect_right(self.positions, at - 1)
        recent = [*self.seen[max(0, last - _NEAREST) : last], *self.spoken[-_NEAREST:]]
        near = [seen for seen in recent if seen[0] < at and here - seen[1] <= 1 and self.page.quote_of[seen[0]] < 0]
        fitting = sorted((seen[0], seen[2] is person) for seen in near if self._fits(seen[2], gender) > MISMATCH)
        return bool(fitting) and all(is_person for _, is_person in fitting)

    def _scores(self, at: int, gender: str) -> dict[int, tuple[float, Person]]:
        here = self.sentence_of(at)
        last = bisect_right(self.positions, at - 1)
        scores: dict[int, tuple[float, Person]] = {}
        recent = [*self.seen[max(0, last - 40) : last], *self.spoken[-12:]]
        for position, sentence, person, weight in recent:
            distance = here - sentence
            if position >= at or distance > WINDOW:
                continue
            share = weight * FADING**distance * self._fits(person, gender)
            known = scores.get(id(person))
            scores[id(person)] = ((known[0] if known else 0.0) + share, person)
        return scores

    @staticmethod
    def _fits(person: Person, gender: str) -> float:
        if person.gender is None:
            return UNKNOWN
        return 1.0 if person.gender == gender else MISMATCH

    def _weight(self, mention: Mention) -> float:
        page, last = self.page, mention.last
        if page.quote_of[mention.first] >= 0:
            return QUOTED
        if last < len(page.flags):
            behind = page.flags[last]
            if behind & POSSESSIVE:
                return POSSESSOR
            if behind & (AUXILIARY | CUE | VERBISH | ADVERB):
                return SUBJECT
        before = mention.run[0] - 1
        if before > 0 and page.lows[before] == "and" and is_name_part(page, before - 1):
            return SUBJECT  # "Jon Dahl and Max Vik": both are what the sentence is about.
        start = self.starts[self.sentence_of(mention.first)]
        if is_subject(page, start, mention):
            return SUBJECT
        lead = page.flags[start + 1 : mention.run[0]]  # "The former *deputy* Ada Lund opened …"
        return SUBJECT if len(lead) < _LONGEST_LEAD and all(flags & (ROLE | NATION) for flags in lead) else OBJECT
