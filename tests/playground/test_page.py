"""Is the chat page there for whoever opens it, and for no other web site?"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.playground import Playground

STATIC = ("page.html", "page.css", "page.js", "entities.js")


async def events(browser: httpx.AsyncClient, count: int) -> list[tuple[str, Any]]:
    """The first events that the page gets."""
    found: list[tuple[str, Any]] = []
    async with asyncio.timeout(5), browser.stream("GET", "/chat/events") as response:
        kind = ""
        async for line in response.aiter_lines():
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            elif line.startswith("data: "):
                found.append((kind, json.loads(line.removeprefix("data: "))))
            if len(found) == count:
                break
    return found


def visitor(standin: Playground) -> int:
    return next(chat.id for chat in standin.state.chats.values() if chat.person and chat.person.first_name == "You")


async def test_the_page_and_its_parts_come_with_strict_headers(standin: Playground, browser: httpx.AsyncClient) -> None:
    for path in ("/", "/static/page.css", "/static/page.js", "/static/entities.js"):
        answer = await browser.get(path)

        assert answer.status_code == 200
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_asks_nobody_else_for_anything() -> None:
    shipped = {name: files("bot.playground").joinpath("static", name).read_text() for name in STATIC}

    for name, text in shipped.items():
        addresses = set(re.findall(r"https?://[\w.]+", text)) - {"http://www.w3.org"}
        assert addresses == set(), name


def test_the_page_never_reads_foreign_text_as_html() -> None:
    scripts = "".join(files("bot.playground").joinpath("static", name).read_text() for name in STATIC[2:])

    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert forbidden not in scripts


async def test_whoever_opens_the_page_chats_with_the_bot(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot
) -> None:
    said = await browser.post("/chat/say", json={"text": "what did Peskov say?"})
    update = (await bot.get_updates())[0]
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="n")]])
    sent = await update.message.reply_html("<b>x</b>", reply_markup=markup)
    pressed = await browser.post("/chat/press", json={"message_id": sent.message_id, "data": "n"})
    await bot.answer_callback_query(pressed.json()["query_id"], "toast")
    [(kind, chat)] = await events(browser, 1)

    assert said.json()["message"]["text"] == update.message.text
    assert kind == "chat"
    assert [message["text"] for message in chat["messages"]] == ["what did Peskov say?", "x"]
    assert chat["bot"]["first_name"] == "Verbatim"
    assert chat["status"] == {"is_listening": True, "commands": []}


async def test_what_happens_in_the_chat_is_shown_at_once(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot
) -> None:
    await browser.post("/chat/say", json={"text": "hi"})
    chat_id = visitor(standin)

    async def talk() -> None:
        await asyncio.sleep(0.1)
        await bot.send_chat_action(chat_id, "typing")
        sent = await bot.send_message(chat_id, "one")
        await bot.edit_message_text("two", chat_id, sent.message_id)
        await bot.delete_message(chat_id, sent.message_id)
        with pytest.raises(Exception, match="parse entities"):
            await bot.send_message(chat_id, "<b>", parse_mode="HTML")
        await bot.set_my_commands([("help", "Help")])

    talking = asyncio.create_task(talk())
    seen = await events(browser, 7)
    await talking

    assert [kind for kind, _ in seen] == ["chat", "action", "message", "edited", "deleted", "refused", "status"]
    assert seen[5][1]["description"].startswith("Bad Request: can't parse entities")
    assert seen[6][1]["commands"] == [{"command": "help", "description": "Help"}]


async def test_the_example_questions_are_offered() -> None:
    playground = Playground(examples=["what did Peskov say?"])
    await playground.start()
    async with httpx.AsyncClient(verify=False, base_url=playground.url) as browser:
        await browser.get("/")
        [(_, chat)] = await events(browser, 1)
    await playground.stop()

    assert chat["examples"] == ["what did Peskov say?"]
    assert chat["status"]["is_listening"] is False


async def test_a_reload_keeps_the_chat_and_a_new_chat_is_empty(browser: httpx.AsyncClient) -> None:
    await browser.post("/chat/say", json={"text": "hi"})
    await browser.get("/")
    [(_, before)] = await events(browser, 1)
    await browser.post("/chat/restart", json={})
    [(_, after)] = await events(browser, 1)

    assert (len(before["messages"]), len(after["messages"])) == (1, 0)


async def test_a_file_of_the_chat_can_be_taken_and_no_other(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot
) -> None:
    await browser.post("/chat/say", json={"text": "/export"})
    mine = await bot.send_document(visitor(standin), b"mine", filename="x.json")
    ann = standin.person("Ann")
    other = ann.send_file("other.txt", b"other")

    assert (await browser.get(f"/chat/file/{mine.document.file_id}")).content == b"mine"
    assert (await browser.get(f"/chat/file/{other['document']['file_id']}")).status_code == 404


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        pytest.param("/chat/say", {"Origin": "http://evil.example"}, 403, id="another-site"),
        pytest.param("/chat/say", {"Origin": "null"}, 403, id="a-sandboxed-frame"),
        pytest.param("/chat/say", {"Host": "evil.example"}, 403, id="a-rebound-name"),
        pytest.param("/bot{token}/getMe", {"Origin": "http://evil.example"}, 403, id="the-api-from-a-page"),
        pytest.param("/control/{token}/faults", {"Origin": "http://evil.example"}, 404, id="control-from-a-page"),
    ],
)
async def test_other_web_sites_are_turned_away(
    standin: Playground, browser: httpx.AsyncClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = await browser.post(path.format(token=standin.token), json={"text": "hi"}, headers=headers)

    assert answer.status_code == status
    assert len(standin.updates) == 0


async def test_a_post_has_to_say_where_it_comes_from(standin: Playground, browser: httpx.AsyncClient) -> None:
    del browser.headers["Origin"]

    assert (await browser.post("/chat/say", json={"text": "hi"})).status_code == 403


async def test_the_cookie_stays_with_the_page(standin: Playground) -> None:
    async with httpx.AsyncClient(verify=False, base_url=standin.url) as browser:
        cookie = (await browser.get("/")).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    ("action", "body", "status"),
    [
        pytest.param("say", {"text": " "}, 400, id="nothing"),
        pytest.param("say", {"text": "x" * 4097}, 400, id="too-long"),
        pytest.param("say", [], 400, id="no-object"),
        pytest.param("press", {"message_id": 999, "data": "n"}, 404, id="no-message"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    browser: httpx.AsyncClient, action: str, body: object, status: int
) -> None:
    answer = await browser.post(f"/chat/{action}", json=body)

    assert answer.status_code == status
    assert answer.json()["error"]


async def test_a_button_that_went_away_says_so(standin: Playground, browser: httpx.AsyncClient, bot: Bot) -> None:
    await browser.post("/chat/say", json={"text": "hi"})
    sent = await bot.send_message(visitor(standin), "no buttons")

    answer = await browser.post("/chat/press", json={"message_id": sent.message_id, "data": "n"})

    assert (answer.status_code, answer.json()["error"]) == (409, "The button is gone")


async def test_a_visitor_who_was_forgotten_is_told_to_reload(
    standin: Playground, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.web.sessions.MAX_SESSIONS", 1)
    async with httpx.AsyncClient(verify=False, base_url=standin.url) as another:
        await another.get("/")
    answer = await browser.post("/chat/say", json={"text": "hi"})

    assert (answer.status_code, answer.json()["error"]) == (410, "This chat has ended: reload the page")


async def test_the_playground_listens_on_this_machine_only() -> None:
    with pytest.raises(ValueError, match="this machine only"):
        await Playground().start("0.0.0.0")


async def test_stopping_ends_open_pages(standin: Playground) -> None:
    async def watch() -> AsyncIterator[str]:
        async with (
            httpx.AsyncClient(verify=False, base_url=standin.url) as browser,
            browser.stream("GET", "/chat/events", cookies=(await browser.get("/")).cookies) as response,
        ):
            async for line in response.aiter_lines():
                yield line

    watching = watch()
    await anext(watching)
    async with asyncio.timeout(3):
        await standin.stop()
        async for _ in watching:
            pass
