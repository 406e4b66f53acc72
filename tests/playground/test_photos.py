"""Does a bot that sends pictures find what it would find at Telegram?"""

from __future__ import annotations

import struct
import zlib

import pytest
from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest

from bot.playground import Person, Playground


def png(width: int, height: int, shade: int = 0) -> bytes:
    """A grey picture."""
    rows = zlib.compress(b"".join(b"\0" + bytes([shade]) * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    whole = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


async def test_a_photo_arrives_with_its_caption_and_is_sent_again_by_its_id(
    standin: Playground, bot: Bot, ann: Person
) -> None:
    sent = await bot.send_photo(ann.id, png(40, 30), caption="<b>Drawn</b>", parse_mode="HTML")
    again = await bot.send_photo(ann.id, sent.photo[-1].file_id)

    shown = standin.messages(ann)[-2]
    assert (sent.photo[0].width, sent.photo[0].height) == (40, 30)
    assert shown["caption"] == "Drawn"
    assert "text" not in shown
    assert again.photo[0].file_unique_id == sent.photo[0].file_unique_id


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "File must be non-empty", id="empty"),
        pytest.param(b"GIF89a", "Image_process_failed", id="no-picture"),
        pytest.param(png(40, 30)[:-6], "Image_process_failed", id="cut-off"),
        pytest.param(png(9990, 11), "Photo_invalid_dimensions", id="too-wide"),
        pytest.param(png(210, 10), "Photo_invalid_dimensions", id="too-flat"),
    ],
)
async def test_what_is_no_photo_is_refused(bot: Bot, ann: Person, content: bytes, why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        await bot.send_photo(ann.id, content)


async def test_a_caption_is_shorter_than_a_text(bot: Bot, ann: Person) -> None:
    await bot.send_photo(ann.id, png(40, 30), caption="x" * 1024)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(ann.id, png(40, 30), caption="x" * 1025)


async def test_a_text_becomes_a_photo_and_a_photo_another_but_never_a_text(
    standin: Playground, bot: Bot, ann: Person
) -> None:
    text = await bot.send_message(ann.id, "words")
    await bot.edit_message_media(InputMediaPhoto(png(40, 30), caption="one"), ann.id, text.message_id)
    edited = await bot.edit_message_media(InputMediaPhoto(png(40, 30, 9), caption="one"), ann.id, text.message_id)

    assert "text" not in standin.messages(ann)[-1]
    assert edited.caption == "one"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("words", ann.id, text.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_media(InputMediaPhoto(png(40, 30, 9), caption="one"), ann.id, text.message_id)
