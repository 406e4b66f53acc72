"""``verbatim``, with an intake whose clock runs fast: ``python -m tests.intake.fast_day run``.

FAST_DAY_BEGAN says when its day began, in seconds since 1970. Everything else is the program as it is.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import bot.cli.intake as beside
from bot.__main__ import main
from bot.intake import intakes, loop
from bot.intake.adding import bounds_of
from bot.intake.fetching.fetcher import Fetcher
from bot.intake.fetching.hosts import HostTurns
from bot.intake.loop import Intake
from bot.intake.source_reader import Poller
from bot.settings import Settings
from retrieval.answers.archive import Archive

HOURS_A_SECOND = 1.5
BEGIN = datetime(2023, 9, 13, tzinfo=UTC)


def hours(began: float) -> float:
    """How much of the day is over."""
    return (time.time() - began) * HOURS_A_SECOND


def _now() -> datetime:
    return BEGIN + timedelta(hours=hours(float(os.environ["FAST_DAY_BEGAN"])))


def _fast_intake(settings: Settings, archive: Archive, *, gives_way: float = 0.0) -> Intake:
    fetcher = Fetcher("verbatim-test", settings.intake_allow_hosts, timeout_s=0.5)
    poller = Poller(fetcher, HostTurns(0.0), bounds_of(settings), Random(3))
    return Intake(archive, poller, now=_now, gives_way=gives_way)


def _fast_child(command: Sequence[str], **choices: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([{"bot": "tests.intake.fast_day"}.get(word, word) for word in command], **choices)


if __name__ == "__main__":
    loop.Intake.of = _fast_intake  # type: ignore[method-assign, assignment]
    intakes.LOOK_EVERY_S = beside._LOOK_EVERY_S = 0.05
    beside.subprocess = SimpleNamespace(  # type: ignore[assignment]
        Popen=_fast_child, PIPE=subprocess.PIPE, TimeoutExpired=subprocess.TimeoutExpired
    )
    main()
