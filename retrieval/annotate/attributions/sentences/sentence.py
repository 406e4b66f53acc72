"""Reading state of a sentence of a page: its cues, and where quotations touch."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.names.outlets import is_outlet, outlet_in
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.sentences.cues import Cue, read_cue
from retrieval.annotate.attributions.sentences.verbal_nouns import is_noun
from retrieval.annotate.lexicon import CAPITAL, COMMA, DASH
from retrieval.annotate.page import Page

# More cues than this are no sentence; reading them all would take time by their square.
_MOST_CUES = 60
_GOES_ON = frozenset(",?!—–-…")


class Sentence(Claims):
    """One sentence of a page, with the verbs of speech in it."""

    __slots__ = ("page", "spots")

    def __init__(self, page: Page, first: int, last: int, number: int, block: int) -> None:
        super().__init__(page, first, last, number, block)
        self.page = page
        flags, quote_of = page.flags, page.quote_of
        self.spots = [
            at
            for at in page.between(page.cue_spots, first, last)[:_MOST_CUES]
            if quote_of[at] < 0 and (at == first or not flags[at] & CAPITAL)
        ]
        self.cues: list[Cue] = []
        for at in self.spots:
            if not is_noun(page, at, first):
                cue = read_cue(page, at, first)
                if cue is not None:
                    self.cues.append(cue)

    def claim(self, draft: Draft, cue: Cue | None = None) -> None:
        """Keep a draft; its words, its cue and its speaker are taken."""
        if self.cited is not None and draft.phrase is not None and draft.phrase.first != self.cited[0].first:
            own_name = draft.phrase.first, draft.phrase.last
            if draft.phrase.kind in ("name", "noun") and is_outlet(self.page, *draft.phrase.whole):
                self.pass_on(draft, outlet_in(self.page, *draft.phrase.whole) or own_name)
        own = (draft.phrase.whole,) if draft.phrase is not None and cue is not None and not cue.shares else ()
        self.keep(draft, *own)

    def quote_at(self, at: int) -> int | None:
        """The quotation that begins here, over a comma or a colon."""
        page = self.page
        while at < self.last and page.quote_of[at] < 0 and page.lows[at] in (",", ":"):
            at += 1
        return self.quote_starting(at)

    def is_title(self, quote: int) -> bool:
        """Whether a quotation is written like the title of a work ("War and Peace")."""
        stop = self.page.text[self.page.quotations[quote].inner.end - 1]
        return stop not in ".,!?…" and self.is_written_large(quote)

    def is_written_large(self, quote: int, *, least: int = 1) -> bool:
        """Whether every longer word of a quotation has its capital, and it has so many of them."""
        page = self.page
        words = [at for at in range(*page.quotes[quote]) if page.words[at][0].isalpha() and len(page.words[at]) > 3]
        return len(words) >= least and all(page.flags[at] & CAPITAL for at in words)

    def quote_before(self, at: int) -> int | None:
        """The quotation that ends right before a token, over a comma, as speech does before its cue."""
        page = self.page
        i = at - 1
        if i > self.first and page.flags[i] & (COMMA | DASH) and page.quote_of[i] < 0:
            i -= 1
        if i < self.first:
            return None
        quote = page.quote_of[i]
        if quote < 0 or page.quotes[quote][1] != i + 1:
            return None
        if i + 1 < at:
            return quote
        said = page.quotations[quote].inner.of(page.text).rstrip("’'\" ")
        stop = said[-1:]
        if stop in _GOES_ON or (stop == "." and page.flags[at] & CAPITAL):
            return quote
        is_long = page.quotes[quote][1] - page.quotes[quote][0] > 7
        return quote if stop.isalnum() and is_long else None
