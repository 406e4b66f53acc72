"""Browser sessions of the chat page: who looks at which neighbourhood."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.playground.people.actors import Person
from bot.playground.people.neighbourhood import Neighbourhood, move_in, seen_by
from bot.playground.web.backstage import Backstage
from bot.playground.wire_values import Json
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import State

MAX_SESSIONS = 100
POLL_COUNTS_FOR_S = 90.0


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever looks at the page, as one of the two people of a neighbourhood."""

    state: State
    neighbourhood: Neighbourhood

    @property
    def person(self) -> Person:
        """As whom they write now."""
        return Person(self.state, self.state.users[self.neighbourhood.acting])

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(Person(self.state, self.state.users[user_id]) for user_id in self.neighbourhood.people)

    @property
    def chats(self) -> tuple[Chat, ...]:
        """What the person sees."""
        return seen_by(self.state, self.neighbourhood, self.neighbourhood.acting)

    def chat(self, chat_id: int) -> Chat:
        """One of these chats.

        Raises:
            KeyError: it is none of theirs.
        """
        return {chat.id: chat for chat in self.chats}[chat_id]


class Sessions:
    """Visitors of the page, each with a neighbourhood; the oldest are forgotten.

    Args:
        backstage: what the page may ask of whoever has started the bot.

    Attributes:
        secret: which pages of this start know, and no other page can.
    """

    def __init__(self, state: State, backstage: Backstage, visitors: Mapping[str, Json] | None = None) -> None:
        self.state = state
        self.backstage = backstage
        self.secret = secrets.token_urlsafe(24)
        self.is_closed = False
        kept = sorted((visitors or {}).items(), key=lambda visitor: visitor[1]["order"])
        self._visitors = OrderedDict((digest, Neighbourhood.from_json(body)) for digest, body in kept)

    def open(self, language: str = "en") -> str:
        """Let a visitor in and give the key they will show from now on."""
        key = secrets.token_urlsafe(24)
        self._visitors[_digest(key)] = move_in(self.state, language)
        while len(self._visitors) > MAX_SESSIONS:
            self._forget(self._visitors.popitem(last=False)[1])
        self.state.signal.notify()
        return key

    def close_visit(self, key: str | None) -> None:
        """Forget a visitor and all that was said in their chats; the bot is not told."""
        gone = self._visitors.pop(_digest(key or ""), None)
        if gone is not None:
            self._forget(gone)

    def visitor(self, key: str | None) -> Visitor | None:
        found = self._visitors.get(_digest(key or ""))
        return Visitor(self.state, found) if found else None

    def kept(self) -> dict[str, Json]:
        """The visitors as they are written down: their keys are not."""
        return {digest: neighbourhood.as_json() for digest, neighbourhood in self._visitors.items()}

    def is_bot_listening(self) -> bool:
        """Whether a bot fetches its updates, or has them sent."""
        if self.backstage.is_starting():
            return False
        last = self.state.last_poll
        return bool(self.state.webhook.url) or (last is not None and self.state.clock() - last < POLL_COUNTS_FOR_S)

    def close(self) -> None:
        """Send the visitors home."""
        self.is_closed = True
        self.state.signal.notify()

    def _forget(self, gone: Neighbourhood) -> None:
        for chat_id in gone.chats:
            self.state.forget(chat_id)
        for user_id in gone.people:
            self.state.users.pop(user_id, None)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
