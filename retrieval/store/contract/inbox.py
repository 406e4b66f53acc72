"""Inbox contract: Telegram's updates from their arrival until they are handled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Received:
    """An update that waits to be handled.

    Attributes:
        body: the JSON object as Telegram gave it.
        received_utc: aware UTC.
    """

    update_id: int
    body: str
    received_utc: datetime


class Inbox(Protocol):
    """Updates from their arrival until they are handled; each bot has numbers of its own.

    Whoever asks is forgotten as soon as that can be: what an update says is deleted once it is handled, its number
    stays for a while, so that Telegram may deliver it twice.
    """

    def take(self, bot: str, bodies: Sequence[tuple[int, str]], now: datetime) -> tuple[int, ...]:
        """Keep updates, all or none; the numbers of those that had not come before, in the order given."""

    def known(self, bot: str, numbers: Collection[int]) -> frozenset[int]:
        """Those of these that have come before; reads only."""

    def waiting(self, bot: str) -> tuple[Received, ...]:
        """Those that are not handled yet, in order of their numbers; without those that may have been answered."""

    def backlog(self) -> int:
        """How many of all bots wait."""

    def answering(self, bot: str, update_id: int) -> None:
        """The answer is about to be sent: from now on it may have arrived."""

    def put_back(self, bot: str, update_id: int) -> None:
        """The answer is certain not to have arrived: the update waits again."""

    def settle(self, bot: str, update_id: int, *, is_refused: bool = False) -> None:
        """Nothing is left to do; what it says is deleted.

        Args:
            is_refused: it could not be read.
        """

    def settle_uncertain(self, bot: str) -> int:
        """Close those that may have been answered when the program ended; returns how many."""

    def forget(self, before: datetime) -> int:
        """Delete everything of every bot that came before a moment; returns how many updates."""
