"""Which methods of the Bot API does the stand-in know? One table, by lower-case name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.playground.methods import (
    chat_facts,
    commands,
    deletions,
    documents,
    edits,
    ephemeral,
    messages,
    photos,
    polling,
    profile,
    queries,
    webhooks,
)
from bot.playground.methods.parameters import Parameters
from bot.playground.world.state import State

Method = Callable[[State, Parameters], object | Awaitable[object]]

NAMED: dict[str, Method] = {
    "getMe": profile.get_me,
    "setMyName": profile.setter("name", 64),
    "getMyName": profile.getter("name"),
    "setMyDescription": profile.setter("description", 512),
    "getMyDescription": profile.getter("description"),
    "setMyShortDescription": profile.setter("short_description", 120),
    "getMyShortDescription": profile.getter("short_description"),
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "getUpdates": polling.get_updates,
    "setWebhook": webhooks.set_webhook,
    "deleteWebhook": webhooks.delete_webhook,
    "getWebhookInfo": webhooks.get_webhook_info,
    "sendMessage": messages.send_message,
    "sendRichMessage": messages.send_rich_message,
    "sendChatAction": messages.send_chat_action,
    "sendDocument": documents.send_document,
    "sendPhoto": photos.send_photo,
    "getFile": documents.get_file,
    "editMessageText": edits.edit_message_text,
    "editMessageMedia": photos.edit_message_media,
    "editMessageReplyMarkup": edits.edit_message_reply_markup,
    "editEphemeralMessageText": ephemeral.edit_ephemeral_message_text,
    "deleteMessage": deletions.delete_message,
    "deleteMessages": deletions.delete_messages,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "answerGuestQuery": queries.answer_guest_query,
    "getChat": chat_facts.get_chat,
    "getChatMember": chat_facts.get_chat_member,
    "getChatAdministrators": chat_facts.get_chat_administrators,
    "getChatMemberCount": chat_facts.get_chat_member_count,
    "leaveChat": chat_facts.leave_chat,
}
METHODS: dict[str, Method] = {name.lower(): method for name, method in NAMED.items()}
PROPER_NAMES: dict[str, str] = {name.lower(): name for name in NAMED}
