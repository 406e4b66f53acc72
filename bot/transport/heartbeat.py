"""Heartbeats: when each loop last did its work, what cannot be written down, and how often Telegram refused us."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from retrieval.errors import ArchiveUnavailable

_log = logging.getLogger(__name__)


class Heartbeat:
    """When each loop last did its work, and what could not be written down.

    Attributes:
        refused: how many messages Telegram did not take as they were, since the start; each is a fault of ours.
    """

    def __init__(self) -> None:
        self.moments: dict[str, datetime] = {}
        self.failing: set[str] = set()
        self.refused = 0

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

    def refuse(self, what: str, why: str) -> None:
        """Telegram did not take something for what it says.

        Args:
            why: in Telegram's words, which name no asker.
        """
        self.refused += 1
        _log.error("Our fault, number %d since the start: Telegram refused %s: %s", self.refused, what, why)
