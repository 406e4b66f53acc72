"""Quotations without a cue of their own, attributed by their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.phrases.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.phrases.subjects import clause_subject
from retrieval.annotate.attributions.quotations.announced import announces
from retrieval.annotate.attributions.said.clauses import has_verb
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import BODY, DASH, GIVEN, PLACE, PUNCTUATION, ROLE, TITLE
from retrieval.annotate.page import Page
from retrieval.text.known_words import is_dictionary_word

_LONGEST_SIGNATURE = 14
_SAYING = frozenset({"that", "bare", "tell", "post"})


class UncuedQuoteReader:
    """Walks over the sentences of a page in order and remembers who spoke last."""

    def __init__(self, page: Page, sentences: Sequence[Sentence]) -> None:
        self.page = page
        self.sentences = [(sentence.first, sentence.last) for sentence in sentences]
        self.per_sentence = [sentence.drafts for sentence in sentences]
        self.blocks = [sentence.block for sentence in sentences]
        self.open: Draft | None = None
        self.open_at = -2
        self.said: Draft | None = None
        self.spoke: Draft | None = None

    def read(self) -> None:
        """Add the drafts that are missing; quotations that belong to a draft are put into it."""
        for number, (first, last) in enumerate(self.sentences):
            own = self.per_sentence[number]
            if own:
                self._give_dropped(own, number)
                is_open = [draft for draft in own if draft.is_open]
                self.open, self.open_at = (is_open[0] if is_open else None), number
                self.said = own[-1] if own[-1].rule in _SAYING else None
                continue
            signed = self._signed(first, last)
            if signed is not None:
                self._add(signed, number)
                continue
            quote = self._alone(first, last)
            if quote is not None and self._is_anothers(number):
                self.open = None
            elif quote is not None:
                self._give(quote, number)
            elif self.open is not None and self.blocks[number] != self.blocks[self.open_at]:
                self.open = None

    def _give_dropped(self, own: Sequence[Draft], number: int) -> None:
        """The speaker of “…”, *completed.* is who spoke last, in this paragraph or the one before."""
        for draft in own:
            before = self.spoke
            if draft.rule == "dropped" and before is not None and self.blocks[number] - before.block <= 1:
                draft.phrase, draft.antecedent = before.phrase, before.antecedent
            elif draft.rule == "dropped" and number and self.blocks[number] == self.blocks[number - 1]:
                draft.phrase = clause_subject(self.page, *self.sentences[number - 1])
            if draft.phrase is not None:
                self.spoke = draft

    def _add(self, draft: Draft, number: int) -> None:
        draft.block = self.blocks[number]
        self.per_sentence[number].append(draft)
        self.open, self.open_at = draft, number

    def _is_anothers(self, number: int) -> bool:
        """Whether somebody else is named right behind a quotation on its own: “You have to.” *Paul shook his head.*"""
        page, after = self.page, number + 1
        if self.open is None or after >= len(self.sentences) or self.blocks[after] != self.blocks[number]:
            return False
        speaker = self.open.antecedent or self.open.phrase
        first, last = self.sentences[after]
        if speaker is None or speaker.kind != "name" or page.quote_of[first] >= 0 or self.per_sentence[after]:
            return False
        other = phrase_right(page, first, last)
        if other is None or other.kind != "name" or page.flags[other.last - 1] & (BODY | PLACE):
            return False
        return page.lows[other.last - 1] != page.lows[speaker.last - 1] and has_verb(page, other.last, last)

    def _give(self, quote: tuple[int, int], number: int) -> None:
        """Give a quotation on its own to who spoke last, or to who is announced before a colon."""
        page, before = self.page, number - 1
        if self.open is not None:
            is_same_block = self.blocks[number] == self.blocks[self.open_at]
            if is_same_block and _is_closed(self.open):
                self._add(_following(self.open, quote, "follows"), number)
                return
            if is_same_block or (self.open_at == before and self._goes_on(quote[0])):
                self.open.content.append(quote)
                self.open_at = number
                return
        said = self.said if self.open is None and self.open_at == before else None
        if said is not None and said.phrase is not None and self.blocks[number] == self.blocks[before]:
            self._add(_following(said, quote, "follows"), number)
            return
        if before >= 0 and page.lows[self.sentences[before][1] - 1] == ":":
            colon = self.sentences[before][1] - 1
            subject = clause_subject(page, self.sentences[before][0], colon)
            if subject is not None and announces(page, subject, colon):
                self._add(Draft([quote], (colon, colon + 1), subject, "colon", is_open=True), number)
                return
        if self.open is not None and self.open_at == before and self.open.phrase is not None:
            self._add(_following(self.open, quote, "floating"), number)

    def _goes_on(self, first: int) -> bool:
        quote = self.page.quote_of[first]
        return quote > 0 and self.page.quotations[quote - 1].goes_on

    def _alone(self, first: int, last: int) -> tuple[int, int] | None:
        """The quotations of a sentence that holds nothing else."""
        page = self.page
        if page.quote_of[first] < 0:
            return None
        outside = [at for at in range(first, last) if page.quote_of[at] < 0]
        if any(page.words[at][0].isalnum() for at in outside):
            return None
        end = max(page.quotes[page.quote_of[at]][1] for at in range(first, last) if page.quote_of[at] >= 0)
        return first, end

    def _signed(self, first: int, last: int) -> Draft | None:
        """“…” — Name, at the end of a paragraph."""
        page = self.page
        if page.quote_of[first] < 0:
            return None
        dash = page.quotes[page.quote_of[first]][1]
        while dash < last and page.quote_of[dash] >= 0:
            dash = page.quotes[page.quote_of[dash]][1]
        if dash + 1 >= last or not page.flags[dash] & DASH:
            return None
        name = phrase_right(page, dash + 1, last)
        if name is None or name.kind != "name" or last - dash > _LONGEST_SIGNATURE:
            return None
        if name.last < last and not page.flags[name.last] & PUNCTUATION:
            return None
        if all(_is_plain(page, at) for at in range(name.first, name.last)):
            return None  # “…” - Fresh Snow: a song, or whatever else
        return Draft([(first, dash)], (dash, dash + 1), name, "signed")


def _following(draft: Draft, quote: tuple[int, int], rule: str) -> Draft:
    """A quotation without a cue, by the speaker of a draft."""
    is_loose = rule == "floating"
    return Draft([quote], None, draft.phrase, rule, antecedent=draft.antecedent, is_loose=is_loose, is_open=True)


def _is_closed(draft: Draft) -> bool:
    """Whether a second verb ends the clause: "Dahl said it is old because “nobody cares,” *he said*. “…”"."""
    return draft.rule in _SAYING and draft.content[-1][1] + 1 < draft.sentence[1]


def _is_plain(page: Page, at: int) -> bool:
    """Whether a word of a name is in the dictionary and no given name."""
    return is_dictionary_word(page.lows[at]) and not page.flags[at] & (GIVEN | ROLE | TITLE)


def join_uncued(page: Page, sentences: Sequence[Sentence]) -> None:
    """Keep the floating quotations of a page in their sentences."""
    UncuedQuoteReader(page, sentences).read()
