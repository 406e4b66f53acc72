"""What does every search engine promise? One suite; an engine joins it by a line in ``ENGINES``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from retrieval.model import Span
from retrieval.search import (
    Collection,
    Held,
    Indexed,
    Query,
    QueryTerm,
    Reached,
    SearchEngine,
    Unit,
    Withdrawn,
    open_engine,
)


def _open_shared(folder: Path) -> SearchEngine:
    """An index of its own in a cluster that is up."""
    from retrieval.search.opensearch import ClusterAddress, SharedIndex

    name = f"contract-{uuid4().hex[:12]}"
    return SharedIndex(ClusterAddress((os.environ["VERBATIM_TEST_SEARCH_URL"],), shards=3, replicas=0), name)


ENGINES: dict[str, Callable[[Path], SearchEngine]] = {"local": open_engine}
if "VERBATIM_TEST_SEARCH_URL" in os.environ:
    ENGINES["opensearch"] = _open_shared


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An empty engine."""
    engine = ENGINES[request.param](tmp_path / "index")
    yield engine
    engine.close()


def article(
    article_id: str, *texts: str, revision: int = 1, collection: Collection = "passages", **filters: str
) -> Indexed:
    carried = frozenset(f"{key}:{value}" for key, value in filters.items())
    units = []
    for ordinal, text in enumerate(texts):
        words = tuple(text.split())
        units.append(Unit(collection, ordinal, Span(ordinal * 100, ordinal * 100 + 50), words, words, carried))
    return Indexed(article_id, revision, tuple(units))


def ask(*words: str) -> Query:
    return Query(tuple(QueryTerm((word,)) for word in words))


def found(engine: SearchEngine, query: Query, *, limit: int = 10, collection: Collection = "passages") -> list[str]:
    return [f"{hit.article_id}/{hit.ordinal}" for hit in engine.search(collection, query, limit=limit)]


def test_a_new_engine_is_empty_and_answers(engine: SearchEngine) -> None:
    assert engine.position == 0
    assert engine.unit_count("passages") == 0
    assert found(engine, ask("harbour")) == []
    assert engine.words_with_prefix("a", limit=5) == ()
    engine.verify()


def test_an_article_is_found_as_soon_as_it_is_applied(engine: SearchEngine) -> None:
    engine.apply([article("a", "ships in the harbour", "a quiet town", revision=3)], position=7)

    (hit,) = engine.search("passages", ask("quiet"), limit=10)

    assert (hit.article_id, hit.revision, hit.ordinal, hit.span) == ("a", 3, 1, Span(100, 150))
    assert hit.score > 0
    assert engine.position == 7


def test_better_units_come_first_and_others_not_at_all(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship town", "ship ship", "town road")], position=1)

    assert found(engine, ask("ship")) == ["a/1", "a/0"]


def test_a_single_unit_scores_above_zero(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship")], position=1)

    assert engine.search("passages", ask("ship"), limit=1)[0].score > 0


def test_ties_break_by_article_id_then_ordinal(engine: SearchEngine) -> None:
    engine.apply([article("b", "ship", "ship")], position=1)
    engine.apply([article("a", "ship", "ship"), article("B", "ship")], position=2)

    assert found(engine, ask("ship")) == ["B/0", "a/0", "a/1", "b/0", "b/1"]
    assert found(engine, ask("ship"), limit=2) == ["B/0", "a/0"]


def test_a_new_revision_replaces_the_old_one(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship", "boat")], position=1)
    engine.apply([article("a", "train", revision=2)], position=2)

    assert found(engine, ask("ship", "boat")) == []
    assert [hit.revision for hit in engine.search("passages", ask("train"), limit=5)] == [2]
    assert engine.unit_count("passages") == 1


def test_the_last_change_of_an_article_counts_within_one_batch(engine: SearchEngine) -> None:
    changes = [article("a", "ship"), article("b", "boat"), Withdrawn("b"), article("a", "train"), Withdrawn("c")]

    engine.apply([*changes, article("c", "plane")], position=1)

    assert found(engine, ask("ship", "boat", "train", "plane")) == ["a/0", "c/0"]


def test_a_withdrawn_article_is_not_found_and_does_not_count(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship boat", day="1"), article("b", "ship", day="1")], position=1)
    engine.apply([Withdrawn("a"), Withdrawn("never seen")], position=2)

    assert found(engine, ask("ship", "boat")) == ["b/0"]
    assert engine.unit_count("passages") == 1
    assert engine.doc_freq("passages", ["ship", "boat"]) == (1, 0)
    assert engine.word_freq("boat") == 0
    assert engine.words_with_prefix("bo", limit=5) == ()
    assert engine.filter_count("passages", frozenset({"day:1"})) == 1
    assert found(engine, Query(demands=(frozenset({"day:1"}),))) == ["b/0"]


def test_forms_count_as_one_term(engine: SearchEngine) -> None:
    engine.apply([article("a", "peskov said", "peskovhe peskov said", "town hall", "town")], position=1)
    engine.apply([article("b", "same same said", "town hall", "town", "x")], position=2)

    merged = {
        h.article_id + str(h.ordinal): h.score
        for h in engine.search("passages", Query((QueryTerm(("peskov", "peskovhe")),)), limit=5)
    }
    engine.apply(
        [
            article("a", "same said", "same same said", "town hall", "town"),
            article("b", "x x x", "town hall", "town", "x"),
        ],
        position=3,
    )
    engine.settle()  # what was replaced may count until then
    plain = {h.article_id + str(h.ordinal): h.score for h in engine.search("passages", ask("same"), limit=5)}

    assert merged == plain


def test_once_settled_what_was_withdrawn_is_as_if_it_had_never_been(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship boat", "ship"), article("b", "town ship")], position=1)
    before = engine.search("passages", ask("ship", "boat"), limit=9)
    engine.apply([article("c", "ship ship", "boat"), article("d", "ship with a very long tail of words")], position=2)
    engine.apply([Withdrawn("c"), Withdrawn("d")], position=3)
    engine.settle()

    assert engine.search("passages", ask("ship", "boat"), limit=9) == before


def test_a_weight_scales_a_term(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship x", "boat x")], position=1)

    assert found(engine, Query((QueryTerm(("ship",)), QueryTerm(("boat",), 2.0)))) == ["a/1", "a/0"]


def test_a_word_asked_twice_weighs_twice(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship x", "boat x")], position=1)

    once = engine.search("passages", ask("ship"), limit=1)[0].score
    twice = engine.search("passages", ask("ship", "ship"), limit=1)[0].score

    assert twice == pytest.approx(2 * once)


@pytest.fixture
def filtered(engine: SearchEngine) -> SearchEngine:
    """Four articles with an outlet and a day."""
    engine.apply(
        [article("a", "ship", outlet="x", day="1"), article("b", "ship ship", outlet="y", day="1")], position=1
    )
    engine.apply(
        [article("c", "ship boat", outlet="x", day="2"), article("d", "boat", outlet="y", day="2")], position=2
    )
    return engine


@pytest.mark.parametrize(
    ("demands", "refuses", "expected"),
    [
        pytest.param(({"outlet:x"},), (), ["a/0", "c/0"], id="one demand"),
        pytest.param(({"outlet:x"}, {"day:2"}), (), ["c/0"], id="both of two demands"),
        pytest.param(({"day:1", "day:2"},), (), ["b/0", "a/0", "c/0"], id="either of one demand"),
        pytest.param(({"day:1"},), ("outlet:y",), ["a/0"], id="a refusal"),
        pytest.param((), ("outlet:x",), ["b/0"], id="a refusal alone"),
        pytest.param(({"outlet:unknown"},), (), [], id="an unknown demand"),
        pytest.param((set(),), (), [], id="a demand that nothing meets"),
    ],
)
def test_filters_are_met(
    filtered: SearchEngine, demands: tuple[set[str], ...], refuses: tuple[str, ...], expected: list[str]
) -> None:
    query = Query((QueryTerm(("ship",)),), tuple(map(frozenset, demands)), frozenset(refuses))

    assert found(filtered, query) == expected


def test_units_without_terms_are_never_taken_for_others(engine: SearchEngine) -> None:
    texts = ["ship"] * 200 + [""] * 100
    engine.apply([article(f"a{n:03}", text, half=str(n // 200)) for n, text in enumerate(texts)], position=1)
    engine.apply([Withdrawn("a299")], position=2)

    assert found(engine, Query(ask("ship").terms, (frozenset({"half:1"}),))) == []
    assert engine.doc_freq("passages", ["ship"]) == (200,)
    assert engine.word_freq("ship") == 200


def test_a_filter_changes_no_score(filtered: SearchEngine) -> None:
    free = {hit.article_id: hit.score for hit in filtered.search("passages", ask("ship"), limit=9)}
    bound = filtered.search("passages", Query(ask("ship").terms, (frozenset({"outlet:x"}),)), limit=9)

    assert {hit.article_id: hit.score for hit in bound} == {key: free[key] for key in ("a", "c")}


def test_without_terms_the_demanded_units_are_listed_in_order(filtered: SearchEngine) -> None:
    query = Query(demands=(frozenset({"day:1", "outlet:y"}),))

    assert found(filtered, query) == ["a/0", "b/0", "d/0"]
    assert found(filtered, query, limit=2) == ["a/0", "b/0"]
    assert {hit.score for hit in filtered.search("passages", query, limit=9)} == {0.0}


def test_an_empty_query_lists_every_unit(filtered: SearchEngine) -> None:
    assert found(filtered, Query()) == ["a/0", "b/0", "c/0", "d/0"]


def test_the_collections_are_apart(engine: SearchEngine) -> None:
    both = Indexed("a", 1, (*article("a", "ship").units, *article("a", "boat", "ship", collection="quotations").units))
    engine.apply([both], position=1)

    assert found(engine, ask("ship")) == ["a/0"]
    assert found(engine, ask("ship"), collection="quotations") == ["a/1"]
    assert (engine.unit_count("passages"), engine.unit_count("quotations")) == (1, 2)
    assert engine.doc_freq("quotations", ["boat", "ship", "none"]) == (1, 1, 0)
    assert engine.word_freq("boat") == 0


def test_words_are_found_by_beginning(engine: SearchEngine) -> None:
    engine.apply([article("a", "peskov peskovhe", "peskov he")], position=1)
    engine.apply([article("b", "pesk perhaps ōhe")], position=2)

    assert engine.words_with_prefix("pesk", limit=9) == ("pesk", "peskov", "peskovhe")
    assert engine.words_with_prefix("pesk", limit=2) == ("pesk", "peskov")
    assert engine.word_freq("peskov") == 2


def test_a_word_is_found_in_the_forms_in_which_it_is_glued_to_a_neighbour(engine: SearchEngine) -> None:
    engine.apply([article("a", "peskovhe spoke", "according to reutersthat andpeskov patrick·mahomes")], position=1)
    engine.apply([article("b", "goethe peskovsaid"), article("c", "peskovsaid"), article("d", "xpeskovhe")], position=2)

    asked = ["mahomes", "peskov", "goe", "unknown", "peskov", "reuters", "he", "pesk=", ""]
    found = dict(zip(asked, engine.glued_forms(asked), strict=True))

    assert found["peskov"] == ("andpeskov", "peskovhe")
    assert (found["reuters"], found["mahomes"]) == (("reutersthat",), ("patrickmahomes",))
    assert {word for word, forms in found.items() if forms} == {"peskov", "reuters", "mahomes"}
    assert engine.glued_forms([]) == ()


def test_a_glued_form_counts_as_long_as_one_passage_alone_holds_it(engine: SearchEngine) -> None:
    engine.apply([article("a", "peskovhe"), article("b", "peskovhe", "reutersthat")], position=1)
    twice = engine.glued_forms(["peskov", "reuters"])
    engine.apply([Withdrawn("b")], position=2)
    once = engine.glued_forms(["peskov", "reuters"])
    engine.apply([article("a", "town", revision=2)], position=3)

    assert (twice, once) == (((), ("reutersthat",)), (("peskovhe",), ()))
    assert engine.glued_forms(["peskov"]) == ((),)


def test_of_very_many_glued_forms_the_first_are_looked_at(
    engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("retrieval.search.index.snapshot", "retrieval.search.opensearch.lookups"):
        monkeypatch.setattr(f"{module}.MOST_GLUED", 2)
    engine.apply([article("a", "peskovand peskovhe peskovsaid"), article("b", "peskovhe")], position=1)

    assert engine.glued_forms(["peskov"]) == (("peskovand",),)


def test_odd_strings_survive(engine: SearchEngine) -> None:
    odd = "\ud800\x00\n😀"
    unit = Unit("passages", 0, Span(0, 1), (odd,), (odd,), frozenset({odd}))
    engine.apply([Indexed(odd, 1, (unit,))], position=1)

    (hit,) = engine.search("passages", Query((QueryTerm((odd,)),), (frozenset({odd}),)), limit=1)

    assert hit.article_id == odd
    assert engine.words_with_prefix("\ud800", limit=1) == (odd,)


def test_an_empty_batch_moves_the_position(engine: SearchEngine) -> None:
    engine.apply([], position=5)

    assert engine.position == 5


def test_an_article_without_units_replaces_too(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship")], position=1)
    engine.apply([Indexed("a", 2, ())], position=2)

    assert found(engine, ask("ship")) == []
    assert engine.unit_count("passages") == 0


def test_clear_forgets_everything(engine: SearchEngine) -> None:
    engine.apply([article("a", "ship")], position=1)
    engine.clear()

    assert engine.position == 0
    assert found(engine, Query()) == []
    assert engine.words_with_prefix("s", limit=1) == ()


def test_many_small_batches_are_all_found(engine: SearchEngine) -> None:
    for number in range(60):
        engine.apply([article(f"a{number:02}", "ship", f"word{number}")], position=number + 1)

    assert found(engine, ask("ship"), limit=100) == [f"a{number:02}/0" for number in range(60)]
    assert found(engine, ask("word17")) == ["a17/1"]


def test_a_limit_below_one_is_refused(engine: SearchEngine) -> None:
    with pytest.raises(ValueError, match="limit must be at least 1, got 0"):
        engine.search("passages", Query(), limit=0)


def test_threads_may_ask_while_articles_come_and_go(engine: SearchEngine) -> None:
    engine.apply([article("always", "ship")], position=1)

    def ask_often(_: int) -> set[bool]:
        return {"always/0" in found(engine, ask("ship", "boat"), limit=100) for _ in range(50)}

    with ThreadPoolExecutor(3) as pool:
        answers = pool.map(ask_often, range(6))
        for number in range(25):
            engine.apply([article(f"a{number % 9}", "ship boat"), Withdrawn(f"a{(number + 4) % 9}")], position=number)

        assert set().union(*answers) == {True}


def test_the_state_stays_with_the_position_it_was_given_for(engine: SearchEngine) -> None:
    assert engine.reached == Reached()
    engine.apply([article("a", "ship")], position=3, state="3:x")
    engine.apply([article(f"b{number}", *["boat"] * 10) for number in range(40)], position=50, state="50:y")
    many = engine.reached
    engine.apply([], position=51, state="51:z")

    assert (many, engine.reached) == (Reached(50, "50:y"), Reached(51, "51:z"))
    engine.clear()
    assert engine.reached == Reached()


def test_what_is_held_is_told_by_article(engine: SearchEngine) -> None:
    engine.apply([article(f"b{number}", *["boat"] * 10) for number in range(40)], position=40)
    engine.apply([Withdrawn("b3"), article("b4", "ship", revision=2), article("c", "ship", "town")], position=43)
    engine.apply([article("d", "words", collection="quotations"), Indexed("e", 1, ())], position=45)

    assert engine.held() == {
        **{f"b{number}": Held(1, 10, 950) for number in range(40) if number not in (3, 4)},
        "b4": Held(2, 1, 50),
        "c": Held(1, 2, 150),
    }
