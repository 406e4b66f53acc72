"""Is no alert lost or doubled where calls fail and the bot is killed while it sends? A small run of the benchmark."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.bench.alerts_delivery import run

CHATS, FAULTS, KILLS = 150, 0.1, 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be killed at any moment")
@pytest.mark.parametrize("processes", [1, 2])
async def test_every_alert_ends_once_however_often_the_bot_is_cut_off(
    tmp_path: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_ALERTS_PER_HOUR", "1000")

    done = await run(tmp_path, chats=CHATS, faults=FAULTS, kills=KILLS, processes=processes, limit_s=60)

    figures = done.figures
    print(figures, done.seconds, done.most_in_flight)
    assert figures.sending == 0
    assert figures.sent + figures.uncertain + figures.dead + figures.pending == CHATS
    assert figures.pending <= CHATS * FAULTS, "only chats that blocked the bot still wait"
    assert done.twice == 0
    assert sum(done.arrived.values()) >= figures.sent
    assert figures.uncertain <= done.most_in_flight + CHATS * FAULTS
