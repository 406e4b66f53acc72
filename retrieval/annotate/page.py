"""What does an article look like to its readers here? Tokens with flags, sentences and quotations, all by token number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from retrieval.model import Span
from retrieval.text.languages.speech import Speech
from retrieval.text.paragraphs import paragraphs
from retrieval.text.quotes import Quotation, quotations
from retrieval.text.sentences import sentences

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:M(?:rs?|s|essrs)|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|St|[JS]r|Prof|Rev|Sgt|Capt|Adm|Maj|Jan|Feb|Mar|Apr|Aug|Sept?"
    r"|Oct|Nov|Dec)\."
    r"|[A-Z]\.(?=\s?[A-Z])"  # J. Smith
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?%?"
    r"|\w+(?:['’](?!s\b|S\b)\w+|[-&‐‑]\w+)*"
    r"|['’][sS]\b|``|''|’’|‘‘|\.\.\.|--+|\S"
)

# What a token is. A token may be several of these.
CAPITAL = 1 << 0
PUNCTUATION = 1 << 1
COMMA = 1 << 2
DETERMINER = 1 << 3
PREPOSITION = 1 << 4
CONJUNCTION = 1 << 5
SUBORDINATOR = 1 << 6
AUXILIARY = 1 << 7
ADVERB = 1 << 8
NEGATION = 1 << 9
PRONOUN = 1 << 10
TIME = 1 << 11
ROLE = 1 << 12
GROUP = 1 << 13
CUE = 1 << 14
POSSESSIVE = 1 << 15
THAT = 1 << 16
NUMBER = 1 << 17
TITLE = 1 << 18
MARK = 1 << 19
NOT_NAME = 1 << 20
BODY = 1 << 21
PLACE = 1 << 22
SOURCE = 1 << 23
GIVEN = 1 << 24
RELATIVE = 1 << 25
VERBISH = 1 << 26
DASH = 1 << 27
UPPER = 1 << 28
NATION = 1 << 29

STOP = PUNCTUATION | CONJUNCTION | SUBORDINATOR | MARK


class Flags(dict[str, int]):
    """Flags of a word, worked out once for every word of a language."""

    def __init__(self, speech: Speech, titles: frozenset[str]) -> None:
        super().__init__()
        groups = (
            speech.say,
            speech.state,
            speech.tell,
            speech.judge,
            speech.call,
            speech.vow,
            speech.urge,
            speech.speak,
        )
        cues = frozenset(form for verbs in groups for form in verbs.finite | verbs.base | verbs.participle)
        cues |= {phrase[-1] for phrase in speech.according}
        self._tables: tuple[tuple[frozenset[str], int], ...] = (
            (speech.determiners, DETERMINER),
            (speech.prepositions, PREPOSITION),
            (speech.conjunctions, CONJUNCTION),
            (speech.subordinators, SUBORDINATOR),
            (speech.auxiliaries, AUXILIARY),
            (speech.adverbs, ADVERB),
            (speech.negations, NEGATION),
            (speech.he | speech.she | speech.they | speech.first_and_second, PRONOUN),
            (speech.times, TIME),
            (speech.roles, ROLE),
            (speech.groups, GROUP),
            (cues, CUE),
            (speech.that, THAT),
            (titles, TITLE),
            (speech.not_names, NOT_NAME),
            (speech.bodies, BODY),
            (speech.places, PLACE),
            (speech.sources, SOURCE),
            (speech.male_names | speech.female_names, GIVEN),
            (speech.relatives, RELATIVE),
            (speech.nations, NATION),
        )
        self._role_endings = speech.role_endings

    def __missing__(self, word: str) -> int:
        if len(self) > 1 << 18:
            self.clear()
        value = self[word] = self._read(word)
        return value

    def _read(self, word: str) -> int:
        first = word[0]
        if not (first.isalnum() or (first in "'’" and len(word) > 1)):
            return self._read_sign(word)
        low = word.lower()
        value = 0
        for table, flag in self._tables:
            if low in table:
                value |= flag
        if first.isdigit():
            value |= NUMBER
        if low in ("'s", "’s"):
            return value | POSSESSIVE
        if first.isupper():
            value |= CAPITAL
            if len(word) > 1 and word.isupper():
                value |= UPPER
        elif low.endswith("ly") and len(low) > 4 and low not in ("family", "reply", "rally", "ally", "daily", "weekly"):
            value |= ADVERB
        elif low.endswith("s") and low[:-1] in self._tables[9][0]:
            value |= GROUP
        if low.endswith(self._role_endings) and len(low) > 4:
            value |= ROLE
        if low.endswith(("n’t", "n't")):
            value |= NEGATION | AUXILIARY
        if low.endswith("ed") and len(low) > 4 and not value & CAPITAL:
            value |= VERBISH
        return value

    @staticmethod
    def _read_sign(word: str) -> int:
        value = PUNCTUATION
        if word == ",":
            value |= COMMA
        elif word in "\"“”„‟«»‘’'‚``''’’‘‘":
            value |= MARK
        elif word[0] in "—–-―":
            value |= DASH
        elif word[0] == "@":
            value = 0
        return value


class Page:
    """One article, cut once for every finder.

    Attributes:
        words: the tokens as written; ``lows`` in lower case, ``flags`` what they are.
        starts, ends: positions in the text.
        sentences: half-open token ranges.
        blocks: half-open token ranges of the paragraphs.
        quotes: the outermost quotations as half-open token ranges, marks included, in order.
        quote_of: for each token the number of its quotation, -1 outside.
    """

    __slots__ = (
        "blocks", "ends", "flags", "lows", "quotations", "quote_of", "quotes", "sentence_of_block", "sentences",
        "speech", "starts", "text", "words",
    )  # fmt: skip

    def __init__(self, text: str, speech: Speech, splits: Sequence[int] = ()) -> None:
        self.text = text
        self.speech = speech
        self.words, self.starts, self.ends = _cut(text, splits)
        self.lows = [word.lower() for word in self.words]
        flags = flags_of(speech)
        self.flags = [flags[word] for word in self.words]
        block_spans = paragraphs(text)
        found = quotations(text, block_spans)
        self.quotations: list[Quotation] = [q for q in found if q.level == 0]
        self.quotes = [self.tokens_of(q.outer) for q in self.quotations]
        self.quote_of = [-1] * len(self.words)
        for number, (first, last) in enumerate(self.quotes):
            self.quote_of[first:last] = [number] * (last - first)
        self.blocks = [self.tokens_of(span) for span in block_spans]
        self.sentences = [self.tokens_of(span) for span in sentences(text, self.quotations, block_spans)]

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """The half-open range of the tokens that begin inside a span."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def span(self, first: int, last: int) -> Span:
        """Where the tokens ``first`` to ``last`` (half-open) stand in the text."""
        return Span(self.starts[first], self.ends[last - 1])

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens ``first`` to ``last`` (half-open)."""
        return self.text[self.starts[first] : self.ends[last - 1]]


@lru_cache(maxsize=16)
def _flags(key: int, speech: Speech) -> Flags:
    from retrieval.annotate.people.names import TITLES

    return Flags(speech, TITLES | {title + "." for title in TITLES})


def flags_of(speech: Speech) -> Flags:
    """The flags of a language's words, shared by every page."""
    return _flags(id(speech), speech)


def _cut(text: str, splits: Sequence[int]) -> tuple[list[str], list[int], list[int]]:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text):
        words.append(found[0])
        starts.append(found.start())
        ends.append(found.end())
    for split in reversed(splits):
        at = bisect_left(starts, split) - 1
        if at >= 0 and starts[at] < split < ends[at]:
            start, end = starts[at], ends[at]
            words[at : at + 1] = [text[start:split], text[split:end]]
            starts[at : at + 1] = [start, split]
            ends[at : at + 1] = [split, end]
    return words, starts, ends
