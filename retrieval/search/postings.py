"""Which units hold a string? Strings with their postings, read where they lie in a file."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retrieval.search.flatfile import Array, FlatFile
from retrieval.search.strings import Strings, encode

# Words asked for before; their postings are views, so remembering them costs little.
_MAX_REMEMBERED = 1 << 14
_NONE = np.zeros(0, np.uint32)


class Postings(NamedTuple):
    """One term in one segment.

    Attributes:
        docs: the units that hold it, ascending.
        tfs: how often each does.
        peak: no frequency is higher.
        shortest: no unit is shorter.
    """

    docs: Array
    tfs: Array
    peak: int
    shortest: int


class Field:
    """Strings and the units that hold each of them, with frequencies where the field keeps them."""

    def __init__(self, file: FlatFile, name: str) -> None:
        self._file, self._name = file, name
        self.strings = Strings(file, name)
        self._starts, self._docs = f"{name}.starts", f"{name}.docs"
        self.has_tfs = f"{name}.tfs" in file
        self._remembered: dict[str, Postings] = {}

    def docs(self, number: int) -> Array:
        """The units that hold a string, ascending."""
        start, end = self._file.part(self._starts, number, number + 2).tolist()
        return self._file.part(self._docs, start, end)

    def postings(self, text: str) -> Postings | None:
        """The units that hold ``text``, with frequencies; None where it is unknown."""
        found = self._remembered.get(text)
        if found is None:
            number = self.number(text)
            if number is None:
                return None
            found = self._remembered[text] = self._read(number)
            if len(self._remembered) > _MAX_REMEMBERED:
                self._remembered.clear()
        return found

    def _read(self, number: int) -> Postings:
        start, end = self._file.part(self._starts, number, number + 2).tolist()
        return Postings(
            self._file.part(self._docs, start, end),
            self._file.part(f"{self._name}.tfs", start, end),
            int(self._file.part(f"{self._name}.peak", number, number + 1)[0]),
            int(self._file.part(f"{self._name}.shortest", number, number + 1)[0]),
        )

    def number(self, text: str) -> int | None:
        """The number of a string, None where no unit holds it."""
        return self.strings.find(encode(text))

    def docs_of(self, text: str) -> Array:
        """The units that hold ``text``, ascending; none where it is unknown."""
        number = self.number(text)
        return _NONE if number is None else self.docs(number)

    def column(self, column: str) -> Array:
        """A whole array of the field ("starts", "docs", "tfs", …)."""
        return self._file.whole(f"{self._name}.{column}")


class Words(Field):
    """A field that is also searched by ending; its strings stand in the file once more, each reversed."""

    def __init__(self, file: FlatFile, name: str) -> None:
        super().__init__(file, name)
        self.turned = Strings(file, f"{name}.turned")
