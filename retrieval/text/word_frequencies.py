"""Word frequencies: how often a language's common words are written anywhere, by stem.

The lists are those inside the package ``wordfreq``, counted over books, news, subtitles and the web (Speer,
"rspeer/wordfreq", 2022; code Apache-2.0, lists CC BY-SA 4.0). Chosen because it has all languages of questions in one
measure; ``wordsegment`` counts English alone, and dictionaries do not count at all.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from retrieval.text.languages import Language, language_of
from retrieval.text.normal import fold_word
from retrieval.text.tokens import stems

# The lists are in steps of a hundredth of a power of ten, the most frequent words first. What is written less than five
# times in a million words is left out: it is rare enough to be what a question is about, and four in five words are so.
_STEPS, _RAREST = 100, 530


def word_share(stem: str, language: Language) -> float:
    """The part of all words written in a language that have this stem; 0 where each of them is rare.

    >>> from retrieval.text.languages import language_of
    >>> english = language_of("en")
    >>> word_share("close", english) > word_share("ticket", english) > word_share("peskov", english)
    True
    """
    return _shares(language.code).get(stem, 0.0)


@cache
def _shares(code: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    steps = _steps(code)
    read = [(fold_word(word), at) for at, listed in enumerate(steps) for word in listed if word.isalpha()]
    for (_word, at), stem in zip(read, stems([word for word, _ in read], language_of(code)), strict=True):
        found[stem] += 10.0 ** (-at / _STEPS)
    return dict(found)


def _steps(code: str) -> list[list[str]]:
    """The words of each step; none for a language without a list."""
    import msgpack

    # The package is only located: its code is for reading questions in forty languages, which is not needed here.
    spec = find_spec("wordfreq")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "data" / f"small_{code}.msgpack.gz"
    if not path.exists():
        return []
    _header, *steps = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)
    return cast("list[list[str]]", steps[:_RAREST])
