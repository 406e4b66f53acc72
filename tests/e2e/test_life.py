"""How does the bot start, listen and leave?"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.app import BotRefused, check_telegram, serve
from bot.app.application import ALLOWED_UPDATES
from bot.playground import BotProfile, Fault, Person, Playground
from bot.settings import Settings, SettingsError, load_settings
from retrieval.errors import ArchiveBusy
from retrieval.store import Kept

PROJECT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_by_webhook_only_deliveries_with_the_secret_are_heard(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram/hook"
    async with running(VERBATIM_WEBHOOK_URL=url, VERBATIM_WEBHOOK_LISTEN=f"127.0.0.1:{port}"):
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))
        forged = [await posted(port, secret) for secret in (None, "wrong")]

    assert "bridge number 1" in answer["text"]
    assert forged == [403, 403]
    assert archive.asked == ["the bridge"]
    assert len(playground.state.webhook.secret_token) >= 32


async def test_by_webhook_what_cannot_be_kept_is_delivered_again_and_what_cannot_be_read_is_not(
    playground: Playground, ann: Person, running: Callable, store, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, kept, failed = free_port(), store.inbox.take, []

    def take(*given: Any, **more: Any) -> Kept:
        if not failed:
            failed.append(given)
            raise ArchiveBusy("the archive", 15)
        return kept(*given, **more)

    monkeypatch.setattr(store.inbox, "take", take)
    url = f"http://127.0.0.1:{port}/hook"
    async with running(VERBATIM_WEBHOOK_URL=url, VERBATIM_WEBHOOK_LISTEN=f"127.0.0.1:{port}"):
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))
        playground.updates.add_raw({"message": {"message_id": "?", "chat": 7}})
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
        await playground.wait_until_read()

    assert failed
    assert "bridge number 1" in answer["text"]
    assert len(playground.messages(ann)) == 2


async def posted(port: int, secret: str | None) -> int:
    """The status of a delivery that is not Telegram's."""
    body = (
        b'{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}}'
    )
    proof = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n" if secret else ""
    head = f"POST /telegram/hook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{proof}Connection: close\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    status = int((await reader.readline()).split()[1])
    writer.close()
    await writer.wait_closed()
    return status


async def test_updates_are_always_asked_for_by_name(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        await playground.wait_for_message(ann, after=ann.say("the bridge"))

    asked = {tuple(call.parameters["allowed_updates"]) for call in playground.calls("getUpdates")}
    assert asked == {ALLOWED_UPDATES}
    assert "my_chat_member" in ALLOWED_UPDATES


async def test_a_late_network_is_waited_for(playground: Playground, ann: Person, running: Callable) -> None:
    playground.faults.add(Fault.dropped_before(), method="getMe")
    playground.faults.add(Fault.bad_gateway(), method="getMe")
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert "bridge number 1" in answer["text"]


async def test_a_refused_menu_does_not_keep_the_bot_from_answering(
    playground: Playground, ann: Person, running: Callable
) -> None:
    playground.faults.add(Fault.flood(300), method="setMyCommands")
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert "bridge number 1" in answer["text"]


async def test_the_bot_can_be_stopped_while_it_waits_for_the_network(tmp_path: Path, archive) -> None:
    environ = {"TELEGRAM_BOT_TOKEN": "1:abc", "TELEGRAM_API_URL": f"http://127.0.0.1:{free_port()}"}
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(load_settings(environ=environ, folder=tmp_path), archive, stop=stop))
    await asyncio.sleep(0.3)
    stop.set()

    await asyncio.wait_for(serving, 20)


async def test_a_wrong_token_stops_the_bot_with_a_clear_sentence(
    settings_for: Callable[..., Settings], archive
) -> None:
    with pytest.raises(BotRefused, match="does not know the token in TELEGRAM_BOT_TOKEN") as refused:
        await serve(settings_for(TELEGRAM_BOT_TOKEN="1:wrong-token"), archive)

    assert "wrong-token" not in str(refused.value)


async def test_without_a_token_the_bot_does_not_start(tmp_path: Path, archive) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is not set"):
        await serve(load_settings(environ={}, folder=tmp_path), archive)


async def test_another_instance_is_named_and_stops_the_bot(
    playground: Playground, settings_for: Callable[..., Settings], archive
) -> None:
    reason = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    playground.faults.add(Fault.refuse(409, reason), method="getUpdates")

    with pytest.raises(BotRefused, match="Another instance"):
        await asyncio.wait_for(serve(settings_for(), archive), 40)


async def test_a_token_that_is_revoked_while_the_bot_runs_stops_it(
    playground: Playground, settings_for: Callable[..., Settings], archive
) -> None:
    started = asyncio.Event()
    serving = asyncio.create_task(serve(settings_for(), archive, started=lambda _: started.set()))
    await asyncio.wait_for(started.wait(), 40)
    playground.faults.add(Fault.refuse(401, "Unauthorized"), method="getUpdates", times=None)
    playground.person("Ann").say("wake up")

    with pytest.raises(BotRefused, match="does not know the token"):
        await asyncio.wait_for(serving, 40)


async def test_a_refused_webhook_stops_the_bot_with_telegrams_words(
    playground: Playground, settings_for: Callable[..., Settings], archive
) -> None:
    port = free_port()
    playground.faults.add(Fault.refuse(400, "Bad Request: bad webhook: IP address is reserved"), method="setWebhook")
    changed = {"VERBATIM_WEBHOOK_URL": f"http://127.0.0.1:{port}/", "VERBATIM_WEBHOOK_LISTEN": f"127.0.0.1:{port}"}

    with pytest.raises(BotRefused, match=r"(?i)bad webhook: ip address is reserved"):
        await asyncio.wait_for(serve(settings_for(**changed), archive), 40)


async def test_a_question_in_hand_is_answered_before_the_bot_leaves(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    async with running():
        ann.say("held, the bridge")
        await archive.is_asked()
        threading.Timer(0.2, archive.go_on.set).start()

    (answer,) = playground.messages(ann)
    assert "bridge number 1" in answer["text"]


async def test_a_long_flood_wait_does_not_hold_up_the_leaving(
    playground: Playground, ann: Person, running: Callable
) -> None:
    playground.faults.add(Fault.flood(50), method="sendMessage")
    async with running():
        ann.say("the bridge")
        await playground.wait_for_call("sendMessage")

    assert playground.messages(ann) == []


async def test_the_token_never_reaches_the_logs(
    playground: Playground, ann: Person, running: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with running():
        for name in ("httpx", "httpcore", "telegram", "telegram.ext"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        playground.faults.add(Fault.dropped_before(), method="sendMessage")
        ann.say("the bridge")
        await playground.wait_for_call("sendMessage")
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
        logging.getLogger("elsewhere").error("called %s", f"{playground.base_url}{playground.token}/getMe")
        try:
            raise ValueError(playground.token)
        except ValueError:
            logging.getLogger("elsewhere").exception("it failed")

    secret = playground.token.partition(":")[2]
    assert "getUpdates" in caplog.text
    assert "called http" in caplog.text
    assert "ValueError: ***" in caplog.text
    assert secret not in caplog.text
    assert all(secret not in str(vars(record)) for record in caplog.records)


PROGRAM = """
import sys
import threading
from pathlib import Path
from bot.app import run_bot
from bot.settings import load_settings
from retrieval.answers import Archive
settings = load_settings(folder=Path(sys.argv[1]))
with Archive.open(settings.data) as archive:
    run_bot(settings, archive)
"""


async def started(playground: Playground, folder: Path) -> asyncio.subprocess.Process:
    """A process of its own that runs the bot."""
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("VERBATIM_", "TELEGRAM_"))},
        "TELEGRAM_BOT_TOKEN": playground.token,
        "TELEGRAM_API_URL": playground.api_url,
        "VERBATIM_DATA": str(folder / "data"),
        "PYTHONPATH": str(PROJECT),
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, str(folder), env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
async def test_a_signal_ends_the_process_cleanly(
    playground: Playground, ann: Person, tmp_path: Path, number: signal.Signals
) -> None:
    process = await started(playground, tmp_path)
    ann.say("hello")
    await playground.wait_for_message(ann, timeout_s=20)
    process.send_signal(number)
    out, err = await asyncio.wait_for(process.communicate(), 20)

    assert (process.returncode, out, err) == (0, b"", b"")


async def killed(process: asyncio.subprocess.Process) -> None:
    process.kill()
    await process.communicate()


async def test_what_was_confirmed_and_not_answered_when_the_bot_was_killed_is_answered_after_a_restart(
    playground: Playground, ann: Person, tmp_path: Path
) -> None:
    bob = playground.person("Bob")
    playground.faults.add(Fault.flood(30), method="sendMessage")
    first = await started(playground, tmp_path)
    asked = ann.say("hello")
    await playground.wait_for_call("sendMessage", timeout_s=20)
    await playground.wait_for_message(bob, after=bob.say("hello"))  # the bot has seen that it is to wait
    await playground.wait_until_read()
    await killed(first)
    second = await started(playground, tmp_path)
    await playground.wait_for_message(ann, after=asked, timeout_s=20)
    await playground.wait_for_message(ann, after=ann.say("hello again"))
    await killed(second)

    assert len(playground.messages(ann)) == 2


async def test_what_may_have_been_answered_when_the_bot_was_killed_is_not_answered_again(
    playground: Playground, ann: Person, tmp_path: Path
) -> None:
    playground.faults.add(Fault.slow(1.0), method="sendMessage")
    first = await started(playground, tmp_path)
    ann.say("hello")
    async with asyncio.timeout(20):
        while not playground.calls("sendMessage"):
            await playground.state.signal.changed()
    await killed(first)
    await playground.wait_for_message(ann)  # Telegram carries out what it was asked, though nobody hears of it
    second = await started(playground, tmp_path)
    await playground.wait_for_message(ann, after=ann.say("hello again"), timeout_s=20)
    await killed(second)

    assert len(playground.calls("sendMessage")) == 2


async def test_what_could_not_be_sent_before_the_bot_left_is_sent_once_after_a_restart(
    playground: Playground, running: Callable
) -> None:
    people = [playground.person(f"Person {n}") for n in range(60)]
    async with running():
        for person in people:
            person.say("the bridge")
        await playground.wait_for_call("sendMessage", times=10)
    before = len(playground.calls("sendMessage"))
    async with running():
        await playground.wait_for_call("sendMessage", times=60, timeout_s=20)
        await playground.wait_until_read()

    assert 10 <= before < 60
    assert [len(playground.messages(person)) for person in people] == [1] * 60


PROFILES = {
    "as-it-should-be": (BotProfile(), {"telegram": True, "group privacy": True, "inline mode": True, "delivery": True}),
    "group-privacy-off": (
        BotProfile(can_read_all_group_messages=True),
        {"telegram": True, "group privacy": False, "inline mode": True, "delivery": True},
    ),
    "inline-off": (
        BotProfile(supports_inline_queries=False),
        {"telegram": True, "group privacy": True, "inline mode": True, "delivery": True},
    ),
}


@pytest.mark.parametrize(("profile", "expected"), PROFILES.values(), ids=PROFILES)
async def test_check_says_how_the_bot_is_set_up_at_botfather(
    tmp_path: Path, profile: BotProfile, expected: dict[str, bool]
) -> None:
    telegram = Playground(profile=profile)
    await telegram.start()
    environ = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.api_url}
    checks = await asyncio.to_thread(check_telegram, load_settings(environ=environ, folder=tmp_path))
    await telegram.stop()

    assert {check.name: check.ok for check in checks} == expected
    told = {check.name: check.message for check in checks}
    assert ("/setprivacy" in told["group privacy"]) == profile.can_read_all_group_messages
    assert ("/setinline" in told["inline mode"]) != profile.supports_inline_queries


async def test_check_names_a_wrong_token_and_an_unreachable_server(playground: Playground, tmp_path: Path) -> None:
    wrong = {"TELEGRAM_BOT_TOKEN": "1:wrong", "TELEGRAM_API_URL": playground.api_url}
    nowhere = {"TELEGRAM_BOT_TOKEN": "1:wrong", "TELEGRAM_API_URL": f"http://127.0.0.1:{free_port()}"}

    found = [
        await asyncio.to_thread(check_telegram, load_settings(environ=environ, folder=tmp_path))
        for environ in (wrong, nowhere)
    ]

    assert [[check.ok for check in checks] for checks in found] == [[False], [False]]
    assert "BotFather" in found[0][0].message
    assert "cannot be reached" in found[1][0].message


async def test_check_sees_a_webhook_that_leads_elsewhere(
    playground: Playground, settings_for: Callable[..., Settings]
) -> None:
    playground.state.webhook.url = "https://old.example/hook"

    polling = await asyncio.to_thread(check_telegram, settings_for())
    hooked = await asyncio.to_thread(check_telegram, settings_for(VERBATIM_WEBHOOK_URL="https://new.example/hook"))

    assert "https://old.example/hook" in polling[-1].message
    assert (hooked[-1].ok, "https://old.example/hook" in hooked[-1].message) == (False, True)
