"""Does a bot that writes, edits and deletes find what it would find at Telegram?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.playground import BotProfile, Person, Playground


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(buttons)])


def button(name: str = "Next", data: str = "n") -> InlineKeyboardButton:
    return InlineKeyboardButton(name, callback_data=data)


async def test_a_message_arrives_as_the_asker_sees_it(standin: Playground, bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(
        ann.id,
        "<b>Peskov</b> &amp; co",
        parse_mode="HTML",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=keyboard(button()),
    )

    shown = standin.messages(ann)[-1]
    assert (sent.text, shown["text"]) == ("Peskov & co", "Peskov & co")
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    assert shown["link_preview_options"] == {"is_disabled": True}
    assert shown["reply_markup"] == {"inline_keyboard": [[{"text": "Next", "callback_data": "n"}]]}
    assert sent.chat.id == ann.id
    assert sent.from_user == await bot.get_me()


async def test_every_call_is_recorded_with_what_came_of_it(standin: Playground, bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "2023")
    with pytest.raises(BadRequest):
        await bot.send_message(ann.id, "<b>", parse_mode="HTML")

    first, second = standin.calls("sendMessage")
    assert (first.outcome, first.parameters) == ("ok", {"chat_id": ann.id, "text": "2023"})
    assert (second.outcome, second.code) == ("refused", 400)
    assert second.description.startswith("Bad Request: can't parse entities")


async def test_complaints_tell_what_telegram_swallows(standin: Playground, bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, '<a href="file:///etc">x</a>', parse_mode="HTML")

    assert standin.complaints() == ["sendMessage: a link to 'file:///etc' was dropped"]


async def test_a_chat_that_nobody_opened_is_not_found(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(424242, "x")


async def test_nobody_is_written_to_before_they_begin(standin: Playground, bot: Bot) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(standin.person().id, "x")


async def test_who_blocked_the_bot_is_not_written_to(bot: Bot, ann: Person) -> None:
    ann.block()

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ann.id, "x")


@pytest.mark.parametrize(
    ("status", "description"),
    [
        pytest.param("kicked", "bot was kicked from the supergroup chat", id="kicked"),
        pytest.param("left", "bot is not a member of the supergroup chat", id="left"),
    ],
)
async def test_a_group_without_the_bot_is_forbidden(
    standin: Playground, bot: Bot, ann: Person, status: str, description: str
) -> None:
    group = standin.group("Desk", [ann], supergroup=True)
    standin.set_bot_status(group, status, by=ann)

    with pytest.raises(Forbidden, match=description):
        await bot.send_message(group.id, "x")


async def test_a_group_that_moved_tells_its_new_id(standin: Playground, bot: Bot, ann: Person) -> None:
    group = standin.group("Desk", [ann])
    new = standin.migrate(group, by=ann)

    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "x")

    assert caught.value.new_chat_id == new.id
    assert (await bot.send_message(new.id, "x")).chat.type == "supergroup"


async def test_an_answer_goes_into_its_topic(standin: Playground, bot: Bot, ann: Person) -> None:
    forum = standin.group("Desk", [ann], forum=True)
    topic = standin.topic(forum, "Kremlin", by=ann)

    sent = await bot.send_message(forum.id, "x", message_thread_id=topic)

    assert (sent.message_thread_id, sent.is_topic_message) == (topic, True)


async def test_a_deleted_topic_is_not_found_nor_what_was_said_in_it(standin: Playground, bot: Bot, ann: Person) -> None:
    forum = standin.group("Desk", [ann], forum=True)
    topic = standin.topic(forum, "Kremlin", by=ann)
    asked = ann.say("/ask Peskov", forum, topic=topic)
    standin.delete_topic(forum, topic)

    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "x", message_thread_id=topic)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(forum.id, "x", reply_parameters=ReplyParameters(asked["message_id"]))


async def test_a_closed_topic_takes_no_message(standin: Playground, bot: Bot, ann: Person) -> None:
    forum = standin.group("Desk", [ann], forum=True)
    topic = standin.topic(forum, "Kremlin", by=ann)
    forum.topics[topic].is_closed = True

    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(forum.id, "x", message_thread_id=topic)


async def test_there_are_no_topics_in_a_private_chat(bot: Bot, ann: Person) -> None:
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(ann.id, "x", message_thread_id=5)


async def test_a_reply_shows_what_it_replies_to(bot: Bot, ann: Person) -> None:
    asked = ann.say("🎙 what did Peskov say?")

    sent = await bot.send_message(
        ann.id, "x", reply_parameters=ReplyParameters(asked["message_id"], quote="Peskov say")
    )

    assert sent.reply_to_message.text == asked["text"]
    assert (sent.quote.text, sent.quote.position) == ("Peskov say", 12)


async def test_a_reply_stays_in_the_topic_of_what_it_replies_to(standin: Playground, bot: Bot, ann: Person) -> None:
    forum = standin.group("Desk", [ann], forum=True)
    topic = standin.topic(forum, "Kremlin", by=ann)
    asked = ann.say("/ask Peskov", forum, topic=topic)

    sent = await bot.send_message(forum.id, "x", reply_parameters=ReplyParameters(asked["message_id"]))

    assert (sent.message_thread_id, sent.is_topic_message) == (topic, True)


async def test_the_thread_of_a_reply_in_a_plain_supergroup_is_no_topic(
    standin: Playground, bot: Bot, ann: Person
) -> None:
    group = standin.group("Desk", [ann], supergroup=True)
    first = ann.say("hello", group)
    reply = ann.say("/ask Peskov", group, reply_to=first)

    assert (reply["message_thread_id"], reply.get("is_topic_message")) == (first["message_id"], None)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.id, "x", message_thread_id=reply["message_thread_id"])


async def test_a_quote_that_does_not_stand_there_is_refused(bot: Bot, ann: Person) -> None:
    asked = ann.say("what did Peskov say?")

    with pytest.raises(BadRequest, match="Quote_text_invalid"):
        await bot.send_message(ann.id, "x", reply_parameters=ReplyParameters(asked["message_id"], quote="Putin"))


async def test_a_reply_to_a_message_that_is_gone_is_refused_unless_allowed(bot: Bot, ann: Person) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ann.id, "x", reply_parameters=ReplyParameters(999))

    sent = await bot.send_message(ann.id, "x", reply_parameters=ReplyParameters(999, allow_sending_without_reply=True))
    assert sent.reply_to_message is None


@pytest.mark.parametrize(
    ("buttons", "description"),
    [
        pytest.param([button(data="é" * 33)], "Button_data_invalid", id="callback-data-over-64-bytes"),
        pytest.param([button(data="")], "Button_data_invalid", id="empty-callback-data"),
        pytest.param([button()] * 101, "Reply markup is too long", id="more-than-100-buttons"),
        pytest.param([button(name="x" * 150)] * 80, "Reply markup is too long", id="too-many-bytes"),
        pytest.param([InlineKeyboardButton("x", url="javascript:alert(1)")], "wrong http url", id="wrong-protocol"),
        pytest.param(
            [InlineKeyboardButton("x", copy_text=CopyTextButton("y" * 257))], "Button_copy_text_invalid", id="long-copy"
        ),
        pytest.param([InlineKeyboardButton("x")], "Text buttons are unallowed", id="no-action"),
        pytest.param([InlineKeyboardButton(" ", callback_data="x")], 'field "text" must be', id="no-label"),
        pytest.param(
            [InlineKeyboardButton("x", callback_data="y", url="https://example.org")],
            "Button_type_invalid",
            id="two-actions",
        ),
    ],
)
async def test_a_keyboard_that_telegram_would_not_take_is_refused(
    bot: Bot, ann: Person, buttons: list[InlineKeyboardButton], description: str
) -> None:
    with pytest.raises(BadRequest, match=description):
        await bot.send_message(ann.id, "x", reply_markup=InlineKeyboardMarkup([[one] for one in buttons]))


async def test_every_kind_of_button_is_taken(bot: Bot, ann: Person) -> None:
    buttons = (
        button(data="x" * 64),
        InlineKeyboardButton("link", url="https://example.org/a#:~:text=b"),
        InlineKeyboardButton("person", url=f"tg://user?id={ann.id}"),
        InlineKeyboardButton("copy", copy_text=CopyTextButton("y" * 256)),
        InlineKeyboardButton("share", switch_inline_query="peskov"),
        InlineKeyboardButton("here", switch_inline_query_current_chat=""),
        InlineKeyboardButton(
            "choose", switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat("peskov", allow_user_chats=True)
        ),
    )

    sent = await bot.send_message(ann.id, "x", reply_markup=keyboard(*buttons))

    assert sent.reply_markup == keyboard(*buttons)


async def test_share_buttons_need_inline_mode() -> None:
    playground = Playground(profile=BotProfile(supports_inline_queries=False))
    await playground.start()
    ann = playground.person()
    ann.say("hi")
    async with Bot(playground.token, base_url=playground.base_url) as bot:
        with pytest.raises(BadRequest, match="Bot_inline_disabled"):
            await bot.send_message(
                ann.id, "x", reply_markup=keyboard(InlineKeyboardButton("share", switch_inline_query="x"))
            )
    await playground.stop()


async def test_an_edit_replaces_text_and_keyboard(standin: Playground, bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one", reply_markup=keyboard(button()))

    edited = await bot.edit_message_text("<i>two</i>", ann.id, sent.message_id, parse_mode="HTML")

    assert (edited.text, edited.message_id, edited.reply_markup) == ("two", sent.message_id, None)
    assert edited.edit_date is not None
    assert [message["text"] for message in standin.messages(ann)] == ["two"]


@pytest.mark.parametrize("text", ["one", " one\n"], ids=["the-same", "the-same-but-for-blanks"])
async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ann: Person, text: str) -> None:
    sent = await bot.send_message(ann.id, "one", reply_markup=keyboard(button()))

    with pytest.raises(BadRequest) as caught:
        await bot.edit_message_text(text, ann.id, sent.message_id, reply_markup=keyboard(button()))

    assert caught.value.message == (
        "Message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message"
    )


async def test_a_keyboard_can_be_changed_alone(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one", reply_markup=keyboard(button()))

    edited = await bot.edit_message_reply_markup(ann.id, sent.message_id, reply_markup=keyboard(button("Back", "b")))

    assert (edited.text, edited.reply_markup) == ("one", keyboard(button("Back", "b")))
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(ann.id, sent.message_id, reply_markup=keyboard(button("Back", "b")))


@pytest.mark.parametrize(
    ("find", "description"),
    [
        pytest.param(lambda ann: 999, "Message to edit not found", id="none-there"),
        pytest.param(lambda ann: ann.say("mine")["message_id"], "Message can't be edited", id="somebody-else's"),
        pytest.param(lambda ann: None, "Message identifier is not specified", id="no-id"),
    ],
)
async def test_only_the_bots_own_messages_are_edited(
    bot: Bot, ann: Person, find: Callable[[Person], int | None], description: str
) -> None:
    with pytest.raises(BadRequest, match=description):
        await bot.edit_message_text("x", ann.id, find(ann))


async def test_a_deleted_message_is_gone(standin: Playground, bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one")

    await bot.delete_message(ann.id, sent.message_id)

    assert standin.messages(ann) == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ann.id, sent.message_id)


async def test_in_a_group_only_an_administrator_deletes_the_messages_of_others(
    standin: Playground, bot: Bot, ann: Person
) -> None:
    group = standin.group("Desk", [ann])
    message = ann.say("/ask", group)

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, message["message_id"])
    standin.set_bot_status(group, "administrator", by=ann)
    assert await bot.delete_messages(group.id, [message["message_id"], 999])
    assert standin.messages(group, from_bot=False) == []


async def test_typing_is_shown_and_nonsense_is_not(bot: Bot, ann: Person) -> None:
    assert await bot.send_chat_action(ann.id, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(ann.id, "thinking")


async def test_the_oldest_messages_are_dropped_past_the_limit(
    standin: Playground, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.world.people_and_chats.MAX_MESSAGES", 3)
    for number in range(5):
        ann.say(str(number))

    assert [message["text"] for message in standin.messages(ann, from_bot=False)] == ["2", "3", "4"]
