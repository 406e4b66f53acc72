"""The test stage: brings simulated people on, and watches what the bot does for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.playground.people import groups
from bot.playground.people.actors import Person, enter
from bot.playground.text.rich_blocks import words
from bot.playground.wire_values import Json
from bot.playground.world.faults import FaultPlan
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.records import Call
from bot.playground.world.state import BOT_ID, Query, State
from bot.playground.world.updates import UpdateQueue

WAIT_S = 20.0
Found = TypeVar("Found")


def words_of(message: Json) -> str:
    """What a message says, whether it is a text, a caption or blocks."""
    if "rich_message" in message:
        return words(message["rich_message"])
    return str(message.get("text") or message.get("caption") or "")


class Stage:
    """People and groups around the bot, and everything it does to them."""

    def __init__(self, state: State) -> None:
        self.state = state

    def person(self, first_name: str = "Ann", *, language: str = "en", username: str | None = None) -> Person:
        """Somebody new, who has not written to the bot yet."""
        return enter(self.state, first_name, language=language, username=username)

    def group(
        self,
        title: str,
        members: Sequence[Person],
        *,
        supergroup: bool = False,
        forum: bool = False,
        bot_status: str | None = "member",
    ) -> Chat:
        """A group owned by its first member."""
        users = [member.user for member in members]
        return groups.open_group(self.state, title, users, supergroup=supergroup, forum=forum, bot_status=bot_status)

    def channel(self, title: str, owner: Person, *, username: str | None = None) -> Chat:
        """A channel of somebody's, with the bot as an administrator; a public one where it has a name."""
        return groups.open_channel(self.state, title, owner.user, username=username)

    def set_bot_status(self, chat: Chat, status: str, *, by: Person) -> None:
        """Let somebody add, promote, remove or kick the bot: member, administrator, left, kicked."""
        groups.announce_bot(self.state, chat, by.user, status)

    def topic(self, chat: Chat, name: str, *, by: Person) -> int:
        """Open a topic of a forum; its id is the ``message_thread_id``."""
        return groups.open_topic(self.state, chat, name, by.user)

    def delete_topic(self, chat: Chat, topic: int) -> None:
        """Delete a topic and its messages."""
        groups.delete_topic(self.state, chat, topic)

    def migrate(self, chat: Chat, *, by: Person) -> Chat:
        """Turn a group into a supergroup."""
        return groups.migrate(self.state, chat, by.user)

    # Watching

    @property
    def faults(self) -> FaultPlan:
        return self.state.faults

    @property
    def updates(self) -> UpdateQueue:
        return self.state.updates

    def calls(self, method: str | None = None) -> list[Call]:
        """What the bot asked, oldest first."""
        return [call for call in self.state.calls if method in (None, call.method)]

    def complaints(self) -> list[str]:
        """What Telegram would have swallowed in silence: dropped entities, links, answers given twice."""
        return [f"{call.method}: {complaint}" for call in self.state.calls for complaint in call.complaints]

    def messages(self, chat: Chat | Person, *, from_bot: bool = True) -> list[Json]:
        """The messages of a chat as they are now, oldest first."""
        place = chat.chat if isinstance(chat, Person) else chat
        found = list(place.messages.values())
        return [message for message in found if message["from"]["id"] == BOT_ID] if from_bot else found

    def whispers(self, chat: Chat, to: Person) -> list[Json]:
        """The bot's messages in a group that one person alone sees, as they are now, oldest first."""
        return [m for (seen_by, _), m in chat.ephemeral.items() if seen_by == to.id and m["from"]["id"] == BOT_ID]

    async def wait_for_whisper(
        self, chat: Chat, to: Person, *, after: Json | None = None, containing: str = "", timeout_s: float = WAIT_S
    ) -> Json:
        """The bot's first message to one person alone, in a group, after another of these."""
        first = after["ephemeral_message_id"] if after else 0

        def found() -> Json | None:
            for message in self.whispers(chat, to):
                words = words_of(message)
                if message["ephemeral_message_id"] > first and containing in words:
                    return message
            return None

        return await self._waited(found, f"a whisper with {containing!r}", timeout_s)

    async def wait_for_message(
        self, chat: Chat | Person, *, after: Json | None = None, containing: str = "", timeout_s: float = WAIT_S
    ) -> Json:
        """The bot's first message after ``after`` (default: of all) with these words in it.

        Raises:
            TimeoutError: it did not come.
        """
        first = after["message_id"] if after else 0

        def found() -> Json | None:
            for message in self.messages(chat):
                words = words_of(message)
                if message["message_id"] > first and containing in words:
                    return message
            return None

        return await self._waited(found, f"a message with {containing!r}", timeout_s)

    async def wait_for_edit(self, message: Json, *, containing: str = "", timeout_s: float = WAIT_S) -> Json:
        """The message as it is once the bot has edited it since."""
        chat, alone = self.state.chats[message["chat"]["id"]], message.get("ephemeral_message_id")

        def found() -> Json | None:
            shown = [m for (_seen_by, number), m in chat.ephemeral.items() if number == alone]
            now = shown[0] if shown else chat.messages.get(message["message_id"], message)
            return now if now != message and containing in words_of(now) else None

        return await self._waited(found, f"an edit with {containing!r}", timeout_s)

    async def wait_for_answer(self, query: Query, *, timeout_s: float = WAIT_S) -> Json:
        """The answer to a pressed button or an inline query."""
        return await self._waited(lambda: query.answers[-1] if query.answers else None, "an answer", timeout_s)

    async def wait_for_call(self, method: str, *, times: int = 1, timeout_s: float = WAIT_S) -> Call:
        """The ``times``-th finished call of a method."""

        def found() -> Call | None:
            done = [call for call in self.calls(method) if call.outcome != "under way"]
            return done[times - 1] if len(done) >= times else None

        return await self._waited(found, f"{times} × {method}", timeout_s)

    async def wait_until_read(self, *, timeout_s: float = WAIT_S) -> None:
        """Until the bot has confirmed every update."""
        await self._waited(lambda: not len(self.state.updates) or None, "the updates to be read", timeout_s)

    async def _waited(self, found: Callable[[], Found | None], what: str, timeout_s: float) -> Found:
        try:
            return await self.state.signal.until(found, timeout_s=timeout_s)
        except TimeoutError:
            done = ", ".join(f"{call.method} {call.outcome}" for call in self.calls()[-8:]) or "nothing"
            raise TimeoutError(f"waited {timeout_s:g} s for {what}; the bot's latest calls: {done}") from None
