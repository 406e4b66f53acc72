"""Is each delivery told at most once, and written down as what became of it, whatever Telegram says and who dies?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from telegram.error import BadRequest, TelegramError

from bot.alerts import delivery as delivering
from bot.render.message import line
from bot.settings import Settings, load_settings
from retrieval.errors import ArchiveUnavailable
from tests.alerts.fast_time import BEGUN, in_fast_time
from tests.alerts.memory_outbox import CREATOR, LATENCY_S, Post, Telegram, delivery
from tests.transport.test_retries import ERRORS

CHAT = -5
AN_HOUR = timedelta(hours=1)
Fault = Callable[[], TelegramError]


@pytest.fixture(autouse=True)
def _plain_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message is its article's id; a look a second is enough where no clock goes."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    monkeypatch.setattr(delivering, "LOOK_EVERY_S", 1.0)
    monkeypatch.setattr(delivering, "told", lambda _of, intent, _services, _now, **_: line(intent.article_id))
    monkeypatch.setattr(
        delivering, "told_together", lambda rows, *_, **__: line(" ".join(i.article_id for i, _ in rows))
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(environ={"VERBATIM_ALERTS_PER_HOUR": "1000"}, folder=tmp_path)


async def settled(post: Post, settings: Settings, most: timedelta = AN_HOUR) -> Post:
    """When nothing is due any more."""
    async with post.loop(settings).running():
        await post.until_settled(most)
    await post.line.leave()
    return post


def delivered(
    settings: Settings, faults: list[Fault | None], *, attempts: int = 0, topic_id: int | None = None
) -> Post:
    """What became of one delivery to a group, whose first calls fail."""

    async def work() -> Post:
        post = Post(Telegram(faults), [delivery(1, CHAT, attempts=attempts)], topic_id=topic_id)
        return await settled(post, settings)

    return in_fast_time(work)


SENT_AT_FIRST = [("sent", 1, 1)]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("429", [("sent", 1, 2)]),
        ("429-long", [("put_back", 1, (61.0 + 2 * LATENCY_S, False)), ("sent", 1, 2)]),
        ("403", [("put_back", 1, (0.0, False))]),
        ("400-marks", [("sent", 1, 2)]),
        ("400-thread", [("dead", 1, "Message thread not found")]),
        ("400-chat", [("dead", 1, "Chat not found")]),
        ("400-closed", [("hold", 1, "TOPIC_CLOSED")]),
        ("400-migrated", [("sent", 1, 2)]),
        ("401", [("put_back", 1, (2.0 + 2 * LATENCY_S, True)), ("sent", 1, 2)]),
        ("409", [("put_back", 1, (2.0 + 2 * LATENCY_S, True)), ("sent", 1, 2)]),
        ("5xx", [("uncertain", 1, "no answer of Telegram's, HTTP status 502")]),
        ("timed-out", [("uncertain", 1, "Timed out")]),
        ("no-connection", [("put_back", 1, (0.0, False)), ("sent", 1, 2)]),
        ("unwritable", [("uncertain", 1, "Unknown error")]),
    ],
)
def test_every_error_is_written_down_as_what_it_means(settings: Settings, name: str, written: list[Any]) -> None:
    post = delivered(settings, [ERRORS[name]])

    assert post.deliveries.log == written
    assert post.telegram.arrived["1"] == (1 if written[-1][0] == "sent" else 0)


def test_what_goes_well_goes_once(settings: Settings) -> None:
    post = delivered(settings, [])

    assert post.deliveries.log == SENT_AT_FIRST
    assert [call[:3] for call in post.telegram.calls] == [(CHAT, "1", None)]


def test_where_the_topic_is_gone_the_chat_is_told(settings: Settings) -> None:
    post = delivered(settings, [ERRORS["400-thread"]], topic_id=3)

    assert [call[:3] for call in post.telegram.calls] == [(CHAT, "1", 3), (CHAT, "1", None)]
    assert post.deliveries.log == [("sent", 1, 2)]


def test_where_the_group_moved_the_supergroup_is_told(settings: Settings) -> None:
    post = delivered(settings, [ERRORS["400-migrated"]])

    assert [call[0] for call in post.telegram.calls] == [CHAT, -100]
    assert post.chats.moves == [(CHAT, -100)]


def test_a_chat_that_blocks_the_bot_is_told_when_it_is_back(settings: Settings) -> None:
    post = delivered(settings, [ERRORS["403"]])

    assert post.chats.gone == {CHAT}
    assert (post.deliveries.rows[1].state, post.deliveries.rows[1].attempts) == ("pending", 0)


def test_whoever_set_it_up_hears_in_private_that_its_place_takes_nothing(settings: Settings) -> None:
    post = delivered(settings, [ERRORS["400-closed"]])

    (_, (chat_id, words, _, _)) = post.telegram.calls
    assert chat_id == CREATOR
    assert "TOPIC_CLOSED" in words


def test_what_is_refused_again_and_again_is_given_up_after_longer_and_longer_waits(settings: Settings) -> None:
    post = delivered(settings, [ERRORS["409"]] * 20)

    calls = [at for _, _, _, at in post.telegram.calls]
    assert [state for state, _, _ in post.deliveries.log] == ["put_back"] * 7 + ["dead"]
    assert [round(after - before) for before, after in pairwise(calls)] == pytest.approx(
        [2, 4, 8, 16, 32, 64, 128], abs=1
    )


@pytest.mark.parametrize("name", ["429-long", "403", "no-connection"])
def test_a_wait_a_block_and_an_outage_use_up_no_attempt(settings: Settings, name: str) -> None:
    post = delivered(settings, [ERRORS[name]], attempts=3)

    assert not {"dead", "uncertain"} & {what for what, _, _ in post.deliveries.log}
    assert post.deliveries.rows[1].attempts == (3 if name == "403" else 4)


def test_a_bot_that_leaves_puts_back_what_it_has_not_sent(settings: Settings) -> None:
    async def work() -> Post:
        post = Post(Telegram([ERRORS["429"]] * 9), [delivery(1, CHAT)])
        async with post.loop(settings).running():
            await asyncio.sleep(2)
            post.retries.leave()
        await post.line.leave()
        return post

    post = in_fast_time(work)

    assert post.deliveries.log == [("put_back", 1, (0.0, False))]
    assert post.telegram.arrived.total() == 0


def test_what_another_process_has_claimed_meanwhile_is_not_sent(settings: Settings) -> None:
    async def work() -> Post:
        post = Post(Telegram(), [delivery(1, CHAT)])
        post.deliveries.sending = lambda *_: False  # type: ignore[method-assign]
        async with post.loop(settings).running():
            await asyncio.sleep(20)
        return post

    post = in_fast_time(work)

    assert (post.telegram.calls, post.deliveries.log) == ([], [])


@pytest.mark.parametrize(
    ("changed", "written"),
    [
        ({"is_paused": True}, "drop"),
        ({"muted_until_utc": BEGUN + AN_HOUR}, "drop"),
        ({"muted_until_utc": BEGUN - AN_HOUR}, "sent"),
    ],
    ids=["paused", "muted", "muted-no-more"],
)
def test_what_nobody_wants_any_more_is_dropped(settings: Settings, changed: dict[str, Any], written: str) -> None:
    async def work() -> Post:
        post = Post(Telegram(), [delivery(1, CHAT)])
        post.subscriptions[1] = replace(post.subscriptions[1], **changed)
        return await settled(post, settings)

    post = in_fast_time(work)

    assert [what for what, _, _ in post.deliveries.log] == [written]
    assert len(post.telegram.calls) == (written == "sent")


def test_what_had_to_wait_for_over_an_hour_comes_in_a_digest(settings: Settings) -> None:
    async def work() -> Post:
        return await settled(Post(Telegram(), [delivery(1, CHAT, waits_for=timedelta(minutes=61))]), settings)

    assert [what for what, _, _ in in_fast_time(work).deliveries.log] == ["postpone", "sent"]


def test_a_chat_that_was_told_enough_this_hour_is_told_the_rest_at_the_next(tmp_path: Path) -> None:
    few = load_settings(environ={"VERBATIM_ALERTS_PER_HOUR": "2"}, folder=tmp_path)

    async def work() -> Post:
        return await settled(Post(Telegram(), [delivery(number, CHAT) for number in (1, 2, 3)]), few, 2 * AN_HOUR)

    post = in_fast_time(work)

    assert [what for what, _, _ in post.deliveries.log] == ["sent", "sent", "postpone", "sent"]
    assert post.deliveries.log[2] == ("postpone", 3, BEGUN + AN_HOUR)
    assert post.telegram.calls[-1][3] >= AN_HOUR.total_seconds()


def test_what_cannot_be_written_down_is_written_before_anything_else_is_sent(settings: Settings) -> None:
    async def work() -> Post:
        post = Post(Telegram(), [delivery(1, 1), delivery(2, 2)])
        write, refusals = post.deliveries.sent, [ArchiveUnavailable("archive.db", "the disk is full")] * 5

        def sent(*what: Any) -> None:
            if refusals:
                raise refusals.pop()
            write(*what)

        post.deliveries.sent = sent  # type: ignore[method-assign]
        post.deliveries.rows[2] = replace(post.deliveries.rows[2], due_utc=BEGUN + timedelta(seconds=2))
        return await settled(post, settings)

    post = in_fast_time(work)

    assert [(what, number) for what, number, _ in post.deliveries.log] == [("sent", 1), ("sent", 2)]
    assert post.telegram.arrived == {"1": 1, "2": 1}


ANY_FAULT = st.none() | st.sampled_from([ERRORS[name] for name in sorted(ERRORS) if name != "400-migrated"])


@given(
    chats=st.lists(st.integers(1, 4), min_size=1, max_size=8),
    faults=st.lists(ANY_FAULT, max_size=12),
    in_doubt=st.lists(st.booleans(), max_size=12),
    killed_at=st.lists(st.floats(0.0, 40.0), min_size=1, max_size=3),
)
@trying(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_each_is_told_at_most_once_whoever_dies_when(
    settings: Settings, chats: list[int], faults: list[Fault | None], in_doubt: list[bool], killed_at: list[float]
) -> None:
    def arrives(fault: Fault | None, doubt: bool) -> bool:
        return doubt and fault in (ERRORS["5xx"], ERRORS["timed-out"])

    async def work() -> Post:
        failing = [fault for fault in faults if fault]
        taken = [arrives(fault, doubt) for fault, doubt in zip(failing, in_doubt + [False] * 12, strict=False)]
        rows = [delivery(number, chat_id) for number, chat_id in enumerate(chats, start=1)]
        post = Post(Telegram(faults[:], taken), rows)

        async def process(dies_at: float) -> None:
            loop = post.loop(settings)
            tasks = [asyncio.create_task(loop._send_on())]
            await asyncio.sleep(dies_at)
            for task in (*tasks, *loop._in_hand):  # what it was doing ends in the middle
                task.cancel()

        await asyncio.gather(*(process(at) for at in killed_at))
        return await settled(post, settings)

    post = in_fast_time(work)

    assert all(post.telegram.arrived[str(number)] <= 1 for number in post.deliveries.rows)
    for number, row in post.deliveries.rows.items():
        assert row.state != "sending"
        assert row.state != "pending" or row.chat_id in post.chats.gone
        assert row.state != "sent" or post.telegram.arrived[str(number)] == 1
        assert row.state in ("sent", "uncertain") or not post.telegram.arrived[str(number)]


def test_a_refusal_is_told_with_telegrams_own_capitals(settings: Settings) -> None:
    post = delivered(settings, [lambda: BadRequest("Chat_write_forbidden")])

    assert post.deliveries.log == [("hold", 1, "CHAT_WRITE_FORBIDDEN")]
