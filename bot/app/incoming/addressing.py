"""Addressing: which messages are meant for the bot and what they ask, decided from the message alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from telegram import Bot, Message, MessageEntity

from bot.commands import ANYONE
from bot.render.translate import N_, _

Meaning = Literal["question", "unknown command", "no words", "voice", "file", "no question"]
_GUIDANCE: dict[Meaning, str] = {
    "unknown command": N_("I do not know this command. /help lists those I know."),
    "no words": N_("I can only read words. Ask me in a text message, for example: what did … say about …?"),
    "voice": N_("I cannot listen to voice messages. Please write your question."),
    "file": N_("I cannot read pictures and files. Write your question in a message, or as a caption."),
    "no question": N_("What would you like to ask? Write it after the mention or with /ask."),
}


@dataclass(frozen=True, slots=True)
class Addressing:
    """A message that is meant for the bot; ``words`` is the question where it is one."""

    meaning: Meaning
    words: str = ""

    @property
    def guidance(self) -> str:
        """The line that helps where there is no question."""
        return _(_GUIDANCE[self.meaning]) if self.meaning in _GUIDANCE else ""


@dataclass(frozen=True, slots=True)
class Self:
    """Who the bot is at Telegram."""

    id: int
    name: str

    @classmethod
    def of(cls, bot: Bot) -> Self:
        """The bot as it knows itself, once it has asked Telegram."""
        return cls(bot.id, bot.username)


def addressing(message: Message, me: Self) -> Addressing | None:
    """What a message that is no command of the bot's asks, None where the bot should keep silent.

    In private, every text is a question. In groups only what mentions the bot or replies to it; the mention itself is
    not part of the question.
    """
    if not _is_from_a_person(message):
        return None
    if message.chat.type == "private":
        return _heard_in_private(message)
    if names_command_of(message, me):
        return Addressing("unknown command")
    if message.voice and _is_reply_to(message, me):
        return Addressing("voice")
    words, is_mentioned = without_mentions(message, me)
    if not _written(message) or _is_command(message) or not (is_mentioned or _is_reply_to(message, me)):
        return None
    return Addressing("question", words) if words else Addressing("no question")


def without_mentions(message: Message, me: Self) -> tuple[str, bool]:
    """The text without mentions of the bot, and whether there were any."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    mentions = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    mine = [entity for entity, text in mentions.items() if _is_me(entity, text, me)]
    written = _written(message)
    raw = written.encode("utf-16-le")
    for entity in sorted(mine, key=lambda e: -e.offset):
        raw = raw[: 2 * entity.offset] + b" \0" + raw[2 * (entity.offset + entity.length) :]
    text = raw.decode("utf-16-le", "replace")
    return (" ".join(text.split()).strip(" ,:") if mine else written.strip()), bool(mine)


def after_command(message: Message) -> str:
    """The words after the command that a message begins with."""
    words = (message.text or "").split(maxsplit=1)
    return words[1].strip() if len(words) > 1 else ""


def command_named(message: Message, me: Self) -> str:
    """The name of the command that a message begins with and that is meant for the bot; empty where there is none."""
    if not _is_command(message):
        return ""
    name, _, of = (message.text or "").split(maxsplit=1)[0][1:].partition("@")
    return name.lower() if of.casefold() in ("", me.name.casefold()) else ""


def names_command_of(message: Message, me: Self) -> bool:
    """Whether a message begins with a command, known or not, that names the bot."""
    named = (message.text or "").split(maxsplit=1)[0].partition("@")[2] if _is_command(message) else ""
    return bool(named) and named.casefold() == me.name.casefold()


def replied_to(message: Message, me: Self) -> int | None:
    """The message of the bot's that this one replies to."""
    replied = message.reply_to_message
    return replied.message_id if replied and _is_reply_to(message, me) else None


def quoted_words(message: Message, me: Self) -> str:
    """The fragment of another message that this one points at, else the whole text of one that is not the bot's."""
    if message.quote:
        return message.quote.text
    replied = message.reply_to_message or message.external_reply
    if isinstance(replied, Message) and not _is_reply_to(message, me) and replied.forum_topic_created is None:
        return replied.text or replied.caption or ""
    return ""


def asker_id(message: Message) -> int:
    """Whose the buttons are; a group's anonymous admins and channels cannot be told apart."""
    return message.from_user.id if message.from_user and message.sender_chat is None else ANYONE


def _heard_in_private(message: Message) -> Addressing | None:
    words = _written(message).strip()
    if not words and message.voice:
        return Addressing("voice")
    if not words:
        return Addressing("file" if message.document or message.video or message.photo else "no words")
    if _is_command(message):
        return Addressing("unknown command")
    return Addressing("question", words)


def _written(message: Message) -> str:
    """What was written, as a message or under a picture or a file."""
    return message.text or message.caption or ""


def _is_from_a_person(message: Message) -> bool:
    if message.is_automatic_forward or message.via_bot is not None:
        return False
    return message.sender_chat is not None or (message.from_user is not None and not message.from_user.is_bot)


def _is_command(message: Message) -> bool:
    return any(e.type == MessageEntity.BOT_COMMAND and e.offset == 0 for e in message.entities)


def _is_me(entity: MessageEntity, text: str, me: Self) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return text.casefold() == f"@{me.name}".casefold()


def _is_reply_to(message: Message, me: Self) -> bool:
    # In a topic every first message "replies" to the service message that opened it.
    replied = message.reply_to_message
    is_topic_start = replied is not None and replied.forum_topic_created is not None
    return (
        replied is not None and not is_topic_start and replied.from_user is not None and replied.from_user.id == me.id
    )
