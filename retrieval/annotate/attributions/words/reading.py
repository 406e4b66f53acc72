"""Reading state of an article: its tokens with what they can be, its quotations, sentences and paragraphs."""

from __future__ import annotations

import re
from copy import copy
from functools import cache

from retrieval.annotate.attributions.words.word_classes import SMALL, Lexicon
from retrieval.annotate.cut import Cut, Tokens, tokens_of
from retrieval.annotate.lexicon import (
    AGENCY,
    BODY,
    CAPITAL,
    NOT_NAME,
    NUMBER,
    PUNCTUATION,
    ROLE,
    STOP,
    TIME,
    TITLE,
    UPPER,
)
from retrieval.annotate.name_runs import MARKS
from retrieval.text.languages.clause_speech import ClauseSpeech
from retrieval.text.languages.english.names import FEMALE, MALE

_INITIAL = 2
_NO_GIVEN_NAME = ROLE | BODY | TITLE | NOT_NAME | SMALL


class Reading(Cut):
    """One article, cut once for every reader of its clauses.

    Attributes:
        lows: with straight apostrophes.
        parts: the words without the apostrophe of those that are joined to the next ("d’").
    """

    __slots__ = ("_bare", "_inner", "_last_names", "_surnames", "parts", "table")

    lexicon: Lexicon

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        super().__init__(text, _read_tokens(text, lexicon.table), lexicon, lexicon.table)
        self.table = lexicon.table
        self._bare: Reading | None = None
        self._last_names: frozenset[str] | None = None
        self._inner: frozenset[str] | None = None
        self._surnames: frozenset[str] | None = None
        for at, flags in enumerate(self.flags):
            if flags & TIME and flags & CAPITAL:
                if self._is_given(at):
                    self.flags[at] = CAPITAL
                elif at > 1 and self.flags[at - 1] & STOP and self.flags[at - 2] & NUMBER:
                    self.flags[at - 1] = NUMBER  # am 12. Oktober
        self.parts = [word.rstrip("'’") or word for word in self.words] if self.table.elisions else self.words

    def _is_given(self, at: int) -> bool:
        """Whether a word that a calendar knows is somebody's given name here: "*Jan* Koppmann", "*Марта* Седова"."""
        follows, low, cases = self.flags[at + 1], self.lows[at], self.table.name_cases
        if not follows & CAPITAL or follows & (TIME | NUMBER | ROLE | BODY | SMALL) or not self.is_beside(at + 1):
            return False
        return low in FEMALE or low in MALE or (cases is not None and cases.is_given(low))

    @property
    def bare(self) -> Reading:
        """The same without its outer quotations, to read inside one; what is in marks there stays a quotation."""
        if self._bare is None:
            self._bare = copy(self)
            self._bare.take_quotations(1)
        return self._bare

    @property
    def last_names(self) -> frozenset[str]:
        """In lower case, what stands behind another word with a capital and can be a surname by that."""
        if self._last_names is None:
            flags, words = self.flags, self.words
            self._last_names = frozenset(
                self.lows[at]
                for at in range(1, self.size)
                if flags[at] & flags[at - 1] & CAPITAL
                and words[at - 1].istitle()
                and not flags[at - 1] & _NO_GIVEN_NAME
                and self.is_beside(at)
            )
        return self._last_names

    @property
    def inner(self) -> frozenset[str]:
        """The words that are written with a capital inside a sentence somewhere."""
        if self._inner is None:
            firsts = {first for first, _ in self.sentences}
            inside = (at for at in range(1, self.size) if self.flags[at] & CAPITAL and at not in firsts)
            self._inner = frozenset(self.words[at] for at in inside if not self.flags[at - 1] & PUNCTUATION)
        return self._inner

    @property
    def surnames(self) -> frozenset[str]:
        """The nouns for people that somebody of the article is called by ("Anna *Müller*", later "Müller")."""
        if self._surnames is None:
            flags, no_given = self.flags, ROLE | PUNCTUATION | NUMBER | UPPER | BODY | AGENCY
            self._surnames = frozenset(
                self.words[at]
                for at in range(1, self.size)
                if flags[at] & ROLE
                and flags[at] & CAPITAL
                and flags[at - 1] & CAPITAL
                and not flags[at - 1] & (no_given | SMALL)
                and not self.lows[at - 1].endswith("s")
            )
        return self._surnames

    def is_beside(self, at: int) -> bool:
        """Whether nothing but blanks is between a token and the one before it."""
        return at > 0 and "\n" not in self.text[self.ends[at - 1] : self.starts[at]]

    def name(self, first: int, last: int) -> tuple[str, ...]:
        """The words of a name, a particle with its apostrophe joined to the next ("d’Aubray")."""
        if self.parts is self.words:
            return tuple(self.words[first:last])
        words: list[str] = []
        for at in range(first, last):
            is_joined = at > first and self.words[at - 1] != self.parts[at - 1]
            words[-1:] = [words[-1] + self.words[at]] if is_joined else [*words[-1:], self.words[at]]
        return tuple(words)


def _read_tokens(text: str, table: ClauseSpeech) -> Tokens:
    tokens = tokens_of(text, _pattern_of(table))
    if "’" in text:
        tokens.lows = [low.replace("’", "'") if "’" in low else low for low in tokens.lows]
    if table.enclitics and "-" in text:
        _part_enclitics(tokens)
    return tokens


def _part_enclitics(tokens: Tokens) -> None:
    """ "-t-il" is read as *il*."""
    for at, word in enumerate(tokens.words):
        if word[0] == "-" and word[1:2].isalpha():
            bare = word.rpartition("-")[2]
            tokens.words[at], tokens.lows[at] = bare, bare.lower()
            tokens.starts[at] = tokens.ends[at] - len(bare)


@cache
def _pattern_of(table: ClauseSpeech) -> re.Pattern[str]:
    """The tokens of a language; elided words and pronouns behind a hyphen are words of their own."""
    elided = rf"|(?i:{'|'.join(sorted(table.elisions))})['’](?=\w|\s?[«“„\"])" if table.elisions else ""
    enclitics = "|".join(sorted(table.enclitics, key=len, reverse=True))
    joined = rf"|-(?i:(?:t-)?(?:{enclitics}))\b" if enclitics else ""
    stop = rf"(?!(?i:(?:t-)?(?:{enclitics}))\b)" if enclitics else ""
    # "Fraktions- und Parteichef": the hyphen of half a compound is no dash.
    half = r"(?:-(?=\s(?:und|oder|sowie)\s))?" if table.nouns_are_capitalised else ""
    dotted = "|".join(re.escape(title) for title in sorted(table.titles) if title[-1] == "." and len(title) > _INITIAL)
    address = rf"|(?i:{dotted})(?=\s)" if dotted else ""
    return re.compile(
        rf"[a-zß-öø-ÿа-яёіїєґ]++(?![\w.'’&‐‑\-{MARKS}])|"  # Most words, found without asking for the others.
        r"[А-ЯІа-яі]\.(?:[ \u00a0]?[а-яі]\.){1,2}+(?=[ \u00a0]?[а-яіїєґё]{2})|"  # и. о. главы, т. в. о. голови
        r"(?:[^\W\d_]\.){2,}+"
        r"|[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ]\.(?=\s?[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ])"
        r"|\d++(?:[.,:]\d++)*+%?+(?![-‐‑][^\W\d_])"  # "die 45-jährige Lund" is one word's age
        rf"{address}{elided}{joined}"
        rf"|\w[\w{MARKS}]*+(?:['’]\w[\w{MARKS}]*+|[-&‐‑]{stop}\w[\w{MARKS}]*+)*+{half}"
        r"|[@#]\w++|``|'''|''|’’|‘‘|\.\.\.|--+|\S"
    )
