"""Reading state of a sentence of clauses: who speaks and who is cited in it, and where clauses begin and end."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.outlets import article_title, outlet_in
from retrieval.annotate.attributions.phrases.cited import cited_in
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.sentences.claims import is_said as is_said
from retrieval.annotate.attributions.sentences.claims import quotes_between as quotes_between
from retrieval.annotate.attributions.sentences.clause_cue import Cue
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    CAPITAL,
    CLOSING,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    HIS,
    MAYBE_MOOD,
    MOOD,
    OF,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    STOP,
)

_LONGEST_NAME = 6


class Sentence(Claims):
    """One sentence of a reading."""

    __slots__ = ("r",)

    def __init__(self, r: Reading, first: int, last: int, number: int, block: int) -> None:
        super().__init__(r, first, last, number, block)
        self.r = r
        self.cues: list[Cue] = []

    def claim(self, draft: Draft, *ranges: Range) -> None:
        """Keep a draft; its words and what else is given are taken. An agency only carries the words of others."""
        if draft.phrase is not None and self._is_agency(draft.phrase):
            name = carrier_in(self.r, draft.phrase)
            if not self.pass_on(draft, name):
                if (cited := self._cited(draft)) is not None:
                    draft.via = self.carrier = name or self.carrier
                    draft.phrase = cited
                    ranges = (*ranges, cited.whole)
                elif name is not None:
                    self.carrier = self.carrier or name
                    return
        self.keep(draft, *ranges)
        if draft.cue is not None:
            self.speakers.append((draft.cue[0], draft.phrase))

    def _is_agency(self, phrase: Phrase) -> bool:
        """Whether a phrase is an agency or outlet, by name or by noun."""
        is_called = phrase.kind == "noun" and any(self.r.flags[at] & AGENCY for at in range(*phrase.whole))
        return is_called or carrier_in(self.r, phrase) is not None

    def _cited(self, draft: Draft) -> Phrase | None:
        """Whose words an agency passes on, outside those words."""
        taken = draft.content
        free = (at for at in range(self.first, self.last) if not any(first <= at < last for first, last in taken))
        return cited_in(self.r, free, self.last)

    def speaker_before(self, at: int) -> Phrase | None:
        """The subject of the last verb of speech before a token."""
        return max((one for one in self.speakers if one[0] < at), key=lambda one: one[0], default=(0, None))[1]

    def trimmed(self, first: int, last: int) -> Range | None:
        """A range without the commas, dashes and stops around it; None where nothing is left."""
        r = self.r
        while first < last and r.quote_of[first] < 0 and r.flags[first] & (COMMA | DASH | STOP):
            first += 1
        while (
            last > first
            and r.quote_of[last - 1] < 0
            and r.flags[last - 1] & (COMMA | DASH | STOP | PUNCTUATION)
            and not r.flags[last - 1] & CLOSING
        ):
            last -= 1
        return (first, last) if first < last else None


def carrier_in(r: Reading, phrase: Phrase) -> Range | None:
    """The outlet that a phrase is, where it is nobody's name with a role ("der dpa-Reporter Jon Dahl")."""
    is_called = phrase.role is not None and bool(r.flags[phrase.first - 1] & AGENCY)  # агентство Рейтер
    is_person = phrase.is_name and (phrase.role is not None or phrase.last - phrase.first > 1)
    is_called = is_called or article_title(r, phrase.whole[0], phrase.whole[1]) == phrase.whole[1]
    if phrase.kind == "pronoun" or (is_person and not is_called):
        return None
    return outlet_in(r, *phrase.whole)


def is_in_mood(cut: Cut, at: int) -> bool:
    """Whether a token is a verb in the mood of reported speech: "sei", or "falle" behind a noun or a pronoun."""
    flags = cut.flags[at]
    if flags & MOOD or not flags & MAYBE_MOOD or flags & CAPITAL:
        return bool(flags & MOOD)
    before = cut.flags[at - 1]
    if before & ADVERB and at + 1 < cut.size and cut.flags[at + 1] & DETERMINER:
        return True  # "Bis dahin *fahre* ein Bus"
    return bool(before & (CAPITAL | PRONOUN | CLOSING)) and not before & (DETERMINER | HIS | PREPOSITION)


def is_name_like(r: Reading, quote: int) -> bool:
    """Whether marks hold the name of a paper or a work inside a phrase ("der „Welt“ sagte er")."""
    first, last = r.quotes[quote]
    if last - first > _LONGEST_NAME + 2 or first == 0 or r.said_in(quote).rstrip()[-1:] in tuple(".!?…,"):
        return False
    before = r.flags[first - 1]
    if before & AGENCY or " ".join(r.lows[first + 1 : last - 1]) in r.lexicon.outlets:
        return True
    if before & PUNCTUATION or r.lows[first - 1] in r.table.indefinites:
        return False
    if r.table.nouns_are_capitalised and before & CAPITAL:
        return True
    small = OF | DETERMINER | CONJUNCTION | PREPOSITION
    is_titled = all(not r.words[at][0].islower() or r.flags[at] & small for at in range(first, last))
    return is_titled and bool(before & (DETERMINER | CAPITAL | PREPOSITION | OF))
