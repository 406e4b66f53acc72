"""Inbox contract: Telegram's updates from their arrival until they are handled, by one of several workers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it comes.

    Attributes:
        body: the JSON object as Telegram gave it.
        line: those that wait for one another, such as the updates of a chat.
    """

    update_id: int
    body: str
    line: str


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


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of arrivals.

    Attributes:
        new: the numbers of those that had not come before, in the order given.
        claimed: what the worker is to see to: new ones, and older ones of their lines that nobody has in hand.
    """

    new: tuple[int, ...]
    claimed: tuple[Received, ...]


class Inbox(Protocol):
    """Updates from their arrival until they are handled; each bot has numbers of its own.

    Several workers may handle a bot's updates side by side. Each says again and again until when it lives; what it has
    claimed is its own as long, and free when it is gone. The updates of a line are with one worker at a time, so that
    they keep their order. What was being answered when its worker went is uncertain: it is never answered twice.

    Whoever asks is forgotten as soon as that can be: what an update says is deleted once it is handled, its number
    stays for a while, so that Telegram may deliver it twice.
    """

    def renew(self, bot: str, worker: str, until: datetime) -> None:
        """A worker lives, and has what it claimed until then."""

    def release(self, worker: str) -> None:
        """A worker is gone; what it had claimed is free at once."""

    def release_ended(self) -> None:
        """Release the workers whose processes on this machine are known to have ended."""

    def workers(self, bot: str, now: datetime) -> frozenset[str]:
        """Those that live."""

    def take(self, bot: str, worker: str, arrivals: Sequence[Arrival], now: datetime, *, claims: bool = True) -> Kept:
        """Keep updates, all or none, and claim those whose lines no other worker has in hand.

        Args:
            claims: without it they wait for whoever claims them.
        """

    def claim(self, bot: str, worker: str, now: datetime, *, lines: int) -> tuple[Received, ...]:
        """Claim what nobody has in hand, of at most so many lines, and what came to the worker's lines elsewhere."""

    def known(self, bot: str, numbers: Collection[int]) -> frozenset[int]:
        """Those of these that have come before; reads only."""

    def backlog(self) -> int:
        """How many of all bots wait."""

    def answering(self, bot: str, worker: str, update_id: int) -> bool:
        """The answer is about to be sent: from now on it may have arrived. False where the claim was lost."""

    def put_back(self, bot: str, worker: str, update_id: int) -> None:
        """The answer is certain not to have arrived: the update waits again, for the same worker while that lives."""

    def settle(
        self, bot: str, worker: str, update_id: int, *, is_refused: bool = False, is_answered: bool = False
    ) -> None:
        """Nothing is left to do; what it says is deleted. Nothing is done where another has the update by now.

        Args:
            is_refused: it could not be read.
            is_answered: it was `answering`. That is on the disk, so this need not wait for the disk: after a power cut
                the update may have been answered, and it is not answered again.
        """

    def settle_expired(self, bot: str, now: datetime) -> int:
        """Close those that may have been answered when their worker went; returns how many."""

    def forget(self, before: datetime) -> int:
        """Delete everything of every bot that came before a moment; returns how many updates."""
