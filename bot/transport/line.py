"""Is Telegram reached at all? A circuit breaker: where a call fails on its way, all wait, and one asks.

An outage is the line's state, not the fault of what was being sent. The line goes down with the first call that fails
on its way. From then on nothing is sent; a harmless call asks, with growing pauses, whether Telegram answers again.
Once it does, one message goes ahead, and when that has arrived, all go on. So an outage costs at most what was in
flight when it began, and the messages that went ahead.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal

from bot.transport.wire import is_of_the_line
from retrieval.model.clock import utc_now

LineState = Literal["up", "down", "trying"]
_FIRST_PAUSE_S = 0.5
# A probe costs nothing; a message that went ahead in vain may have been one that nobody knows of.
LONGEST_PAUSE_S = 30.0
LONGEST_PAUSE_AHEAD_S = 300.0
_MOST_DOUBLINGS = 12
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outage:
    """From the first call that failed to the first that was answered."""

    begun: datetime
    ended: datetime


class Line:
    """Shared by all that is sent; waits by the event loop's clock.

    Args:
        probe: a call that changes nothing.
        chance: spreads the pauses, so that many bots do not ask at once.
        now: the moment, for those who are told of an outage.
    """

    def __init__(
        self, probe: Callable[[], Awaitable[object]], *, chance: Random, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._probe = probe
        self._chance = chance
        self._now = now
        self._changed = asyncio.Event()
        self._age = 0
        self._ahead: int | None = None
        self._unanswered = 0
        self._lost_ahead = 0
        self._is_confirmed = False
        self._answered: datetime | None = None
        self._asking: asyncio.Task[None] | None = None
        self.state: LineState = "up"
        self.since: datetime | None = None
        self.outages: list[Outage] = []
        """Those that are over and that nobody has been told of yet, oldest first."""

    @property
    def is_open(self) -> bool:
        """Whether something may be sent now."""
        return self.state == "up" or (self.state == "trying" and self._ahead is None)

    @property
    def over(self) -> tuple[Outage, ...]:
        """What nobody has been told of yet; also one that is over though nothing had to be sent since."""
        last = self._outage() if self.state == "trying" else None
        return (*self.outages, *([last] if last else []))

    def begin(self) -> int:
        """Something is sent, which the line must be open for; returns what the end is told with."""
        if self.state == "trying":
            self._ahead = self._age
        return self._age

    def answered(self, ticket: int) -> None:
        """Telegram has answered it, kindly or not."""
        if ticket == self._age and self.state == "trying":
            self._rise()

    def failed(self, ticket: int, error: BaseException) -> None:
        """It failed on its way; what was sent before the line last went down has nothing new to say."""
        if ticket != self._age or self.state == "down":
            return
        if self.state == "trying":
            self._lost_ahead += 1
            pause_s = self._pause_s(self._lost_ahead, LONGEST_PAUSE_AHEAD_S)
            self._confirm(error)
        else:
            pause_s = self._pause_s(0, LONGEST_PAUSE_S)
        self._age += 1
        self._ahead = None
        self.state = "down"
        self.since = self.since or self._now()
        self._asking = asyncio.get_running_loop().create_task(self._ask(pause_s), name="line")
        self._tell()

    def doubt(self, error: BaseException) -> None:
        """Another call than those that are sent here has failed on its way."""
        if self.state == "up" and is_of_the_line(error):
            self.failed(self._age, error)

    def let_go(self, ticket: int) -> None:
        """It has come to its end, told or not: the next one may go ahead."""
        if self._ahead == ticket:
            self._ahead = None
            self._tell()

    def change(self) -> Awaitable[object]:
        """Until the line is in another state than now."""
        return self._changed.wait()

    async def leave(self) -> None:
        """Ask no more."""
        if self._asking:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    def wake(self) -> None:
        """Let those who wait look again."""
        self._tell()

    async def _ask(self, pause_s: float) -> None:
        while True:
            await asyncio.sleep(pause_s)
            try:
                await self._probe()
                break
            except Exception as error:  # whatever Telegram says, it says something
                if not is_of_the_line(error):
                    break
                self._confirm(error)
            self._unanswered += 1
            pause_s = self._pause_s(self._unanswered, LONGEST_PAUSE_S)
        self._unanswered = 0
        self._answered = self._now()
        self.state = "trying"
        self._tell()

    def _pause_s(self, failures: int, longest_s: float) -> float:
        pause_s = min(longest_s, _FIRST_PAUSE_S * 2.0 ** min(failures, _MOST_DOUBLINGS))
        return pause_s * self._chance.uniform(0.5, 1.0)

    def _confirm(self, error: BaseException) -> None:
        """A call that failed may have been one of its kind; a second one in a row is an outage."""
        if not self._is_confirmed:
            self._is_confirmed = True
            _log.warning("Telegram cannot be reached, so that nothing is sent until it can: %s", error)

    def _rise(self) -> None:
        if outage := self._outage():
            self.outages.append(outage)
            times = (_told(outage.begun), _told(outage.ended))
            _log.warning("Telegram can be reached again; it could not from %s to %s", *times)
        self.state, self.since, self._ahead = "up", None, None
        self._is_confirmed, self._lost_ahead = False, 0
        self._tell()

    def _outage(self) -> Outage | None:
        begun, ended = self.since, self._answered
        return Outage(begun, ended) if self._is_confirmed and begun and ended else None

    def _tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


def _told(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
