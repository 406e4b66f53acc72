"""Change log contract: what happened to the archive, in order, and which state that left it in."""

from __future__ import annotations

from typing import Protocol

from retrieval.store.values import Change, Lineage


class History(Protocol):
    """The log of changes, written with the articles and with decisions about reports."""

    def changes(self, after: int, limit: int) -> tuple[Change, ...]:
        """What happened after a position, oldest first, each article once, with the last thing that happened to it."""

    def last_position(self) -> int:
        """The position of the last change; 0 before the first."""

    def lineage(self, state: str = "") -> Lineage:
        """Which state the archive is in, and whether it came there from the one named."""
