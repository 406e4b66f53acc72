"""In which language does the bot speak now? The words of its own; excerpts keep theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

_spoken: ContextVar[NullTranslations | None] = ContextVar("spoken", default=None)
_SOURCE = NullTranslations()


def _(message: str) -> str:
    """The message in the language spoken now; placeholders are filled in afterwards (``_("{n} left").format(n=2)``)."""
    return (_spoken.get() or _SOURCE).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message in the form that goes with a count."""
    return (_spoken.get() or _SOURCE).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802
    """Mark a constant for translation; `_` translates it where it is used."""
    return message


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """Speak in a catalogue's language inside the block, in this thread or task alone."""
    token = _spoken.set(catalogue)
    try:
        yield
    finally:
        _spoken.reset(token)
