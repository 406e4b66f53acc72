"""How fast is search beside plain `rank_bm25`, and does it agree?

Makes passages of about 190 words by resampling the sentences of real articles, so that words keep their frequencies,
stores them as texts, builds the index from those texts, asks both engines the same questions and prints a table.

    python tests/bench/search.py ARTICLES.jsonl [MORE.jsonl] --questions QUESTIONS.jsonl --passages 100000

Each line of the first kind of file has a "text", each of the second a "question"; a folder stands for its .jsonl files.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.search import Indexed, Query, QueryTerm, Unit, open_engine
from retrieval.text.languages import language_of
from retrieval.text.passages import passages
from retrieval.text.sentences import sentences
from retrieval.text.tokens import stems, topic_words, words

LANGUAGE = language_of("en")
SENTENCES_PER_ARTICLE, TOP = 42, 10


class PlainBM25(BM25Okapi):
    """`rank_bm25` with Lucene's idf; `negative` and zero weights would only hide disagreements."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for word, freq in nd.items():
            self.idf[word] = math.log(1 + (self.corpus_size - freq + 0.5) / (freq + 0.5))


def read_lines(paths: Sequence[Path], key: str) -> list[str]:
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    return [json.loads(line)[key] for file in files for line in file.open(encoding="utf-8")]


def resampled(texts: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    """Texts of articles that make about ``count`` passages, in paragraphs of three sentences."""
    pool = [s.of(text) for text in texts for s in sentences(text)]
    made = 0
    while made < count:
        drawn = [pool[chance.randrange(len(pool))] for _ in range(SENTENCES_PER_ARTICLE)]
        text = "\n\n".join(" ".join(drawn[at : at + 3]) for at in range(0, len(drawn), 3))
        made += len(passages(text))
        yield text


def units(text: str) -> tuple[Unit, ...]:
    made = []
    for ordinal, span in enumerate(passages(text)):
        held = words(span.of(text))
        terms = stems([word for word in held if word not in LANGUAGE.stop_words], LANGUAGE)
        made.append(Unit("passages", ordinal, span, tuple(held), tuple(terms)))
    return tuple(made)


def indexed(articles: Sequence[str], days: int) -> Iterator[Indexed]:
    for number, article in enumerate(articles):
        day = frozenset({f"day:{number * days // len(articles)}"})
        made = (Unit(u.collection, u.ordinal, u.span, u.words, u.terms, day) for u in units(article))
        yield Indexed(f"a{number:08}", 1, tuple(made))


def milliseconds(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{1000 * ordered[len(ordered) // 2]:8.3f} {1000 * ordered[int(len(ordered) * 0.99)]:8.3f}"


def same_top(engine: Sequence[float], plain: Sequence[float]) -> bool:
    """Equal to a relative 1e-6, rank by rank: which units those are may differ only where scores tie."""
    return len(engine) == len(plain) and all(
        math.isclose(a, b, rel_tol=1e-6) for a, b in zip(engine, plain, strict=True)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--questions", nargs="+", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--asked", type=int, default=500, help="questions asked to the engine")
    parser.add_argument(
        "--plain", type=int, default=50, help="of these, how many to rank_bm25 as well; 0 leaves it out"
    )
    given = parser.parse_args()

    chance = random.Random(1)
    articles = list(resampled(read_lines(given.articles, "text"), given.passages, chance))
    asked = read_lines(given.questions, "question")
    chance.shuffle(asked)
    questions = [stems(topic_words(words(text), LANGUAGE), LANGUAGE) for text in asked[: given.asked]]
    queries = [Query(tuple(QueryTerm((term,)) for term in question)) for question in questions]

    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "index")
        start = time.process_time()
        engine.apply(indexed(articles, 100), position=1)
        took = time.process_time() - start
        size = sum(file.stat().st_size for file in (Path(folder) / "index").iterdir())
        count = engine.unit_count("passages")
        print(f"{count} passages, {np.mean([len(q) for q in questions]):.1f} words a question")
        print(
            f"built from texts: {count / took:.0f} passages a second of one core, {size / count:.0f} bytes a passage on disk"
        )

        start = time.perf_counter()
        engine = open_engine(Path(folder) / "index")
        engine.search("passages", queries[0], limit=TOP)
        print(f"open and first question: {1000 * (time.perf_counter() - start):.1f} ms")
        for query in queries[:100]:
            engine.search("passages", query, limit=TOP)
        times, tops = [], []
        for query in queries:
            start = time.perf_counter()
            hits = engine.search("passages", query, limit=TOP)
            times.append(time.perf_counter() - start)
            tops.append([hit.score for hit in hits])
        filtered = [Query(query.terms, (frozenset(f"day:{day}" for day in range(50, 55)),)) for query in queries]
        filtered_times = []
        for query in filtered:
            start = time.perf_counter()
            engine.search("passages", query, limit=TOP)
            filtered_times.append(time.perf_counter() - start)
        print("milliseconds a question      median      p99")
        print(f"verbatim                   {milliseconds(times)}")
        print(f"verbatim, 5 % date filter  {milliseconds(filtered_times)}")
        if given.plain:
            compare(articles, questions[: given.plain], times, tops)


def compare(
    articles: Sequence[Sequence[str]],
    questions: Sequence[Sequence[str]],
    times: Sequence[float],
    tops: Sequence[list[float]],
) -> None:
    corpus = [list(map(sys.intern, unit.terms)) for article in articles for unit in units(article)]
    gc.disable()
    plain = PlainBM25(corpus, k1=0.9, b=0.4)
    gc.enable()
    plain_times, agreed = [], 0
    for question, top in zip(questions, tops, strict=False):
        start = time.perf_counter()
        scores = plain.get_scores(question)
        best = np.argpartition(scores, -TOP)[-TOP:]
        plain_times.append(time.perf_counter() - start)
        agreed += same_top(top, [score for score in sorted(scores[best].tolist(), reverse=True) if score > 0])
    ratios = sorted(slow / fast for slow, fast in zip(plain_times, times, strict=False))
    print(f"rank_bm25 + argpartition   {milliseconds(plain_times)}")
    print(f"times faster a question: median {ratios[len(ratios) // 2]:.0f}, least {ratios[0]:.0f}")
    medians = np.median(plain_times) / np.median(times[: len(plain_times)])
    print(f"ratio of medians: {medians:.0f}; top {TOP} equal on {agreed} of {len(questions)} questions")


if __name__ == "__main__":
    main()
