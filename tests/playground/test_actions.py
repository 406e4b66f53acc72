"""Does what a visitor does on the page reach the bot as it would from Telegram's apps?"""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent, Update

from bot.playground import BotProfile, Playground
from bot.playground.web.page_view import world_view
from bot.playground.web.sessions import Visitor
from bot.playground.world.people_and_chats import Chat

NAME = f"@{BotProfile().username}"


@pytest.fixture
def visitor(standin: Playground, browser: httpx.AsyncClient) -> Visitor:
    """Whoever has opened the page; the updates about the chats that were made for them are gone."""
    name = f"verbatim_playground_{standin.port}"
    found = standin.sessions.visitor(browser.cookies[name])
    assert found is not None
    standin.updates.drop()
    return found


@pytest.fixture
def places(visitor: Visitor) -> dict[str, Chat]:
    return {chat.title or ("bot" if chat.id == visitor.person.id else "Mia"): chat for chat in visitor.chats}


async def does(browser: httpx.AsyncClient, action: str, **body: Any) -> Any:
    answer = await browser.post(f"/chat/{action}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def heard(standin: Playground) -> list[Update]:
    return [Update.de_json(update, None) for update in standin.updates.pending()]


def test_a_newcomer_has_every_kind_of_chat(visitor: Visitor, places: dict[str, Chat]) -> None:
    assert list(places) == ["bot", "Neighbours", "Town desk", "Notice board", "Mia"]
    assert [topic.name for topic in places["Town desk"].topics.values()] == ["Council", "Weather"]
    assert {chat.members[visitor.person.id] for chat in list(places.values())[1:4]} == {"creator"}
    assert not places["Mia"].has_member(visitor.state.bot.id)


async def test_a_reply_quotes_and_stays_in_its_topic(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot, places: dict[str, Chat]
) -> None:
    forum = places["Town desk"]
    topic = next(iter(forum.topics))
    answer = await bot.send_message(forum.id, "the river froze over", message_thread_id=topic)

    await does(
        browser, "say", chat_id=forum.id, topic=topic, text="when?", reply_to=answer.message_id, quote="river froze"
    )

    message = heard(standin)[-1].message
    assert (message.quote.text, message.message_thread_id) == ("river froze", topic)


async def test_only_what_calls_the_bot_reaches_it_where_it_is_no_member(
    standin: Playground, browser: httpx.AsyncClient, places: dict[str, Chat]
) -> None:
    words = await does(browser, "say", chat_id=places["Mia"].id, text="“open the ice road”")
    silent = heard(standin)
    replied = words["message"]["message_id"]
    await does(browser, "say", chat_id=places["Mia"].id, text=f"{NAME} who said this?", reply_to=replied)

    assert silent == []
    assert [update.guest_message.reply_to_message.text for update in heard(standin)] == ["“open the ice road”"]


async def test_a_channels_post_is_unsigned_and_can_be_forwarded_to_the_bot(
    standin: Playground, browser: httpx.AsyncClient, visitor: Visitor, places: dict[str, Chat]
) -> None:
    channel = places["Notice board"]
    post = await does(browser, "say", chat_id=channel.id, text="The road is closed.")
    await does(browser, "forward", chat_id=channel.id, message_id=post["message"]["message_id"], to=visitor.person.id)

    told, forwarded = heard(standin)
    assert (told.channel_post.from_user, told.channel_post.sender_chat.id) == (None, channel.id)
    assert forwarded.message.text == "The road is closed."
    assert (forwarded.message.forward_origin.type, forwarded.message.forward_origin.chat.id) == ("channel", channel.id)


async def test_a_member_cannot_post_in_the_channel_and_has_a_chat_with_the_bot_of_their_own(
    standin: Playground, browser: httpx.AsyncClient, visitor: Visitor, places: dict[str, Chat]
) -> None:
    you, other = visitor.people
    await does(browser, "be", person_id=other.id)
    refused = await browser.post("/chat/say", json={"chat_id": places["Notice board"].id, "text": "x"})
    foreign = await browser.post("/chat/say", json={"chat_id": you.id, "text": "x"})
    await does(browser, "say", chat_id=other.id, text="hi")

    assert (refused.status_code, foreign.status_code) == (409, 404)
    assert [update.message.from_user.first_name for update in heard(standin)] == ["Mia"]


async def test_cards_are_offered_and_the_chosen_one_is_sent(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot, places: dict[str, Chat]
) -> None:
    group = places["Neighbours"]

    async def answer() -> None:
        [update] = await bot.get_updates(timeout=5, allowed_updates=["inline_query"])
        content = InputTextMessageContent("the whole quotation")
        await update.inline_query.answer([InlineQueryResultArticle("a", "Ann", content, description="said")])

    answering = asyncio.create_task(answer())
    found = await does(browser, "inline", chat_id=group.id, words="ann")
    await answering
    sent = await does(browser, "choose", chat_id=group.id, query_id=found["query_id"], result_id="a")

    assert found["results"] == [{"id": "a", "title": "Ann", "description": "said"}]
    assert (sent["message"]["text"], sent["message"]["via_bot"]["is_bot"]) == ("the whole quotation", True)


async def test_a_file_arrives_with_its_caption(
    standin: Playground, browser: httpx.AsyncClient, visitor: Visitor
) -> None:
    fields = {"chat_id": str(visitor.person.id), "topic": "", "caption": "for you"}

    answer = await browser.post("/chat/upload", data=fields, files={"file": ("Штурм.txt", b"words")})

    message = heard(standin)[-1].message
    assert answer.status_code == 200
    assert (message.document.file_name, message.caption) == ("Штурм.txt", "for you")


async def test_others_do_not_edit_ones_words(browser: httpx.AsyncClient, bot: Bot, visitor: Visitor) -> None:
    visitor.person.say("hi")
    sent = await bot.send_message(visitor.person.id, "the bot's own")

    answer = await browser.post(
        "/chat/edit", json={"chat_id": visitor.person.id, "message_id": sent.message_id, "text": "forged"}
    )

    assert answer.status_code == 409


async def test_the_calls_of_another_visitors_chats_are_not_shown(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot, visitor: Visitor
) -> None:
    visitor.person.say("hi")
    stranger = standin.person("Ann")
    stranger.say("hello")
    for someone in (visitor.person, stranger):
        await bot.send_message(someone.id, f"for {someone.user.first_name}")

    calls = (await world_view(standin.sessions, visitor))["calls"]

    assert [call["parameters"]["text"] for call in calls if call["method"] == "sendMessage"] == ["for You"]


async def test_a_command_that_is_marked_so_in_a_group_is_between_its_asker_and_the_bot(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot, visitor: Visitor, places: dict[str, Chat]
) -> None:
    group = places["Neighbours"]
    standin.state.commands["all_group_chats", ""] = [
        {"command": "settings", "description": "Settings", "is_ephemeral": True}
    ]
    await does(browser, "say", chat_id=group.id, text="/settings")
    [asked] = heard(standin)
    number = asked.message.api_kwargs["ephemeral_message_id"]
    wanted = {"receiver_user_id": visitor.person.id}
    await bot.send_message(
        group.id,
        "for you alone",
        api_kwargs={"ephemeral_message_parameters": wanted, "reply_parameters": {"ephemeral_message_id": number}},
    )
    mine = await _texts(standin, visitor, group)
    await does(browser, "be", person_id=visitor.people[1].id)

    assert mine == ["/settings", "for you alone"]
    assert await _texts(standin, visitor, group) == []


async def _texts(standin: Playground, visitor: Visitor, chat: Chat) -> list[str]:
    shown = {view["id"]: view for view in (await world_view(standin.sessions, visitor))["chats"]}
    return [message["text"] for message in shown[chat.id]["messages"]]
