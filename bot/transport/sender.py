"""How does a message become a call of Telegram's, and what if it is refused for its marks, its topic or its chat?"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
)
from telegram.error import BadRequest, ChatMigrated

from bot.render.message import Button, File, Message
from bot.render.rich import Rich
from bot.render.telegram.inline_cards import Card, Cards
from bot.render.telegram.split import split
from bot.transport.chat_lives import Lives
from bot.transport.retries import Retries

_CARDS_CACHE_S = 30
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: the chat, the topic and the message it answers; and whether it makes no sound there."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    is_silent: bool = False


class Sender:
    """Sends and edits for handlers, which never see an error of Telegram's."""

    def __init__(self, bot: Bot, retries: Retries, lives: Lives) -> None:
        self._bot = bot
        self._tried = retries.tried
        self._lives = lives

    async def send(self, place: Place, message: Message, *, is_urgent: bool = True) -> int | None:
        """Send a message, in pieces where it is too long.

        Args:
            is_urgent: somebody waits for it; what is not leaves room for what is.

        Returns:
            The id of the last piece; None where it is not certain to have arrived.
        """
        sent: int | None = None
        if message.file:
            return await self._send_file(place, message.text.text, message.file)
        pieces = [piece for piece in split(message.text) if piece.text.strip()]
        for number, piece in enumerate(pieces, start=1):
            rows = message.rows if number == len(pieces) else ()
            sent = await self._send(place, piece, rows, is_urgent=is_urgent)
            if sent is None:
                return None
            place = replace(place, reply_to=None)
        return sent

    async def edit(self, chat_id: int, message_id: int, message: Message) -> bool:
        """Put a message in the place of another; whether it stands there now."""

        async def call() -> None:
            try:
                await self._bot.edit_message_text(
                    message.text.text,
                    chat_id,
                    message_id,
                    entities=entities(message.text),
                    reply_markup=keyboard(message.rows),
                    link_preview_options=_NO_PREVIEW,
                )
            except BadRequest as error:
                if "not modified" not in error.message.lower():
                    raise

        return await self._tried(call, "An edit", chat_id=chat_id, is_repeatable=True)

    async def toast(self, query: CallbackQuery, text: str) -> None:
        """Answer a tap; without words, it only ends the button's waiting."""

        async def call() -> None:
            await self._bot.answer_callback_query(query.id, text=text or None)

        await self._tried(call, "The answer to a tap", is_repeatable=True)

    async def offer(self, query: InlineQuery, found: Cards) -> None:
        """Answer an inline query with cards, kept for its writer alone."""
        results = [_result(card) for card in found.cards]
        button = InlineQueryResultsButton(found.label, start_parameter=found.start) if found.start else None

        async def call() -> None:
            await self._bot.answer_inline_query(
                query.id,
                results,
                cache_time=_CARDS_CACHE_S,
                is_personal=True,
                next_offset=found.next_offset,
                button=button,
            )

        await self._tried(call, "The answer to an inline query", is_repeatable=True)

    async def _send_file(self, place: Place, caption: str, file: File) -> int | None:
        taken: list[int] = []

        async def call() -> None:
            message = await self._bot.send_document(
                place.chat_id,
                file.content,
                caption=caption,
                filename=file.name,
                message_thread_id=place.thread_id,
                reply_parameters=_reply(place.reply_to),
            )
            taken.append(message.message_id)

        is_sent = await self._tried(call, "A file", chat_id=place.chat_id, is_repeatable=False)
        return taken[-1] if is_sent else None

    async def _send(
        self, place: Place, text: Rich, rows: tuple[tuple[Button, ...], ...], *, is_urgent: bool
    ) -> int | None:
        taken: list[int] = []

        async def call() -> None:
            taken.append(await self._mended(place, text, rows))

        is_sent = await self._tried(call, "A message", chat_id=place.chat_id, is_repeatable=False, is_urgent=is_urgent)
        return taken[-1] if is_sent else None

    async def _mended(self, place: Place, text: Rich, rows: tuple[tuple[Button, ...], ...]) -> int:
        """Send a message; where it is refused for its chat's old id, its topic or its marks, once more without.

        Returns:
            Its id.
        """
        try:
            return await self._called(place, text, entities(text), rows)
        except ChatMigrated as error:
            await self._lives.moved(place.chat_id, error.new_chat_id)
            return await self._called(Place(error.new_chat_id, is_silent=place.is_silent), text, entities(text), rows)
        except BadRequest as error:
            reason = error.message.lower()
            if "thread not found" in reason and place.thread_id is not None:
                return await self._called(replace(place, thread_id=None), text, entities(text), rows)
            if "entit" in reason:
                _log.warning("Telegram refused the marks of a message, sent without: %s", error)
                return await self._called(place, text, (), rows)
            raise

    async def _called(
        self, to: Place, text: Rich, marks: tuple[MessageEntity, ...], rows: tuple[tuple[Button, ...], ...]
    ) -> int:
        message = await self._bot.send_message(
            to.chat_id,
            text.text,
            entities=marks,
            message_thread_id=to.thread_id,
            reply_parameters=_reply(to.reply_to),
            reply_markup=keyboard(rows),
            link_preview_options=_NO_PREVIEW,
            disable_notification=to.is_silent or None,
        )
        return message.message_id


def entities(text: Rich) -> tuple[MessageEntity, ...]:
    """The marks as Telegram takes them."""
    return tuple(MessageEntity(kind, offset, length, url=url) for kind, offset, length, url in text.entities())


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in rows])


def _key(button: Button) -> InlineKeyboardButton:
    if button.copy:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    if button.share:
        chosen = SwitchInlineQueryChosenChat(
            button.share, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
        )
        return InlineKeyboardButton(button.label, switch_inline_query_chosen_chat=chosen)
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.press)


def _result(card: Card) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        card.message.text.text, entities=entities(card.message.text), link_preview_options=_NO_PREVIEW
    )
    return InlineQueryResultArticle(card.id, card.title, content, description=card.description)


def _reply(message_id: int | None) -> ReplyParameters | None:
    return ReplyParameters(message_id, allow_sending_without_reply=True) if message_id else None
