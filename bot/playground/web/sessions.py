"""Browser sessions of the chat page."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence

from bot.playground.people.actors import Person, enter
from bot.playground.world.state import State

MAX_SESSIONS = 100
POLL_COUNTS_FOR_S = 90.0


class Sessions:
    """Visitors of the page, each with a private chat; the oldest are forgotten.

    Args:
        examples: questions offered to a visitor.
    """

    def __init__(self, state: State, examples: Sequence[str]) -> None:
        self.state = state
        self.examples = tuple(examples)
        self.is_closed = False
        self._visitors: OrderedDict[str, Person] = OrderedDict()

    def open(self) -> str:
        """Let a visitor in and give the key they will show from now on."""
        key = secrets.token_urlsafe(24)
        self._visitors[key] = enter(self.state, "You")
        while len(self._visitors) > MAX_SESSIONS:
            _, gone = self._visitors.popitem(last=False)
            self.state.forget(gone.id)
        return key

    def visitor(self, key: str | None) -> Person | None:
        return self._visitors.get(key or "")

    def is_bot_listening(self) -> bool:
        """Whether a bot fetches its updates, or has them sent."""
        last = self.state.last_poll
        return bool(self.state.webhook.url) or (last is not None and self.state.clock() - last < POLL_COUNTS_FOR_S)

    def close(self) -> None:
        """Send the visitors home."""
        self.is_closed = True
        self.state.signal.notify()
