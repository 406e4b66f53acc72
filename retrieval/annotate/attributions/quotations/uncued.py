"""Quotations without a cue of their own: they are whose who spoke last, is announced before them or signs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.outlets import is_outlet
from retrieval.annotate.attributions.quotations.moods import go_on_in_mood
from retrieval.annotate.attributions.quotations.signed import read_signed
from retrieval.annotate.attributions.sentences.claims import Claims, is_said, quotes_between
from retrieval.annotate.attributions.sentences.reader import SentenceReader
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    BODY,
    CAPITAL,
    COLON,
    CONJUNCTION,
    HE,
    PUNCTUATION,
    ROLE,
    SHE,
    SOURCE,
    STOP,
)

_SAYING = frozenset({"that", "bare", "tell", "post"})
_GOING_ON = _SAYING | {""}
_FEWEST_IN_MARKS = 4
_STOPS = tuple(".!?…")
Reader = SentenceReader[Any, Any]


def join_uncued(g: Reader, sentences: Sequence[Claims]) -> None:
    """Give every quotation and clause without a cue to the speaker before it, where nothing of its own follows."""
    UncuedReader(g, sentences).read()


class UncuedReader:
    """Walks over the sentences of an article in order and remembers who spoke last.

    Attributes:
        open: the draft to which a quotation that follows still belongs, whose words end in sentence ``open_at``.
        said: the draft whose words end last in that sentence.
        going_on: the draft to which clauses in its mood still belong.
    """

    def __init__(self, g: Reader, sentences: Sequence[Claims]) -> None:
        self.g = g
        self.sentences = sentences
        self.open: Draft | None = None
        self.open_at = -2
        self.said: Draft | None = None
        self.going_on: Draft | None = None

    def read(self) -> None:
        """Add the drafts that are missing; quotations that belong to a draft are put into it."""
        for number, s in enumerate(self.sentences):
            self.g.complete(self.sentences, number)
            source = self.said if self.open_at == number - 1 else None
            if s.drafts:
                self._take(s, number)
            elif max(s.cut.quote_of[s.first : s.last], default=-1) >= 0:
                self._read_quotes(s, number)
            elif self.open is not None and s.block != self.sentences[self.open_at].block:
                self.open = None
            before = self.sentences[number - 1] if number else None
            self.going_on = None if self.open_at == number else go_on_in_mood(self.g, s, before, source, self.going_on)
            if self.going_on is not None:
                self.open, self.said, self.open_at = None, self.going_on, number

    def _take(self, s: Claims, number: int) -> None:
        """Remember whose words end a sentence."""
        self.said = max(s.drafts, key=_end_of)
        is_open = [draft for draft in s.drafts if _is_open(s, draft)]
        people = [draft for draft in is_open if not _is_document(s, draft)]
        self.open, self.open_at = max(people or is_open, key=_end_of, default=None), number

    def _read_quotes(self, s: Claims, number: int) -> None:
        if (quotes := _alone(s)) and _is_speech(s, quotes):
            if self._is_anothers(s, number):
                self.open = None
            else:
                self._give(s, quotes, number)
        elif read_signed(self.g, s):
            self._take(s, number)
            self.open = s.drafts[-1]
        elif self.open is not None and s.block != self.sentences[self.open_at].block:
            self.open = None

    def _is_anothers(self, s: Claims, number: int) -> bool:
        """Whether somebody else is named right behind a quotation on its own: “You have to.” *Paul shook his head.*"""
        after = self.sentences[number + 1] if number + 1 < len(self.sentences) else None
        return after is not None and after.block == s.block and not after.drafts and self._acts_another(after)

    def _acts_another(self, s: Claims) -> bool:
        """Whether a sentence tells by name what somebody else does than who spoke last."""
        if self.open is None or s.cut.quote_of[s.first] >= 0:
            return False
        speaker = self.open.antecedent or self.open.phrase
        other = self.g.actor(s) if speaker is not None and speaker.is_name else None
        return other is not None and speaker is not None and s.cut.lows[other.last - 1] != s.cut.lows[speaker.last - 1]

    def _give(self, s: Claims, quotes: list[Range], number: int) -> None:
        """Give a quotation on its own to who spoke last, or to who is announced before a colon."""
        before = self.sentences[number - 1] if number else None
        is_next = self.open_at == number - 1
        is_same_block = self.open_at >= 0 and self.sentences[self.open_at].block == s.block
        if before is not None and not is_next and is_same_block and self._acts_another(before):
            self.open = None
        if before is not None and is_next and self.said is not None:
            draft = _unclosed(s, [*before.drafts, self.said], quotes[0][0])
        else:
            draft = None
        if draft is not None:
            self._extend(s, draft, quotes, number)
            return
        if self.open is not None and is_same_block:
            if _is_closed(self.open):
                self._follow(s, self.open, quotes, number)
            elif s.cut.quote_of[s.first - 1] >= 0 and _end_of(self.open) == s.first:
                # Right behind another quotation, it may be somebody else's answer.
                self._follow(s, self.open, quotes, number, is_loose=True)
            else:
                self._extend(s, self.open, quotes, number)
            return
        said = self.said if is_next else None
        if before is not None and _ends_with_colon(before):
            phrase = said.phrase if said is not None else self.g.announces(before)
            if phrase is not None:
                colon = before.last - 1
                self._keep(s, Draft(quotes, (colon, colon + 1), phrase, "colon", is_open=True), number)
            return
        if said is not None and is_same_block and _may_go_on(s, said):
            self._follow(s, said, quotes, number, is_loose=said.rule not in _SAYING)
            return
        if is_next and not is_same_block:
            said = self.open or (said if said is not None and _may_go_on(s, said) and _fills_block(s, quotes) else None)
            if said is not None and (said is self.open or _is_somebody(s, said.phrase)):
                self._follow(s, said, quotes, number, is_loose=True)
            return
        phrase = self.g.told_of(before) if before is not None and before.block == s.block else None
        if phrase is not None:
            self._keep(s, Draft(quotes, None, phrase, "floating", is_loose=True, is_open=True), number)

    def _extend(self, s: Claims, draft: Draft, quotes: list[Range], number: int) -> None:
        """Put a quotation into a draft; its sentence only keeps who went on speaking."""
        draft.content.extend(quotes)
        s.speakers.append((s.first, draft.phrase))
        s.drafts.append(Draft([], None, draft.phrase))
        self.said, self.open_at = draft, number

    def _follow(self, s: Claims, said: Draft, quotes: list[Range], number: int, *, is_loose: bool = False) -> None:
        """Keep a quotation without a cue, by the speaker of a draft."""
        if said.phrase is not None:
            rule = "floating" if is_loose else "follows"
            draft = Draft(quotes, None, said.phrase, rule, antecedent=said.antecedent, is_loose=is_loose, is_open=True)
            self._keep(s, draft, number)

    def _keep(self, s: Claims, draft: Draft, number: int) -> None:
        s.claim(draft)
        self.open, self.said, self.open_at = draft, draft, number


def _unclosed(s: Claims, before: Sequence[Draft], first: int) -> Draft | None:
    """The draft whose quotation no mark closes, so that the next paragraph opens it again."""
    cut, quote = s.cut, s.cut.quote_of[first]
    if quote <= 0 or not cut.quotations[quote - 1].goes_on:
        return None
    end = cut.quotes[quote - 1][1]
    return next((draft for draft in before if _end_of(draft) == end), None)


def _is_document(s: Claims, draft: Draft) -> bool:
    """Whether words in marks are a document's, as its title is: "a report *titled* “Déjà Vu”"."""
    phrase = draft.phrase
    return phrase is not None and phrase.kind == "noun" and bool(s.cut.flags[phrase.last - 1] & SOURCE)


def _is_somebody(s: Claims, phrase: Phrase | None) -> bool:
    """Whether words can be told by whom a paragraph spoke of and quoted in the next: a name, *she*, a role, a body."""
    if phrase is None or phrase.kind == "relative":
        return False
    flags = [s.cut.flags[at] for at in range(*phrase.whole)]
    return phrase.is_name or any(value & ((HE | SHE) if phrase.kind == "pronoun" else (ROLE | BODY)) for value in flags)


def _is_open(s: Claims, draft: Draft) -> bool:
    """Whether a quotation that follows at once still belongs to a draft: its speaker is behind words in marks."""
    if draft.is_open or draft.rule or draft.cue is None or not draft.content or draft.is_loose:
        return draft.is_open
    return draft.cue[0] >= draft.content[-1][0] and s.cut.quote_of[draft.content[0][0]] >= 0


def _end_of(draft: Draft) -> int:
    """Where the words of a draft end; one that only says who went on speaking has none of its own."""
    return draft.content[-1][1] if draft.content else 0


def _may_go_on(s: Claims, draft: Draft) -> bool:
    """Whether who told something may be quoted next; who only judges something says no more."""
    if draft.rule == "according" and draft.phrase is not None:
        return not (_is_document(s, draft) or is_outlet(s.cut, *draft.phrase.whole))
    return draft.rule in _GOING_ON


def _fills_block(s: Claims, quotes: list[Range]) -> bool:
    """Whether a quotation is a paragraph, and a sentence by its stop where it has one: no heading in marks."""
    return s.fills_block and s.cut.said_in(s.cut.quote_of[quotes[-1][0]]).rstrip()[-1:] in _STOPS


def _is_closed(draft: Draft) -> bool:
    """Whether a second verb ends the clause: "Dahl said it is old because “nobody cares,” *he said*. “…”"."""
    return draft.rule in _SAYING and draft.content[-1][1] + 1 < draft.sentence[1]


def _alone(s: Claims) -> list[Range]:
    """The quotations of a sentence that holds nothing else."""
    cut = s.cut
    if any(cut.quote_of[at] < 0 and not cut.flags[at] & (PUNCTUATION | CONJUNCTION) for at in range(s.first, s.last)):
        return []
    return quotes_between(s, s.first, s.last)


def _is_speech(s: Claims, quotes: list[Range]) -> bool:
    """Whether marks hold speech, and no single word or title: "«Никто не пострадал»."."""
    cut, (first, last) = s.cut, quotes[0]
    if len(quotes) > 1 or is_said(cut, cut.quote_of[first]):
        return True
    is_closed = last < s.last and cut.flags[last] & STOP and last - first >= _FEWEST_IN_MARKS
    is_sentence = is_closed and cut.flags[first + 1] & CAPITAL
    return bool(is_sentence) and any(cut.words[at].islower() for at in range(first, last))


def _ends_with_colon(s: Claims) -> bool:
    return bool(s.cut.flags[s.last - 1] & COLON) and s.cut.quote_of[s.last - 1] < 0
