"""How fast is one engine? Builds it from a folder that `search.py` prepared, asks it, prints one line of JSON.

    python tests/bench/search_engines.py ENGINE FOLDER

Every engine runs in a process of its own on one thread, gets the same words and finds the ten best passages; ours
alone also says which article and which characters they are.
"""

from __future__ import annotations

import gc
import itertools
import json
import math
import pickle
import resource
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

Array = Any

TOP, DAYS, PASSAGES_PER_ARTICLE, K1, B = 10, 100, 5, 0.9, 0.4
WANTED_DAYS = range(50, 55)
PART = 200_000  # Passages that are numbered and built together.
ADDED = 150  # Articles that come one by one while questions are asked.
Request = Callable[[list[str]], list[float]]


class TermDictionary:
    """The strings of all sentences, by number, one sentence after another."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        numbers: dict[str, int] = {}
        self.flat = np.array([numbers.setdefault(s, len(numbers)) for one in sentences for s in one], np.uint32)
        self.lengths = np.array([len(one) for one in sentences])
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.strings = list(numbers)

    def of(self, drawn: Array, per_passage: Array) -> tuple[Array, Array]:
        """The numbers of the strings of some sentences, and how many each passage has."""
        counts = self.lengths[drawn]
        ends = np.cumsum(counts)
        places = np.arange(ends[-1]) + np.repeat(self.starts[drawn] - ends + counts, counts)
        cuts = np.concatenate(([0], np.cumsum(per_passage)))
        return self.flat[places], np.diff(np.concatenate(([0], ends))[cuts]).astype(np.uint32)


class Material:
    """The passages, as numbers of sentences, and the questions, as terms."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sentences, self.drawn, self.per_passage, self.questions, self.plain_questions = pickle.loads(
            (folder / "material.pickle").read_bytes()
        )
        self.count = len(self.per_passage)
        self.starts = np.cumsum(self.per_passage) - self.per_passage

    def _sentences(self, number: int) -> list[int]:
        start = int(self.starts[number])
        return self.drawn[start : start + int(self.per_passage[number])].tolist()

    def words(self, number: int) -> list[str]:
        return [word for s in self._sentences(number) for word in self.sentences[s][0]]

    def terms(self, number: int) -> list[str]:
        return [term for s in self._sentences(number) for term in self.sentences[s][1]]

    def day(self, number: int) -> int:
        return number // PASSAGES_PER_ARTICLE * PASSAGES_PER_ARTICLE * DAYS // self.count

    def part(self, first: int, last: int) -> tuple[Array, Array]:
        """The sentences of some passages, and how many each has."""
        per_passage = self.per_passage[first:last]
        start = int(self.starts[first])
        return self.drawn[start : start + int(per_passage.sum())], per_passage


def peak_mb() -> float:
    """Of this process alone: what it was started by counts in ``ru_maxrss`` on Linux."""
    return memory_mb("VmHWM:") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory_mb(name: str) -> float:
    status = Path("/proc/self/status")
    return int(status.read_text().partition(name)[2].split()[0]) / 1024 if status.exists() else 0.0


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def asked(ask: Request, questions: Sequence[list[str]], name: str) -> dict[str, Any]:
    """Median and 99th percentile in milliseconds, and the scores found; all was asked once before."""
    for question in questions:
        ask(question)
    times, tops = [], []
    for question in questions:
        start = time.perf_counter()
        top = ask(question)
        times.append(1000 * (time.perf_counter() - start))
        tops.append(top)
    times.sort()
    return {f"{name}median": times[len(times) // 2], f"{name}p99": times[int(len(times) * 0.99)], f"{name}tops": tops}


def parts(material: Material) -> Iterator[Any]:
    """The passages as tokens that are numbered already."""
    from retrieval.search.segment.builder import FieldTokens, SegmentTokens, ShelfTokens

    words = TermDictionary([one[0] for one in material.sentences])
    terms = TermDictionary([one[1] for one in material.sentences])
    days = [f"day:{day}" for day in range(DAYS)]
    none = np.zeros(0, np.uint32)
    nothing = ShelfTokens(
        dict.fromkeys(("article", "ordinal", "start", "end"), none),
        FieldTokens([], none, none),
        FieldTokens([], none, none),
    )
    for first in range(0, material.count, PART):
        last = min(first + PART, material.count)
        drawn = material.part(first, last)
        number = np.arange(last - first, dtype=np.uint32)
        ordinal = number % PASSAGES_PER_ARTICLE
        day = np.array([material.day(n) for n in range(first, last)], np.uint32)
        shelf = ShelfTokens(
            {
                "article": number // PASSAGES_PER_ARTICLE,
                "ordinal": ordinal,
                "start": 1000 * ordinal,
                "end": 1000 * ordinal + 999,
            },
            FieldTokens(terms.strings, *terms.of(*drawn)),
            FieldTokens(days, day, np.ones(last - first, np.uint32)),
        )
        ids = [f"a{n:08}" for n in range(first, last, PASSAGES_PER_ARTICLE)]
        held = FieldTokens(words.strings, *words.of(*drawn))
        yield SegmentTokens(ids, [1] * len(ids), {"passages": shelf, "quotations": nothing}, held)


def timed(made: Iterator[Any], spent: list[float]) -> Iterator[Any]:
    """The same, with the time that making them takes."""
    while True:
        start = time.perf_counter()
        one = next(made, None)
        spent.append(time.perf_counter() - start)
        if one is None:
            return
        yield one


def verbatim(material: Material, *, fast: bool) -> dict[str, Any]:
    from retrieval.search import Query, QueryTerm, open_engine
    from retrieval.search.index.local_index import LocalIndex
    from retrieval.search.scoring import kernel_loader as kernel

    if not kernel.load_now():
        raise SystemExit("the extra [fast] is not installed")
    folder, result = material.folder / "verbatim", {}
    if not folder.exists():
        from retrieval.search import compiled

        compiled.load_counting()
        spent: list[float] = []
        start = time.perf_counter()
        LocalIndex(folder).apply_tokens(timed(parts(material), spent), position=1)
        result["build"] = material.count / (time.perf_counter() - start - sum(spent))
        result["peak_mb"] = peak_mb()
    result["bytes"] = size_of(folder) / material.count
    if not fast:
        kernel.switch_off()

    def query(question: Sequence[str], days: Sequence[int]) -> Query:
        demands = (frozenset(f"day:{day}" for day in days),) if days else ()
        return Query(tuple(QueryTerm((term,)) for term in question), demands)

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
    engine.close()
    return result | live(material, folder)


def resident(folder: Path) -> float:
    """The memory of a process that has opened the index and answered a thousand questions with NumPy alone."""
    from retrieval.search import Query, QueryTerm, open_engine
    from retrieval.search.scoring import kernel_loader as kernel

    kernel.switch_off()
    questions = pickle.loads((folder / "questions.pickle").read_bytes())
    engine = open_engine(folder / "verbatim")
    for turn in range(1000):
        asked_for = questions[turn % len(questions)]
        engine.search("passages", Query(tuple(QueryTerm((term,)) for term in asked_for)), limit=TOP)
    return memory_mb("VmRSS:")


def live(material: Material, folder: Path) -> dict[str, float]:
    """Articles come one by one: how long until each is found, and how long is a question held up meanwhile?"""
    from retrieval.model import Span
    from retrieval.search import Indexed, Query, QueryTerm, Unit
    from retrieval.search.index.local_index import LocalIndex

    copy = folder.with_name("live")
    shutil.copytree(folder, copy)
    engine = LocalIndex(copy)
    questions = [Query(tuple(QueryTerm((term,)) for term in q)) for q in material.questions]
    for question in questions:
        engine.search("passages", question, limit=TOP)

    def article(number: int) -> Indexed:
        units = (
            Unit(
                "passages",
                n,
                Span(n, n + 1),
                tuple(material.words(number + n)),
                (*material.terms(number + n), f"new{number}"),
            )
            for n in range(PASSAGES_PER_ARTICLE)
        )
        return Indexed(f"new{number:08}", 1, tuple(units))

    fresh = [article(number) for number in range(ADDED)]
    gc.collect()
    gc.freeze()
    added, held, stop = [], [], threading.Event()

    def ask_on() -> None:
        for turn in itertools.count():
            if stop.is_set():
                return
            start = time.perf_counter()
            engine.search("passages", questions[turn % len(questions)], limit=TOP)
            held.append(1000 * (time.perf_counter() - start))
            time.sleep(0.001)

    for number, one in enumerate(fresh[:40]):
        start = time.perf_counter()
        engine.apply([one], position=2 + number)
        added.append(1000 * (time.perf_counter() - start))
        [*_, found] = engine.search("passages", Query((QueryTerm((f"new{number}",)),)), limit=1)
        assert found.article_id == one.article_id
    asker = threading.Thread(target=ask_on)
    asker.start()
    for number, one in enumerate(fresh[40:]):
        engine.apply([one], position=100 + number)
        time.sleep(0.02)
    engine.settle()
    stop.set()
    asker.join()
    engine.close()
    shutil.rmtree(copy)
    return {"add_ms": sorted(added)[len(added) // 2], "held_ms": max(held)}


def rate(material: Material, seconds: float) -> float:
    """Questions a second that this process answers, asked without a pause."""
    from retrieval.search import Query, QueryTerm, open_engine
    from retrieval.search.scoring import kernel_loader as kernel

    kernel.load_now()
    engine = open_engine(material.folder / "verbatim")
    questions = [Query(tuple(QueryTerm((term,)) for term in q)) for q in material.questions]
    for question in questions:
        engine.search("passages", question, limit=TOP)
    # Both begin at once.
    print("ready", flush=True)
    sys.stdin.readline()
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        engine.search("passages", questions[done % len(questions)], limit=TOP)
        done += 1
    return done / seconds


def bm25s(material: Material) -> dict[str, Any]:
    import bm25s as library

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
    name, folder = sys.argv[1], Path(sys.argv[2])
    if name == "rate":
        print(json.dumps({"rate": rate(Material(folder), float(sys.argv[3]))}))
    elif name == "resident":
        print(json.dumps({"resident_mb": resident(folder)}))
    else:
        print(json.dumps(ENGINES[name](Material(folder))))
