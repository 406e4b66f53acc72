"""Translation (gettext): the language of the bot's own words; excerpts keep theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

SOURCE_LANGUAGE = "en"
LANGUAGES = {
    "en": "English",
    "ru": "Русский",
    "pt": "Português",
    "es": "Español",
    "de": "Deutsch",
    "fr": "Français",
    "uk": "Українська",
}
"""The languages of the interface, each by its own name."""
LOCALE = Path(__file__).parent / "locale"
DOMAIN = "verbatim"
_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE_LANGUAGE)


def _(message: str) -> str:
    """The message in the language spoken now; placeholders are filled in afterwards (``_("{n} left").format(n=2)``)."""
    return _catalogue(_spoken.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message in the form that goes with a count."""
    return _catalogue(_spoken.get()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802
    """Mark a constant for translation; `_` translates it where it is used."""
    return message


def spoken() -> str:
    """The code of the language spoken now."""
    return _spoken.get()


def known(code: str | None) -> str | None:
    """The language of the interface that a code names ("pt-br"), None where there is none.

    >>> known("pt-BR"), known("ja"), known("")
    ('pt', None, None)
    """
    primary = (code or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else None


def speak(language: str) -> None:
    """Speak a language from now on, in this task or context alone."""
    _spoken.set(language if language in LANGUAGES else SOURCE_LANGUAGE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language inside the block, in this thread or task alone."""
    token = _spoken.set(language if language in LANGUAGES else SOURCE_LANGUAGE)
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def _catalogue(language: str) -> NullTranslations:
    """The words of a language, read from its catalogue when they are first needed."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
