"""Does the whole bot come through an outage, and say that there was one?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app.operations import notices, watchdog
from bot.app.operations.watchdog import check_health
from bot.playground import Fault, Person, Playground


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "LOOK_EVERY_S", 0.02)
    monkeypatch.setattr(notices, "OUTAGE_TOLD", timedelta())
    monkeypatch.setattr(watchdog, "LOOK_EVERY_S", 0.02)


async def test_operators_hear_of_an_outage_when_it_is_over_and_health_shows_it_meanwhile(
    playground: Playground, ann: Person, running: Callable, tmp_path: Path
) -> None:
    file = tmp_path / "health.json"
    bob = playground.person("Bob")
    changed = {"VERBATIM_OPERATORS": str(ann.id), "VERBATIM_HEALTH_FILE": str(file)}
    async with running(**changed):
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
        playground.faults.add(Fault.bad_gateway(), times=None)
        bob.say("the bridge")
        async with asyncio.timeout(40):
            while not file.exists() or not json.loads(file.read_text())["unreachable_since"]:
                await asyncio.sleep(0.02)
        meanwhile = check_health(file, datetime.now(UTC))
        asked = bob.say("the bridge, please")
        await asyncio.sleep(1)
        playground.faults.clear()
        answer = await playground.wait_for_message(bob, after=asked, timeout_s=10)
        told = await playground.wait_for_message(ann, containing="could not be reached", timeout_s=10)
        async with asyncio.timeout(40):
            while not check_health(file, datetime.now(UTC)).ok:
                await asyncio.sleep(0.02)

    assert not meanwhile.ok
    assert "Telegram cannot be reached since" in meanwhile.message
    assert "bridge number 1" in answer["text"]
    assert told["text"].startswith("Telegram could not be reached from ")
    assert len([m for m in playground.messages(ann) if "could not be reached" in m["text"]]) == 1


async def test_operators_hear_of_an_outage_in_which_nothing_was_to_be_sent(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running(VERBATIM_OPERATORS=str(ann.id)):
        hello = await playground.wait_for_message(ann, after=ann.say("/help"))
        playground.faults.add(Fault.dropped_before(), times=None)
        await playground.wait_for_call("getMe", times=3, timeout_s=20)
        playground.faults.clear()
        told = await playground.wait_for_message(ann, after=hello, timeout_s=20)

    assert told["text"].startswith("Telegram could not be reached from ")
    assert len(playground.messages(ann)) == 2


async def test_an_answer_waits_for_a_line_that_refuses_and_is_given_once(
    playground: Playground, ann: Person, running: Callable, archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx

    real, refused = httpx.AsyncClient.request, []

    async def request(self: httpx.AsyncClient, *, method: str, url: str, **more: object) -> httpx.Response:
        if len(refused) < 9 and not str(url).endswith(("getUpdates", "setMyCommands")) and "getUpdates" not in str(url):
            refused.append(url)
            raise httpx.ConnectError("Connection refused")
        return await real(self, method=method, url=url, **more)  # type: ignore[arg-type]

    async with running():
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
        with monkeypatch.context() as patched:
            patched.setattr(httpx.AsyncClient, "request", request)
            patched.setattr("bot.transport.line.LONGEST_PAUSE_S", 0.2)
            answer = await playground.wait_for_message(ann, after=ann.say("the bridge again"), timeout_s=20)

    assert "bridge number 1" in answer["text"]
    assert len(refused) == 9
    assert len(playground.messages(ann)) == 2


async def test_the_bot_ends_in_time_while_telegram_hangs(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
        playground.faults.add(Fault.slow(60), times=None)
        for _ in range(3):
            ann.say("the bridge")
        await asyncio.sleep(0.5)
    # The fixture waits for ten seconds at most.
    assert len(playground.messages(ann)) == 1
