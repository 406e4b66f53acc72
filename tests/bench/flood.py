#!/usr/bin/env python3
"""What does one flooding chat cost the others, and how long does one of 200 chats wait that all ask at once?

Makes an archive by resampling the sentences of the articles in ``seeds/``, runs the bot in a process of its own against
the local stand-in on loopback, lets every chat ask one question at the same moment, first alone and then while one more
chat sends many messages a second, and prints the time from each question to the sendMessage that answers it.

    python -m tests.bench.flood --articles 50000 --chats 200 --flood 300
    python -m tests.bench.flood --data FOLDER

With ``--data``, the archive there is used, and made there where there is none.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article
from retrieval.sources import read_articles
from tests.bench.telegram import PASSAGES_PER_ARTICLE, PROGRAM, PROJECT, cpu_ms, resampled

QUESTIONS = ("Putin", "Kim Jong Un", "weapons", "the cosmodrome", "Peskov on weapons", "sacred struggle")


async def all_at_once(playground: Playground, people: Sequence[Person], most_s: float) -> list[float]:
    """Everybody asks now; the milliseconds until each was answered."""
    before, asked = len(playground.calls("sendMessage")), {}
    for number, person in enumerate(people):
        asked[person.id] = time.time()
        person.say(QUESTIONS[number % len(QUESTIONS)])
    answered: dict[int, float] = {}
    deadline = time.monotonic() + most_s
    while len(answered) < len(people) and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
        for call in playground.calls("sendMessage")[before:]:
            if call.parameters["chat_id"] in asked:
                answered.setdefault(int(call.parameters["chat_id"]), call.at)
    return [1000 * (at - asked[who]) for who, at in answered.items()]


async def flooding(person: Person, a_second: int) -> None:
    """Messages without end, as a broken script sends them."""
    while True:
        for _ in range(max(1, a_second // 20)):
            person.say("what did Kim Jong Un say about weapons")
        await asyncio.sleep(0.05)


async def run(data: str, folder: str, options: argparse.Namespace) -> None:
    playground = Playground()
    await playground.start()
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("VERBATIM_", "TELEGRAM_"))}
    environ |= {
        "TELEGRAM_BOT_TOKEN": playground.token,
        "TELEGRAM_API_URL": playground.api_url,
        "VERBATIM_DATA": data,
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", PROGRAM, folder, env=environ, cwd=PROJECT)
    try:
        people = [playground.person(f"Person {number}") for number in range(options.chats)]
        first = playground.person("First")
        await playground.wait_for_message(first, after=first.say("Putin"), timeout_s=120)
        await all_at_once(playground, people, options.seconds)  # what is read for the first time is read now
        cpu = cpu_ms(process.pid)
        alone = report("alone", await all_at_once(playground, people, options.seconds))
        print(f"cpu          {(cpu_ms(process.pid) - cpu) / options.chats:.1f} ms of the bot's an update")
        flood = asyncio.create_task(flooding(playground.person("Flood"), options.flood))
        await asyncio.sleep(1)
        flooded = report("flooded", await all_at_once(playground, people, options.seconds))
        flood.cancel()
        (p50, p99), (p50_flooded, p99_flooded) = alone, flooded
        print(f"flooded / alone  p50 {p50_flooded / p50:.2f}, p99 {p99_flooded / p99:.2f}")
    finally:
        process.terminate()
        await process.wait()
        await playground.stop()


def report(name: str, waits: Sequence[float]) -> tuple[float, float]:
    """Print a round; its median and its 99th percentile, in milliseconds."""
    cuts = statistics.quantiles(waits, n=100, method="inclusive")
    print(
        f"{name:9} ms  p50 {cuts[49]:.0f}, p99 {cuts[98]:.0f}, most {max(waits):.0f}, of {len(waits)} answered",
        flush=True,
    )
    return cuts[49], cuts[98]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--flood", type=int, default=300, help="messages a second of the one that floods")
    parser.add_argument("--seconds", type=float, default=60.0, help="that a round may take")
    options = parser.parse_args()
    texts = [article.text for article in read_articles([PROJECT / "seeds"]) if isinstance(article, Article)]
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or Path(folder) / "data"
        with Archive.open(data) as archive:
            if archive.is_empty:
                archive.add(resampled(texts, options.articles * PASSAGES_PER_ARTICLE, random.Random(7)))
            print(f"archive      {archive.counts().articles} articles")
        asyncio.run(run(str(data), folder, options))


if __name__ == "__main__":
    main()
