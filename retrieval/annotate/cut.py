"""Cut: an article as every finder sees it, with tokens, flags, sentences and quotations by token number.

What one grammar of sentences needs beside that is added by its own view: ``Page``, and ``Reading`` of the clauses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from retrieval.annotate.lexicon import PUNCTUATION, WordFlags
from retrieval.model import Span
from retrieval.text.languages.reported_speech import ReportedSpeech
from retrieval.text.paragraphs import paragraphs
from retrieval.text.quotes import Quotation, quotations
from retrieval.text.sentences import sentences

Range = tuple[int, int]
"""A half-open range of tokens."""
# Tokens behind the last one, so that a reader may look ahead without asking whether the text is over.
_SENTINELS = 4


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: as they are read, in lower case, and where they are."""

    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]


def tokens_of(text: str, pattern: re.Pattern[str]) -> Tokens:
    """What a pattern of tokens finds in a text."""
    spans = [found.span() for found in pattern.finditer(text)]
    words = [text[start:end] for start, end in spans]
    return Tokens(words, list(map(str.lower, words)), [start for start, _ in spans], [end for _, end in spans])


class Cut:
    """One article, cut once for every finder.

    Attributes:
        words: the tokens as they are read; ``lows`` in lower case, ``flags`` what they are.
        starts, ends: positions in the text.
        size: how many tokens there are; a few more stand behind them, so that a reader may look ahead.
        blocks: half-open token ranges of the paragraphs, ``sentences`` of the sentences; ``spans`` where those are.
        speech: the table of its language; ``lexicon`` what the words of it can be.
        quotes: the outermost quotations as half-open token ranges, marks included, in order.
        quote_of: for each token the number of its quotation, -1 outside.
    """

    __slots__ = (
        "blocks", "ends", "flags", "found", "lexicon", "lows", "quotations", "quote_of", "quotes", "sentences", "size",
        "spans", "speech", "starts", "text", "words",
    )  # fmt: skip

    speech: ReportedSpeech
    lexicon: WordFlags

    def __init__(self, text: str, tokens: Tokens, lexicon: WordFlags, speech: ReportedSpeech) -> None:
        self.text = text
        self.speech = speech
        self.lexicon = lexicon
        self.size = len(tokens.words)
        self.words = tokens.words + ["\n"] * _SENTINELS
        self.lows = tokens.lows + ["\n"] * _SENTINELS
        self.starts = tokens.starts + [len(text)] * _SENTINELS
        self.ends = tokens.ends + [len(text)] * _SENTINELS
        self.flags = list(map(lexicon.__getitem__, self.words))
        blocks = paragraphs(text)
        self.found = quotations(text, blocks)
        self.take_quotations(0)
        self.blocks = [self.tokens_of(span) for span in blocks]
        self.spans = sentences(text, self.found, blocks)
        self.sentences = [self.tokens_of(span) for span in self.spans]

    def take_quotations(self, level: int) -> None:
        """Take the quotations of a level (0: the outermost) for those of the article."""
        self.quotations: list[Quotation] = [quote for quote in self.found if quote.level == level]
        self.quotes = [self.tokens_of(quote.outer) for quote in self.quotations]
        self.quote_of = [-1] * len(self.words)
        for number, (first, last) in enumerate(self.quotes):
            self.quote_of[first:last] = [number] * (last - first)

    def tokens_of(self, span: Span) -> Range:
        """The half-open range of the tokens that begin inside a span."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def span(self, first: int, last: int) -> Span:
        """Where the tokens ``first`` to ``last`` (half-open) are in the text."""
        return Span(self.starts[first], self.ends[last - 1])

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens ``first`` to ``last`` (half-open)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def said_in(self, quote: int) -> str:
        """The words of a quotation without its marks."""
        return self.quotations[quote].inner.of(self.text)

    def trimmed(self, first: int, last: int) -> Range | None:
        """A range without the punctuation at its borders; marks of a quotation stay. None where nothing is left."""
        flags, quote_of = self.flags, self.quote_of
        while first < last and quote_of[first] < 0 and flags[first] & PUNCTUATION and self.lows[first] not in "([$#¿¡":
            first += 1
        # "the bridge (built in 1932)", "by 5 %", "is it safe?" keep their last sign.
        while last > first and quote_of[last - 1] < 0 and flags[last - 1] & PUNCTUATION:
            if self.lows[last - 1] in (")", "]", "%", "?"):
                break
            last -= 1
        return (first, last) if first < last else None
