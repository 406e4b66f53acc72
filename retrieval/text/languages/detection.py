"""Language detection: plain English is seen at a glance; a trained model tells the rest.

The model is py3langid's (97 languages, 4.6 MB, BSD): of the libraries with a model inside it was the one that is both
small and quick, 0.1 ms a text after half a second to load; lingua's models are ten times its size, langdetect is
slower and gives another answer from call to call on short texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from retrieval.text.languages.english import ENGLISH

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_READ_CHARS = 2000
_FEWEST_WORDS = 12
_PLAINLY_ENGLISH = 0.2


def detected_language(text: str) -> str | None:
    """The BCP 47 primary tag of the language of a text; None where it is too short to tell.

    >>> detected_language("The minister said on Friday that the talks would go on in the spring, and that he was glad.")
    'en'
    >>> detected_language("Министр заявил в пятницу, что переговоры будут продолжены весной и что он этому рад сам.")
    'ru'
    """
    sample = text[:_READ_CHARS]
    words = sample.lower().split()
    if len(words) < _FEWEST_WORDS:
        return None
    if _are_plainly_english(words):
        return "en"
    found, _ = _model().classify(sample)
    return str(found)


@lru_cache(maxsize=8)
def is_plainly_english(text: str) -> bool:
    """Whether the beginning of a text holds as many of English's small words as English does; several ask of one text.

    >>> is_plainly_english("He said that it was so."), is_plainly_english("Der Minister sagte am Freitag zu.")
    (True, False)
    """
    return _are_plainly_english(text[:_READ_CHARS].lower().split())


def _are_plainly_english(words: Sequence[str]) -> bool:
    return sum(word in ENGLISH.stop_words for word in words) >= _PLAINLY_ENGLISH * len(words)


@cache
def _model() -> LanguageIdentifier:
    """The model, read when the first text that is not plainly English comes."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
