"""Words of a question as they are typed: contractions parted, possessives and quotations seen, misspelt ones read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.answers.questions.lexicons import LEXICONS, Lexicon
from retrieval.answers.terms.slips import is_slip
from retrieval.text.known_words import is_dictionary_word
from retrieval.text.languages import language_of
from retrieval.text.tokens import stems, tokenize
from retrieval.text.word_frequencies import word_share

_MARKS = (
    {ord(c): '"' for c in "“”„‟«»″"} | {ord(c): "'" for c in "‘’‚‛′`"} | {ord(c): " " for c in "\t\n\r\u00a0\u202f"}
)
# Two letters turned round in a short word, any slip in a longer one.
_MIN_LED, _MIN_MISSPELT, _MIN_SLIPPED, _MAX_NEAR = 3, 4, 7, 20
_MEANT_KEPT = 20_000
_POSSESSIVE = re.compile(r"'[sS](?!\w)|(?<=[sS])'(?!\w)")
_QUOTED = re.compile(r"\"([^\"]+)\"?")


def plain_marks(text: str) -> str:
    """Straight quotation marks and apostrophes for every other kind; positions stay as they were."""
    return text.translate(_MARKS)


def unquoted(text: str) -> tuple[str, bool]:
    """The words inside quotation marks where there are any, and whether there were.

    >>> unquoted('that "deep roots" thing')
    ('deep roots', True)
    """
    text = text.strip()
    found = _QUOTED.search(text) or re.fullmatch(r"'(.+)'", text)
    return (found[1].strip(), True) if found else (text, False)


class KnownNames(Protocol):
    """What the archive knows of the words of a question."""

    def name_length(self, written: tuple[str, ...]) -> int:
        """How many of the first words are together the name of somebody of the archive; 0 for none."""

    def is_word(self, word: str) -> bool:
        """Whether an article holds this normal form."""


class NothingKnown:
    """An archive that holds nothing: only how a question is put decides."""

    def name_length(self, written: tuple[str, ...]) -> int:  # noqa: ARG002
        """Nobody."""
        return 0

    def is_word(self, word: str) -> bool:  # noqa: ARG002
        """None."""
        return False


NOTHING_KNOWN = NothingKnown()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question.

    Attributes:
        start: in the question's text; ``end`` is half-open, a possessive 's outside.
        word: its normal form; of a contraction or a misspelt asking word, the one meant.
        written: as it is in the text.
        before: the signs between the word before and this one.
        shown: as it is written, or as it is meant where that is another word.
    """

    start: int
    end: int
    word: str
    stem: str
    written: str
    before: str
    shown: str
    is_possessive: bool = False

    @property
    def is_capital(self) -> bool:
        """Whether it is written like a name."""
        return self.written[:1].isupper()


def read_words(text: str, lexicon: Lexicon, known: KnownNames) -> tuple[Word, ...]:
    """The words of a question with plain marks."""
    found: list[Word] = []
    at = 0
    language = language_of(lexicon.code)
    for token in tokenize(text):
        written = text[token.start : token.end]
        is_possessive = _POSSESSIVE.match(text, token.end) is not None
        short = () if _is_initials(written, text) else lexicon.contracted.get(token.word, ())
        is_led = not found or _asks(found[-1].word, lexicon)
        meant = short or (_spelt(token.word, lexicon, known, is_led=is_led),)
        end = token.end
        if is_possessive and len(meant) == 1 and _asks(meant[0], lexicon):
            meant, is_possessive, end = (meant[0], "is"), False, token.end + 2
        before, is_itself = text[at : token.start], meant == (token.word,)
        for word, stem in zip(meant, stems(meant, language), strict=True):
            shown = written if is_itself else word
            found.append(Word(token.start, token.end, word, stem, written, before, shown, is_possessive))
            before = " "
        at = end
    return tuple(_own(found, lexicon, known) if lexicon.owns_with_s else found)


def _is_initials(written: str, text: str) -> bool:
    """Whether a word is written in capitals among others that are not ("was will der *IS*")."""
    return len(written) > 1 and written.isupper() and not text.isupper()


def _own(found: list[Word], lexicon: Lexicon, known: KnownNames) -> Iterator[Word]:
    """The words, a possessive without its apostrophe seen where only the name without the s is one of the archive's.

    A small word of the language is none: "what *does* Reed want", where a Jane Doe is known; nor is a word by which it
    asks: "*quotes* about the ferry", where an Ada Quote is.
    """
    for at, word in enumerate(found):
        bare = word.written[:-1]
        is_small = word.word in language_of(lexicon.code).stop_words or word.word in lexicon.phrases
        may_own = not word.is_possessive and not is_small
        is_bare = word.written[-1:] == "s" and len(bare) > 2 and may_own and at + 1 < len(found)
        if is_bare and not known.name_length((word.written,)) and _ends_name(found, at, bare, known):
            yield replace(word, end=word.end - 1, written=bare, word=word.word[:-1], shown=bare, is_possessive=True)
        else:
            yield word


def _ends_name(found: list[Word], at: int, bare: str, known: KnownNames) -> bool:
    """Whether the word without its s ends a name of the archive, alone or with the words before it."""
    for first in range(max(0, at - 2), at + 1):
        name = (*(w.written for w in found[first:at]), bare)
        if known.name_length(name) == len(name):
            return True
    return False


def _asks(word: str, lexicon: Lexicon) -> bool:
    return any(entry.role == "ask" and len(phrase) == 1 for phrase, entry in lexicon.phrases.get(word, ()))


def _spelt(word: str, lexicon: Lexicon, known: KnownNames, *, is_led: bool) -> str:
    """The asking word that a word, which no article holds, is one slip of the hand away from; else the word.

    Args:
        is_led: it begins the question or comes right behind an asking word, where hardly a name does.
    """
    if len(word) < _MIN_LED or not word.isalpha():
        return word
    meant = _meant(word, lexicon.code, is_led=is_led)
    return word if meant == word or known.is_word(word) or known.name_length((word,)) else meant


@lru_cache(maxsize=_MEANT_KEPT)
def _meant(word: str, code: str, *, is_led: bool) -> str:
    """The asking word of a language that a word is one slip away from, whatever an archive holds; else the word."""
    lexicon = LEXICONS[code]
    if _is_known(word, lexicon):
        return word
    if is_led and not _is_common(word, lexicon):
        first = next((meant for meant in lexicon.first_words if is_slip(word, meant)), "")
        if first:
            return first
    if len(word) < _MIN_MISSPELT:
        return word
    near = process.extract(word, lexicon.asking_words, scorer=OSA.distance, score_cutoff=1, limit=_MAX_NEAR)
    turned = (str(found) for found, _, _ in near if found[0] == word[0] and sorted(found) == sorted(word))
    slipped = (str(found) for found, _, _ in near if found[0] == word[0] and len(word) >= _MIN_SLIPPED)
    return next(turned, None) or next(slipped, word)


def _is_common(word: str, lexicon: Lexicon) -> bool:
    """Whether anybody writes a word, though no article here holds it."""
    if lexicon.code == "en":
        return is_dictionary_word(word)
    language = language_of(lexicon.code)
    return word_share(stems([word], language)[0], language) > 0


def _is_known(word: str, lexicon: Lexicon) -> bool:
    language = language_of(lexicon.code)
    return word in language.stop_words or word in lexicon.phrases or stems([word], language)[0] in lexicon.stems
