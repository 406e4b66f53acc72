"""Dehyphenation: whether a hyphen at a line's end is the word's own, told from the rest of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SOFT = "\xad"
_PARTED = re.compile(r"(?P<left>[^\W_]+(?:-[^\W_]+)*)[-‐\xad]$")
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")


class Hyphens:
    """The words of a document, whole and hyphenated, as they are inside its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        # What a line begins and ends with may be half a word, and proves nothing.
        self._inside = {word.casefold().replace("‐", "-") for line in lines for word in _WORD.findall(line)[1:-1]}

    def joined(self, lines: Sequence[str]) -> str:
        """The lines of a paragraph as one.

        >>> Hyphens([]).joined(["The neigh-", "bour met Jean-", "Pierre in COVID-", "19 times."])
        'The neighbour met Jean-Pierre in COVID-19 times.'
        """
        text = ""
        for line in lines:
            text = self._followed_by(text, line) if text else line
        return text.replace(_SOFT, "")

    def _followed_by(self, text: str, line: str) -> str:
        parted, first = _PARTED.search(text[-100:]), _FIRST.match(line)
        if not parted or not first:
            return f"{text} {line}"
        is_parted = text.endswith(_SOFT) or self._is_parted(parted["left"], first[0])
        return text[:-1] + line if is_parted else text + line

    def _is_parted(self, left: str, right: str) -> bool:
        last = left.rpartition("-")[2]
        if not right[0].islower() or not last.isalpha() or len(last) < 2 or last.isupper():
            return False
        whole, own = (last + right).casefold(), f"{left}-{right}".casefold()
        return whole in self._inside or own not in self._inside
