"""What does the bot hear of people: in private, in groups, in topics, by buttons and inline?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest

from bot.playground import BotProfile, Chat, Person, Playground

NAME = "@verbatim_news_bot"


@pytest.fixture
def group(standin: Playground, ann: Person) -> Chat:
    group = standin.group("Desk", [ann, standin.person("Bob")], supergroup=True)
    standin.updates.drop()
    return group


def heard(standin: Playground) -> list[Any]:
    return [Update.de_json(update, None) for update in standin.updates.pending()]


async def test_a_message_carries_its_sender_and_its_entities(standin: Playground, ann: Person) -> None:
    ann.say("🎙 /ask who is @peskov")

    message = heard(standin)[-1].message
    assert (message.from_user.first_name, message.from_user.language_code) == ("Ann", "en")
    assert (message.chat.type, message.chat.id) == ("private", ann.id)
    assert message.parse_entities() == {message.entities[0]: "/ask", message.entities[1]: "@peskov"}


async def test_a_reply_with_a_quote_shows_both(standin: Playground, bot: Bot, ann: Person) -> None:
    answer = await bot.send_message(ann.id, "🎙 the sacred struggle goes on")

    ann.say("who said this?", reply_to=answer.to_dict(), quote="sacred struggle")

    message = heard(standin)[-1].message
    assert message.reply_to_message.text == answer.text
    assert (message.quote.text, message.quote.position, message.quote.is_manual) == ("sacred struggle", 7, True)


async def test_an_edited_question_comes_as_such(standin: Playground, ann: Person) -> None:
    ann.edit(ann.say("what did Putin say"), "what did Kim say")

    assert heard(standin)[-1].edited_message.text == "what did Kim say"
    assert heard(standin)[-1].edited_message.edit_date is not None


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        pytest.param("good morning", False, id="chatter"),
        pytest.param("/ask Peskov", True, id="command"),
        pytest.param(f"/ask{NAME} Peskov", True, id="command-with-the-bots-name"),
        pytest.param("/ask@other_bot Peskov", False, id="command-for-another-bot"),
        pytest.param(f"what did Peskov say, {NAME}?", True, id="mention"),
        pytest.param("thanks @bob", False, id="mention-of-somebody-else"),
    ],
)
async def test_with_privacy_the_bot_hears_what_is_meant_for_it(
    standin: Playground, ann: Person, group: Chat, text: str, is_heard: bool
) -> None:
    ann.say(text, group)

    assert len(standin.updates) == is_heard


async def test_replies_to_the_bot_are_heard_and_others_are_not(
    standin: Playground, bot: Bot, ann: Person, group: Chat
) -> None:
    answer = await bot.send_message(group.id, "an answer")
    question = ann.say("hello all", group)

    ann.say("and Putin?", group, reply_to=answer.to_dict())
    ann.say("welcome", group, reply_to=question)

    assert [update.message.text for update in heard(standin)] == ["and Putin?"]


async def test_without_privacy_or_as_administrator_the_bot_hears_all(standin: Playground, ann: Person) -> None:
    handlers = standin.group("Desk", [ann], bot_status="administrator")
    ann.say("good morning", handlers)

    assert heard(standin)[-1].message.text == "good morning"


async def test_the_privacy_switched_off_at_botfather_is_respected() -> None:
    playground = Playground(profile=BotProfile(can_read_all_group_messages=True))
    ann = playground.person()
    ann.say("good morning", playground.group("Desk", [ann]))

    assert heard(playground)[-1].message.text == "good morning"


async def test_a_group_without_the_bot_is_silent_to_it(standin: Playground, ann: Person, group: Chat) -> None:
    standin.set_bot_status(group, "left", by=ann)
    standin.updates.drop()

    ann.say("/ask Peskov", group)

    assert len(standin.updates) == 0


async def test_strangers_do_not_write_into_a_group(standin: Playground, group: Chat) -> None:
    with pytest.raises(ValueError, match="Eve is not a member of Desk"):
        standin.person("Eve").say("hi", group)


async def test_a_message_in_a_topic_names_it_and_shows_its_opening(standin: Playground, ann: Person) -> None:
    forum = standin.group("Desk", [ann], forum=True)
    topic = standin.topic(forum, "Kremlin", by=ann)

    ann.say("/ask Peskov", forum, topic=topic)

    message = heard(standin)[-1].message
    assert (message.message_thread_id, message.is_topic_message, message.chat.is_forum) == (topic, True, True)
    assert message.reply_to_message.forum_topic_created.name == "Kremlin"


async def test_coming_and_going_is_told(standin: Playground, ann: Person) -> None:
    group = standin.group("Desk", [ann])
    standin.set_bot_status(group, "kicked", by=ann)
    ann.block()
    ann.unblock()

    changes = [update.my_chat_member for update in heard(standin)]
    assert [(change.old_chat_member.status, change.new_chat_member.status) for change in changes] == [
        ("left", "member"),
        ("member", "kicked"),
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_who_blocked_the_bot_has_to_unblock_it_first(ann: Person) -> None:
    ann.block()

    with pytest.raises(ValueError, match="blocked"):
        ann.say("hi")


async def test_a_group_that_moves_says_so_in_both_chats(standin: Playground, ann: Person) -> None:
    group = standin.group("Desk", [ann])
    standin.updates.drop()

    new = standin.migrate(group, by=ann)

    farewell, greeting = (update.message for update in heard(standin))
    assert (farewell.chat.id, farewell.migrate_to_chat_id) == (group.id, new.id)
    assert (greeting.chat.id, greeting.migrate_from_chat_id) == (new.id, group.id)


async def test_an_administrator_can_hide_behind_the_group(standin: Playground, ann: Person, group: Chat) -> None:
    ann.say("/settings", group, anonymous=True)

    message = heard(standin)[-1].message
    assert (message.from_user.id, message.sender_chat.id) == (1087968824, group.id)


async def test_a_pressed_button_brings_its_message_along(standin: Playground, bot: Bot, ann: Person) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="n")]])
    sent = await bot.send_message(ann.id, "one", reply_markup=markup)

    query = ann.press(sent.to_dict(), "Next")

    pressed = heard(standin)[-1].callback_query
    assert (pressed.data, pressed.from_user.id, pressed.message.message_id) == ("n", ann.id, sent.message_id)
    await bot.answer_callback_query(pressed.id, "Here", show_alert=True)
    assert await standin.wait_for_answer(query) == {"text": "Here", "show_alert": True}


async def test_a_button_that_is_not_there_cannot_be_pressed_but_forged(
    standin: Playground, bot: Bot, ann: Person
) -> None:
    sent = await bot.send_message(ann.id, "one")

    with pytest.raises(ValueError, match="no button 'Next'"):
        ann.press(sent.to_dict(), "Next")
    ann.press(sent.to_dict(), data="forged")
    assert heard(standin)[-1].callback_query.data == "forged"


async def test_a_query_is_answered_in_time_or_not_at_all(standin: Playground, bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one")
    query = ann.press(sent.to_dict(), data="x")
    query.asked_at -= 60

    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await bot.answer_callback_query(query.body["id"])
    with pytest.raises(BadRequest, match="query id is invalid"):
        await bot.answer_callback_query("unknown")


async def test_answering_twice_is_complained_about(standin: Playground, bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one")
    query = ann.press(sent.to_dict(), data="x")
    await bot.answer_callback_query(query.body["id"])
    await bot.answer_callback_query(query.body["id"])

    assert standin.complaints() == ["answerCallbackQuery: the query was answered before"]


def article(number: int = 1, **more: Any) -> InlineQueryResultArticle:
    content = InputTextMessageContent("<b>“sensitive”</b> — Peskov", parse_mode="HTML")
    return InlineQueryResultArticle(str(number), "Peskov", content, **more)


async def test_an_inline_query_is_answered_and_a_result_chosen(
    standin: Playground, bot: Bot, ann: Person, group: Chat
) -> None:
    query = ann.inline("peskov sensitive")
    asked = heard(standin)[-1].inline_query
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="m")]])
    await bot.answer_inline_query(
        asked.id,
        [article(1, reply_markup=markup)],
        is_personal=True,
        cache_time=0,
        next_offset="10",
        button=InlineQueryResultsButton("Ask", start_parameter="q_1"),
    )

    answer = await standin.wait_for_answer(query)
    message = ann.choose(query, "1", group)

    assert (asked.query, answer["next_offset"], answer["is_personal"]) == ("peskov sensitive", "10", True)
    assert (message["text"], message["via_bot"]["id"]) == ("“sensitive” — Peskov", bot.id)
    chosen = heard(standin)[-1].chosen_inline_result
    await bot.edit_message_text("edited", inline_message_id=chosen.inline_message_id)
    assert standin.messages(group, from_bot=False)[-1]["text"] == "edited"


async def test_inline_mode_can_be_switched_off_at_botfather() -> None:
    playground = Playground(profile=BotProfile(supports_inline_queries=False))

    with pytest.raises(ValueError, match="inline mode is switched off"):
        playground.person().inline("peskov")


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        pytest.param([article(n) for n in range(51)], "RESULTS_TOO_MUCH", id="more-than-50"),
        pytest.param([article(1), article(1)], "RESULT_ID_DUPLICATE", id="the-same-id-twice"),
        pytest.param(
            [InlineQueryResultArticle("1", "x", InputTextMessageContent("<b>", parse_mode="HTML"))],
            "can't parse entities: Can't find end tag corresponding to start tag b",
            id="bad-html",
        ),
        pytest.param(
            [InlineQueryResultArticle("1", "x", InputTextMessageContent(""))], "message text is empty", id="empty"
        ),
    ],
)
async def test_results_that_telegram_would_not_take_are_refused(
    call: Callable[..., Awaitable[Any]], ann: Person, results: list[InlineQueryResultArticle], reason: str
) -> None:
    query = ann.inline("x")

    answer = await call(
        "answerInlineQuery", inline_query_id=query.body["id"], results=[result.to_dict() for result in results]
    )

    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}


async def test_a_file_is_sent_and_fetched(standin: Playground, bot: Bot, ann: Person) -> None:
    ann.send_file("news.jsonl", b'{"text": "x"}')
    document = heard(standin)[-1].message.document

    content = await (await bot.get_file(document.file_id)).download_as_bytearray()
    sent = await bot.send_document(
        ann.id, b"exported", filename="export.json", caption="<b>Yours</b>", parse_mode="HTML"
    )

    assert bytes(content) == b'{"text": "x"}'
    assert (sent.document.file_name, sent.document.file_size, sent.caption) == ("export.json", 8, "Yours")
    again = await bot.send_document(ann.id, sent.document.file_id)
    assert again.document == sent.document


async def test_a_file_in_a_group_is_heard_by_its_caption(standin: Playground, ann: Person, group: Chat) -> None:
    ann.send_file("news.txt", b"x", group)
    ann.send_file("news.txt", b"x", group, caption=f"/ingest{NAME}")

    assert [update.message.caption for update in heard(standin)] == [f"/ingest{NAME}"]


async def test_a_file_over_20_megabytes_cannot_be_fetched(
    standin: Playground, bot: Bot, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.methods.documents.MAX_DOWNLOAD_BYTES", 4)
    message = ann.send_file("big.txt", b"12345")

    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(message["document"]["file_id"])


async def test_an_empty_file_is_refused(bot: Bot, ann: Person) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(ann.id, b"", filename="x.txt")


async def test_commands_depend_on_scope_and_language(bot: Bot, ann: Person) -> None:
    await bot.set_my_commands([("ask", "Ask")])
    await bot.set_my_commands([("ask", "Спросить")], language_code="ru")
    await bot.set_my_commands([("settings", "Settings")], scope={"type": "all_chat_administrators"})

    assert [command.description for command in await bot.get_my_commands()] == ["Ask"]
    assert [command.description for command in await bot.get_my_commands(language_code="ru")] == ["Спросить"]
    assert await bot.get_my_commands(language_code="de") == ()
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        pytest.param(("Ask", "Ask"), "Bot_command_invalid", id="capital"),
        pytest.param(("ask", ""), "Bot_command_description_invalid", id="no-description"),
    ],
)
async def test_commands_that_telegram_would_not_take_are_refused(
    bot: Bot, command: tuple[str, str], reason: str
) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.set_my_commands([command])


async def test_the_bot_describes_itself_by_language(bot: Bot) -> None:
    await bot.set_my_description("News, word for word")
    await bot.set_my_short_description("Дословно", language_code="ru")

    assert (await bot.get_my_description(language_code="ru")).description == "News, word for word"
    assert (await bot.get_my_short_description("ru")).short_description == "Дословно"
    assert (await bot.get_my_name()).name == "Verbatim"
    with pytest.raises(BadRequest, match="Bot description is too long"):
        await bot.set_my_description("x" * 513)


async def test_the_bot_can_ask_who_is_in_a_chat(standin: Playground, bot: Bot, ann: Person, group: Chat) -> None:
    chat = await bot.get_chat(group.id)
    owner = await bot.get_chat_member(group.id, ann.id)
    administrators = await bot.get_chat_administrators(group.id)

    assert (chat.title, chat.type) == ("Desk", "supergroup")
    assert owner.status == "creator"
    assert [administrator.user.id for administrator in administrators] == [ann.id]
    assert await bot.get_chat_member_count(group.id) == 3


async def test_the_bot_can_leave(standin: Playground, bot: Bot, group: Chat) -> None:
    assert await bot.leave_chat(group.id)

    assert group.members[bot.id] == "left"
