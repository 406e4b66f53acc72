"""Does compiled code build the very files that NumPy builds, and do numbered tokens give what their strings give?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest

from retrieval.search import Indexed, Query, QueryTerm, Withdrawn, compiled
from retrieval.search.index.local_index import LocalIndex
from retrieval.search.scoring import kernel_loader
from retrieval.search.segment import merge
from retrieval.search.segment.builder import FieldTokens, SegmentBuilder, SegmentTokens, ShelfTokens

Make = Callable[..., Indexed]
pytestmark = pytest.mark.usefixtures("careless_disk", "segments_only")


@pytest.fixture
def fast_build() -> Iterator[None]:
    """Compiled code is loaded; afterwards NumPy builds again."""
    if not kernel_loader.load_now():
        pytest.skip("the extra [fast] is not installed")
    compiled.load_counting()
    yield
    kernel_loader.switch_off()


def articles(make_article: Make, count: int, seed: int) -> list[Indexed]:
    chance = Random(seed)

    def unit() -> list[str]:
        return [f"t{int(chance.paretovariate(0.6)) % 500}" for _ in range(chance.randrange(80))]

    days = [frozenset({f"day:{number % 5}"}) for number in range(count)]
    return [make_article(f"{seed}-{n}", [unit() for _ in range(chance.randrange(4))], days[n]) for n in range(count)]


def built(rows: list[Indexed], path: Path) -> bytes:
    builder = SegmentBuilder()
    for row in rows:
        if row.units:
            builder.add(row)
    builder.tokens().write(path)
    return path.read_bytes()


def test_a_large_build_waits_for_no_more_than_it_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(compiled, "_state", compiled._State())
    monkeypatch.setattr(compiled, "is_installed", lambda: True)
    monkeypatch.setattr(compiled.subprocess, "run", lambda command, **_: ran.append(command[-1]))
    monkeypatch.setattr(compiled.importlib, "import_module", lambda name: ran.append(name))

    compiled.load_counting()
    waited = list(ran)
    compiled.compile_all()

    assert "builder_numba" in waited[0]
    assert "maxscore_numba" not in waited[0]
    assert waited[1:] == ["retrieval.search.segment.builder_numba"]
    assert "maxscore_numba" in ran[-1]
    assert "builder_numba" in ran[-1]


def test_a_segment_is_the_same_to_the_bit(make_article: Make, tmp_path: Path, fast_build: None) -> None:
    rows = articles(make_article, 400, seed=1)

    fast_bytes = built(rows, tmp_path / "fast")
    assert compiled.counting() is not None
    kernel_loader.switch_off()
    assert compiled.counting() is None

    assert built(rows, tmp_path / "plain") == fast_bytes


def test_a_merged_segment_is_the_same_to_the_bit(make_article: Make, tmp_path: Path, fast_build: None) -> None:
    index = LocalIndex(tmp_path / "index")
    for seed in range(3):
        index.apply(articles(make_article, 60, seed), position=seed + 1)
    index.apply([Withdrawn(f"1-{number}") for number in range(0, 60, 7)], position=5)
    leaves = index._current().leaves
    assert len(leaves) > 1

    merge.write_merged(tmp_path / "fast", leaves)
    kernel_loader.switch_off()
    merge.write_merged(tmp_path / "plain", leaves)

    assert (tmp_path / "fast").read_bytes() == (tmp_path / "plain").read_bytes()


def numbered(texts: list[list[str]]) -> FieldTokens:
    strings = sorted({text for unit in texts for text in unit} | {"in no unit"}, reverse=True)
    flat = [strings.index(text) for unit in texts for text in unit]
    return FieldTokens(strings, np.array(flat, np.uint32), np.array(list(map(len, texts)), np.uint32))


def test_numbered_tokens_give_what_their_strings_give(make_article: Make, tmp_path: Path) -> None:
    texts = [["ship", "boat", "ship"], ["town"], [], ["boat", "town"]]
    empty = numbered([])
    column = np.zeros(0, np.uint32)
    shelf = ShelfTokens(
        {
            "article": np.array([0, 0, 1, 1], np.uint32),
            "ordinal": np.array([0, 1, 0, 1], np.uint32),
            "start": np.array([0, 1, 0, 1], np.uint32),
            "end": np.array([1, 2, 1, 2], np.uint32),
        },
        numbered(texts),
        numbered([["day:1"]] * 4),
    )
    nothing = ShelfTokens(dict.fromkeys(("article", "ordinal", "start", "end"), column), empty, empty)
    part = SegmentTokens(["b", "a"], [1, 1], {"passages": shelf, "quotations": nothing}, numbered(texts))
    by_number, by_string = LocalIndex(tmp_path / "numbers"), LocalIndex(tmp_path / "strings")
    by_string.apply([make_article("b", ["old"]), make_article("c", [["ship"]])], position=1)
    by_number.apply([make_article("b", ["old"]), make_article("c", [["ship"]])], position=1)

    by_number.apply_tokens([part], position=2)
    day = frozenset({"day:1"})
    by_string.apply([make_article("b", texts[:2], day), make_article("a", texts[2:], day)], position=2)

    for words in (("ship",), ("boat", "town"), ("old",), ("in no unit",)):
        query = Query(tuple(QueryTerm((word,)) for word in words))
        assert by_number.search("passages", query, limit=9) == by_string.search("passages", query, limit=9)
    assert by_number.words_with_prefix("", limit=9) == by_string.words_with_prefix("", limit=9)
    assert by_number.position == 2
    by_number.verify()
