"""Tokenizer: the words of a text and where they are, in one normal form for the index and for questions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING

from retrieval.text.languages.stemming import OWN_STEMMERS
from retrieval.text.normal import fold_word, plain_apostrophes

if TYPE_CHECKING:
    from retrieval.text.languages import Language

_CHUNK = re.compile(r"\S+")
# A text is cut at white space and each chunk is looked up: news repeats its words, so most are known already.
# Rare long chunks (addresses, base64) would only fill the memory.
_MAX_KNOWN, _MAX_CHUNK = 1 << 18, 40
_EDGES = '“”"()[],;:!?.…'

# Combining marks are no \w for Python, yet they sit inside words: Latin, Hebrew, Arabic, Indic and Thai ones,
# joiners and the soft hyphen.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d"
    "\u0b82\u0bbe-\u0bcd\u0c00-\u0c03\u0c3e-\u0c4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u102b-\u103e\u200c\u200d\u00ad"
)
# Scripts written without blanks: each sign is a word of its own.
_SIGNS = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
# Signs in a circle, in brackets or two in one: their normal forms would be words of their own, so they are in none.
_DRESSED_SIGNS = "\u3038-\u303a\u309f\u30ff\u3192-\u3195\u3220-\u3229\u3280-\u3289"
_LETTER = f"(?:[^\\W_{_SIGNS}{_DRESSED_SIGNS}]|[{_MARKS}])"
_INITIAL = f"[^\\W\\d_{_SIGNS}{_DRESSED_SIGNS}]"
_LETTERS = f"(?:[^\\W_{_SIGNS}{_DRESSED_SIGNS}]++|[{_MARKS}]++)++"
_WORD = re.compile(
    rf"""
      \d{{1,3}}(?:,\d{{3}}){{1,12}}+(?![\d,])(?:\.\d+)?   # 1,000 and 1,000.5
    | \d++(?:\.\d++)+(?!{_LETTER})                  # 3.5, 13.09.2023
    | (?<!\w){_INITIAL}(?:\.{_INITIAL})+(?!{_LETTER}) # U.S., a.m.
    | (?<!\w)[A-Za-z]{{1,3}}&[A-Za-z]{{1,3}}(?!\w)      # AT&T
    | (?<![\w-])[A-Za-z]{{1,2}}[-‐‑]\d{{1,3}}s?(?![\w-])        # F-16 is F16
    | (?<![\w'-])(?:[A-Za-z]{{1,2}}[-‐‑][a-z]|[A-Za-z][-‐‑][A-Z])[a-z]{{2,}}(?![\w'-])   # e-mail, co-operate, U-Bahn
    | [{_SIGNS}]
    | (?:(?<![\w'])(?:[ldLD])'(?=[aeiouyhAEIOUYH\u00c0-\u00ff]{_LETTER}{{2}}))?  # l'Ukraine, d'Artagnan
      (?P<base>{_LETTERS}(?:'(?![sS](?!\w)){_LETTERS})*+)(?:'[sS](?!\w))?   # don't, O'Brien, Kim of Kim's
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    Attributes:
        start: code points before it; a possessive 's is outside.
        end: half-open.
        word: its normal form.
    """

    start: int
    end: int
    word: str


def _read(chunk: str) -> tuple[tuple[int, int, str], ...]:
    """The words of a chunk without blanks, with positions in it."""
    plain = chunk.strip(_EDGES)
    # Most chunks are one word of plain letters, with no more than these marks beside it.
    if plain.isascii() and plain.isalpha() and len(plain) <= _MAX_CHUNK:
        start = chunk.index(plain)
        return ((start, start + len(plain), intern(fold_word(plain) if plain == "US" else plain.lower())),)
    return _read_any(chunk)


def _read_any(chunk: str) -> tuple[tuple[int, int, str], ...]:
    found = []
    plain = plain_apostrophes(chunk)
    for match in _WORD.finditer(plain):
        group = "base" if match["base"] is not None else 0
        start, end = match.span(group)
        if word := fold_word(plain[start:end]):
            # One object a word: later look-ups find it by identity and near at hand.
            found.append((start, end, intern(word)))
    return tuple(found)


class _Known(dict[str, tuple[tuple[int, int, str], ...]]):
    """Chunks read before, with the positions of their words."""

    def __missing__(self, chunk: str) -> tuple[tuple[int, int, str], ...]:
        found = _read(chunk)
        if len(chunk) <= _MAX_CHUNK:
            if len(self) >= _MAX_KNOWN:
                self.clear()
            self[chunk] = found
        return found


class _KnownWords(dict[str, tuple[str, ...]]):
    """Chunks read before, words only."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        words = tuple(word for _, _, word in _read(chunk))
        if len(chunk) <= _MAX_CHUNK:
            if len(self) >= _MAX_KNOWN:
                self.clear()
            self[chunk] = words
        return words


class _KnownStems(dict[str, str]):
    """Words stemmed before.

    Irregular forms keep stems of their own: "met" read as "meet" beforehand lost as many answers as it won.
    """

    def __init__(self, algorithm: str) -> None:
        import Stemmer

        super().__init__()
        self._stem = OWN_STEMMERS.get(algorithm) or Stemmer.Stemmer(algorithm, 0).stemWord

    def __missing__(self, word: str) -> str:
        stem = intern(self._stem(word))
        if len(self) >= _MAX_KNOWN:
            self.clear()
        self[word] = stem
        return stem


_known = _Known()
_known_words = _KnownWords()
_known_stems = cache(_KnownStems)


def iter_tokens(text: str) -> Iterator[Token]:
    """The words of ``text`` one by one; see `tokenize`."""
    for chunk in _CHUNK.finditer(text):
        offset = chunk.start()
        for start, end, word in _known[chunk[0]]:
            yield Token(offset + start, offset + end, word)


def word_places(text: str, wanted: Container[str]) -> Iterator[tuple[int, int]]:
    """Where a text has one of some normal forms, half-open: of `tokenize` no more than what is looked for.

    >>> list(word_places("Kim's ship, the ships", {"ship"}))
    [(6, 10)]
    """
    for chunk in _CHUNK.finditer(text):
        for start, end, word in _known[chunk[0]]:
            if word in wanted:
                yield chunk.start() + start, chunk.start() + end


def tokenize(text: str) -> tuple[Token, ...]:
    """Find the words of ``text`` with their positions, in order.

    Hyphens part words, but for one or two letters before them (F-16, e-mail); accents and capitals do not count, a
    number stays one word.

    >>> [t.word for t in tokenize("Zelenský’s U.S. trip cost $1,000.")]
    ['zelensky', 'usa', 'trip', 'cost', '1000']
    >>> tokenize("“Kim’s”")
    (Token(start=1, end=4, word='kim'),)
    """
    return tuple(iter_tokens(text))


def words(text: str) -> list[str]:
    """The normal forms of the words of ``text`` in order: `tokenize` without positions, several times faster.

    >>> words("Vice-President Harris, 3.5%")
    ['vice', 'president', 'harris', '3.5']
    """
    return list(chain.from_iterable(map(_known_words.__getitem__, text.split())))


def stems(words: Iterable[str], language: Language) -> list[str]:
    """Cut normal forms down to what the index compares (Snowball, or the language's own), in the order given.

    >>> from retrieval.text.languages import language_of
    >>> stems(["discussed", "weapons"], language_of("en"))
    ['discuss', 'weapon']
    """
    return list(map(_known_stems(language.stemmer).__getitem__, words))


def topic_words(question: Sequence[str], language: Language) -> list[str]:
    """The words of a question that say what it is about: all but its stop words.

    >>> from retrieval.text.languages import language_of
    >>> topic_words(words("What did he say about the weapons?"), language_of("en"))
    ['say', 'weapons']
    """
    return [word for word in question if word not in language.stop_words]
