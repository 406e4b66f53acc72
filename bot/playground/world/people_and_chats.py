"""Users, chats, their topics and messages: who talks where."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Literal

from bot.playground.wire_values import Json

ChatType = Literal["private", "group", "supergroup", "channel"]
MAX_MESSAGES = 1_000
ANONYMOUS_ADMIN = 1087968824
CHANNEL = 136817688
"""Whom a message of a channel is from; ``sender_chat`` says which channel."""
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True)
class User:
    """A person, or the bot itself."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    def as_json(self) -> Json:
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            body["username"] = self.username
        if self.language_code and not self.is_bot:
            body["language_code"] = self.language_code
        return body


@dataclass(slots=True)
class Topic:
    """A thread of a forum; its id is the message that opened it."""

    id: int
    name: str
    is_closed: bool = False


@dataclass(slots=True)
class Chat:
    """A place for messages.

    ``members`` maps user ids to their status, the bot's own included; in a private chat the bot is "member", or
    "kicked" where the asker blocked it. ``ephemeral`` holds what one person alone sees, by theirs and its own id.
    """

    id: int
    type: ChatType
    title: str = ""
    username: str | None = None
    is_forum: bool = False
    person: User | None = None
    has_begun: bool = True
    migrated_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: OrderedDict[int, Json] = field(default_factory=OrderedDict)
    ephemeral: OrderedDict[tuple[int, int], Json] = field(default_factory=OrderedDict)

    def as_json(self) -> Json:
        body: Json = {"id": self.id, "type": self.type}
        if self.person:
            body["first_name"] = self.person.first_name
            if self.person.username:
                body["username"] = self.person.username
        else:
            body["title"] = self.title
            if self.username:
                body["username"] = self.username
        if self.is_forum:
            body["is_forum"] = True
        return body

    @property
    def noun(self) -> str:
        return "group chat" if self.type == "group" else f"{self.type} chat"

    def has_member(self, user_id: int) -> bool:
        return self.members.get(user_id, "left") in PRESENT

    def keep(self, message: Json) -> None:
        """Add or replace a message; the oldest go where there are too many."""
        self.messages[message["message_id"]] = message
        while len(self.messages) > MAX_MESSAGES:
            self.messages.popitem(last=False)
