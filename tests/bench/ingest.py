"""How many articles a second come in, everything included, and how does memory grow?

python tests/bench/ingest.py [--articles 1200] [--jobs 1] [--words 750]
    JSON lines; start-up is left out by the difference of two sizes
python tests/bench/ingest.py --folder 10000 [--jobs 2] [--against TREE] [--turns 3]
    a folder of texts in several lengths, start-up included; TREE is a checkout of another version, which takes in the
    same texts in turn. Seconds are of the clock and of the processor, which other work on the machine slows less; the
    ratios are of the best turns.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parents[2]

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
_LENGTHS = (60, 120, 200, 300, 300, 450, 700, 1500)
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of the program took: seconds, and the megabytes of its largest process at most."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def write_text(chance: random.Random, words: int) -> str:
    """Paragraphs of about as many words."""
    people = chance.sample(_PEOPLE, 3)
    paragraphs: list[str] = []
    length = 0
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
    return "\n\n".join(paragraphs)


def write_articles(path: Path, count: int, words: int) -> None:
    """Articles of about as many words, the same at each call."""
    chance = random.Random(11)
    with path.open("w", encoding="utf-8") as opened:
        for number in range(count):
            facts = {"id": f"a{number}", "title": f"News {number}", "outlet": "The Herald", "published": "2023-09-14"}
            opened.write(json.dumps(facts | {"text": write_text(chance, words)}, ensure_ascii=False) + "\n")


def write_folder(folder: Path, count: int) -> None:
    """Texts of 60 to 1,500 words with their days, 500 in a folder, the same at each call."""
    chance = random.Random(12)
    for number in range(count):
        inner = folder / f"{number // 500:03}"
        inner.mkdir(parents=True, exist_ok=True)
        text = write_text(chance, chance.choice(_LENGTHS))
        day = f"{chance.randint(2019, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        (inner / f"{number:05}.txt").write_text(f"date {day} News {number}\n\n{text}\n", encoding="utf-8")


def take_in(path: Path, jobs: int, tree: Path = _HERE) -> Cost:
    """Have a version of the program take in files, into an archive that is thrown away."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "bot", "--data", data, "ingest", "--jobs", str(jobs), str(path)]
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tree)
        # Of the process and of all that it has waited for: its annotators.
        _, status, used = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tree}: the program ended with {process.returncode}")
    return Cost(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure_folder(count: int, jobs: int, trees: list[Path], turns: int) -> None:
    """Print what a folder costs in each version, and the ratio of the first to the others."""
    best: dict[Path, Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder), count)
        for turn in range(turns):
            for tree in trees:
                cost = take_in(Path(folder), jobs, tree)
                print(
                    f"{tree}, turn {turn + 1}, {count:,} texts: {cost.wall_s:.1f} s, {cost.cpu_s:.1f} s of the "
                    f"processor, peak of the largest process {cost.peak_mb:.0f} MB"
                )
                known = best.get(tree, cost)
                best[tree] = Cost(*map(min, _facts(known), _facts(cost)))
    first, *others = trees
    for other in others:
        wall, cpu, memory = (
            mine / theirs for mine, theirs in zip(_facts(best[first]), _facts(best[other]), strict=True)
        )
        print(
            f"{first} against {other}: {wall:.2f} of the time, {cpu:.2f} of the processor, {memory:.2f} of the memory"
        )


def _facts(cost: Cost) -> tuple[float, float, float]:
    return cost.wall_s, cost.cpu_s, cost.peak_mb


def measure_lines(count: int, words: int, jobs: int) -> None:
    """Print how many articles a second come in, start-up left out by the difference of two sizes."""
    taken = {}
    for size in (count // 4, count):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "articles.jsonl"
            write_articles(path, size, words)
            cost = take_in(path, jobs)
        taken[size] = cost.wall_s
        print(f"{size:6} articles: {cost.wall_s:6.1f} s, peak of the largest process {cost.peak_mb:.0f} MB")
    few, many = sorted(taken)
    print(f"{(many - few) / (taken[many] - taken[few]):.1f} articles a second, jobs: {jobs}")


def main() -> None:
    """Measure in processes of their own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1200)
    parser.add_argument("--words", type=int, default=750)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=int, help="measure a folder of so many texts instead")
    parser.add_argument("--against", type=Path, action="append", default=[], help="another version's checkout")
    parser.add_argument("--turns", type=int, default=1)
    chosen = parser.parse_args()
    if chosen.folder:
        measure_folder(chosen.folder, chosen.jobs, [_HERE, *chosen.against], chosen.turns)
    else:
        measure_lines(chosen.articles, chosen.words, chosen.jobs)


if __name__ == "__main__":
    main()
