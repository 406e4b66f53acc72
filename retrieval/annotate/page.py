"""Page: an article as the finders see it, with tokens, flags, sentences and quotations by token number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from retrieval.annotate.lexicon import CUE, LINK, POSSESSIVE, SPEAK, VERBISH, constructions_of, flags_of
from retrieval.annotate.name_runs import MARKS
from retrieval.annotate.unlisted import unlisted_cues
from retrieval.model import Span
from retrieval.text.languages.speech import Speech
from retrieval.text.paragraphs import paragraphs
from retrieval.text.quotes import Quotation, quotations
from retrieval.text.sentences import sentences

_TOKEN = re.compile(
    rf"[a-z]++(?![\w.'’&‐‑\-{MARKS}])|"  # Most words, found without asking for the others.
    r"(?:[^\W\d_]\.){2,}+"  # U.S.
    r"|(?:M(?:rs?|s|essrs)|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|St|[JS]r|Prof|Rev|Del|Amb|Atty|Supt|Cmdr|Brig|Hon|Pres|Fr|Insp|Det|Sgt|Capt|Adm|Maj|Jan|Feb|Mar|Apr|Aug|Sept?"
    r"|Oct|Nov|Dec)\."
    r"|[A-Z]\.(?=\s?[A-Z])"  # J. Smith
    r"|\w[\w-]*+\.(?:com|org|net|gov|edu|io)\b"  # Example.com
    r"|\d++(?:[.,:]\d++)*+(?:st|nd|rd|th|s)?%?"
    rf"|\w[\w{MARKS}]*+(?:['’](?!s\b|S\b)\w[\w{MARKS}]*+|[-&‐‑]\w[\w{MARKS}]*+)*+"
    r"|['’][sS]\b|``|'''|''|’’|‘‘|\.\.\.|--+|\S"
)


# Tokens behind the last one, so that a reader may look ahead without asking whether the text is over.
_SENTINELS = 4


class Page:
    """One article, cut once for every finder.

    Attributes:
        words: the tokens as they are read; ``lows`` in lower case, ``flags`` what they are.
        starts, ends: positions in the text.
        sentences: half-open token ranges; ``cut`` their places in the text.
        blocks: half-open token ranges of the paragraphs.
        quotes: the outermost quotations as half-open token ranges, marks included, in order.
        constructions: what each form of a verb allows, as bits of lexicon.py.
        unlisted: tokens that may be cues by their place alone.
        cue_spots, link_spots: tokens that may be cues, or end a phrase like "according to".
        quote_of: for each token the number of its quotation, -1 outside.
        known: what readers have worked out before and would work out again and again, at each level of "X in Y in Z".
    """

    __slots__ = (
        "blocks", "constructions", "cue_spots", "cut", "ends", "flags", "known", "link_spots", "lows", "quotations",
        "quote_of", "quotes", "sentences", "speech", "starts", "text", "unlisted", "words",
    )  # fmt: skip

    def __init__(self, text: str, speech: Speech) -> None:
        self.text = text
        self.speech = speech
        self.known: dict[tuple[str, int, int], Any] = {}
        self.words, self.starts, self.ends = _cut(text)
        self.lows = list(map(str.lower, self.words))
        flags = flags_of(speech)
        self.flags = list(map(flags.__getitem__, self.words))
        self.constructions = constructions_of(speech)
        self.link_spots = [at for at, value in enumerate(self.flags) if value & LINK]
        block_spans = paragraphs(text)
        found = quotations(text, block_spans)
        self.quotations: list[Quotation] = [q for q in found if q.level == 0]
        self.quotes = [self.tokens_of(q.outer) for q in self.quotations]
        self.quote_of = [-1] * len(self.words)
        for number, (first, last) in enumerate(self.quotes):
            self.quote_of[first:last] = [number] * (last - first)
        self._mark_plural_owners()
        verbs = [at for at, value in enumerate(self.flags) if value & (CUE | VERBISH)]
        spots = [at for at in verbs if self.flags[at] & CUE]
        verbs = [at for at in verbs if self.lows[at + 1] == "that" and self.lows[at] not in speech.unspoken]
        self.unlisted = frozenset(unlisted_cues(text, verbs, self.lows, self.flags, self.quotations, self.quotes))
        self.cue_spots = sorted([*spots, *self.unlisted]) if self.unlisted else spots
        self.blocks = [self.tokens_of(span) for span in block_spans]
        self.cut = sentences(text, found, block_spans)
        self.sentences = [self.tokens_of(span) for span in self.cut]

    def _mark_plural_owners(self) -> None:
        """The apostrophe of "the farmers’ union" is no punctuation, as that of "the farmer’s" is none."""
        if "s’" not in self.text and "s'" not in self.text:
            return
        for at, low in enumerate(self.lows):
            if low in ("’", "'") and at and self.quote_of[at] < 0 and self.lows[at - 1].endswith("s"):
                is_joined = self.ends[at - 1] == self.starts[at] and self.ends[at] < self.starts[at + 1]
                if is_joined and self.words[at + 1][0].isalnum():
                    self.flags[at] = POSSESSIVE

    def kinds(self, at: int) -> int:
        """The constructions of a token in all its forms, as bits; an unlisted verb may speak beside marks."""
        known = self.constructions.get(self.lows[at], 0)
        return known or (SPEAK if at in self.unlisted else 0)

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """The half-open range of the tokens that begin inside a span."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def span(self, first: int, last: int) -> Span:
        """Where the tokens ``first`` to ``last`` (half-open) are in the text."""
        return Span(self.starts[first], self.ends[last - 1])

    def between(self, spots: Sequence[int], first: int, last: int) -> Sequence[int]:
        """Those of some ordered tokens that are in a range."""
        return spots[bisect_left(spots, first) : bisect_left(spots, last)]

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens ``first`` to ``last`` (half-open)."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def _cut(text: str) -> tuple[list[str], list[int], list[int]]:
    spans = [found.span() for found in _TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans] + ["\n"] * _SENTINELS
    starts = [start for start, _ in spans] + [len(text)] * _SENTINELS
    ends = [end for _, end in spans] + [len(text)] * _SENTINELS
    return words, starts, ends
