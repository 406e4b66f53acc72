"""Does an outage cost at most what was in flight, and nobody an alert?"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.alerts import delivery
from bot.alerts.delivery import DeliveryLoop
from bot.alerts.outbox import Outbox
from bot.commands import COMMANDS, Services
from bot.render.message import line
from bot.settings import load_settings
from bot.transport.heartbeat import Heartbeat
from bot.transport.line import LONGEST_PAUSE_S, Outage
from bot.transport.place import Place
from retrieval.answers import Archive
from retrieval.model import Article, Watch
from retrieval.store import DeliveryFigures, NewDelivery
from tests.alerts.fast_time import BEGUN, Here, in_fast_time, now
from tests.alerts.shaky import KINDS, TAKEN_ANYWAY, Shaky, way_to

WATCH = Watch(("Ada Reed",))
ARTICLE = Article("dam", "“The dam will hold all winter”, said Ada Reed, the mayor.", title="Dam", outlet="Mill")
FIRST_CHAT = 1000
NEVER_SENT = ("refused", "unknown name", "tls")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as archive:
        archive.add([ARTICLE])
        yield archive


def due(archive: Archive, chats: int) -> list[int]:
    """As many chats are to be told of the article."""
    store = archive.store
    numbers = [
        store.subscriptions.subscribe(WATCH, chat_id=FIRST_CHAT + n, created_by=FIRST_CHAT + n, now=BEGUN)
        for n in range(chats)
    ]
    matcher = archive.following.matcher()
    matcher.file(numbers[0].watch_number, WATCH)
    (intent,) = archive.following.intents(matcher, ["dam"])
    rows = [NewDelivery(one.number, one.chat_id, ("dam",), intent, BEGUN) for one in numbers]
    before = store.deliveries.position("alerts")
    store.deliveries.advance("alerts", before, store.history.last_position(), rows)
    return [one.chat_id for one in numbers]


def delivered(archive: Archive, telegram: Shaky, tmp_path: Path, for_s: float) -> DeliveryFigures:
    """What became of all alerts after a while."""
    chosen = load_settings(environ={"VERBATIM_ALERTS_PER_HOUR": "1000"}, folder=tmp_path)

    async def run() -> None:
        way = await way_to(telegram, archive.store)
        services = Services(archive, chosen, COMMANDS, "v_bot", lambda: f"t{telegram.calls.total()}")
        outbox = Outbox(archive, zone=chosen.timezone, max_age=timedelta(days=1))
        one = DeliveryLoop(
            archive.store,
            outbox,
            way.sender,
            lambda: services,
            chosen,
            way.line,
            looking=Here(),
            records=Here(),
            heartbeat=Heartbeat(),
            now=now,
        )
        async with one.running():
            while asyncio.get_running_loop().time() < for_s:
                await asyncio.sleep(5)
                found = archive.store.deliveries.figures(now())
                if not found.pending and not found.sending:
                    break
            way.tries.leave()
        await way.line.leave()

    in_fast_time(run)
    return archive.store.deliveries.figures(BEGUN + timedelta(days=2))


@pytest.fixture(autouse=True)
def _looks_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "LOOK_EVERY_S", 1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_an_hour_of_outage_costs_at_most_what_was_in_flight(archive: Archive, tmp_path: Path, kind: str) -> None:
    chats = due(archive, 80)
    telegram = Shaky([(1.0, 3601.0, kind)])

    found = delivered(archive, telegram, tmp_path, 7200)

    assert (found.pending, found.sending, found.dead, found.held) == (0, 0, 0, 0)
    assert found.sent + found.uncertain == len(chats)
    assert max(telegram.arrived.values()) == 1
    lost = set(chats) - set(telegram.arrived)
    assert len(lost) <= found.uncertain <= (0 if kind in NEVER_SENT else delivery.AT_ONCE)
    assert not lost or kind not in TAKEN_ANYWAY
    assert telegram.calls["getMe"] < 3600 / 10


def test_where_only_messages_fail_few_go_ahead(archive: Archive, tmp_path: Path) -> None:
    chats = due(archive, 80)
    telegram = Shaky([(1.0, 3602.0, "502")], only=("sendMessage",))

    found = delivered(archive, telegram, tmp_path, 7200)

    assert (found.pending, found.sending, found.dead) == (0, 0, 0)
    assert found.sent + found.uncertain == len(chats)
    assert max(telegram.arrived.values()) == 1
    assert found.uncertain <= delivery.AT_ONCE + 25


def test_answers_wait_for_the_line_and_what_may_have_arrived_is_not_sent_again(archive: Archive) -> None:
    telegram = Shaky([(1.0, 601.0, "refused"), (700.0, 1000.0, "dropped after")])

    async def run() -> list[object]:
        way = await way_to(telegram, archive.store)

        async def ask(chat_id: int, at: float) -> tuple[int, bool, float]:
            await asyncio.sleep(at)
            sent = await way.sender.send(Place(chat_id), line("Yes."))
            return chat_id, sent is not None, asyncio.get_running_loop().time()

        asked = [(1, 0.5), (2, 1.5), (3, 300.0), (4, 701.0), (5, 702.0), (6, 2000.0)]
        return list(await asyncio.gather(*(ask(*one) for one in asked)))

    told = {chat_id: (is_sent, at) for chat_id, is_sent, at in in_fast_time(run)}

    assert telegram.arrived == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1}
    assert [told[n][0] for n in (1, 2, 3, 4, 5, 6)] == [True, True, True, False, True, True]
    assert 601 <= told[2][1] <= 601 + LONGEST_PAUSE_S + 5
    assert 601 <= told[3][1] <= 601 + LONGEST_PAUSE_S + 5
    assert 1000 <= told[5][1] <= 1000 + LONGEST_PAUSE_S + 5


def test_what_has_no_chat_waits_for_the_line_only_as_long_as_it_is_of_use(archive: Archive) -> None:
    async def run() -> tuple[bool, float]:
        way = await way_to(Shaky([(1.0, 1000.0, "refused")]), archive.store)
        await asyncio.sleep(2)
        waiting = asyncio.create_task(way.sender.send(Place(1), line("Yes.")))
        await asyncio.sleep(1)

        async def call() -> None:
            raise AssertionError("nothing is sent on a line that is down")

        is_done = await way.tries.tried(call, "The answer to a tap", is_repeatable=True)
        assert not waiting.done()
        return is_done, asyncio.get_running_loop().time()

    is_done, at = in_fast_time(run)

    assert not is_done
    assert 33 <= at < 34


def test_an_outage_is_logged_once_and_kept_for_the_operators(
    archive: Archive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    due(archive, 40)
    caplog.set_level(logging.INFO, "bot.transport.line")
    kept: list[Outage] = []

    async def run() -> None:
        way = await way_to(Shaky([(1.0, 401.0, "502")]), archive.store)
        await asyncio.sleep(1)
        await way.sender.send(Place(1), line("Yes."))
        await way.sender.send(Place(2), line("Yes."))
        kept.extend(way.line.outages)

    in_fast_time(run)

    (outage,) = kept
    assert 1 <= (outage.begun - BEGUN).total_seconds() < 2
    assert 401 <= (outage.ended - BEGUN).total_seconds() <= 401 + LONGEST_PAUSE_S
    assert len([r for r in caplog.records if "cannot be reached" in r.message]) == 1
    assert len([r for r in caplog.records if "can be reached again" in r.message]) == 1


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    pauses=st.lists(st.tuples(st.floats(0.2, 40), st.floats(0.2, 400), st.sampled_from(KINDS)), min_size=1, max_size=6)
)
def test_on_a_line_that_comes_and_goes_all_arrive_once(
    tmp_path_factory: pytest.TempPathFactory, pauses: list[tuple[float, float, str]]
) -> None:
    outages, at = [], 0.0
    for up_s, down_s, kind in pauses:
        outages.append((at + up_s, at + up_s + down_s, kind))
        at += up_s + down_s
    folder = tmp_path_factory.mktemp("flapping")
    with Archive.open(folder / "archive") as archive:
        archive.add([ARTICLE])
        chats = due(archive, 40)
        telegram = Shaky(outages)

        found = delivered(archive, telegram, folder, at + 3600)

    assert (found.pending, found.sending, found.dead) == (0, 0, 0)
    assert found.sent + found.uncertain == len(chats)
    assert max(telegram.arrived.values()) == 1
    assert len(set(chats) - set(telegram.arrived)) <= found.uncertain
    assert found.uncertain <= telegram.failed["sendMessage"] <= len(pauses) * telegram.most_in_flight
