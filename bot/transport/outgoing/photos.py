"""Photo calls: a message's picture sent, put in the place of another message, or taken away with what it showed."""

from __future__ import annotations

import base64

from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest

from bot.render.message import MAX_CAPTION_UNITS, Message, Picture
from bot.render.rich import Rich
from bot.transport.forms.wire_forms import entities, keyboard, reply_to

FILE_NAME = "picture.png"
# One grey strip. Telegram turns no photo back into a text: what is shown no more gives way to it.
_NOTHING = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAKAAAAAUCAAAAAAv/2mSAAAAKUlEQVR42u3OAQ0AAAgDoGv/YMayhnOQgJrc1hEUFBQUFBQU"
    "FBQUfBxc25IA8PMeQywAAAAASUVORK5CYII="
)


def is_photo(error: BadRequest) -> bool:
    """Whether an edit was refused because the message is a photo, which has a caption and no text."""
    return "no text in the message" in error.message.lower()


async def send_photo(
    bot: Bot,
    picture: Picture,
    message: Message,
    *,
    chat_id: int,
    thread_id: int | None,
    replied: int | None,
    is_silent: bool,
    direct_topic: int | None,
) -> int:
    """Send a message as its picture; the id of what was sent."""
    sent = await bot.send_photo(
        chat_id,
        picture.content,
        caption=picture.caption.text,
        caption_entities=entities(picture.caption),
        message_thread_id=thread_id,
        reply_parameters=reply_to(replied),
        reply_markup=keyboard(message.rows),
        disable_notification=is_silent or None,
        direct_messages_topic_id=direct_topic,
        filename=FILE_NAME,
    )
    return sent.message_id


async def put_photo(bot: Bot, chat_id: int, message_id: int, picture: Picture, message: Message) -> None:
    """Put a message's picture in the place of another message, be it a text or a photo."""
    await _replace(bot, chat_id, message_id, picture.content, picture.caption, message)


async def blot_out(bot: Bot, chat_id: int, message_id: int, message: Message) -> bool:
    """Put words in the place of a photo; where they are too long for a caption, delete the photo.

    Returns:
        Whether the words stand there now.
    """
    if message.text.units > MAX_CAPTION_UNITS:
        await bot.delete_message(chat_id, message_id)
        return False
    await _replace(bot, chat_id, message_id, _NOTHING, message.text, message)
    return True


async def _replace(bot: Bot, chat_id: int, message_id: int, content: bytes, caption: Rich, message: Message) -> None:
    media = InputMediaPhoto(content, caption=caption.text, caption_entities=entities(caption), filename=FILE_NAME)
    await bot.edit_message_media(media, chat_id, message_id, reply_markup=keyboard(message.rows))
