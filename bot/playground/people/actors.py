"""Simulated users: they write, edit, press, search inline, and block."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from bot.playground.methods.chat_facts import ADMINISTRATORS
from bot.playground.methods.commands import is_ephemeral
from bot.playground.methods.documents import document_json
from bot.playground.methods.targets import find_quote, thread_of_reply, without_reply
from bot.playground.people.forwarding import forwarded
from bot.playground.people.groups import announce_bot, hears
from bot.playground.text.auto_links import find_links
from bot.playground.text.utf16 import utf16_length
from bot.playground.wire_values import Json, Upload
from bot.playground.world.people_and_chats import ANONYMOUS_ADMIN, CHANNEL, Chat, User
from bot.playground.world.state import Query, State

_query_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account; without a chat given, they act in their private chat with the bot."""

    state: State = field(repr=False)
    user: User

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.state.chats[self.user.id]

    def say(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        reply_to: Json | None = None,
        quote: str | None = None,
        topic: int | None = None,
        anonymous: bool = False,
        bold: str = "",
    ) -> Json:
        """Write a message.

        Args:
            bold: which of the words are bold.
            reply_to: a message of the same chat.
            quote: words of ``reply_to`` that are marked.
            topic: the thread of a forum.
            anonymous: as an administrator who hides behind the group.
        """
        body: Json = {"text": text}
        entities = [*_marks(text, bold), *find_links(text)]
        if entities:
            body["entities"] = entities
        return self._post(chat or self.chat, body, reply_to=reply_to, quote=quote, topic=topic, anonymous=anonymous)

    def whisper(self, text: str, chat: Chat) -> Json:
        """Give a command in a group that the bot alone sees, as Telegram's apps do with those marked so in its menu.

        Raises:
            ValueError: the menu of groups marks no such command.
        """
        self._enter(chat)
        name = text.split(maxsplit=1)[0].removeprefix("/")
        if not is_ephemeral(self.state, name):
            raise ValueError(f"everybody sees /{name}")
        body: Json = {"text": text, "entities": find_links(text), "receiver_user": self.state.bot.as_json()}
        message = self.state.post_to_one(chat, self.user, self.id, body)
        self.state.updates.add("message", message)
        return message

    def send_file(
        self, name: str, content: bytes, chat: Chat | None = None, *, caption: str = "", topic: int | None = None
    ) -> Json:
        """Send a file as a document."""
        upload = Upload(name, "application/octet-stream", content)
        body: Json = {"document": document_json(self.state.keep_file(upload), upload)}
        if caption:
            body |= {"caption": caption, "caption_entities": find_links(caption)}
        return self._post(chat or self.chat, body, topic=topic)

    def send(self, body: Json, chat: Chat | None = None) -> Json:
        """Send anything else, e.g. ``{"sticker": {…}}``, given as its fields of a message."""
        return self._post(chat or self.chat, body)

    def send_photo(self, caption: str = "", chat: Chat | None = None, *, album: str = "") -> Json:
        """Send a picture, alone or as one of an album; those of an album come one by one, as Telegram delivers them."""
        body: Json = {"photo": [{"file_id": "picture", "file_unique_id": "picture", "width": 90, "height": 60}]}
        if caption:
            body |= {"caption": caption, "caption_entities": find_links(caption)}
        if album:
            body["media_group_id"] = album
        return self._post(chat or self.chat, body)

    def forward(self, message: Json, chat: Chat | None = None, *, topic: int | None = None) -> Json:
        """Pass a message on into another chat; it says whose it was."""
        return self._post(chat or self.chat, forwarded(message), topic=topic)

    def _post(
        self,
        chat: Chat,
        body: Json,
        *,
        reply_to: Json | None = None,
        quote: str | None = None,
        topic: int | None = None,
        anonymous: bool = False,
    ) -> Json:
        self._enter(chat)
        fields = _place(chat, topic, reply_to, quote)
        sender = self.user
        if anonymous:
            sender = User(ANONYMOUS_ADMIN, "Group", "GroupAnonymousBot", is_bot=True)
            fields["sender_chat"] = chat.as_json()
        if chat.type == "channel":
            sender, fields["sender_chat"] = User(CHANNEL, "Channel", "Channel_Bot", is_bot=True), chat.as_json()
        message = self.state.post(chat, sender, fields | body)
        if hears(self.state, chat, message):
            self.state.updates.add("channel_post" if chat.type == "channel" else "message", _unsigned(message, chat))
        return message

    def _enter(self, chat: Chat) -> None:
        if chat.type == "channel" and chat.members.get(self.id) not in ADMINISTRATORS:
            raise ValueError(f"only admins write in {chat.title}")
        if chat.type == "private" and self.state.bot.id in chat.members:
            if chat.members[self.state.bot.id] == "kicked":
                raise ValueError("the bot is blocked: unblock it first")
            chat.has_begun = True
        elif not chat.has_member(self.id):
            raise ValueError(f"{self.user.first_name} is not a member of {chat.title}")

    def share_chat(self, message: Json, chat: Chat) -> Json:
        """Choose a chat by the key that a message offers.

        Raises:
            ValueError: the message offers no such key, or one may not choose this chat.
        """
        keys = [key for row in (message.get("keyboard") or []) for key in row if "request_chat" in key]
        if not keys or chat.members.get(self.id) not in ("creator", "administrator"):
            raise ValueError(f"{self.user.first_name} cannot choose {chat.title} here")
        shared = {"request_id": keys[0]["request_chat"]["request_id"], "chat_id": chat.id}
        title = {"title": chat.title} if keys[0]["request_chat"].get("request_title") else {}
        return self._post(self.chat, {"chat_shared": shared | title})

    def edit(self, message: Json, text: str) -> Json:
        """Change the text of one's own message."""
        chat = self.state.chats[message["chat"]["id"]]
        words, marks = ("caption", "caption_entities") if "photo" in message else ("text", "entities")
        kept = {name: value for name, value in message.items() if name not in (words, marks)}
        entities = {marks: find_links(text)} if find_links(text) else {}
        said = {words: text} if text else {}
        edited = self.state.replace(chat, {**kept, **entities, **said, "edit_date": self.state.now()})
        if hears(self.state, chat, edited):
            is_post = chat.type == "channel"
            self.state.updates.add("edited_channel_post" if is_post else "edited_message", _unsigned(edited, chat))
        return edited

    def press(self, message: Json, button: str | None = None, *, data: str | None = None) -> Query:
        """Press a button.

        Args:
            button: its label, whole or up to a blank, or its callback data, as the message shows it now.
            data: any callback data instead, as a forged client could send it.

        Raises:
            ValueError: the message has no such button.
        """
        chat = self.state.chats[message["chat"]["id"]]
        alone = message.get("ephemeral_message_id")
        shown = chat.ephemeral[self.id, alone] if alone else chat.messages[message["message_id"]]
        body = self._query_body() | {"chat_instance": str(message["chat"]["id"])}
        body["data"] = data if data is not None else _callback_data(shown, button or "")
        inline_id = next((key for key, place in self.state.inline_messages.items() if place == _place_of(shown)), None)
        body |= {"inline_message_id": inline_id} if inline_id else {"message": shown}
        return self._ask("callback_query", body)

    def inline(self, words: str, offset: str = "", *, chat_type: str = "sender") -> Query:
        """Type ``@bot words`` somewhere; the answer arrives in the query's ``answers``."""
        if not self.state.profile.supports_inline_queries:
            raise ValueError("inline mode is switched off for this bot")
        body = {"query": words, "offset": offset, "chat_type": chat_type}
        return self._ask("inline_query", self._query_body() | body)

    def call_guest(self, text: str, chat: Chat, *, reply_to: Json | None = None, quote: str | None = None) -> Query:
        """Write to the bot in a chat where it is no member; its answer arrives there."""
        if chat.has_member(self.state.bot.id):
            raise ValueError(f"the bot is a member of {chat.title}")
        body: Json = {"text": text, "entities": find_links(text)} | _place(chat, None, reply_to, quote)
        message = self.state.post(chat, self.user, body)
        query = self._query_body() | {"chat_id": chat.id}
        asked = self.state.ask(query)
        self.state.updates.add("guest_message", message | {"guest_query_id": query["id"]})
        return asked

    def choose(self, query: Query, result_id: str, chat: Chat | None = None, *, topic: int | None = None) -> Json:
        """Send one of the results of an inline query into a chat."""
        chat = chat or self.chat
        result = next(found for found in query.answers[-1]["results"] if str(found["id"]) == result_id)
        shown = _place(chat, topic, None, None) | result["message"]
        message = self.state.post(chat, self.user, {**shown, "via_bot": self.state.bot.as_json()})
        chosen: Json = {"result_id": result_id, "from": self.user.as_json(), "query": query.body["query"]}
        if "reply_markup" in message:
            chosen["inline_message_id"] = f"inline-{query.body['id']}-{result_id}"
            self.state.keep_inline_message(chosen["inline_message_id"], message)
        self.state.updates.add("chosen_inline_result", chosen)
        return message

    def _query_body(self) -> Json:
        return {"id": f"{self.id}{next(_query_numbers):06}", "from": self.user.as_json()}

    def _ask(self, kind: str, body: Json) -> Query:
        query = self.state.ask(body)
        self.state.updates.add(kind, body)
        return query

    def block(self) -> None:
        """Block the bot: it can no longer write here."""
        announce_bot(self.state, self.chat, self.user, "kicked")

    def unblock(self) -> None:
        announce_bot(self.state, self.chat, self.user, "member")


def enter(state: State, first_name: str, *, language: str = "en", username: str | None = None) -> Person:
    """Somebody new in Telegram, with a private chat in which nothing has been said yet."""
    user = User(state.numbers.next("people"), first_name, username, language)
    state.users[user.id] = user
    members = {user.id: "member", state.bot.id: "member"}
    state.chats[user.id] = Chat(user.id, "private", person=user, has_begun=False, members=members)
    return Person(state, user)


def _unsigned(message: Json, chat: Chat) -> Json:
    """A message as the bot gets it: Telegram does not tell who of a channel's admins has written a post."""
    return {name: value for name, value in message.items() if chat.type != "channel" or name != "from"}


def _marks(text: str, bold: str) -> list[Json]:
    at = text.find(bold) if bold else -1
    if at < 0:
        return []
    return [{"type": "bold", "offset": utf16_length(text[:at]), "length": utf16_length(bold)}]


def _place(chat: Chat, topic: int | None, reply_to: Json | None, quote: str | None) -> Json:
    fields: Json = {}
    if topic is not None:
        fields |= {"message_thread_id": topic, "is_topic_message": True}
        if topic in chat.messages:
            # Telegram shows the message that opened the topic as the one replied to.
            fields["reply_to_message"] = without_reply(chat.messages[topic])
    if reply_to is not None:
        shown = chat.messages[reply_to["message_id"]]
        fields |= thread_of_reply(chat, shown) | {"reply_to_message": without_reply(shown)}
        if quote is not None:
            fields["quote"] = {**find_quote(shown, quote), "is_manual": True}
    return fields


def _place_of(message: Json) -> tuple[int, int]:
    return message["chat"]["id"], message["message_id"]


def _callback_data(message: Json, button: str) -> str:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [shown for row in rows for shown in row]
    named = [shown for shown in buttons if button in (shown["text"], shown.get("callback_data"))]
    for shown in named or [shown for shown in buttons if shown["text"].startswith(f"{button} ")]:
        if "callback_data" not in shown:
            raise ValueError(f"the button {button!r} tells the bot nothing: {shown}")
        return str(shown["callback_data"])
    raise ValueError(f"no button {button!r} among {[shown['text'] for shown in buttons]}")
