#!/usr/bin/env python3
"""How long does a button wait, in a busy group and while Telegram makes its edits wait?

Runs the bot in a process of its own over the articles in ``seeds/`` against the local stand-in on loopback. Five people
tap in one group at a steady rate, and write to it; every so often an edit is answered with 429. Prints the time from
each tap to the call of answerCallbackQuery.

    python -m tests.bench.taps --taps-a-minute 60 --seconds 30 --wait 12
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence

from bot.playground import Fault, Person, Playground
from tests.bench.telegram import PROGRAM, PROJECT

PEOPLE = 5
FLOODED_EVERY = 10


async def tapped(playground: Playground, people: Sequence[Person], options: argparse.Namespace) -> list[float]:
    """The milliseconds that each tap waited."""
    group = playground.group("News", people)
    answers = [
        await playground.wait_for_message(group, after=one.say("/ask Kim Jong Un", group), timeout_s=60)
        for one in people
    ]
    tokens = [a["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1] for a in answers]
    count, queries, begun = int(options.taps_a_minute * options.seconds / 60), [], time.monotonic()
    for number in range(count):
        await asyncio.sleep(max(0.0, begun + 60 * number / options.taps_a_minute - time.monotonic()))
        who = number % len(people)
        if number % FLOODED_EVERY == FLOODED_EVERY // 2:
            playground.faults.add(Fault.flood(options.wait), method="editMessageText")
            people[who].say("/ask Putin", group)
        press = "e" if number // len(people) % 2 else "p"
        queries.append((time.time(), people[who].press(answers[who], data=f"{press}:{tokens[who]}:0")))
    await asyncio.sleep(3)
    at = {call.parameters["callback_query_id"]: call.at for call in playground.calls("answerCallbackQuery")}
    return [1000 * (at[int(q.body["id"])] - asked) for asked, q in queries if int(q.body["id"]) in at]


async def run(options: argparse.Namespace) -> None:
    playground = Playground()
    await playground.start()
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("VERBATIM_", "TELEGRAM_"))}
    with tempfile.TemporaryDirectory() as folder:
        environ |= {
            "TELEGRAM_BOT_TOKEN": playground.token,
            "TELEGRAM_API_URL": playground.api_url,
            "VERBATIM_DATA": f"{folder}/data",
        }
        seeded = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "--data", f"{folder}/data", "ask", "Putin"),
            cwd=PROJECT,
            stdout=asyncio.subprocess.DEVNULL,
        )
        await seeded.wait()
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", PROGRAM, folder, env=environ, cwd=PROJECT)
        try:
            people = [playground.person(f"Person {number}") for number in range(PEOPLE)]
            report(await tapped(playground, people, options), len(playground.calls("editMessageText")))
        finally:
            process.terminate()
            await process.wait()
            await playground.stop()


def report(waits: Sequence[float], edits: int) -> None:
    cuts = statistics.quantiles(waits, n=100, method="inclusive")
    print(f"taps        {len(waits)} answered, {edits} edits tried")
    print(f"ms          p50 {cuts[49]:.1f}, p90 {cuts[89]:.1f}, p99 {cuts[98]:.1f}, most {max(waits):.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--taps-a-minute", type=float, default=60.0)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--wait", type=int, default=12, help="seconds that Telegram asks an edit to wait")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
