"""How fast is search beside its peers, and does it agree with `rank_bm25`?

Makes passages of about 190 words by resampling the sentences of real articles, so that words keep their frequencies,
installs the peers in an environment of their own, asks every engine the same questions on one thread and prints one
table for each size.

    python tests/bench/search.py ARTICLES.jsonl [MORE.jsonl] --questions QUESTIONS.jsonl --passages 10000 100000

Each line of the first kind of file has a "text", each of the second a "question"; a folder stands for its .jsonl files.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import random
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from retrieval.text.languages import language_of
from retrieval.text.repair import SEAM, vocabulary_words
from retrieval.text.sentences import sentences
from retrieval.text.tokens import stems, topic_words, words

LANGUAGE = language_of("en")
WORDS_PER_PASSAGE, PLAIN_QUESTIONS, LARGEST_FOR_PLAIN = 170, 30, 100_000
PEERS = ("bm25s", "numba", "tantivy", "rank-bm25")
ENGINES = ("numpy", "fast", "bm25s", "tantivy", "rank_bm25")
COLUMNS = {
    "median": "median ms",
    "p99": "p99 ms",
    "filtered_median": "5 % of days, median",
    "filtered_p99": "p99",
    "bare_median": "numbers only, median",
    "bare_p99": "p99",
    "bare_filtered_median": "5 %, median",
    "bare_filtered_p99": "p99",
    "build": "passages/s built",
    "peak_mb": "peak MB",
    "resident_mb": "resident MB",
    "bytes": "bytes/passage",
    "open_ms": "open ms",
    "add_ms": "add ms",
}
Sentence = tuple[list[str], list[str]]


def read_lines(paths: Sequence[Path], key: str) -> list[str]:
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    return [json.loads(line)[key] for file in files for line in file.open(encoding="utf-8")]


def tokenised(texts: Sequence[str]) -> list[Sentence]:
    """The vocabulary's words and the scored terms of every sentence."""
    pool = []
    for text in texts:
        for span in sentences(text):
            held = vocabulary_words(span.of(text))
            scored = [word for word in held if SEAM not in word and word not in LANGUAGE.stop_words]
            pool.append((held, stems(scored, LANGUAGE)))
    return pool


def resampled(pool: Sequence[Sentence], count: int, chance: random.Random) -> list[list[int]]:
    """Passages as numbers of sentences."""
    passages = []
    for _ in range(count):
        drawn: list[int] = []
        length = 0
        while length < WORDS_PER_PASSAGE:
            drawn.append(int(chance.random() * len(pool)))
            length += len(pool[drawn[-1]][0])
        passages.append(drawn)
    return passages


def peers_python(folder: Path) -> Path:
    """The interpreter of an environment that holds the peers; made where there is none."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def run(python: str, engine: str, folder: Path) -> dict[str, Any]:
    script = Path(__file__).with_name("search_engines.py")
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [python, str(script), engine, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": root},
    )
    if done.returncode:
        print(f"{engine} did not run: {done.stderr.strip().splitlines()[-1:]}")
        return {}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def same_top(some: Sequence[float], others: Sequence[float]) -> bool:
    """Equal to a relative 1e-6, rank by rank: which units those are may differ only where scores tie."""
    return len(some) == len(others) and all(math.isclose(a, b, rel_tol=1e-6) for a, b in zip(some, others, strict=True))


def figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 1000 else f"{value:.3g}"


def show(count: int, results: dict[str, dict[str, Any]]) -> None:
    print(f"\n{count} passages")
    print("| engine |", " | ".join(COLUMNS.values()), "|")
    print("|---|" + "---|" * len(COLUMNS))
    for engine, result in results.items():
        cells = [figure(result.get(key)) for key in COLUMNS]
        print(f"| {engine} |", " | ".join(cells), "|")
    peers = [results[name] for name in ("bm25s", "tantivy") if results.get(name)]
    for engine in ("numpy", "fast"):
        if results.get(engine) and peers:
            for kind in ("", "bare_"):
                ratios = (
                    f"{key} {results[engine][kind + key] / min(p[key] for p in peers):.2f}" for key in list(COLUMNS)[:4]
                )
                print(f"{engine} {'numbers only' if kind else 'articles and places'} : best peer =", ", ".join(ratios))
    plain, ours = results.get("rank_bm25"), results.get("numpy")
    if plain and ours:
        agreed = sum(same_top(a, b) for a, b in zip(ours["tops"], plain["tops"], strict=False))
        print(f"scores of the top equal rank_bm25's on {agreed} of {len(plain['tops'])} questions")
    if ours and results.get("fast"):
        for key in ("tops", "filtered_tops"):
            same = sum(a == b for a, b in zip(ours[key], results["fast"][key], strict=True))
            print(f"{key}: equal with and without the kernel, to the last bit, on {same} of {len(ours[key])} questions")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--questions", nargs="+", type=Path, required=True)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--asked", type=int, default=500)
    parser.add_argument("--engines", nargs="+", default=ENGINES, choices=ENGINES)
    parser.add_argument("--peers", type=Path, help="folder of the peers' environment, kept for the next run")
    given = parser.parse_args()

    chance = random.Random(1)
    pool = tokenised(read_lines(given.articles, "text"))
    asked = read_lines(given.questions, "question")
    chance.shuffle(asked)
    questions = [list(dict.fromkeys(stems(topic_words(words(q), LANGUAGE), LANGUAGE))) for q in asked[: given.asked]]
    questions = [question for question in questions if question]
    print(f"{len(questions)} questions of {sum(map(len, questions)) / len(questions):.1f} words")
    with tempfile.TemporaryDirectory() as name:
        python = peers_python(given.peers or Path(name) / "peers")
        for count in given.passages:
            folder = Path(name) / str(count)
            folder.mkdir()
            material = (pool, resampled(pool, count, chance), questions, PLAIN_QUESTIONS)
            (folder / "material.pickle").write_bytes(pickle.dumps(material))
            del material
            results = {}
            for engine in given.engines:
                if engine == "rank_bm25" and count > LARGEST_FOR_PLAIN:
                    continue
                results[engine] = run(sys.executable if engine in ("numpy", "fast") else str(python), engine, folder)
            show(count, {engine: result for engine, result in results.items() if result})


if __name__ == "__main__":
    main()
