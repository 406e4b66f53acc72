"""How many articles a second come in, everything included, and how does memory grow?

python tests/bench/ingest.py [--articles 1200] [--jobs 1] [--words 750]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_PEOPLE = ("Ann Miller", "Dmitry Orlov", "Maria Lopez", "Kenji Tanaka", "Olena Kovalenko", "Peter Novak", "Grace Obi")
_ROLES = ("the mayor", "the foreign minister", "a spokesman for the ministry", "the head of the union", "the coach")
_THINGS = (
    "the bridge",
    "fuel prices",
    "the harvest",
    "a new school",
    "the talks",
    "the budget",
    "the floods",
    "trains",
)
_DAYS = ("on Tuesday", "on 13 September 2023", "last week", "in March", "yesterday", "two days later", "this year")
_TOLD = (
    "“We have waited too long for {thing},” {who}, {role}, said {day}.",
    "{who} said {day} that {thing} would cost more than had been planned.",
    "According to Reuters, {who} asked the council about {thing} {day}.",
    "Nobody in the town could say why {thing} had taken so long, and many had stopped asking.",
    "The report, which was published {day}, speaks of {thing} in forty pages and gives no reason.",
    "“It is not about {thing},” said {who}. “It is about those who live here.”",
    "Work began {day} and was interrupted twice, once by rain and once by a dispute over pay.",
)


def write_articles(path: Path, count: int, words: int) -> None:
    """Articles of about as many words, the same at each call."""
    chance = random.Random(11)
    with path.open("w", encoding="utf-8") as opened:
        for number in range(count):
            people = chance.sample(_PEOPLE, 3)
            paragraphs, length = [], 0
            while length < words:
                sentences = [
                    chance.choice(_TOLD).format(
                        who=chance.choice(people),
                        role=chance.choice(_ROLES),
                        thing=chance.choice(_THINGS),
                        day=chance.choice(_DAYS),
                    )
                    for _ in range(3)
                ]
                paragraphs.append(" ".join(sentences))
                length += len(paragraphs[-1].split())
            facts = {"id": f"a{number}", "title": f"News {number}", "outlet": "The Herald", "published": "2023-09-14"}
            opened.write(json.dumps(facts | {"text": "\n\n".join(paragraphs)}, ensure_ascii=False) + "\n")


def main() -> None:
    """Measure in a process of its own, start-up left out by the difference of two sizes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1200)
    parser.add_argument("--words", type=int, default=750)
    parser.add_argument("--jobs", type=int, default=1)
    chosen = parser.parse_args()
    taken = {}
    for count in (chosen.articles // 4, chosen.articles):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "articles.jsonl"
            write_articles(path, count, chosen.words)
            began = time.perf_counter()
            command = ["--data", f"{folder}/data", "ingest", "--jobs", str(chosen.jobs), str(path)]
            subprocess.run([sys.executable, "-m", "bot", *command], check=True, stdout=subprocess.DEVNULL)
            taken[count] = time.perf_counter() - began
        peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{count:6} articles: {taken[count]:6.1f} s, peak of the largest process {peak_mb:.0f} MB")
    few, many = sorted(taken)
    print(f"{(many - few) / (taken[many] - taken[few]):.1f} articles a second, jobs: {chosen.jobs}")


if __name__ == "__main__":
    main()
