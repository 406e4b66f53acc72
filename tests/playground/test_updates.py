"""Do updates reach the bot by polling as Telegram delivers them?"""

from __future__ import annotations

import asyncio
import html
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import Conflict, InvalidToken, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.playground import BotProfile, Fault, Person, Playground

Call = Callable[..., Awaitable[Any]]


def raw(standin: Playground) -> list[dict[str, Any]]:
    return list(standin.updates.pending())


async def test_updates_come_until_they_are_confirmed(bot: Bot, ann: Person) -> None:
    for words in ("one", "two", "three"):
        ann.say(words)

    first = await bot.get_updates(limit=2)
    again = await bot.get_updates(limit=2)
    rest = await bot.get_updates(offset=first[-1].update_id + 1)

    assert [update.message.text for update in first] == ["one", "two"]
    assert first == again
    assert [update.message.text for update in rest] == ["three"]


async def test_a_negative_offset_takes_the_last_and_forgets_the_rest(
    standin: Playground, bot: Bot, ann: Person
) -> None:
    for words in ("one", "two", "three"):
        ann.say(words)

    last = await bot.get_updates(offset=-1)

    assert [update.message.text for update in last] == ["three"]
    assert len(standin.updates) == 1


async def test_a_long_poll_ends_with_the_first_update(bot: Bot, ann: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    assert not poll.done()
    ann.say("now")

    assert [update.message.text for update in await poll] == ["now"]


async def test_a_long_poll_ends_empty_when_its_time_is_up(bot: Bot, ann: Person) -> None:
    assert await bot.get_updates(timeout=1) == ()


async def test_a_second_poller_ends_the_first(standin: Playground, bot: Bot, ann: Person) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    async with Bot(standin.token, base_url=standin.base_url) as other:
        second = asyncio.create_task(other.get_updates(timeout=10))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        ann.say("hi")

        assert len(await second) == 1


async def test_a_poller_that_hung_up_is_no_conflict(standin: Playground, bot: Bot, ann: Person) -> None:
    async with Bot(standin.token, base_url=standin.base_url) as other:
        gone = asyncio.create_task(other.get_updates(timeout=10))
        await asyncio.sleep(0.1)
        gone.cancel()
    await standin.state.signal.until(
        lambda: [call for call in standin.calls("getUpdates") if call.outcome == "hung up"], timeout_s=2
    )
    ann.say("hi")

    assert len(await bot.get_updates(timeout=5)) == 1


async def test_polling_is_refused_while_a_webhook_is_set(standin: Playground, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    await bot.set_webhook("https://example.org/hook")

    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_allowed_updates_are_remembered_until_said_otherwise(bot: Bot, ann: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    ann.say("unheard")
    assert await bot.get_updates(allowed_updates=None) == ()
    ann.say("unheard too")
    await bot.get_updates(allowed_updates=[])
    ann.say("heard")

    assert [update.message.text for update in await bot.get_updates()] == ["heard"]


@pytest.mark.parametrize(
    ("token", "code", "description"),
    [
        pytest.param("1:wrong", 401, "Unauthorized", id="of-another-bot"),
        pytest.param("wrong", 404, "Not Found", id="no-token"),
    ],
)
async def test_a_wrong_token_is_refused(standin: Playground, token: str, code: int, description: str) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.get(f"{standin.base_url}{token}/getMe")

    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}
    bot = Bot(token, base_url=standin.base_url)
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


async def test_an_unknown_method_is_not_found(call: Call) -> None:
    answer = await call("sendTelepathy", text="x")

    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_get_me_says_how_botfather_set_the_bot_up() -> None:
    profile = BotProfile(can_join_groups=False, can_read_all_group_messages=True, supports_inline_queries=False)
    playground = Playground(profile=profile)
    await playground.start()
    async with Bot(playground.token, base_url=playground.base_url) as bot:
        me = await bot.get_me()
    await playground.stop()

    assert (me.can_join_groups, me.can_read_all_group_messages, me.supports_inline_queries) == (False, True, False)


async def test_the_same_update_can_come_twice(standin: Playground, bot: Bot, ann: Person) -> None:
    ann.say("hi")
    update = raw(standin)[0]
    await bot.get_updates(offset=update["update_id"] + 1)
    standin.updates.repeat(update)

    assert [again.update_id for again in await bot.get_updates()] == [update["update_id"]]


async def test_an_update_that_cannot_be_parsed_can_be_sent(standin: Playground, bot: Bot) -> None:
    standin.updates.add_raw({"message": {"message_id": 1, "chat": {"id": "nonsense"}}})

    with pytest.raises(Exception, match="date"):
        await bot.get_updates()


async def test_pending_updates_are_bounded(standin: Playground, ann: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.playground.world.updates.MAX_PENDING", 3)
    for number in range(5):
        ann.say(str(number))

    assert [update["message"]["text"] for update in raw(standin)] == ["2", "3", "4"]


async def test_an_application_talks_by_polling(standin: Playground) -> None:
    """The whole round: command, question, button, edit; nothing of PTB is patched."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await update.message.reply_html(f"<b>{html.escape(update.message.text)}</b>")

    async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        button = InlineKeyboardButton("More", callback_data="m")
        await update.message.reply_text("Welcome", reply_markup=InlineKeyboardMarkup([[button]]))

    async def pressed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await update.callback_query.answer("Coming")
        await update.callback_query.edit_message_text("More")

    application = Application.builder().token(standin.token).base_url(standin.base_url).build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(MessageHandler(filters.TEXT, answer))
    ann = standin.person("Ann")
    async with application:
        await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        await application.start()
        welcome = await standin.wait_for_message(ann, after=ann.say("/start"))
        query = ann.press(welcome, "More")
        toast = await standin.wait_for_answer(query)
        edited = await standin.wait_for_edit(welcome)
        answered = await standin.wait_for_message(ann, after=ann.say("a <question>"), containing="question")
        await application.updater.stop()
        await application.stop()

    assert toast["text"] == "Coming"
    assert (edited["text"], answered["text"]) == ("More", "a <question>")


async def test_waiting_in_vain_says_what_the_bot_did_instead(standin: Playground, bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "something else")

    with pytest.raises(TimeoutError, match="'Peskov'; the bot's latest calls: getMe ok, sendMessage ok"):
        await standin.wait_for_message(ann, containing="Peskov", timeout_s=0.05)


async def test_a_flood_says_when_to_come_back(standin: Playground, bot: Bot) -> None:
    standin.faults.add(Fault.flood(3), method="getUpdates")

    with pytest.raises(RetryAfter) as caught:
        await bot.get_updates()
    assert caught.value.retry_after == timedelta(seconds=3)


async def test_a_parameter_that_is_no_json_is_refused(call: Call) -> None:
    answer = await call("getUpdates", allowed_updates="[oops")

    assert answer["description"] == "Bad Request: can't parse allowed_updates JSON object"
