"""Names that are no person's although they speak: "OpenAI", "Uber" of "an Uber spokesperson", "Similarly"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.annotate.lexicon import CAPITAL, MARK, ROLE
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import Mention
from retrieval.text.known_words import is_dictionary_word

_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_PERSONAL = re.compile(r"(?:Ma?c|D[aeiu]|L[ae]|Fitz|Van|Von|O|Ben|Al|El)[’'A-Z]")


class Things:
    """Tells for one article which single words with a capital name nobody."""

    def __init__(self, page: Page, mentions: Iterable[Mention]) -> None:
        self.page = page
        # A role right behind a name is one in a body: "Meta CEO", "an Uber spokesperson".
        self._employers = {
            page.lows[mention.first]
            for mention in mentions
            if mention.last - mention.first == 1 and page.flags[mention.last] & ROLE and mention.run[1] == mention.last
        }
        self._named: frozenset[str] | None = None

    def holds(self, at: int) -> bool:
        """Whether the word at a place is a body, or an ordinary word that has its capital from its sentence."""
        word, low = self.page.words[at], self.page.lows[at]
        if _CAPITAL_INSIDE.search(word) and not _PERSONAL.match(word):
            return True
        return low in self._employers or (is_dictionary_word(low) and word not in self._inside_sentences())

    def _inside_sentences(self) -> frozenset[str]:
        """The words that have a capital where no sentence begins."""
        if self._named is None:
            openings = {first for first, _ in self.page.sentences}
            spots = (at for at, flags in enumerate(self.page.flags) if flags & CAPITAL and at not in openings)
            self._named = frozenset(self.page.words[at] for at in spots if not self._opens_words(at))
        return self._named

    def _opens_words(self, at: int) -> bool:
        """Whether a word begins a quotation, or follows a colon."""
        page = self.page
        is_first = page.flags[at - 1] & MARK and page.quote_of[at - 1] == page.quote_of[at]
        return bool(is_first) or page.lows[at - 1] == ":"
