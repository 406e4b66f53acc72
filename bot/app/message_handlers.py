"""Handlers of messages, commands, edits and memberships: who is answered, by which command, with which words?"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from functools import partial

from telegram import Bot, Document, Message, Update, Voice
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.app.admission.access import AccessGate
from bot.app.admission.admins import (
    ADMINS_ONLY,
    ADMINS_ONLY_CHANNEL,
    ADMINS_SEE,
    why_not_admin,
    why_not_admitted_to_change,
)
from bot.app.answering import Answering
from bot.app.channel_handlers import ChannelHandlers, names_channel
from bot.app.incoming.addressing import (
    Addressing,
    Self,
    addressing,
    after_command,
    asker_id,
    command_named,
    names_command_of,
)
from bot.app.incoming.hearing import NOT_UNDERSTOOD, Listener, NotHeard
from bot.app.incoming.places import place_of
from bot.app.ingesting.channel_posts import first_place, forwarded_article, is_bots_own
from bot.app.ingesting.opml_import import OpmlImport, is_opml
from bot.commands import COMMANDS, Command, Request, Services, channel, sources
from bot.commands.ask import ask, ask_spoken
from bot.commands.ingest import ingest, offer_to_keep
from bot.dialogue.request import Chosen, Run
from bot.render.message import FOR_SOURCES, File, aside
from bot.render.message import Message as Reply
from bot.render.translate import N_, _
from bot.settings import Settings
from bot.transport.outgoing.chat_lives import Lives
from bot.transport.outgoing.sender import Sender
from bot.transport.place import Spot
from bot.transport.threads import ThreadBridge
from retrieval.model import Article
from retrieval.model.clock import utc_now
from retrieval.store import Shown, Store

# A message that had no answer is answered when it is mended soon; an old one that is touched again is left alone.
_EDITS_WAIT = timedelta(minutes=10)
TOO_LARGE = N_(
    "Telegram lets bots fetch files of at most 20 MB. Take it in on the bot's own machine: verbatim ingest FILE."
)
NOT_FETCHED = N_("The file could not be fetched from Telegram. Please send it again.")
_log = logging.getLogger(__name__)


class MessageHandlers:
    """Commands, questions in plain words, and files from operators."""

    def __init__(
        self,
        settings: Settings,
        bot: Bot,
        sender: Sender,
        lives: Lives,
        gate: AccessGate,
        answering: Answering,
        channels: ChannelHandlers,
        lists: OpmlImport,
    ) -> None:
        self._lists = lists
        self._channels = channels
        self._settings = settings
        self._operators = settings.operators
        self._listener = Listener(settings.voice_command)
        self._bot = bot
        self._sender = sender
        self._lives = lives
        self._gate = gate
        self._answering = answering

    async def command(self, command: Command, update: Update, chosen: Chosen, given: str = "") -> None:
        """A command of the table, with the words behind it, or with those that a key stands for."""
        message = update.effective_message
        if message is None:
            return
        if command.name == "start":
            await self._lives.resume(message.chat_id)
        if not await self._gate.lets_in(message, chosen):
            return
        if command.is_closed(self._settings) and asker_id(message) not in self._operators:
            if message.chat.type == "private" or names_command_of(message, Self.of(self._bot)):
                await self._say(Addressing("unknown command").guidance, message, chosen)
            return
        words = given or after_command(message)
        refusal = await self._why_not(command, words, message)
        run = partial(_refused, _(refusal)) if refusal else command.run_for_asker
        is_operator = asker_id(message) in self._operators
        if (
            command is sources.COMMAND
            and is_operator
            and not refusal
            and (named := sources.channel_named(words, names_channel))
        ):
            seen = await self._channels.seen(named)
            run = partial(_refused, _(seen)) if isinstance(seen, str) else partial(sources.add_channel, seen)
        await self._answering.answer(message, run, words, chosen)

    async def chat_shared(self, update: Update, chosen: Chosen) -> None:
        """A channel that somebody has chosen in the private chat: what it follows."""
        message = update.effective_message
        shared = message.chat_shared if message else None
        if message is None or shared is None or not await self._gate.lets_in(message, chosen):
            return
        if shared.request_id == FOR_SOURCES:
            await self.command(sources.COMMAND, update, chosen, f"add {shared.chat_id}")
            return
        refusal = await why_not_admin(self._bot, shared.chat_id, asker_id(message), ADMINS_ONLY_CHANNEL)
        if refusal:
            await self._say(_(refusal), message, chosen)
        else:
            words = channel.words_for(shared.chat_id, shared.title or "")
            await self._answering.answer(message, channel.COMMAND.run, words, chosen)

    async def message(self, update: Update, chosen: Chosen) -> None:
        """Everything else that is written where the bot can read it."""
        message = update.effective_message
        meant = addressing(message, Self.of(self._bot)) if message else None
        if message is None or meant is None or not await self._gate.lets_in(message, chosen):
            return
        if (message.document and is_opml(message.document) and await self._takes_lists(message)) or (
            message.document and asker_id(message) in self._operators and message.chat.type == "private"
        ):
            await self._take_in_sent(message, message.document, chosen)
        elif passed_on := self._passed_on(message):
            offer = partial(offer_to_keep, passed_on, first_place(message))
            await self._answering.answer(message, offer, "", chosen)
        elif meant.meaning == "voice" and message.voice and self._listener.can_hear:
            await self._answer_spoken(message, message.voice, chosen)
        elif meant.meaning == "question":
            await self._answering.answer(message, ask, meant.words, chosen)
        else:
            await self._say(meant.guidance, message, chosen)

    def _passed_on(self, message: Message) -> Article | None:
        """What an operator passes on in private, where it may be an article; what the bot itself said is none."""
        is_operators = message.chat.type == "private" and asker_id(message) in self._operators
        is_own = is_bots_own(message, Self.of(self._bot))
        return forwarded_article(message) if is_operators and not is_own else None

    async def _why_not(self, command: Command, words: str, message: Message) -> str:
        """Why its writer may not give this command here; empty where they may."""
        other = command.of_chat(words) if command.of_chat and message.chat.type == "private" else None
        if other is not None:
            return await why_not_admin(self._bot, other, asker_id(message), ADMINS_ONLY_CHANNEL)
        if not (command.is_for_admins or (command.is_choice and words)):
            return ""
        return await why_not_admitted_to_change(
            self._bot, message, ADMINS_SEE if command.is_for_admins else ADMINS_ONLY
        )

    async def _takes_lists(self, message: Message) -> bool:
        """Whether whoever sends a list of feeds may name them here."""
        if asker_id(message) in self._operators:
            return True
        if message.chat.type == "private":
            return self._settings.sources_by == "everyone"
        is_open = self._settings.sources_by != "operators"
        return is_open and not await why_not_admitted_to_change(self._bot, message)

    async def _take_in_sent(self, message: Message, document: Document, chosen: Chosen) -> None:
        """A file from an operator becomes articles; a list of feeds, sources of whoever may name them."""
        if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            await self._say(_(TOO_LARGE), message, chosen)
            return
        try:
            sent = await document.get_file()
            content = bytes(await sent.download_as_bytearray())
        except TelegramError as error:
            _log.warning("A sent file could not be fetched: %s", type(error).__name__)
            await self._say(_(NOT_FETCHED), message, chosen)
            return
        if is_opml(document):
            await self._lists.take(message, content, chosen, is_operators=asker_id(message) in self._operators)
            return
        file = File(document.file_name or "file.txt", content)
        await self._answering.answer(message, partial(_with_file, file), "", chosen)

    async def _answer_spoken(self, message: Message, voice: Voice, chosen: Chosen) -> None:
        """A voice message is answered as the question that the operator's program hears in it."""
        if not await self._answering.is_fair(message, chosen):
            return
        try:
            words = await self._listener.heard(bytes(await (await voice.get_file()).download_as_bytearray()))
        except (TelegramError, NotHeard) as error:
            _log.warning("A voice message was not understood: %s", error)
            words = ""
        if words:
            await self._answering.answer(message, ask_spoken, words, chosen, is_counted=True)
        else:
            await self._say(_(NOT_UNDERSTOOD), message, chosen)

    async def _say(self, words: str, message: Message, chosen: Chosen) -> None:
        await self._sender.send(place_of(message, chosen), aside(words))


class EditHandlers:
    """A question that was put differently: its answer becomes another."""

    def __init__(
        self, bot: Bot, store: Store, bridge: ThreadBridge, sender: Sender, gate: AccessGate, answering: Answering
    ) -> None:
        self._bot = bot
        self._store = store
        self._bridge = bridge
        self._sender = sender
        self._gate = gate
        self._answering = answering

    async def edited(self, update: Update, chosen: Chosen) -> None:
        """Answer anew in the same message, or for the first time where the message is young."""
        message = update.edited_message
        if message is None or not await self._gate.lets_in(message, chosen):
            return
        asked = self._asked(message)
        if asked is None:
            return
        run, words = asked
        if self._answering.was_asked(message) == words:
            return
        shown = await self._shown(message)
        if shown is not None and shown.question == words:  # asked before this start
            return
        if shown is None or shown.answer_message_id is None:
            if utc_now() - message.date <= _EDITS_WAIT:
                await self._answering.answer(message, run, words, chosen)
            return
        if not await self._answering.is_fair(message, chosen):
            return
        self._answering.note_asked(message, words)
        reply, *_ = await self._answering.replies(message, run, words, chosen)
        if await self._sender.edit(Spot(message.chat_id, shown.answer_message_id), reply) == "done":
            await self._answering.remember(reply, shown.answer_message_id)

    def _asked(self, message: Message) -> tuple[Run, str] | None:
        """What answers the message, and which words; None where it asks nothing."""
        me = Self.of(self._bot)
        named = command_named(message, me)
        command = next((c for c in COMMANDS if c.name == named and c.is_question), None)
        if command:
            return command.run, after_command(message)
        meant = addressing(message, me)
        return (ask, meant.words) if meant and meant.meaning == "question" else None

    async def _shown(self, message: Message) -> Shown | None:
        """The answer that the message had."""
        return await self._bridge.reach(
            partial(self._store.shown.by_message, message.chat_id, question_message_id=message.message_id)
        )


class MembershipHandlers:
    """Where the bot is, and under which id."""

    def __init__(self, lives: Lives) -> None:
        self._lives = lives

    async def moved(self, update: Update, _chosen: Chosen) -> None:
        """A group has become a supergroup, which both of them tell."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            await self._lives.moved(message.chat_id, message.migrate_to_chat_id)
        elif message and message.migrate_from_chat_id:
            await self._lives.moved(message.migrate_from_chat_id, message.chat_id)

    async def came_or_went(self, update: Update, _chosen: Chosen) -> None:
        """The bot was added, removed, blocked or let in again."""
        if update.my_chat_member:
            await self._lives.changed(update.my_chat_member)


def _with_file(file: File, asked: Request, services: Services) -> tuple[Reply, ...]:
    return ingest(replace(asked, file=file), services)


def _refused(why: str, _asked: Request, _services: Services) -> tuple[Reply, ...]:
    return (aside(why),)
