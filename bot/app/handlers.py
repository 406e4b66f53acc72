"""Who takes what Telegram delivers? Turns updates into questions, has them answered and hands the answers on."""

from __future__ import annotations

import logging
import secrets
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from telegram import Bot, CallbackQuery, Document, Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.app.access import AccessControl, Welcome
from bot.app.addressing import (
    Addressing,
    Self,
    addressing,
    after_command,
    asker_id,
    command_named,
    quoted_words,
    replied_to,
)
from bot.app.admins import ADMINS_ONLY, ADMINS_SEE, why_not_admin, why_not_admitted_to_change
from bot.app.operator_ingest import take_in
from bot.app.question_limits import QuestionLimits
from bot.app.taps import tapped
from bot.commands import COMMANDS, Command, Request, Services, Tap, TapResult
from bot.commands.ask import ask
from bot.commands.ingest import ingest
from bot.inline import cards
from bot.intake.adding import SourceFinder
from bot.render.message import File, line
from bot.render.message import Message as Reply
from bot.render.phrases.apologies import failure
from bot.render.telegram.inline_cards import Cards
from bot.render.translate import N_, _, known, ngettext, speak
from bot.settings import Settings
from bot.transport.chat_lives import Lives
from bot.transport.sender import Place, Sender, be_silent
from bot.transport.threads import ThreadBridge
from retrieval.errors import VerbatimError

if TYPE_CHECKING:
    from retrieval.answers import Archive

_TOKEN_BYTES = 12
# A message that had no answer is answered when it is mended soon; an old one that is touched again is left alone.
_EDITS_WAIT = timedelta(minutes=10)
NOT_ADMITTED = N_("This bot answers only those whom its operator has listed.")
TOO_LARGE = N_(
    "Telegram lets bots fetch files of at most 20 MB. Take it in on the bot's own machine: verbatim ingest FILE."
)
NOT_FETCHED = N_("The file could not be fetched from Telegram. Please send it again.")
_log = logging.getLogger(__name__)
Context = ContextTypes.DEFAULT_TYPE
Answering = Callable[[Request, Services], tuple[Reply, ...]]


class Handlers:
    """The handlers of the application; each is one update's way from Telegram to the archive and back."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        sender: Sender,
        bridge: ThreadBridge,
        bot: Bot,
        lives: Lives,
        question_limits: QuestionLimits,
    ) -> None:
        self._settings = settings
        self._archive = archive
        self._sender = sender
        self._bridge = bridge
        self._bot = bot
        self._lives = lives
        self._question_limits = question_limits
        self._access = AccessControl(settings, archive.store)

    async def greet(self, update: Update, _context: Context) -> None:
        """Before anything else: which language to speak, and how loudly, for whoever handles the update."""
        user, chat = update.effective_user, update.effective_chat
        place = chat.id if chat else user.id if user else 0
        try:
            chosen = await self._bridge.reach(partial(self._archive.store.chats.get, place))
        except (VerbatimError, TimeoutError) as error:
            _log.warning("What a chat has chosen cannot be read: %s", error)
            chosen = None
        theirs = known(user.language_code) if user and (chat is None or chat.type == "private") else None
        speak((chosen and chosen.language) or theirs or self._settings.language)
        be_silent(bool(chosen and chosen.is_silent))

    async def command(self, command: Command, update: Update, _context: Context) -> None:
        """A command of the table."""
        message = update.effective_message
        if message is None:
            return
        if command.name == "start":
            await self._lives.resume(message.chat_id)
        if not await self._lets_in(message):
            return
        if command.is_operators and asker_id(message) not in self._settings.operators:
            if message.chat.type == "private":
                await self._sender.send(_place(message), line(_(Addressing("unknown command").guidance)))
            return
        words, run = after_command(message), command.run
        if command.is_for_admins or (command.is_choice and words):
            told = ADMINS_SEE if command.is_for_admins else ADMINS_ONLY
            refusal = await why_not_admitted_to_change(self._bot, message, told)
            if refusal:
                run = partial(_refused, _(refusal))
        await self._answer(message, run, words)

    async def message(self, update: Update, _context: Context) -> None:
        """Everything else that is written where the bot can read it."""
        message = update.effective_message
        meant = addressing(message, self._me) if message else None
        if message is None or meant is None or not await self._lets_in(message):
            return
        if message.document and asker_id(message) in self._settings.operators and message.chat.type == "private":
            await self._take_in_sent(message, message.document)
            return
        if meant.meaning == "question":
            await self._answer(message, ask, meant.words)
        else:
            await self._sender.send(_place(message), line(_(meant.guidance)))

    async def _take_in_sent(self, message: Message, document: Document) -> None:
        """A file from an operator becomes articles."""
        if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            await self._sender.send(_place(message), line(_(TOO_LARGE)))
            return
        try:
            sent = await document.get_file()
            content = bytes(await sent.download_as_bytearray())
        except TelegramError as error:
            _log.warning("A sent file could not be fetched: %s", type(error).__name__)
            await self._sender.send(_place(message), line(_(NOT_FETCHED)))
            return
        file = File(document.file_name or "file.txt", content)
        run = partial(_with_file, file)
        await self._answer(message, run, "")

    async def _tell_operators(self, message: Reply) -> None:
        for operator in sorted(self._settings.operators):
            await self._sender.send(Place(operator), message)

    async def edited(self, update: Update, _context: Context) -> None:
        """A question that was put differently: its answer becomes another."""
        message = update.edited_message
        if message is None or not await self._lets_in(message):
            return
        named = command_named(message, self._me)
        command = next((c for c in COMMANDS if c.name == named and c.is_question), None)
        meant = None if command else addressing(message, self._me)
        if command is None and (meant is None or meant.meaning != "question"):
            return
        run, words = (command.run, after_command(message)) if command else (ask, meant.words if meant else "")
        shown = await self._bridge.reach(
            partial(self._archive.store.shown.by_message, message.chat_id, question_message_id=message.message_id)
        )
        if shown is None or shown.answer_message_id is None:
            if datetime.now(UTC) - message.date <= _EDITS_WAIT:
                await self._answer(message, run, words)
            return
        if not await self._is_fair(message):
            return
        reply, *_ = await self._replies(message, run, words)
        if await self._sender.edit(message.chat_id, shown.answer_message_id, reply):
            await self._remember(reply, shown.answer_message_id)

    async def moved(self, update: Update, _context: Context) -> None:
        """A group has become a supergroup, which both of them tell."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            await self._lives.moved(message.chat_id, message.migrate_to_chat_id)
        elif message and message.migrate_from_chat_id:
            await self._lives.moved(message.migrate_from_chat_id, message.chat_id)

    async def came_or_went(self, update: Update, _context: Context) -> None:
        """The bot was added, removed, blocked or let in again."""
        if update.my_chat_member:
            await self._lives.changed(update.my_chat_member)

    async def tap(self, update: Update, _context: Context) -> None:
        """A button."""
        query = update.callback_query
        if query is None:
            return
        effect = await self._effect(query)
        if effect.edit and query.message:
            await self._sender.edit(query.message.chat.id, query.message.message_id, effect.edit)
        await self._sender.toast(query, effect.toast)
        if effect.tells_operators:
            await self._tell_operators(effect.tells_operators)
        if effect.reply and query.message:
            sent = await self._sender.send(_place_beside(query), effect.reply)
            if sent is not None:
                await self._remember(effect.reply, sent)

    async def inline(self, update: Update, _context: Context) -> None:
        """Words after the bot's name in any chat."""
        query = update.inline_query
        if query is None:
            return
        try:
            found = await self._bridge.reach(partial(self._cards, query.query, query.offset, query.from_user.id))
        except Exception as error:  # the asker sees an empty list
            _log_mistake(error)
            found = Cards()
        await self._sender.offer(query, found)

    def _cards(self, words: str, offset: str, user_id: int) -> Cards:
        if not self._access.admits(user_id, user_id):
            return Cards()
        services, now = self.services(), datetime.now(UTC)
        return cards(
            words,
            offset,
            self._archive,
            asker_id=user_id,
            today=services.today(now, user_id),
            now=now,
            new_token=services.new_token,
        )

    async def error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A mistake of the program's own; the asker has had no answer."""
        if context.error:
            _log_mistake(context.error)
        message = update.effective_message if isinstance(update, Update) else None
        if message and context.error:
            await self._sender.send(_place(message), failure(context.error))

    async def _is_fair(self, message: Message) -> bool:
        """Whether a question may be asked now; who asks too much is told once."""
        verdict = self._question_limits.verdict(asker_id(message), message.chat_id, time.monotonic())
        if verdict.tell_s:
            words = ngettext(
                "That was a lot of questions. Please ask again in {n} second.",
                "That was a lot of questions. Please ask again in {n} seconds.",
                verdict.tell_s,
            )
            await self._sender.send(_place(message), line(words.format(n=verdict.tell_s)))
        return verdict.is_let_in

    async def _answer(self, message: Message, run: Answering, words: str) -> None:
        if not await self._is_fair(message):
            return
        for reply in await self._replies(message, run, words):
            sent = await self._sender.send(_place(message), reply)
            if sent is None:
                return
            await self._remember(reply, sent)

    async def _replies(self, message: Message, run: Answering, words: str) -> tuple[Reply, ...]:
        asked = Request(
            words,
            message.chat_id,
            asker_id(message),
            message.chat.type == "private",
            datetime.now(UTC),
            topic_id=message.message_thread_id if message.is_topic_message else None,
            message_id=message.message_id,
            reply_to=replied_to(message, self._me),
            quote=quoted_words(message, self._me),
            language_code=(message.from_user.language_code or "") if message.from_user else "",
            is_edit=message.edit_date is not None,
        )
        try:
            return await self._bridge.reach(partial(run, asked, self.services()))
        except Exception as error:  # whatever it was, the asker hears of it once
            _log_mistake(error)
            return (failure(error),)

    async def _remember(self, reply: Reply, message_id: int) -> None:
        """Keep in which message an answer stands, so that replies and edits find it."""
        if not reply.token:
            return
        try:
            await self._bridge.reach(partial(self._archive.store.shown.mark_sent, reply.token, message_id))
        except (VerbatimError, TimeoutError) as error:
            _log.warning("Where an answer stands could not be kept: %s", error)

    @property
    def _me(self) -> Self:
        return Self(self._bot.id, self._bot.username)

    async def _effect(self, query: CallbackQuery) -> TapResult:
        if query.message is None:
            return TapResult()
        if await self._welcome(query.from_user.id, query.message.chat.id) != "in":
            return TapResult(_(NOT_ADMITTED))
        tap = Tap(query.data or "", query.message.chat.id, query.from_user.id, datetime.now(UTC))
        try:
            effect = await self._bridge.reach(partial(tapped, tap, self.services()))
            if not effect.needs_admin:
                return effect
            if refusal := await why_not_admin(self._bot, tap.chat_id, tap.asker_id):
                return TapResult(_(refusal))
            return await self._bridge.reach(partial(tapped, replace(tap, is_admin=True), self.services()))
        except Exception as error:  # as above; a notice is short
            _log_mistake(error)
            return TapResult(failure(error).text.text)

    async def _lets_in(self, message: Message) -> bool:
        """Whether to answer a message; who is not let in is told once, in private."""
        welcome = await self._welcome(message.from_user.id if message.from_user else None, message.chat_id)
        if welcome == "told" and message.chat.type == "private":
            await self._sender.send(_place(message), line(_(NOT_ADMITTED)))
        return welcome == "in"

    async def _welcome(self, user_id: int | None, chat_id: int) -> Welcome:
        try:
            return await self._bridge.reach(partial(self._access.welcome, user_id, chat_id, datetime.now(UTC)))
        except VerbatimError as error:
            _log.error("Whom operators have let in cannot be read: %s", error)
            is_listed = user_id in self._settings.operators or self._settings.access.admits(user_id, chat_id)
            return "in" if is_listed else "out"

    def services(self) -> Services:
        """What commands, and whoever tells chats of news, may use."""
        token = partial(secrets.token_urlsafe, _TOKEN_BYTES)
        return Services(
            self._archive,
            self._settings,
            COMMANDS,
            self._bot.username,
            token,
            bool(self._bot.supports_inline_queries),
            partial(take_in, settings=self._settings, archive=self._archive),
            SourceFinder(self._settings, lambda: self._archive.store.sources),
        )


def _with_file(file: File, asked: Request, services: Services) -> tuple[Reply, ...]:
    return ingest(replace(asked, file=file), services)


def _refused(why: str, _asked: Request, _services: Services) -> tuple[Reply, ...]:
    return (line(why),)


def _place(message: Message) -> Place:
    """Beside the message: in its topic; in a group, as a reply to it."""
    return Place(
        message.chat_id,
        message.message_thread_id if message.is_topic_message else None,
        None if message.chat.type == "private" else message.message_id,
    )


def _place_beside(query: CallbackQuery) -> Place:
    return _place(query.message) if isinstance(query.message, Message) else Place(query.message.chat.id)  # type: ignore[union-attr]


def _log_mistake(error: BaseException) -> None:
    """Log where it happened; never its words, which could be the asker's, unless they are this project's own."""
    words = str(error) if isinstance(error, VerbatimError) else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.error("A question failed with %s %s\n%s", type(error).__name__, words, frames)
