"""Character normalisation: invisible ones left out, letters composed, runs of blanks read as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from retrieval.text.view.edits import Edit

# Soft hyphen, zero-width blanks and joiners of words, marks of direction, byte order mark. The joiners U+200C and
# U+200D belong to words in Arabic and Indic scripts; between letters of scripts that do not join they are stray.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_LEFT_OUT = re.compile(rf"[{_INVISIBLE}]+|(?<=[\u0020-\u058f])[\u200c\u200d]+(?=[\u0020-\u058f])")
_COMBINING = r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u065f\u3099\u309a"
_DECOMPOSED = re.compile(rf"[^\W\d_][{_COMBINING}]+")
_WIDE_BLANKS = r"\u00a0\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = re.compile(rf"[ \t{_WIDE_BLANKS}]{{2,}}")
_UNUSUAL = re.compile(rf"[{_INVISIBLE}\u200c\u200d{_COMBINING}{_WIDE_BLANKS}]")


@lru_cache(maxsize=4)
def has_unusual_signs(text: str) -> bool:
    """Whether there is any sign that this module reads otherwise, blanks and tabs apart; texts are looked at once."""
    return not text.isascii() and _UNUSUAL.search(text) is not None


def leave_out_invisible(text: str) -> Iterator[Edit]:
    r"""Signs that nobody sees.

    >>> list(leave_out_invisible("Kramp-Karren\u00adbauer"))
    [Edit(start=12, end=13, replacement='')]
    """
    if has_unusual_signs(text):
        for found in _LEFT_OUT.finditer(text):
            yield Edit(found.start(), found.end(), "")


def compose_letters(text: str) -> Iterator[Edit]:
    """Letters with marks of their own as one sign, where Unicode has it (NFC)."""
    if has_unusual_signs(text):
        for found in _DECOMPOSED.finditer(text):
            composed = unicodedata.normalize("NFC", found[0])
            if composed != found[0]:
                yield Edit(found.start(), found.end(), composed)


def join_blanks(text: str) -> Iterator[Edit]:
    """Several blanks in a line as one.

    >>> list(join_blanks("he  said"))
    [Edit(start=2, end=4, replacement=' ')]
    """
    if "  " in text or "\t" in text or has_unusual_signs(text):
        for found in _BLANKS.finditer(text):
            yield Edit(found.start(), found.end(), " ")
