#!/usr/bin/env python3
"""What does it cost that a message is on the disk before Telegram forgets it? Run:
.venv/bin/python tests/bench/durability.py

Takes messages into the inbox one by one and settles each, as the bot does, once with SQLite's log forced to the disk at
each commit (synchronous=FULL, as the bot has it) and once without (NORMAL); in turn, so that both meet the same disk.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from retrieval.store import Arrival
from retrieval.store.sql.chats.sql_inbox import SqlInbox
from retrieval.store.sql.opening import open_sql_store

BODY = json.dumps({"update_id": 1, "message": {"text": "what did Ada Reed say about the dam?" * 10}})
ROUNDS = 10


def measure(inbox: SqlInbox, numbers: range) -> float:
    """Milliseconds a message: kept, about to be answered, answered."""
    now = datetime.now(UTC)
    started = time.perf_counter()
    for number in numbers:
        inbox.take("bot", "w", [Arrival(number, BODY, "chat:1")], now)
        inbox.answering("bot", "w", number)
        inbox.settle("bot", "w", number)
    return (time.perf_counter() - started) * 1000 / len(numbers)


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="on the disk to measure (default: a temporary one)")
    parser.add_argument("--messages", type=int, default=100, help="in each of the rounds")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder, open_sql_store(Path(folder) / "archive.db") as store:
        connections = store._connections
        full = SqlInbox(connections.reading, connections.writing, connections.writing)
        normal = SqlInbox(connections.reading, connections.writing_in_bulk, connections.writing_in_bulk)
        found: dict[str, list[float]] = {"FULL": [], "NORMAL": []}
        for at in range(0, 2 * ROUNDS, 2):
            for more, (name, inbox) in enumerate((("FULL", full), ("NORMAL", normal))):
                first = (at + more) * chosen.messages
                found[name].append(measure(inbox, range(first, first + chosen.messages)))
    medians = {name: statistics.median(values) for name, values in found.items()}
    for name, value in medians.items():
        print(f"{name:6} {value:6.2f} ms a message (three commits), {1000 / value:6.0f} messages a second")
    print(f"ratio  {medians['FULL'] / medians['NORMAL']:6.2f}")


if __name__ == "__main__":
    main()
