"""How fast is search beside its peers, and does it agree with `rank_bm25`?

Makes passages of about 190 words by resampling the sentences of real articles, so that words keep their frequencies,
installs the peers in an environment of their own, asks every engine the same questions on one thread, all of them once
before it is timed, and prints one table for each size.

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

import numpy as np
from search_engines import PART, Array

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
    "build": "passages/s built",
    "peak_mb": "peak MB",
    "resident_mb": "resident MB",
    "bytes": "bytes/passage",
    "open_ms": "open ms",
    "add_ms": "add ms",
    "held_ms": "longest held, ms",
}
TIMES = tuple(COLUMNS)[:4]
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


def resampled(pool: Sequence[Sentence], count: int, seed: int) -> tuple[Array, Array]:
    """Passages as numbers of sentences, end to end, and how many each has."""
    chance = np.random.default_rng(seed)
    lengths = np.array([len(words) for words, _ in pool])
    most = int(np.ceil(4 * WORDS_PER_PASSAGE / lengths.mean()))
    drawn_parts, counts = [], []
    for first in range(0, count, PART):
        drawn = chance.integers(0, len(pool), (min(PART, count - first), most), dtype=np.int32)
        before = np.cumsum(lengths[drawn], axis=1) - lengths[drawn]
        kept = before < WORDS_PER_PASSAGE
        drawn_parts.append(drawn[kept])
        counts.append(kept.sum(axis=1))
    return np.concatenate(drawn_parts), np.concatenate(counts)


def peers_python(folder: Path) -> Path:
    """The interpreter of an environment that holds the peers; made where there is none."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def environment() -> dict[str, str]:
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
    return os.environ | threads | {"PYTHONPATH": str(Path(__file__).parents[2])}


def run(python: str, engine: str, folder: Path) -> dict[str, Any]:
    script = Path(__file__).with_name("search_engines.py")
    done = subprocess.run(
        [python, str(script), engine, str(folder)], capture_output=True, text=True, check=False, env=environment()
    )
    if done.returncode:
        print(f"{engine} did not run: {done.stderr.strip().splitlines()[-1:]}")
        return {}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def rates(folder: Path, processes: int, seconds: float = 5.0) -> float:
    """Questions a second that processes answer side by side."""
    command = [sys.executable, str(Path(__file__).with_name("search_engines.py")), "rate", str(folder), str(seconds)]
    askers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment())
        for _ in range(processes)
    ]
    for asker in askers:
        assert asker.stdout is not None
        asker.stdout.readline()
    return sum(json.loads(out)["rate"] for out in _released(askers))


def _released(askers: Sequence[subprocess.Popen[str]]) -> list[str]:
    for asker in askers:
        assert asker.stdin is not None
        asker.stdin.write("\n")
        asker.stdin.flush()
    return [asker.communicate()[0] for asker in askers]


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
            ratios = (f"{key} {results[engine][key] / min(p[key] for p in peers):.2f}" for key in TIMES)
            print(f"{engine} : best peer =", ", ".join(ratios))
    if results.get("numpy") and results.get("tantivy"):
        ratios = (f"{key} {results['numpy'][key] / results['tantivy'][key]:.2f}" for key in TIMES)
        print("numpy : tantivy =", ", ".join(ratios))
    plain, ours = results.get("rank_bm25"), results.get("numpy")
    if plain and ours:
        agreed = sum(same_top(a, b) for a, b in zip(ours["tops"], plain["tops"], strict=False))
        print(f"scores of the top equal rank_bm25's on {agreed} of {len(plain['tops'])} questions")
    if ours and results.get("fast"):
        for key in ("tops", "filtered_tops"):
            same = sum(a == b for a, b in zip(ours[key], results["fast"][key], strict=True))
            print(f"{key}: equal with and without the kernel, to the last bit, on {same} of {len(ours[key])} questions")


def grow(measured: dict[int, dict[str, dict[str, Any]]]) -> None:
    """The median of each engine over the sizes."""
    print("\nmedian ms by passages")
    print("| engine |", " | ".join(map(str, measured)), "|")
    print("|---|" + "---|" * len(measured))
    for engine in ENGINES:
        cells = [figure(results.get(engine, {}).get("median")) for results in measured.values()]
        if any(cells):
            print(f"| {engine} |", " | ".join(cells), "|")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--questions", nargs="+", type=Path, required=True)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
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
        measured: dict[int, dict[str, dict[str, Any]]] = {}
        for count in given.passages:
            folder = Path(name) / str(count)
            folder.mkdir()
            material = (pool, *resampled(pool, count, seed=count), questions, PLAIN_QUESTIONS)
            (folder / "questions.pickle").write_bytes(pickle.dumps((questions * 1000)[:1000]))
            (folder / "material.pickle").write_bytes(pickle.dumps(material))
            del material
            results = {}
            for engine in given.engines:
                if engine == "rank_bm25" and count > LARGEST_FOR_PLAIN:
                    continue
                results[engine] = run(sys.executable if engine in ("numpy", "fast") else str(python), engine, folder)
                if engine == "numpy" and results[engine]:
                    results[engine] |= run(sys.executable, "resident", folder)
            results = {engine: result for engine, result in results.items() if result}
            show(count, results)
            measured[count] = results
            if "fast" in results:
                one, two = rates(folder, 1), rates(folder, 2)
                print(f"one process answers {one:.0f} questions/s, two {two:.0f}: {two / one:.2f} x")
        grow(measured)


if __name__ == "__main__":
    main()
