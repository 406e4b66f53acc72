"""Group admins: who may change what a group has chosen, also those who hide behind the group."""

from __future__ import annotations

import logging

from telegram import Bot, Message
from telegram.constants import ChatID, ChatMemberStatus
from telegram.error import TelegramError

from bot.render.translate import N_

ADMINS_ONLY = N_("In a group, only its admins can change this.")
ADMINS_ONLY_CHANNEL = N_("In a channel, only its admins can change this.")
ADMINS_SEE = N_("In a group, only its admins can see this. In our private chat, I will show you what is yours.")
NOT_TOLD = N_("I could not find out from Telegram whether you are an admin here. Please try again in a moment.")
_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
_log = logging.getLogger(__name__)


async def why_not_admitted_to_change(bot: Bot, message: Message, refusal: str = ADMINS_ONLY) -> str:
    """Why its writer may not do what a group's admins may; empty where they may."""
    if message.chat.type in ("private", "channel"):  # only its admins can write in a channel
        return ""
    if message.sender_chat is not None or message.from_user is None:
        return "" if _is_anonymous_admin(message) else refusal
    return await why_not_admin(bot, message.chat_id, message.from_user.id, refusal)


async def why_not_admin(bot: Bot, chat_id: int, user_id: int, refusal: str = ADMINS_ONLY) -> str:
    """Why a user may not do what a group's or a channel's admins may; empty where they may."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except TelegramError as error:
        _log.warning("Could not find out from Telegram whether a user is an admin: %s", error.message)
        return NOT_TOLD
    return "" if member.status in _ADMINS else refusal


def _is_anonymous_admin(message: Message) -> bool:
    """A message that is signed by the group itself; a channel's has another signature."""
    is_groups_own = message.sender_chat is not None and message.sender_chat.id == message.chat_id
    return is_groups_own and message.from_user is not None and message.from_user.id == ChatID.ANONYMOUS_ADMIN
