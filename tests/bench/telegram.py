#!/usr/bin/env python3
"""How long does an asker in Telegram wait, and does memory stay flat?

Makes an archive by resampling the sentences of real articles, runs the bot in a process of its own against the local
stand-in on loopback, asks at a steady rate from many chats and prints the time from the sending of each question to
the call of sendMessage that answers it.

    python tests/bench/telegram.py ARTICLES.jsonl --questions QUESTIONS.jsonl --passages 100000 --rate 20 --seconds 60
    python tests/bench/telegram.py --data FOLDER --questions QUESTIONS.jsonl --asked 20000

Each line of the first kind of file has a "text", each of the second a "question"; a folder stands for its .jsonl files.
With ``--data``, the archive there is used, and made there where there is none.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published
from retrieval.text.sentences import sentences

PROJECT = Path(__file__).resolve().parents[2]
WORDS_PER_ARTICLE, PASSAGES_PER_ARTICLE = 480, 3
CHATS = 200
PROGRAM = """
import sys
from pathlib import Path
from bot.app import run_bot
from bot.settings import load_settings
from retrieval.answers import Archive
settings = load_settings(folder=Path(sys.argv[1]))
with Archive.open(settings.data) as archive:
    run_bot(settings, archive)
"""


def read_lines(paths: Sequence[Path], key: str) -> list[str]:
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    return [
        str(found[key])
        for file in files
        for line in file.open(encoding="utf-8")
        if (found := json.loads(line)).get(key)
    ]


def resampled(texts: Sequence[str], passages: int, chance: random.Random) -> Iterator[Article]:
    """Articles of paragraphs of real sentences, over five years."""
    pool = [text[span.start : span.end] for text in texts for span in sentences(text)]
    for number in range(passages // PASSAGES_PER_ARTICLE):
        parts: list[str] = []
        while sum(part.count(" ") + 1 for part in parts) < WORDS_PER_ARTICLE:
            parts.append(chance.choice(pool))
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(1826))
        yield Article(
            f"article-{number}",
            "\n".join(parts),
            title=f"Article {number}",
            outlet=f"Outlet {number % 20}",
            published=Published.parse(day.isoformat()),
        )


def resident_mb(process_id: int) -> float:
    status = Path(f"/proc/{process_id}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def cpu_ms(process_id: int) -> float:
    """The processor time that a process has used; what a busy machine does not stretch."""
    used = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[11:13]
    return 1000 * sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


async def asked_for(
    playground: Playground, people: Sequence[Person], questions: Sequence[str], count: int, rate: float
) -> list[float]:
    """Ask at a steady rate, each chat in its turn; the milliseconds until each was answered."""
    sent: dict[int, list[float]] = {person.id: [] for person in people}
    waits: list[float] = []
    seen = playground.calls("sendMessage")
    last = seen[-1] if seen else None
    begun = time.monotonic()
    for number in range(count):
        await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
        person = people[number % len(people)]
        sent[person.id].append(time.time())
        person.say(questions[number % len(questions)])
        if number % 2000 == 1999:
            last = collect(playground, sent, waits, last)
    deadline = time.monotonic() + 30
    while len(waits) < count and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
        last = collect(playground, sent, waits, last)
    return waits


def collect(playground: Playground, sent: dict[int, list[float]], waits: list[float], last: object) -> object:
    """Match the first calls to each chat with its questions; long answers have further pieces, which reply to none."""
    calls = playground.calls("sendMessage")
    start = next((at for at in range(len(calls) - 1, -1, -1) if calls[at] is last), -1) + 1
    for call in calls[start:]:
        waiting = sent.get(int(call.parameters["chat_id"]), [])
        if waiting and waiting[0] <= call.at:
            waits.append(1000 * (call.at - waiting.pop(0)))
    return calls[-1] if calls else last


async def run(data: Path, questions: Sequence[str], options: argparse.Namespace) -> None:
    playground = Playground()
    await playground.start()
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("VERBATIM_", "TELEGRAM_"))}
    environ |= {
        "TELEGRAM_BOT_TOKEN": playground.token,
        "TELEGRAM_API_URL": playground.api_url,
        "VERBATIM_DATA": str(data),
        "VERBATIM_QUESTIONS_PER_MINUTE_USER": "1000",
        "VERBATIM_QUESTIONS_PER_MINUTE_CHAT": "1000",
    }
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", PROGRAM, folder, env=environ, cwd=PROJECT)
        try:
            people = [playground.person(f"Person {number}") for number in range(CHATS)]
            await playground.wait_for_message(people[0], after=people[0].say(questions[0]), timeout_s=120)
            await asked_for(playground, people, questions, 40, options.rate)
            count = options.asked or int(options.rate * options.seconds)
            memory = [resident_mb(process.pid)]
            waits: list[float] = []
            cpu = cpu_ms(process.pid)
            for _ in range(4):
                waits += await asked_for(playground, people, questions, count // 4, options.rate)
                memory.append(resident_mb(process.pid))
            report(waits, memory, count, options.rate)
            print(f"cpu         {(cpu_ms(process.pid) - cpu) / max(1, len(waits)):.1f} ms of the bot's an update")
        finally:
            process.terminate()
            await process.wait()
            await playground.stop()


def report(waits: Sequence[float], memory: Sequence[float], count: int, rate: float) -> None:
    cuts = statistics.quantiles(waits, n=1000, method="inclusive")
    print(f"questions   {count} at {rate:g} a second, {len(waits)} answered")
    print(f"ms          p50 {cuts[499]:.1f}, p90 {cuts[899]:.1f}, p99 {cuts[989]:.1f}, most {max(waits):.1f}")
    print(f"resident MB {' → '.join(f'{mb:.0f}' for mb in memory)} (at the start and after each quarter)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--questions", nargs="+", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--asked", type=int, help="this many questions, however long it takes")
    options = parser.parse_args()
    chance = random.Random(7)
    questions = read_lines(options.questions, "question")
    chance.shuffle(questions)
    with tempfile.TemporaryDirectory() as made:
        data = options.data or Path(made)
        with Archive.open(data) as archive:
            if archive.is_empty:
                begun = time.monotonic()
                archive.add(resampled(read_lines(options.articles, "text"), options.passages, chance))
                print(f"archive     {archive.counts().articles} articles in {time.monotonic() - begun:.0f} s")
        asyncio.run(run(data, [question for question in questions if len(question) <= 400], options))


if __name__ == "__main__":
    main()
