"""Heartbeats: when each loop last did its work, and what cannot be written down."""

from __future__ import annotations

from datetime import UTC, datetime

from retrieval.errors import ArchiveUnavailable


class Heartbeat:
    """When each loop last did its work, and what could not be written down."""

    def __init__(self) -> None:
        self.moments: dict[str, datetime] = {}
        self.failing: set[str] = set()

    def beat(self, name: str) -> None:
        """A loop has done its work."""
        self.moments[name] = datetime.now(UTC)

    def fail(self, name: str, error: Exception) -> None:
        """Something cannot be written down, and not only because another writes."""
        if isinstance(error, ArchiveUnavailable):
            self.failing.add(name)

    def recover(self, name: str) -> None:
        """It can again."""
        self.failing.discard(name)
