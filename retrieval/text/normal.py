"""Normal forms for matching: when two strings say the same. Nothing here is ever shown."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from retrieval.model import Span

_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u0060\u00b4\uff07"
_TO_APOSTROPHE = dict.fromkeys(map(ord, _APOSTROPHES), "'")
# Letters that Unicode does not take apart, as people type them who lack the key.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# ё is an е that most people type without its dots; й, ї and ў are letters of their own.
_ACCENT = re.compile(r"(?<=[a-zα-ω])[\u0300-\u036f]+|(?<=е)\u0308")
_NO_WORD = re.compile(rf"[-‐‑',\s\u2044\u00ad\u200c\u200d\u2060\ufeff{_APOSTROPHES}]+")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_LONGEST_WORD = 400


def plain_apostrophes(text: str) -> str:
    """Write every apostrophe and single quotation mark as ``'``; positions stay."""
    return text if text.isascii() else text.translate(_TO_APOSTROPHE)


def fold(text: str) -> str:
    """Take case, width, ligatures and accents off Latin and Greek letters and ё; other scripts keep their marks.

    >>> fold("Zelenský ﬁnds ＷＥＡＰＯＮＳ in Łódź"), fold("Ǣ")
    ('zelensky finds weapons in lodz', 'ae')
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", _ACCENT.sub("", apart.translate(_PLAIN_LETTERS)))


def fold_word(word: str) -> str:
    """The normal form of one word.

    >>> [fold_word(w) for w in ("O’Brien", "U.S", "US", "us", "p.m", "1,000", "don't")]
    ['obrien', 'usa', 'usa', 'us', 'pm', '1000', 'dont']
    """
    # "us" is a pronoun and a stop word; the country must not vanish with it.
    if word in ("US", "U.S"):
        return "usa"
    # No word is longer; what is (an address, base64, a page of marks) is known by how it begins.
    folded = _NO_WORD.sub("", fold(word[:_LONGEST_WORD]))
    return folded.replace(".", "") if _DOTTED.fullmatch(folded) else folded


def normal_set(*lines: str) -> frozenset[str]:
    """The normal forms of the words of lines that hold one word after another.

    >>> sorted(normal_set("Qué quién"))
    ['que', 'quien']
    """
    return frozenset(fold_word(word) for line in lines for word in line.split())


class _OneToOne(dict[int, str]):
    """Each sign under the folded form that is one sign too, so that positions stay."""

    def __missing__(self, sign: int) -> str:
        folded = fold(chr(sign))
        plain = self[sign] = folded if len(folded) == 1 else chr(sign)
        return plain


_ONE_TO_ONE = _OneToOne({ord(sign): "'" for sign in _APOSTROPHES})
_BETWEEN = re.compile(r"[\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_FEW_SIGNS = 12
_LETTERS_OF_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=64)
def _pattern_of(fragment: str) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
    """What finds a fragment, and its words, the longest first: a text that lacks one of them need not be searched."""
    words = [word for word in _BETWEEN.split(_folded_in_place(fragment)) if word]
    if not words:
        return None
    pattern = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])")
    return pattern, tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def _folded_in_place(text: str) -> str:
    """Folded sign for sign, so that positions stay; marks may become blanks, which part words alike."""
    for sign in sorted(set(_FOREIGN.findall(text)))[:_FEW_SIGNS]:
        plain = _ONE_TO_ONE[ord(sign)]
        text = text.replace(sign, plain if plain.isalnum() else " ")
    # In English there are hardly any but the marks: a few passes over the text cost less than one look at each sign.
    return text.lower() if text.isascii() else text.translate(_ONE_TO_ONE)


def find_fragment(text: str, fragment: str) -> tuple[Span, ...]:
    """Find every place where a text holds the words of a fragment one after another, in order and apart.

    Case, accents, blanks and marks do not count. A fragment without a word is nowhere.

    >>> [s.of("It “has\\ndeep—roots”.") for s in find_fragment("It “has\\ndeep—roots”.", "Deep roots!")]
    ['deep—roots']
    """
    wanted = _pattern_of(fragment)
    if wanted is None:
        return ()
    pattern, words = wanted
    folded = _folded_in_place(text)
    if not all(word in folded for word in words):
        return ()
    return tuple(Span(*match.span()) for match in pattern.finditer(folded))


@lru_cache(maxsize=1 << 16)
def _wanted(fragment: str) -> tuple[str, int]:
    """A fragment's words between single blanks, and how many they are."""
    words = [word for word in _BETWEEN.split(_folded_in_place(fragment)) if word]
    return f" {' '.join(words)} ", len(words)


class Fragments:
    """One text in which many fragments are looked for; finds what `find_fragment` finds.

    >>> [s.of("Deep roots, deep roots.") for s in Fragments("Deep roots, deep roots.").find("deep roots")]
    ['Deep roots', 'deep roots']
    """

    def __init__(self, text: str) -> None:
        folded = _folded_in_place(text)
        self._places = [match.span() for match in _LETTERS_OF_WORDS.finditer(folded)]
        words = [folded[start:end] for start, end in self._places]
        self._text = f" {' '.join(words)} "
        self._starts: list[int] = []
        at = 0
        for word in words:
            self._starts.append(at)
            at += len(word) + 1

    def find(self, fragment: str) -> tuple[Span, ...]:
        """Every place of a fragment, in order and apart."""
        wanted, count = _wanted(fragment)
        found, at = [], 0
        while count and (at := self._text.find(wanted, at)) >= 0:
            first = bisect_right(self._starts, at) - 1
            found.append(Span(self._places[first][0], self._places[first + count - 1][1]))
            at += len(wanted) - 1
        return tuple(found)
