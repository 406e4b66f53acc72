"""Refusals: what comes out of a source besides articles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """Something offered that did not become an article; the rest goes on.

    Attributes:
        location: the file as it was given, with the line where lines count ("news/today.jsonl:17").
        why: one clause, and what to do where that is not plain.
    """

    location: str
    why: str

    def __str__(self) -> str:
        return f"{self.location}: {self.why}"


@dataclass(frozen=True, slots=True)
class Noted:
    """Something odd about an article that was taken in: what was guessed, and what of its facts was left empty.

    Attributes:
        location: as in `Refused`.
        what: one clause.
    """

    location: str
    what: str

    def __str__(self) -> str:
        return f"{self.location}: {self.what}"
