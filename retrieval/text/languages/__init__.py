"""Which languages does the program know, and which one is an article written in? One line a language."""

from __future__ import annotations

from retrieval.text.languages.english import ENGLISH
from retrieval.text.languages.french import FRENCH
from retrieval.text.languages.german import GERMAN
from retrieval.text.languages.language import Language
from retrieval.text.languages.portuguese import PORTUGUESE
from retrieval.text.languages.russian import RUSSIAN
from retrieval.text.languages.spanish import SPANISH
from retrieval.text.languages.ukrainian import UKRAINIAN

LANGUAGES: dict[str, Language] = {
    language.code: language for language in (ENGLISH, RUSSIAN, UKRAINIAN, SPANISH, PORTUGUESE, FRENCH, GERMAN)
}


def language_of(code: str | None) -> Language:
    """The language with this tag, English where it is unknown or not given.

    >>> language_of("en-GB").code, language_of(None).code, language_of("xx").code
    ('en', 'en', 'en')
    """
    primary = (code or "").replace("_", "-").split("-")[0].strip().lower()
    return LANGUAGES.get(primary, ENGLISH)


__all__ = ["LANGUAGES", "Language", "language_of"]
