"""Calls of the Bot API for one message: as a document or a text, to everybody or to one person alone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any, NamedTuple, TypeAlias, TypeVar

from telegram import Bot
from telegram.error import BadRequest, EndPointNotFound

from bot.render.message import Button, DocumentForm, File, Message
from bot.transport.forms.document_forms import DocumentSupport, rich_message
from bot.transport.forms.wire_forms import entities, keyboard, link_preview, reply_markup, reply_to
from bot.transport.heartbeat import Heartbeat
from bot.transport.outgoing.call_outcome import is_of_what_was_sent
from bot.transport.outgoing.photos import put_photo, send_photo
from bot.transport.outgoing.whispers import Whispers
from bot.transport.place import Place, Spot

Rows: TypeAlias = tuple[tuple[Button, ...], ...]
T = TypeVar("T")
_log = logging.getLogger(__name__)


class Sent(NamedTuple):
    """A message that Telegram took.

    Attributes:
        message_id: 0 where one person alone sees it.
        is_whole: it is the document that holds all of it, whatever pieces its text would have.
    """

    message_id: int
    is_whole: bool = False


class Calls:
    """Makes one call after the other until a form of the message is taken, the best first; the last error is raised."""

    def __init__(self, bot: Bot, heartbeat: Heartbeat) -> None:
        self._bot = bot
        self._heartbeat = heartbeat
        self._whispers = Whispers()
        self._documents = DocumentSupport()

    async def send(self, to: Place, message: Message) -> Sent:
        """Send a message; pictures are for everybody."""
        if message.picture:
            number = await send_photo(
                self._bot,
                message.picture,
                message,
                chat_id=to.chat_id,
                thread_id=to.thread_id,
                replied=to.reply_to,
                is_silent=to.is_silent,
                direct_topic=to.direct_topic,
            )
            return Sent(number)
        if message.is_for_asker and (fields := self._whispers.fields(to, _clock())):
            try:
                return await self._sent(to, message, fields)
            except BadRequest as error:
                self._not_alone(to, error)
        return await self._sent(to, message)

    async def send_file(self, to: Place, message: Message, file: File) -> int:
        """Send a file with the message's text; returns its message's id, as `send` does."""
        if message.is_for_asker and (fields := self._whispers.fields(to, _clock())):
            try:
                return await self._sent_file(to, message, file, fields)
            except BadRequest as error:
                self._not_alone(to, error)
        return await self._sent_file(to, message, file)

    async def edit(self, spot: Spot, message: Message) -> None:
        """Put a message in the place of another."""
        if message.picture:
            await put_photo(self._bot, spot.chat_id, spot.message_id, message.picture, message)
            return
        if message.as_document and self._documents.is_known:
            whole = {"rich_message": rich_message(message.as_document.document)}
            if await self._taken(self._edited(spot, whole, message.as_document.rows)) is not None:
                return
        words = {
            "text": message.text.text,
            "entities": entities(message.text),
            "link_preview_options": link_preview(message),
        }
        await self._edited(spot, words, message.rows)

    async def _edited(self, spot: Spot, content: dict[str, Any], rows: Rows) -> object:
        markup = keyboard(rows)
        if not spot.seen_by:
            words = content.pop("text", None)  # a document has none, which the library has no notion of
            return await self._bot.edit_message_text(
                words, spot.chat_id, spot.message_id, reply_markup=markup, api_kwargs=content
            )
        of_one = {"receiver_user_id": spot.seen_by, "ephemeral_message_id": spot.message_id}
        fields = {"chat_id": spot.chat_id, "reply_markup": markup, **of_one, **content}
        return await self._bot.do_api_request("editEphemeralMessageText", api_kwargs=fields)

    async def _taken(self, call: Awaitable[T]) -> T | None:
        """What comes of a call with a document; None where the server does not know it, or not take this one."""
        try:
            done = await call
        except EndPointNotFound:
            self._documents.lack()
            return None
        except BadRequest as error:
            if "not modified" in error.message.lower() or not is_of_what_was_sent(error):
                raise
            self._documents.refuse()
            self._heartbeat.refuse("a document", error.message)
            return None
        self._documents.take()
        return done

    async def _sent(self, to: Place, message: Message, fields: dict[str, Any] | None = None) -> Sent:
        if message.as_document and self._documents.is_known:
            whole = await self._taken(self._sent_document(to, message.as_document, fields or {}))
            if whole is not None:
                return Sent(whole.message_id, is_whole=True)
        return Sent(await self._sent_text(to, message, fields))

    async def _sent_document(self, to: Place, form: DocumentForm, fields: dict[str, Any]) -> Sent:
        wanted = {
            "chat_id": to.chat_id,
            "rich_message": rich_message(form.document),
            "message_thread_id": to.thread_id,
            "reply_parameters": reply_to(to.reply_to),
            "reply_markup": keyboard(form.rows),
            "disable_notification": to.is_silent or None,
            "direct_messages_topic_id": to.direct_topic,
        }
        sent = await self._bot.do_api_request("sendRichMessage", api_kwargs=wanted | fields)
        return Sent(int(sent["message_id"]))

    async def _sent_text(self, to: Place, message: Message, fields: dict[str, Any] | None) -> int:
        sent = await self._bot.send_message(
            to.chat_id,
            message.text.text,
            entities=entities(message.text),
            message_thread_id=to.thread_id,
            reply_parameters=reply_to(to.reply_to),
            reply_markup=reply_markup(message, to.chat_id),
            link_preview_options=link_preview(message),
            disable_notification=to.is_silent or None,
            direct_messages_topic_id=to.direct_topic,
            api_kwargs=fields,
        )
        return sent.message_id

    async def _sent_file(self, to: Place, message: Message, file: File, fields: dict[str, Any] | None = None) -> int:
        sent = await self._bot.send_document(
            to.chat_id,
            file.content,
            caption=message.text.text,
            filename=file.name,
            message_thread_id=to.thread_id,
            reply_parameters=reply_to(to.reply_to),
            api_kwargs=fields,
        )
        return sent.message_id

    def _not_alone(self, to: Place, error: BadRequest) -> None:
        """A message could not be for one person alone: how Telegram says so is written nowhere."""
        _log.info("A message for one person alone was not taken: %s", error.message)
        self._whispers.refuse(to, _clock())


def _clock() -> float:
    return asyncio.get_running_loop().time()
