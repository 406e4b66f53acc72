"""Do updates reach a bot that set a webhook?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from telegram import Bot, Update
from telegram.error import BadRequest
from telegram.ext import Application, ContextTypes, MessageHandler, filters
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application as WebApplication
from tornado.web import RequestHandler

from bot.playground import Person, Playground


@dataclass
class Receiver:
    """A web server that takes updates; ``codes`` are answered first, then 200."""

    url: str = ""
    codes: list[int] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    pause_s: float = 0.0

    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.bodies]

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(20):
            while len(self.bodies) < count:
                await asyncio.sleep(0.01)


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()

    class Handler(RequestHandler):
        async def post(self) -> None:
            receiver.secrets.append(self.request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            receiver.at_once += 1
            receiver.most_at_once = max(receiver.most_at_once, receiver.at_once)
            await asyncio.sleep(receiver.pause_s)
            receiver.at_once -= 1
            if receiver.codes:
                self.set_status(receiver.codes.pop(0))
                return
            receiver.bodies.append(json.loads(self.request.body))

    sockets = bind_sockets(0, "127.0.0.1")
    server = HTTPServer(WebApplication([("/hook", Handler)], log_function=lambda handler: None))
    server.add_sockets(sockets)
    receiver.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/hook"
    yield receiver
    server.stop()
    await server.close_all_connections()


async def test_updates_are_posted_with_the_secret(
    standin: Playground, bot: Bot, ann: Person, receiver: Receiver
) -> None:
    ann.say("before")
    await bot.set_webhook(receiver.url, secret_token="a-secret_1")
    ann.say("after")
    await receiver.wait_for(2)
    await standin.wait_until_read()

    assert receiver.texts() == ["before", "after"]
    assert receiver.secrets == ["a-secret_1"] * 2


async def test_pending_updates_can_be_dropped(standin: Playground, bot: Bot, ann: Person, receiver: Receiver) -> None:
    ann.say("before")
    await bot.set_webhook(receiver.url, drop_pending_updates=True)
    ann.say("after")
    await receiver.wait_for(1)

    assert receiver.texts() == ["after"]


async def test_an_update_that_was_not_taken_comes_again_and_in_order(
    standin: Playground, bot: Bot, ann: Person, receiver: Receiver
) -> None:
    receiver.codes = [500, 403]
    await bot.set_webhook(receiver.url)
    ann.say("one")
    ann.say("two")
    await receiver.wait_for(2)

    assert receiver.texts() == ["one", "two"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"


async def test_a_receiver_that_is_down_is_told_of(standin: Playground, bot: Bot, ann: Person) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook", allowed_updates=["message"])
    ann.say("one")
    await standin.state.signal.until(lambda: standin.state.webhook.last_error_message, timeout_s=5)

    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.allowed_updates) == (1, ("message",))
    assert info.last_error_message.startswith("Connection failed")


async def test_chats_are_served_at_once_but_each_in_order(standin: Playground, bot: Bot, receiver: Receiver) -> None:
    receiver.pause_s = 0.02
    people = [standin.person(f"Person {number}") for number in range(6)]
    await bot.set_webhook(receiver.url, max_connections=4)
    for number in range(3):
        for person in people:
            person.say(f"{person.user.first_name}: {number}")
    await receiver.wait_for(18)

    assert receiver.most_at_once == 4
    for person in people:
        mine = [text for text in receiver.texts() if text.startswith(person.user.first_name)]
        assert mine == sorted(mine)


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        pytest.param("http://example.org/hook", None, "An HTTPS URL must be provided for webhook", id="no-https"),
        pytest.param("nonsense", None, "An HTTPS URL must be provided for webhook", id="no-address"),
        pytest.param("https://example.org/", "sp ace", "Secret token contains unallowed characters", id="bad-secret"),
        pytest.param("https://example.org/", "x" * 257, "Secret token is too long", id="long-secret"),
    ],
)
async def test_a_webhook_that_telegram_would_not_take_is_refused(
    bot: Bot, url: str, secret: str | None, reason: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.set_webhook(url, secret_token=secret)


async def test_an_application_talks_by_webhook(standin: Playground) -> None:
    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await update.message.reply_text(f"You said {update.message.text}")

    application = Application.builder().token(standin.token).base_url(standin.base_url).build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    sockets = bind_sockets(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]
    for socket in sockets:
        socket.close()
    ann = standin.person("Ann")
    async with application:
        await application.updater.start_webhook(
            listen="127.0.0.1",
            port=port,
            url_path="telegram",
            webhook_url=f"http://127.0.0.1:{port}/telegram",
            secret_token="s3cret",
        )
        await application.start()
        answered = await standin.wait_for_message(ann, after=ann.say("hi"))
        await application.updater.stop()
        await application.stop()

    assert answered["text"] == "You said hi"
    assert [call.outcome for call in standin.calls("setWebhook")] == ["ok"]
