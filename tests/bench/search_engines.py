"""How fast is one engine? Builds it from a folder that `search.py` prepared, asks it, prints one line of JSON.

    python tests/bench/search_engines.py ENGINE FOLDER

Every engine runs in a process of its own on one thread, gets the same words and finds the ten best passages; ours
alone also says which article and which characters they are.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

for name in ("OMP", "OPENBLAS", "MKL", "NUMBA"):
    os.environ[f"{name}_NUM_THREADS"] = "1"

TOP, DAYS, PASSAGES_PER_ARTICLE, K1, B = 10, 100, 5, 0.9, 0.4
WANTED_DAYS = range(50, 55)
Asked = Callable[[list[str]], list[float]]


class Material:
    """The passages, as numbers of sentences, and the questions, as terms."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sentences, self.passages, self.questions, self.plain_questions = pickle.loads(
            (folder / "material.pickle").read_bytes()
        )
        self.count = len(self.passages)

    def words(self, number: int) -> list[str]:
        return [word for s in self.passages[number] for word in self.sentences[s][0]]

    def terms(self, number: int) -> list[str]:
        return [term for s in self.passages[number] for term in self.sentences[s][1]]

    def day(self, number: int) -> int:
        return number // PASSAGES_PER_ARTICLE * PASSAGES_PER_ARTICLE * DAYS // self.count


def peak_mb() -> float:
    """Of this process alone: what it was started by counts in ``ru_maxrss`` on Linux."""
    return memory_mb("VmHWM:") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory_mb(name: str) -> float:
    status = Path("/proc/self/status")
    return int(status.read_text().partition(name)[2].split()[0]) / 1024 if status.exists() else 0.0


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def asked(ask: Asked, questions: Sequence[list[str]], name: str) -> dict[str, Any]:
    """Median and 99th percentile in milliseconds, and the scores found."""
    for question in questions[:60]:
        ask(question)
    times, tops = [], []
    for question in questions:
        start = time.perf_counter()
        top = ask(question)
        times.append(1000 * (time.perf_counter() - start))
        tops.append(top)
    times.sort()
    return {f"{name}median": times[len(times) // 2], f"{name}p99": times[int(len(times) * 0.99)], f"{name}tops": tops}


def verbatim(material: Material, *, fast: bool) -> dict[str, Any]:
    from retrieval.model import Span
    from retrieval.search import Indexed, Query, QueryTerm, Unit, Withdrawn, open_engine
    from retrieval.search import fast as compiled

    if fast and not compiled.load_now():
        raise SystemExit("the extra [fast] is not installed")
    if not fast:
        compiled.switch_off()

    def article(number: int) -> Indexed:
        units = []
        for ordinal in range(min(PASSAGES_PER_ARTICLE, material.count - number)):
            words, terms = tuple(material.words(number + ordinal)), tuple(material.terms(number + ordinal))
            day = frozenset({f"day:{material.day(number)}"})
            units.append(Unit("passages", ordinal, Span(1000 * ordinal, 1000 * ordinal + 999), words, terms, day))
        return Indexed(f"a{number:08}", 1, tuple(units))

    making = 0.0

    def articles() -> Iterator[Indexed]:
        nonlocal making
        for number in range(0, material.count, PASSAGES_PER_ARTICLE):
            start = time.perf_counter()
            made = article(number)
            making += time.perf_counter() - start
            yield made

    folder, result = material.folder / "verbatim", {}
    if not folder.exists():
        start = time.perf_counter()
        open_engine(folder).apply(articles(), position=1)
        result["build"] = material.count / (time.perf_counter() - start - making)
        result["peak_mb"] = peak_mb()
    result["bytes"] = size_of(folder) / material.count

    def query(question: Sequence[str], days: Sequence[int]) -> Query:
        demands = (frozenset(f"day:{day}" for day in days),) if days else ()
        return Query(tuple(QueryTerm((term,)) for term in question), demands)

    open_engine(folder).close()  # Modules are imported now.
    start = time.perf_counter()
    engine = open_engine(folder)
    engine.unit_count("passages")
    result["open_ms"] = 1000 * (time.perf_counter() - start)
    for prefix, days in (("", ()), ("filtered_", tuple(WANTED_DAYS))):
        made = {tuple(q): query(q, days) for q in material.questions}
        result |= asked(
            lambda q: [h.score for h in engine.search("passages", made[tuple(q)], limit=TOP)],  # noqa: B023
            material.questions,
            prefix,
        )
    # What the peers give: numbers and scores, without asking which articles those are.
    scorer = engine._current().scorer("passages")  # type: ignore[attr-defined]
    for prefix, days in (("bare_", ()), ("bare_filtered_", tuple(WANTED_DAYS))):
        made = {tuple(q): query(q, days) for q in material.questions}
        result |= asked(
            lambda q: [one.score for one in scorer.top(made[tuple(q)], limit=TOP)],  # noqa: B023
            material.questions,
            prefix,
        )
        del result[f"{prefix}tops"]
    result["resident_mb"] = memory_mb("VmRSS:")
    added = []
    for number in range(20):
        fresh = article(number * PASSAGES_PER_ARTICLE)
        start = time.perf_counter()
        engine.apply([Indexed(f"new{number}", 1, fresh.units)], position=2 + number)
        added.append(1000 * (time.perf_counter() - start))
    result["add_ms"] = sorted(added)[len(added) // 2]
    engine.apply([Withdrawn(f"new{number}") for number in range(20)], position=30)
    engine.close()
    if fast:
        shutil.rmtree(folder)
    return result


def bm25s(material: Material) -> dict[str, Any]:
    import bm25s as library
    import numpy as np

    numbers: dict[str, int] = {}
    ids = [[numbers.setdefault(term, len(numbers)) for term in material.terms(n)] for n in range(material.count)]
    start = time.perf_counter()
    engine = library.BM25(k1=K1, b=B, method="lucene", backend="numba")
    engine.index((ids, numbers), show_progress=False)
    result: dict[str, Any] = {"build": material.count / (time.perf_counter() - start), "peak_mb": peak_mb()}
    mask = np.array([material.day(n) in WANTED_DAYS for n in range(material.count)], np.float32)
    # It refuses a question without a word that it knows.
    known = [kept for q in material.questions if (kept := [t for t in q if t in numbers])]
    for prefix, weights in (("", None), ("filtered_", mask)):
        result |= asked(
            lambda q: engine.retrieve([q], k=TOP, show_progress=False, n_threads=0, weight_mask=weights)[1][0].tolist(),  # noqa: B023
            known,
            prefix,
        )
        del result[f"{prefix}tops"]
    engine.save(str(material.folder / "bm25s"))
    result["bytes"] = size_of(material.folder / "bm25s") / material.count
    shutil.rmtree(material.folder / "bm25s")
    return result


def tantivy(material: Material) -> dict[str, Any]:
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("day", stored=False, indexed=True, fast=True)
    schema, folder = builder.build(), material.folder / "tantivy"
    folder.mkdir()
    index = library.Index(schema, path=str(folder))
    writer, making = index.writer(256_000_000, 1), 0.0
    start = time.perf_counter()
    for number in range(material.count):
        before = time.perf_counter()
        text = " ".join(material.terms(number))
        making += time.perf_counter() - before
        writer.add_document(library.Document(text=text, day=material.day(number)))
    writer.commit()
    writer.wait_merging_threads()
    result: dict[str, Any] = {"build": material.count / (time.perf_counter() - start - making), "peak_mb": peak_mb()}
    index.reload()
    searcher = index.searcher()
    result["bytes"] = size_of(folder) / material.count
    days = library.Query.range_query(schema, "day", library.FieldType.Integer, WANTED_DAYS[0], WANTED_DAYS[-1])

    def free(question: list[str]) -> Any:
        should = library.Occur.Should
        return library.Query.boolean_query(
            [(should, library.Query.term_query(schema, "text", t, "freq")) for t in question]
        )

    def filtered(question: list[str]) -> Any:
        must = library.Occur.Must
        return library.Query.boolean_query([(must, free(question)), (must, library.Query.const_score_query(days, 0.0))])

    for prefix, query in (("", free), ("filtered_", filtered)):
        result |= asked(
            lambda q: [score for score, _ in searcher.search(query(q), TOP, count=False).hits],  # noqa: B023
            material.questions,
            prefix,
        )
        del result[f"{prefix}tops"]
    shutil.rmtree(folder)
    return result


def rank_bm25(material: Material) -> dict[str, Any]:
    import numpy as np
    from rank_bm25 import BM25Okapi

    class Plain(BM25Okapi):  # type: ignore[misc]
        def _calc_idf(self, nd: dict[str, int]) -> None:
            for word, freq in nd.items():
                self.idf[word] = math.log(1 + (self.corpus_size - freq + 0.5) / (freq + 0.5))

    corpus = [material.terms(n) for n in range(material.count)]
    start = time.perf_counter()
    engine = Plain(corpus, k1=K1, b=B)
    result: dict[str, Any] = {"build": material.count / (time.perf_counter() - start), "peak_mb": peak_mb()}

    def ask(question: list[str]) -> list[float]:
        scores = engine.get_scores(question)
        return sorted((s for s in scores[np.argpartition(scores, -TOP)[-TOP:]].tolist() if s > 0), reverse=True)

    return result | asked(ask, material.questions[: material.plain_questions], "")


ENGINES: dict[str, Callable[[Material], dict[str, Any]]] = {
    "numpy": lambda material: verbatim(material, fast=False),
    "fast": lambda material: verbatim(material, fast=True),
    "bm25s": bm25s,
    "tantivy": tantivy,
    "rank_bm25": rank_bm25,
}

if __name__ == "__main__":
    print(json.dumps(ENGINES[sys.argv[1]](Material(Path(sys.argv[2])))))
