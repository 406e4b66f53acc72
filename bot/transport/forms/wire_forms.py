"""Wire forms: what a text, its buttons and an inline card are in Telegram's own objects."""

from __future__ import annotations

from datetime import UTC, datetime

from telegram import (
    ChatAdministratorRights,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    KeyboardButtonRequestChat,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
)
from telegram.constants import KeyboardButtonStyle

from bot.render.message import Button, Message
from bot.render.rich import Rich
from bot.render.telegram.inline_cards import Card

_MAX_PLACEHOLDER_CHARS = 64
_NOTHING_ELSE = dict.fromkeys(
    (
        "is_anonymous",
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    ),
    False,
)
_MAY_POST = ChatAdministratorRights(**_NOTHING_ELSE, can_post_messages=True)  # type: ignore[arg-type]
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def entities(text: Rich) -> tuple[MessageEntity, ...]:
    """The marks as Telegram takes them."""
    return tuple(_entity(*mark) for mark in text.entities())


def _entity(kind: str, offset: int, length: int, detail: str | None) -> MessageEntity:
    if kind != "date_time" or detail is None:
        return MessageEntity(kind, offset, length, url=detail)
    # In the reader's own zone and words; an app that does not know it shows the text.
    seconds, form = detail.split(" ")
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return MessageEntity(kind, offset, length, date_time_format=form, unix_time=moment)


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in rows])


def link_preview(message: Message) -> LinkPreviewOptions:
    """No preview of whatever addresses there are, except for the one that is wanted."""
    if not message.preview:
        return NO_PREVIEW
    return LinkPreviewOptions(url=message.preview, prefer_large_media=True, show_above_text=True)


def reply_markup(message: Message, chat_id: int) -> InlineKeyboardMarkup | ForceReply | ReplyKeyboardMarkup | None:
    """What stands under a message: its buttons, or in a private chat the field or the key that it asks with."""
    if message.asks_chat and chat_id > 0:
        wanted = KeyboardButtonRequestChat(
            message.asks_chat_for,
            chat_is_channel=True,
            user_administrator_rights=_MAY_POST,
            bot_administrator_rights=_MAY_POST,
            request_title=True,
        )
        key = KeyboardButton(message.asks_chat, request_chat=wanted)
        return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
    if message.asks and chat_id > 0:
        return ForceReply(input_field_placeholder=message.asks[:_MAX_PLACEHOLDER_CHARS])
    return keyboard(message.rows)


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
    style = KeyboardButtonStyle.DANGER if button.is_danger else None
    return InlineKeyboardButton(button.label, callback_data=button.press, style=style)


def inline_result(card: Card) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        card.message.text.text, entities=entities(card.message.text), link_preview_options=NO_PREVIEW
    )
    return InlineQueryResultArticle(
        card.id,
        card.title,
        content,
        reply_markup=keyboard(card.message.rows),
        description=card.description or None,
    )


def reply_to(message_id: int | None) -> ReplyParameters | None:
    return ReplyParameters(message_id, allow_sending_without_reply=True) if message_id else None
