"""The stand-in's state: chats, messages, updates, queries, and what the bot did."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.wire_values import Json, Upload
from bot.playground.world.faults import FaultPlan
from bot.playground.world.numbers import Numbers
from bot.playground.world.people_and_chats import Chat, User
from bot.playground.world.records import CallRecord
from bot.playground.world.signals import Signal
from bot.playground.world.updates import UpdateQueue

BOT_ID = 7_000_000_001
CALLS = 0
"""Where the events of calls stand, beside those of chats."""
MAX_QUERIES = 5_000
MAX_FILES = 200
MAX_EVENTS = 500
MAX_EPHEMERAL = 1_000


@dataclass(frozen=True, slots=True)
class BotProfile:
    """How BotFather has set the bot up.

    ``can_read_all_group_messages`` is group privacy switched off.
    """

    first_name: str = "Verbatim"
    username: str = "verbatim_news_bot"
    can_join_groups: bool = True
    can_read_all_group_messages: bool = False
    supports_inline_queries: bool = True


@dataclass(slots=True)
class Query:
    """A pressed button or an inline query, and the answers it got."""

    body: Json
    asked_at: float
    answers: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ChatEvent:
    """What a chat window has to show next: ``kind`` is message, edited, deleted, action or toast."""

    number: int
    kind: str
    payload: Json


@dataclass(slots=True)
class Webhook:
    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(slots=True)
class State:
    """Everything, in memory and bounded; used from one event loop only.

    Args:
        token: what the bot has to call itself with.
        clock: seconds since the epoch.
        ahead_s: how far the clock was moved on, for whoever starts the bot to move its clock as well.
        operators: whom the bot is to take for its operators; whoever starts it reads them.
        unsaved: messages that changed since they were last written down, by chat; None where nothing is.
        knows_rich_messages: it is a server of Bot API 10.2; without, one of before 10.1.
    """

    token: str
    profile: BotProfile = field(default_factory=BotProfile)
    clock: Callable[[], float] = time.time
    signal: Signal = field(default_factory=Signal)
    calls: CallRecord = field(default_factory=CallRecord)
    faults: FaultPlan = field(default_factory=FaultPlan)
    webhook: Webhook = field(default_factory=Webhook)
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: OrderedDict[str, Query] = field(default_factory=OrderedDict)
    inline_messages: OrderedDict[str, tuple[int, int]] = field(default_factory=OrderedDict)
    files: OrderedDict[str, Upload] = field(default_factory=OrderedDict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    knows_rich_messages: bool = True
    polls: int = 0
    last_poll: float | None = None
    ahead_s: float = 0.0
    operators: set[int] = field(default_factory=set)
    unsaved: set[tuple[int, int]] | None = None
    numbers: Numbers = field(default_factory=Numbers)
    updates: UpdateQueue = field(init=False)
    bot: User = field(init=False)
    _events: dict[int, deque[ChatEvent]] = field(default_factory=dict)
    _event_number: int = 0

    def __post_init__(self) -> None:
        self.updates = UpdateQueue(self.signal.notify)
        self.bot = User(BOT_ID, self.profile.first_name, self.profile.username, is_bot=True)
        self.users[BOT_ID] = self.bot

    def now(self) -> int:
        return int(self.clock())

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count for themselves, all other chats of the bot together."""
        line = str(chat.id) if chat.type in ("supergroup", "channel") else "messages"
        return self.numbers.next(line)

    def post(self, chat: Chat, sender: User, body: Json) -> Json:
        """Put a new message into a chat and show it there."""
        message: Json = {
            "message_id": self.next_message_id(chat),
            "from": sender.as_json(),
            "chat": chat.as_json(),
            "date": self.now(),
            **body,
        }
        chat.keep(message)
        self.show(chat.id, "message", message)
        return message

    def post_to_one(self, chat: Chat, sender: User, seen_by: int, body: Json) -> Json:
        """Put a message into a chat that one person and the bot alone see; it is kept nowhere."""
        number = self.numbers.next("ephemeral")
        message: Json = {
            "message_id": 0,
            "ephemeral_message_id": number,
            "from": sender.as_json(),
            "chat": chat.as_json(),
            "date": self.now(),
            **body,
        }
        chat.ephemeral[seen_by, number] = message
        while len(chat.ephemeral) > MAX_EPHEMERAL:
            chat.ephemeral.popitem(last=False)
        self.show(seen_by, "whisper", message)
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """Put an edited message in the place of the old one."""
        chat.keep(message)
        self.show(chat.id, "edited", message)
        return message

    def show(self, chat_id: int, kind: str, payload: Json) -> None:
        """Tell the windows of a chat that there is something to show."""
        if self.unsaved is not None and kind in ("message", "edited", "deleted"):
            self.unsaved.add((chat_id, payload["message_id"]))
        self._event_number += 1
        events = self._events.setdefault(chat_id, deque(maxlen=MAX_EVENTS))
        events.append(ChatEvent(self._event_number, kind, payload))
        self.signal.notify()

    def events(self, chat_id: int, after: int) -> tuple[ChatEvent, ...]:
        return tuple(event for event in self._events.get(chat_id, ()) if event.number > after)

    @property
    def last_event(self) -> int:
        return self._event_number

    def ask(self, body: Json) -> Query:
        """Remember a query, so that it can be answered by its id."""
        query = Query(body, self.clock())
        self.queries[body["id"]] = query
        while len(self.queries) > MAX_QUERIES:
            self.queries.popitem(last=False)
        return query

    def keep_file(self, upload: Upload) -> str:
        """Store a file and give its file_id."""
        file_id = f"BQAC{secrets.token_urlsafe(24)}"
        self.files[file_id] = upload
        while len(self.files) > MAX_FILES:
            self.files.popitem(last=False)
        return file_id

    def keep_inline_message(self, inline_id: str, message: Json) -> None:
        self.inline_messages[inline_id] = (message["chat"]["id"], message["message_id"])
        while len(self.inline_messages) > MAX_QUERIES:
            self.inline_messages.popitem(last=False)

    def forget(self, chat_id: int) -> None:
        """Drop a chat with everything in it."""
        self.chats.pop(chat_id, None)
        self.users.pop(chat_id, None)
        self.operators.discard(chat_id)
        self._events.pop(chat_id, None)
