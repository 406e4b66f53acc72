"""Does a cluster of real nodes answer as the local index does, whoever of them dies?"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.errors import SearchUnavailable
from retrieval.model import Article, Published, Span
from retrieval.search import ClusterAddress, Indexed, Query, QueryTerm, SearchEngine, Unit, Withdrawn, open_engine
from retrieval.search.opensearch import SharedIndex
from tests.contracts import test_search_engine as contract
from tests.search.opensearch.nodes import WHY_NOT, Nodes

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
# Single precision, summed in another order.
CLOSE = 1e-6
VOCABULARY = [f"word{number}" for number in range(400)]


Made = Callable[..., SharedIndex]


def unit(ordinal: int, words: list[str]) -> Unit:
    return Unit("passages", ordinal, Span(ordinal * 10, ordinal * 10 + 9), tuple(words), tuple(words))


def articles(count: int, seed: int) -> list[Indexed]:
    """Passages of common and of rare words, of a few words and of several hundred."""
    chance = random.Random(seed)
    weights = [1 / (number + 1) for number in range(len(VOCABULARY))]
    found = []
    for number in range(count):
        units = [
            unit(
                o,
                chance.choices(VOCABULARY, weights, k=chance.choice((9, 30, 180, 700)) + o),
            )
            for o in range(3)
        ]
        found.append(Indexed(f"article-{number:04}", 1, tuple(units)))
    return found


def questions(count: int, seed: int) -> list[Query]:
    chance = random.Random(seed)
    return [
        Query(tuple(QueryTerm((word,), chance.choice((1.0, 2.0))) for word in chance.sample(VOCABULARY, k)))
        for k in (chance.randint(1, 6) for _ in range(count))
    ]


def tens(engine: SearchEngine, query: Query) -> list[tuple[str, int, float]]:
    return [(hit.article_id, hit.ordinal, hit.score) for hit in engine.search("passages", query, limit=10)]


def test_its_tens_are_the_local_index_s_and_so_are_their_scores(shared: Made, tmp_path: Path) -> None:
    ours, theirs, held = open_engine(tmp_path / "index"), shared(), articles(200, 7)
    for engine in (ours, theirs):
        engine.apply(held, position=1)
    same = 0
    for query in questions(500, 8):
        one, other = tens(ours, query), tens(theirs, query)
        assert [score for *_, score in one] == pytest.approx([score for *_, score in other], rel=CLOSE)
        same += [place for *place, _ in one] == [place for *place, _ in other]
    ours.close()

    # Two scores that differ in the last bit of single precision may change their places.
    assert same >= 495


def test_terms_of_several_forms_weigh_as_in_the_local_index(shared: Made, tmp_path: Path) -> None:
    ours, theirs, held = open_engine(tmp_path / "index"), shared(), articles(200, 11)
    for engine in (ours, theirs):
        engine.apply(held, position=1)
    chance, same = random.Random(12), 0
    for _ in range(150):
        several = [tuple(chance.sample([*VOCABULARY, "unknown"], chance.randint(1, 4))) for _ in range(3)]
        query = Query(tuple(QueryTerm(forms, chance.choice((1.0, 2.0))) for forms in several))
        one, other = tens(ours, query), tens(theirs, query)
        assert [score for *_, score in one] == pytest.approx([score for *_, score in other], rel=CLOSE)
        same += [place for *place, _ in one] == [place for *place, _ in other]
    ours.close()

    assert same >= 148


def test_a_node_and_then_the_manager_die_and_nothing_is_wrong_or_lost(nodes: Nodes, shared: Made) -> None:
    engine, held = shared(), articles(120, 9)
    engine.apply(held[:60], position=60)
    nodes.wait_until_ready(nodes=3)
    asked = questions(6, 10)
    expected = [tens(engine, query) for query in asked]
    wrong: list[object] = []
    stop = threading.Event()

    def ask_on() -> None:
        while not stop.is_set():
            for query, right in zip(asked, expected, strict=True):
                try:
                    found = tens(engine, query)
                except SearchUnavailable as error:
                    wrong.append(error)
                    continue
                if {place[0] for place in found if place[0] < "article-0060"} - {place[0] for place in right}:
                    continue  # statistics move while articles come in
                if not found:
                    wrong.append(found)

    asking = threading.Thread(target=ask_on)
    asking.start()
    try:
        for round_, at in enumerate((60, 90)):
            manager = nodes.manager
            victim = next(n for n in range(3) if n != manager) if round_ == 0 else manager
            written = at
            for number in range(at, at + 30):
                if number == at + 5:
                    nodes.kill(victim)
                _applied(engine, held[number], number + 1)
                written += 1
            assert engine.position == written
            nodes.start(victim)
            nodes.wait_until_ready(nodes=3)
    finally:
        stop.set()
        asking.join()

    assert not [found for found in wrong if isinstance(found, list)]
    assert set(engine.held()) == {article.article_id for article in held}


def _applied(engine: SharedIndex, article: Indexed, position: int) -> None:
    """As the archive does it: again until it is taken."""
    until = time.monotonic() + 60
    while True:
        try:
            engine.apply([article], position=position)
            return
        except SearchUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def test_another_is_built_beside_and_put_in_its_place_while_readers_read(shared: Made) -> None:
    writer = shared()
    reader, late = shared(writer._alias), shared(writer._alias)
    writer.apply(articles(20, 1), position=20)
    writer.clear()
    writer.apply(articles(20, 1)[:10], position=10)
    between = (len(reader.held()), reader.position, writer.position)
    found: list[int] = []
    stop = threading.Event()

    def read_on() -> None:
        while not stop.is_set():
            found.append(len(reader.search("passages", Query(), limit=100)))

    reading = threading.Thread(target=read_on)
    reading.start()
    time.sleep(0.3)
    writer.apply(articles(20, 1)[10:], position=20)
    writer.publish()
    time.sleep(0.3)
    stop.set()
    reading.join()

    assert between == (20, 20, 10)
    assert set(found) == {60}
    assert (len(late.held()), late.position) == (20, 20)
    assert len(writer._client.indices.get(index=f"{writer._alias}-*")) == 1


def test_of_two_that_write_the_one_behind_undoes_nothing(shared: Made) -> None:
    ahead = shared()
    behind = shared(ahead._alias)
    ahead.apply([contract.article("a", "ship"), contract.article("b", "ship")], position=1)
    ahead.apply([contract.article("a", "boat", revision=2), Withdrawn("b")], position=3)
    behind.apply([contract.article("a", "ship"), contract.article("b", "ship")], position=1)

    assert (behind.position, contract.found(ahead, contract.ask("boat"))) == (3, ["a/0"])
    assert contract.found(ahead, contract.ask("ship")) == []


def test_an_archive_answers_from_a_cluster_as_from_its_folder(nodes: Nodes, tmp_path: Path) -> None:
    told = [
        Article(
            f"a{number}",
            f"“We shall paint {what} blue in May,” the mayor of Lind, Ada Reed, said on Monday.",
            title=f"Blue for {what}",
            outlet="The Herald",
            published=Published.parse("2024-03-01"),
        )
        for number, what in enumerate(("the bridge", "the school", "the ferry"))
    ]
    answers = []
    for name, cluster in (("here", None), ("there", ClusterAddress(nodes.urls, replicas=1))):
        with Archive.open(tmp_path / name, cluster=cluster) as archive:
            archive.add(told)
            archive.remove("a1")
            answers.append(archive.ask("what did Ada Reed say about the ferry", today=told[0].published.day))
            assert all(check.ok for check in archive.check())
    here, there = ([excerpt.text for excerpt in answer.excerpts] for answer in answers)

    assert here == there
    assert "the ferry" in here[0]
