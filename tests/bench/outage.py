#!/usr/bin/env python3
"""What does an hour without Telegram cost? In fast time, from the database to the line.

python tests/bench/outage.py --chats 3000 --kinds refused 502 timeout "dropped after"
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path

# Not this folder: a file here is named as a library is.
sys.path[0] = str(Path(__file__).resolve().parents[2])

from bot.alerts import delivery  # noqa: E402
from retrieval.answers import Archive  # noqa: E402
from tests.alerts.shaky import KINDS, Shaky  # noqa: E402
from tests.alerts.test_outage import ARTICLE, delivered, due  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chats", type=int, default=3000)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=["refused", "502", "timeout", "dropped after"])
    given = parser.parse_args()
    logging.getLogger("bot").setLevel(logging.ERROR)
    delivery.LOOK_EVERY_S = 1.0
    for kind in given.kinds:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "archive") as archive:
            archive.add([ARTICLE])
            due(archive, given.chats)
            telegram = Shaky([(20.0, 3620.0, kind)])
            found = delivered(archive, telegram, Path(folder), 3 * 3600)
        print(
            f"{kind:14} sent {found.sent}, uncertain {found.uncertain}, dead {found.dead}, pending {found.pending}, "
            f"arrived {len(telegram.arrived)}, most in a chat {max(telegram.arrived.values())}, "
            f"probes {telegram.calls['getMe'] - 1}, took {time.monotonic() - begun:.0f} s"
        )


if __name__ == "__main__":
    main()
