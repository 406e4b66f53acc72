"""Call records: what the bot asked of Telegram, and what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.playground.wire_values import Json

MAX_CALLS = 10_000


@dataclass(slots=True)
class Call:
    """One call of a method.

    Args:
        parameters: as sent, JSON values parsed; files stand as their names.
        at: seconds since the epoch.
        outcome: "ok", "refused", "page", "dropped before", "dropped after", "hung up" (the bot) or "under way".
        complaints: what Telegram would swallow in silence, e.g. entities beyond the hundredth.
    """

    method: str
    parameters: Json
    at: float
    outcome: str = "under way"
    code: int = 200
    description: str = ""
    result: object = None
    complaints: tuple[str, ...] = ()

    def as_json(self) -> Json:
        return {
            "method": self.method,
            "parameters": self.parameters,
            "at": self.at,
            "outcome": self.outcome,
            "code": self.code,
            "description": self.description,
            "complaints": list(self.complaints),
        }


@dataclass(slots=True)
class CallRecord:
    """The latest calls, oldest first."""

    _calls: deque[Call] = field(default_factory=lambda: deque(maxlen=MAX_CALLS))

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self._calls))

    def add(self, call: Call) -> None:
        self._calls.append(call)

    def clear(self) -> None:
        self._calls.clear()
