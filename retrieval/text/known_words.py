"""Word lists of English: ordinary words and known names, read when they are first asked for.

The lists are those inside the package ``wordsegment``: a third of a million words and names of the web by frequency
(Norvig, "Natural Language Corpus Data", 2009), and a dictionary. Chosen over the lists of wordninja, symspellpy,
pyspellchecker and english-words because it knows the most names: a name that is in no list may be taken apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

# So few words end with a word by chance ("aforesaid", "Radziwill"); a first part that is frequent made a compound.
_FEW, _FREQUENT = 5, 60_000
_ORDINARY = 5_000
_WORD_AT_LINE_START = re.compile(r"^[a-z]+", re.MULTILINE)


def frequency_rank(word: str) -> int | None:
    """The word's place among the words of the web, 0 for the most frequent; None where it is not among them.

    >>> frequency_rank("the"), frequency_rank("peskovhe")
    (0, None)
    """
    return _ranks().get(word)


def is_dictionary_word(word: str) -> bool:
    """Whether a dictionary has the word; names are in none.

    >>> is_dictionary_word("struggle"), is_dictionary_word("goethe")
    (True, False)
    """
    return word in _dictionary()


def is_ordinary(word: str) -> bool:
    """Whether a word is a frequent one of the language, and so hardly a name.

    >>> is_ordinary("local"), is_ordinary("goethe")
    (True, False)
    """
    rank = frequency_rank(word)
    return rank is not None and rank < _ORDINARY and is_dictionary_word(word)


def is_listed(word: str) -> bool:
    """Whether any list has this word or name.

    >>> is_listed("goethe"), is_listed("reutersthat")
    (True, False)
    """
    return word in _ranks() or word in _dictionary()


@lru_cache(maxsize=1 << 14)
def ends_many_words(word: str) -> bool:
    """Whether words and names of their own end with it; those that only begin with a frequent word do not count.

    >>> [ends_many_words(word) for word in ("and", "her", "that", "announced")]
    [True, True, False, False]
    """
    listed, end, count = _lines(), f"{word}\n", 0
    at = listed.find(end)
    while at >= 0 and count <= _FEW:
        begins = listed.rfind("\n", 0, at) + 1
        rank = frequency_rank(listed[begins:at]) if begins < at else 0
        count += rank is None or rank >= _FREQUENT
        at = listed.find(end, at + 1)
    return count > _FEW


def _folder() -> Path:
    # The package is only located: its code reads the lists into structures that are not needed here.
    spec = find_spec("wordsegment")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


@cache
def _ranks() -> dict[str, int]:
    found = _WORD_AT_LINE_START.findall((_folder() / "unigrams.txt").read_text("ascii"))
    return dict(zip(found, range(len(found)), strict=True))


@cache
def _lines() -> str:
    return "\n".join(("", *_ranks(), ""))


@cache
def _dictionary() -> frozenset[str]:
    return frozenset((_folder() / "words.txt").read_text("ascii").split())
