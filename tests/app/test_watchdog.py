"""Is what stalls noticed, told once, and told to be over?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app.operations.watchdog import Watch, check_health, stalled
from bot.render.message import Message
from bot.transport.heartbeat import Heartbeat
from bot.transport.threads import ThreadBridge
from retrieval.store import Source, Store, open_store

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)


class Told:
    """Operators who hear."""

    def __init__(self) -> None:
        self.words: list[str] = []

    async def tell_operators(self, words_of: Callable[[], Message]) -> bool:
        self.words.append(words_of().text.text)
        return True


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture
def bridge() -> Iterator[ThreadBridge]:
    made = ThreadBridge(threads=1, timeout_s=5)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("silent_for", "held", "expected"),
    [
        ({"polling": 60}, {}, []),
        ({"polling": 200}, {}, ["polling"]),
        ({"polling": 1, "looking": 700, "delivering": 130}, {}, ["delivering", "looking"]),
        ({}, {"sources_late": 2}, ["intake"]),
        ({}, {"alerts_oldest_due_seconds": 1000, "alerts_sent_last_hour": 0}, ["delivering"]),
        ({}, {"alerts_oldest_due_seconds": 1000, "alerts_sent_last_hour": 5}, []),
    ],
)
def test_what_stands_still(silent_for: dict[str, int], held: dict[str, float], expected: list[str]) -> None:
    moments = {name: NOW - timedelta(seconds=seconds) for name, seconds in silent_for.items()}

    assert sorted(stalled(moments, held, NOW, since=NOW - timedelta(days=1))) == expected


def test_what_waited_before_the_bot_began_is_no_fault_yet() -> None:
    held = {"sources_late": 3.0, "alerts_oldest_due_seconds": 90_000.0}

    assert stalled({}, held, NOW, since=NOW - timedelta(minutes=5)) == set()
    assert stalled({}, held, NOW, since=NOW - timedelta(hours=2)) == {"intake", "delivering"}


async def test_operators_hear_once_that_it_stalls_and_once_that_it_recovers(
    store: Store, bridge: ThreadBridge, tmp_path: Path
) -> None:
    told, heartbeat, file = Told(), Heartbeat(), tmp_path / "health.json"
    watch = Watch(heartbeat, store, told, bridge, file)  # type: ignore[arg-type]
    source = Source("https://mill.example/feed", "https://mill.example/feed", NOW, NOW, 600)
    store.sources.add(source)

    for minutes in (1, 90, 91, 92):
        await watch.look(NOW + timedelta(minutes=minutes))
    late = json.loads(file.read_text())
    store.sources.set_state(source.url, "paused", next_run_utc=NOW)
    await watch.look(NOW + timedelta(minutes=93))

    assert told.words == [
        "Stalled: reading sources. The bot's log and verbatim check say more.",
        "Recovered: reading sources.",
    ]
    assert late["standing_still"] == ["intake"]
    assert late["figures"]["sources_late"] == 1
    assert json.loads(file.read_text())["standing_still"] == []


async def test_of_several_bots_on_one_database_one_tells_what_stalls(
    store: Store, bridge: ThreadBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(store), "is_shared", True)
    told = Told()
    watches = [Watch(Heartbeat(), store, told, bridge, None) for _ in range(2)]  # type: ignore[arg-type]
    store.sources.add(Source("https://mill.example/feed", "https://mill.example/feed", NOW, NOW, 600))
    for minutes in (1, 90, 91):
        for watch in watches:
            await watch.look(NOW + timedelta(minutes=minutes))

    assert len(told.words) == 1
    assert told.words[0].startswith("Stalled: reading sources.")


async def test_the_health_file_says_whether_a_bot_runs(store: Store, bridge: ThreadBridge, tmp_path: Path) -> None:
    file = tmp_path / "health.json"
    assert "no bot has written" in check_health(file, NOW).message
    await Watch(Heartbeat(), store, Told(), bridge, file).look(NOW)  # type: ignore[arg-type]

    assert check_health(file, NOW + timedelta(seconds=20)).ok
    old = check_health(file, NOW + timedelta(minutes=5))
    assert (old.ok, "2024-05-02 12:00:00" in old.message) == (False, True)
    file.write_text("nonsense")
    assert "no bot has written" in check_health(file, NOW).message
