"""Do calls go wrong on demand as they do at Telegram?"""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.playground import Fault, Person, Playground


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        pytest.param(Fault.flood(7), RetryAfter, "Flood control exceeded", id="429"),
        pytest.param(Fault.blocked(), Forbidden, "Forbidden: bot was blocked by the user", id="blocked"),
        pytest.param(Fault.kicked(), Forbidden, "Forbidden: bot was kicked from the group chat", id="kicked"),
        pytest.param(Fault.refuse(400, "Bad Request: TOPIC_CLOSED"), BadRequest, "Topic_closed", id="400"),
        pytest.param(Fault.migrated(-1009), ChatMigrated, "migrated", id="migrated"),
        pytest.param(Fault.server_error(), NetworkError, "Internal Server Error", id="500"),
        pytest.param(Fault.bad_gateway(), NetworkError, "Bad Gateway", id="502-in-html"),
        pytest.param(Fault.dropped_before(), NetworkError, "disconnected", id="dropped-before"),
        pytest.param(Fault.dropped_after(), NetworkError, "disconnected", id="dropped-after"),
    ],
)
async def test_a_planned_fault_hits_once(
    standin: Playground, bot: Bot, ann: Person, fault: Fault, error: type[Exception], words: str
) -> None:
    standin.faults.add(fault, method="sendMessage")

    with pytest.raises(error, match=words):
        await bot.send_message(ann.id, "x")
    assert (await bot.send_message(ann.id, "y")).text == "y"


async def test_a_connection_dropped_before_leaves_no_message_and_after_leaves_one(
    standin: Playground, bot: Bot, ann: Person
) -> None:
    standin.faults.add(Fault.dropped_before(), method="sendMessage")
    standin.faults.add(Fault.dropped_after(), method="sendMessage")

    for words in ("before", "after"):
        with pytest.raises(NetworkError):
            await bot.send_message(ann.id, words)

    assert [message["text"] for message in standin.messages(ann)] == ["after"]
    assert [call.outcome for call in standin.calls("sendMessage")] == ["dropped before", "dropped after"]


async def test_a_slow_answer_times_out_though_the_message_was_taken(standin: Playground, bot: Bot, ann: Person) -> None:
    standin.faults.add(Fault.slow(0.3), method="sendMessage")

    with pytest.raises(TimedOut):
        await bot.send_message(ann.id, "x", read_timeout=0.05)
    assert (await standin.wait_for_message(ann))["text"] == "x"


async def test_a_fault_keeps_to_its_chat_and_its_count(standin: Playground, bot: Bot, ann: Person) -> None:
    bob = standin.person("Bob")
    bob.say("hi")
    standin.faults.add(Fault.flood(), chat_id=ann.id, times=2)

    started = time.monotonic()
    await bot.send_message(bob.id, "x")
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(ann.id, "x")
    await bot.send_message(ann.id, "x")

    assert time.monotonic() - started < 1
    assert [call.code for call in standin.calls("sendMessage")] == [200, 429, 429, 200]


async def test_a_fault_can_last_until_it_is_cleared(standin: Playground, bot: Bot, ann: Person) -> None:
    standin.faults.add(Fault.bad_gateway(), times=None)
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message(ann.id, "x")
    standin.faults.clear()

    assert await bot.send_message(ann.id, "x")


async def test_faults_and_calls_are_reached_over_http(standin: Playground, bot: Bot, ann: Person) -> None:
    control = f"{standin.api_url}/control/{standin.token}"
    async with httpx.AsyncClient(verify=False) as client:
        fault = {"method": "sendMessage", "code": 429, "description": "Too Many Requests", "times": 1}
        assert (await client.post(f"{control}/faults", json=fault)).status_code == 200
        with pytest.raises(NetworkError):
            await bot.send_message(ann.id, "x")
        calls = (await client.get(f"{control}/calls")).json()["calls"]
        assert (await client.post(f"{control}/faults", json={"drop": "sideways"})).status_code == 400
        assert (await client.post(f"{control}/faults", content=b"[")).status_code == 400
        assert (await client.delete(f"{control}/calls")).status_code == 200
        assert (await client.get(f"{standin.api_url}/control/wrong/calls")).status_code == 404

    assert [(call["method"], call["code"]) for call in calls][-1] == ("sendMessage", 429)
    assert standin.calls() == []


async def test_many_calls_at_once_are_all_answered(standin: Playground, ann: Person) -> None:
    async with httpx.AsyncClient(verify=False, base_url=f"{standin.base_url}{standin.token}/") as client:
        bodies = [{"chat_id": ann.id, "text": str(number)} for number in range(200)]
        answers = await asyncio.gather(*(client.post("sendMessage", json=body) for body in bodies))

    assert {answer.json()["ok"] for answer in answers} == {True}
    assert len(standin.messages(ann)) == 200


@pytest.mark.parametrize("style", ["query", "form", "json", "parts"])
async def test_parameters_come_in_every_shape(standin: Playground, ann: Person, style: str) -> None:
    values = {"chat_id": str(ann.id), "text": "<b>x</b>", "parse_mode": "HTML"}
    shapes = {
        "query": {"params": values},
        "form": {"data": values},
        "json": {"json": values},
        "parts": {"data": values, "files": {"unused": ("x.txt", b"x")}},
    }
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{standin.base_url}{standin.token}/SENDmessage", **shapes[style])

    assert answer.json()["result"]["text"] == "x"


@pytest.mark.parametrize(
    ("body", "description"),
    [
        pytest.param(
            {"content": b"{", "headers": {"Content-Type": "application/json"}}, "can't parse request", id="json"
        ),
        pytest.param({"data": {"chat_id": "", "text": "x"}}, "chat_id is empty", id="no-chat"),
        pytest.param({"data": {"chat_id": "@nobody", "text": "x"}}, "chat not found", id="nobody"),
        pytest.param(
            {"content": b"chat_id=%ff", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
            "strings must be encoded in UTF-8",
            id="no-utf-8",
        ),
    ],
)
async def test_a_request_that_makes_no_sense_is_refused(
    standin: Playground, body: dict[str, object], description: str
) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{standin.base_url}{standin.token}/sendMessage", **body)

    assert answer.status_code == 400
    assert answer.json()["description"].startswith(f"Bad Request: {description}")
