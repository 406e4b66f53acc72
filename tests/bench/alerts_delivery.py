#!/usr/bin/env python3
"""Do alerts leave at the permitted rate, and does none get lost or doubled, whatever goes wrong?

Fills an archive with chats that all follow the same person, runs the bot in processes of its own against the local
stand-in on loopback, takes in an article and counts what becomes of each alert.

    python tests/bench/alerts_delivery.py --chats 10000
    python tests/bench/alerts_delivery.py --chats 10000 --faults 0.05 --kills 20
    python tests/bench/alerts_delivery.py --chats 10000 --faults 0.05 --kills 20 --processes 2
    python tests/bench/alerts_delivery.py --latency 100

With several processes only the first fetches updates; all of them deliver.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.playground import Fault, Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published, Watch
from retrieval.store import DeliveryFigures

WATCH = Watch(("Ada Reed",))
LEASE_S = 2.0
PROGRAM = """
import sys
from datetime import timedelta
from pathlib import Path
from bot.alerts import delivery
from bot.app import run_bot, service
from bot.settings import load_settings
from retrieval.answers import Archive
delivery.LEASE = timedelta(seconds=float(sys.argv[2]))
if sys.argv[3] == "second":
    class Nothing:
        def __init__(self, *_): pass
        async def start(self): pass
        async def stop(self): pass
    service.Poller = Nothing
settings = load_settings(folder=Path(sys.argv[1]))
with Archive.open(settings.data) as archive:
    run_bot(settings, archive)
"""


@dataclass
class Outcome:
    """What became of all alerts."""

    figures: DeliveryFigures
    seconds: float
    floods: int
    arrived: Counter[int]
    most_in_flight: int

    @property
    def twice(self) -> int:
        return sum(count > 1 for count in self.arrived.values())


def faulty(chance: random.Random) -> Fault:
    """One of what goes wrong."""
    return chance.choice(
        (
            Fault.flood(1),
            Fault.blocked(),
            Fault.server_error(),
            Fault.bad_gateway(),
            Fault.dropped_before(),
            Fault.dropped_after(),
        )
    )


async def started(playground: Playground, data: Path, number: int) -> asyncio.subprocess.Process:
    environ = {
        "TELEGRAM_BOT_TOKEN": playground.token,
        "TELEGRAM_API_URL": playground.api_url,
        "VERBATIM_DATA": str(data),
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    which = "second" if number else "first"
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM,
        str(data),
        str(LEASE_S),
        which,
        env=os.environ | environ,
        stderr=asyncio.subprocess.DEVNULL,
    )


def filled(archive: Archive, playground: Playground, chats: int) -> list[Person]:
    """Chats that have written to the bot, each of which follows the person."""
    people = [playground.person(f"P{number}") for number in range(chats)]
    now = datetime.now(UTC)
    for person in people:
        person.chat.has_begun = True
        archive.store.subscriptions.subscribe(WATCH, chat_id=person.id, created_by=person.id, now=now)
    archive.store.deliveries.advance("alerts", None, archive.store.history.last_position(), [])
    return people


def news(number: int = 0) -> Article:
    words = random.Random(number).sample([f"street{n}" for n in range(500)], 40)
    text = f"“Bridge number {number} will hold”, said Ada Reed, the mayor. She named {', '.join(words)}."
    return Article(f"news-{number}", text, outlet="The Mill", published=Published.parse(str(datetime.now(UTC).date())))


async def run(folder: Path, *, chats: int, faults: float, kills: int, processes: int, limit_s: float) -> Outcome:
    chance = random.Random(11)
    playground = Playground()
    await playground.start()
    with Archive.open(folder) as archive:
        archive.add([Article("old", "“The bridge is safe”, said Ada Reed, the mayor.")])
        people = filled(archive, playground, chats)
        for person in chance.sample(people, int(chats * faults)):
            playground.faults.add(faulty(chance), method="sendMessage", chat_id=person.id)
        bots = [await started(playground, folder, number) for number in range(processes)]
        archive.add([news()])
        begun, in_flight = time.monotonic(), 0
        cuts = sorted(chance.uniform(2, 0.8 * chats / 28 + 3) for _ in range(kills))
        while time.monotonic() - begun < limit_s:
            await asyncio.sleep(0.1)
            found = archive.store.deliveries.figures(datetime.now(UTC))
            if cuts and time.monotonic() - begun > cuts[0]:
                cuts.pop(0)
                number = chance.randrange(processes)
                in_flight += found.sending
                bots[number].send_signal(signal.SIGKILL)
                await bots[number].wait()
                bots[number] = await started(playground, folder, number)
            waiting = found.pending - suspended(archive, people)
            if not waiting and not found.sending and found.sent and not cuts:
                break
        seconds = time.monotonic() - begun
        for one in bots:
            one.send_signal(signal.SIGTERM)
        for one in bots:
            await one.wait()
        figures = archive.store.deliveries.figures(datetime.now(UTC))
    arrived = Counter({person.id: len(playground.messages(person)) for person in people})
    floods = sum(call.code == 429 for call in playground.calls("sendMessage")) if faults == 0 else 0
    await playground.stop()
    return Outcome(figures, seconds, floods, arrived, in_flight)


def suspended(archive: Archive, people: list[Person]) -> int:
    """Chats that were blocked: their alerts wait until they come back."""
    return sum(archive.store.lives.get(person.id) is not None for person in people)


async def latency(folder: Path, articles: int) -> list[float]:
    """Seconds from an article's commit to the alert at Telegram, on a bot that has nothing else to do."""
    playground = Playground()
    await playground.start()
    took = []
    with Archive.open(folder) as archive:
        archive.add([Article("old", "“The bridge is safe”, said Ada Reed, the mayor.")])
        [person] = filled(archive, playground, 1)
        bot = await started(playground, folder, 0)
        await playground.wait_for_call("getUpdates", timeout_s=30)
        await asyncio.sleep(1)
        last: dict[str, object] | None = None
        for number in range(1, articles + 1):
            await asyncio.to_thread(archive.add, [news(number)])
            begun = time.monotonic()
            last = await playground.wait_for_message(person, after=last, timeout_s=30)
            took.append(time.monotonic() - begun)
            await asyncio.sleep(1.1)
        bot.send_signal(signal.SIGTERM)
        await bot.wait()
    await playground.stop()
    return sorted(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chats", type=int, default=10_000)
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--latency", type=int, help="measure the way of this many articles instead")
    given = parser.parse_args()
    os.environ["VERBATIM_ALERTS_PER_HOUR"] = "1000"
    with tempfile.TemporaryDirectory() as made:
        if given.latency:
            took = asyncio.run(latency(Path(made), given.latency))
            print(f"ingest to sendMessage: p50 {1000 * took[len(took) // 2]:.0f} ms, most {1000 * took[-1]:.0f} ms")
            return
        limit_s = given.chats / 10 + 60
        done = asyncio.run(
            run(
                Path(made),
                chats=given.chats,
                faults=given.faults,
                kills=given.kills,
                processes=given.processes,
                limit_s=limit_s,
            )
        )
    figures = done.figures
    print(f"{given.chats} alerts in {done.seconds:.0f} s: {sum(done.arrived.values()) / done.seconds:.1f}/s arrived")
    print(
        f"sent {figures.sent}, uncertain {figures.uncertain}, dead {figures.dead}, "
        f"pending {figures.pending} (chats that blocked the bot), sending {figures.sending}"
    )
    print(f"arrived {sum(done.arrived.values())}, twice {done.twice}, refused for their rate {done.floods}")
    print(f"in flight at the cuts {done.most_in_flight}")


if __name__ == "__main__":
    main()
