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
from bot.playground.wire_values import Upload
from tests.playground.conftest import secret_in

FOLDER = files("bot.playground").joinpath("static")
STATIC = sorted(file.name for file in FOLDER.iterdir())


async def events(browser: httpx.AsyncClient, count: int) -> list[tuple[str, Any]]:
    """The first events that the page gets, calls of the bot apart."""
    found: list[tuple[str, Any]] = []
    async with asyncio.timeout(20), browser.stream("GET", "/chat/events") as response:
        kind = ""
        async for line in response.aiter_lines():
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            elif line.startswith("data: "):
                found += [(kind, json.loads(line.removeprefix("data: ")))] if kind != "call" else []
            if len(found) == count:
                break
    return found


def visitor(standin: Playground) -> int:
    return next(chat.id for chat in standin.state.chats.values() if chat.person and chat.person.first_name == "You")


async def say(browser: httpx.AsyncClient, standin: Playground, text: str, **more: object) -> httpx.Response:
    return await browser.post("/chat/say", json={"chat_id": visitor(standin), "text": text, **more})


async def test_the_page_and_its_parts_come_with_strict_headers(browser: httpx.AsyncClient) -> None:
    for path in ("/", *(f"/static/{name}" for name in STATIC if name != "page.html")):
        answer = await browser.get(path)

        assert answer.status_code == 200
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_asks_nobody_else_for_anything() -> None:
    """Links into Telegram are looked for, and followed on the page itself."""
    for name in STATIC:
        addresses = set(re.findall(r"https?://[\w.]+", FOLDER.joinpath(name).read_text()))
        assert addresses - {"http://www.w3.org", "https://t.me"} == set(), name


def test_the_page_never_reads_foreign_text_as_html() -> None:
    scripts = "".join(FOLDER.joinpath(name).read_text() for name in STATIC if name.endswith(".js"))

    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert forbidden not in scripts


async def test_whoever_opens_the_page_chats_with_the_bot(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot
) -> None:
    said = await say(browser, standin, "what did Peskov say?")
    update = (await bot.get_updates())[-1]
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="n")]])
    sent = await update.message.reply_html("<b>x</b>", reply_markup=markup)
    pressed = await browser.post("/chat/press", json=_press(sent))
    await bot.answer_callback_query(pressed.json()["query_id"], "toast")
    [(kind, chat)] = await events(browser, 1)

    assert said.json()["message"]["text"] == update.message.text
    assert kind == "world"
    assert [message["text"] for message in chat["chats"][0]["messages"]] == ["what did Peskov say?", "x"]
    assert chat["bot"]["first_name"] == "Verbatim"
    assert chat["status"] == {"is_listening": True, "commands": [], "is_operator": False, "ahead_s": 0.0}


def _press(sent: Any) -> dict[str, object]:
    return {"chat_id": sent.chat.id, "message_id": sent.message_id, "data": "n"}


async def test_what_happens_in_the_chat_is_shown_at_once(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot
) -> None:
    await say(browser, standin, "hi")
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

    assert [kind for kind, _ in seen] == ["world", "action", "message", "edited", "deleted", "refused", "status"]
    assert seen[5][1]["body"]["description"].startswith("Bad Request: can't parse entities")
    assert seen[6][1]["commands"] == [{"command": "help", "description": "Help"}]


async def test_the_example_questions_are_offered() -> None:
    playground = Playground(examples=["what did Peskov say?"])
    await playground.start()
    async with httpx.AsyncClient(verify=False, base_url=playground.url) as browser:
        browser.headers["X-Playground-Secret"] = secret_in((await browser.get("/")).text)
        [(_, chat)] = await events(browser, 1)
    await playground.stop()

    assert chat["examples"] == ["what did Peskov say?"]
    assert chat["status"]["is_listening"] is False


async def test_a_reload_keeps_the_chats_and_who_starts_over_has_new_ones(
    standin: Playground, browser: httpx.AsyncClient
) -> None:
    await say(browser, standin, "hi")
    await browser.get("/")
    [(_, before)] = await events(browser, 1)
    await browser.post("/chat/leave", json={})
    [(_, after)] = await events(browser, 1)

    assert [len(world["chats"][0]["messages"]) for world in (before, after)] == [1, 0]
    ids = [{chat["id"] for chat in world["chats"]} | {world["me"]["id"]} for world in (before, after)]
    assert ids[0] & ids[1] == set()


async def test_a_file_of_the_chat_can_be_taken_and_no_other(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot
) -> None:
    await say(browser, standin, "/export")
    mine = await bot.send_document(visitor(standin), b"mine", filename="x.json")
    ann = standin.person("Ann")
    other = ann.send_file("other.txt", b"other")

    assert (await browser.get(f"/chat/file/{mine.document.file_id}")).content == b"mine"
    assert (await browser.get(f"/chat/file/{other['document']['file_id']}")).status_code == 404


async def test_a_picture_is_shown_and_never_run_as_a_page(standin: Playground, browser: httpx.AsyncClient) -> None:
    picture, page = Upload("a.png", "image/png", b"\x89PNG\r\n\x1a\n..."), Upload("a.png", "text/html", b"<script>")
    kept = [standin.state.keep_file(upload) for upload in (picture, page)]
    chat = standin.state.chats[visitor(standin)]
    standin.state.post(chat, standin.state.bot, {"photo": [{"file_id": file_id} for file_id in kept]})

    answers = [await browser.get(f"/chat/file/{file_id}") for file_id in kept]

    assert [answer.headers["Content-Type"] for answer in answers] == ["image/png", "application/octet-stream"]
    assert [answer.headers["Content-Disposition"] for answer in answers] == ["inline", "attachment"]
    assert all("script-src 'self'" in answer.headers["Content-Security-Policy"] for answer in answers)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        pytest.param("/chat/say", {"Origin": "http://evil.example"}, 403, id="another-site"),
        pytest.param("/chat/say", {"Origin": "null"}, 403, id="a-sandboxed-frame"),
        pytest.param("/chat/say", {"Host": "evil.example"}, 403, id="a-rebound-name"),
        pytest.param("/chat/say", {"Sec-Fetch-Site": "same-site"}, 403, id="another-port"),
        pytest.param("/chat/say", {"X-Playground-Secret": "guessed"}, 403, id="a-cookie-without-the-secret"),
        pytest.param("/chat/upload", {"X-Playground-Secret": "guessed"}, 403, id="a-file-without-the-secret"),
        pytest.param("/chat/leave", {"X-Playground-Secret": ""}, 403, id="leaving-without-the-secret"),
        pytest.param("/bot{token}/getMe", {"Origin": "http://evil.example"}, 403, id="the-api-from-a-page"),
        pytest.param("/control/{token}/faults", {"Origin": "http://evil.example"}, 404, id="control-from-a-page"),
    ],
)
async def test_other_web_sites_are_turned_away(
    standin: Playground, browser: httpx.AsyncClient, path: str, headers: dict[str, str], status: int
) -> None:
    standin.updates.drop()
    said = {"chat_id": visitor(standin), "text": "hi"}

    answer = await browser.post(path.format(token=standin.token), json=said, headers=headers)

    assert answer.status_code == status
    assert len(standin.updates) == 0


async def test_neither_chats_nor_files_are_read_without_the_secret(
    standin: Playground, browser: httpx.AsyncClient, bot: Bot
) -> None:
    await say(browser, standin, "/export")
    sent = await bot.send_document(visitor(standin), b"mine", filename="x.json")
    del browser.headers["X-Playground-Secret"]

    for path in ("/chat/events", f"/chat/file/{sent.document.file_id}"):
        assert (await browser.get(path)).status_code == 403


async def test_a_post_has_to_say_where_it_comes_from(standin: Playground, browser: httpx.AsyncClient) -> None:
    del browser.headers["Origin"]

    assert (await say(browser, standin, "hi")).status_code == 403


async def test_the_cookie_stays_with_the_page(standin: Playground) -> None:
    async with httpx.AsyncClient(verify=False, base_url=standin.url) as browser:
        cookie = (await browser.get("/")).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    ("action", "body", "status"),
    [
        pytest.param("say", {"text": " "}, 409, id="nothing"),
        pytest.param("say", {"text": "x" * 4097}, 409, id="too-long"),
        pytest.param("say", [], 400, id="no-object"),
        pytest.param("say", {"text": "x", "chat_id": 1}, 404, id="no-chat-of-theirs"),
        pytest.param("say", {"text": "x", "reply_to": 999}, 404, id="a-reply-to-nothing"),
        pytest.param("press", {"message_id": 999, "data": "n"}, 404, id="no-message"),
        pytest.param("forward", {"message_id": 999, "to": 1}, 404, id="nothing-to-forward"),
        pytest.param("choose", {"query_id": "1", "result_id": "1"}, 404, id="no-list"),
        pytest.param("be", {"person_id": 1}, 404, id="a-stranger"),
        pytest.param("profile", {"name": "", "language": "en"}, 409, id="no-name"),
        pytest.param("profile", {"name": "Ann", "language": "<b>"}, 409, id="no-language"),
        pytest.param("clock", {"days": -1}, 409, id="yesterday"),
        pytest.param("clock", {"days": 10_000}, 409, id="another-century"),
        pytest.param("operator", {"is_operator": True}, 409, id="a-bot-started-elsewhere"),
        pytest.param("fill", {}, 409, id="an-archive-elsewhere"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    standin: Playground, browser: httpx.AsyncClient, action: str, body: object, status: int
) -> None:
    here = {"chat_id": visitor(standin), **body} if isinstance(body, dict) else body

    answer = await browser.post(f"/chat/{action}", json=here)

    assert answer.status_code == status
    assert answer.json()["error"]


async def test_a_button_that_went_away_says_so(standin: Playground, browser: httpx.AsyncClient, bot: Bot) -> None:
    await say(browser, standin, "hi")
    sent = await bot.send_message(visitor(standin), "no buttons")

    answer = await browser.post("/chat/press", json=_press(sent))

    assert (answer.status_code, answer.json()["error"]) == (409, "The button is gone")


async def test_a_visitor_who_was_forgotten_is_told_to_reload(
    standin: Playground, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.web.sessions.MAX_SESSIONS", 1)
    async with httpx.AsyncClient(verify=False, base_url=standin.url) as another:
        await another.get("/")
    answer = await say(browser, standin, "hi")

    assert (answer.status_code, answer.json()["error"]) == (410, "This chat has ended: reload the page")


async def test_the_playground_listens_on_this_machine_only() -> None:
    with pytest.raises(ValueError, match="this machine only"):
        await Playground().start("0.0.0.0")


async def test_stopping_ends_open_pages(standin: Playground) -> None:
    async def watch() -> AsyncIterator[str]:
        async with (
            httpx.AsyncClient(verify=False, base_url=standin.url) as browser,
            browser.stream("GET", f"/chat/events?s={secret_in((await browser.get('/')).text)}") as response,
        ):
            async for line in response.aiter_lines():
                yield line

    watching = watch()
    await anext(watching)
    async with asyncio.timeout(20):
        await standin.stop()
        async for _ in watching:
            pass
