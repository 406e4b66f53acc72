"""How many requests does a question send to a cluster? Counted, with an index of this machine answering for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retrieval.answers import Archive
from retrieval.answers.archive import DATABASE_NAME
from retrieval.model import Article
from retrieval.search import ClusterAddress, Collection, Hit, Indexed, Query, QueryTerm, Reached, Withdrawn, open_engine
from retrieval.search.opensearch import SharedIndex
from retrieval.search.opensearch.index_documents import terms_field
from retrieval.search.opensearch.lookups import Frequency, GluedForms, Lookup, WordsBeginning
from retrieval.store import open_store

TODAY = date(2024, 5, 3)
COLLECTIONS: tuple[Collection, ...] = ("passages", "quotations")
PEOPLE = ("Ida Moss", "Tom Hale", "Sofie Holm", "Aune Reker")
THINGS = ("lantern", "harbour", "meadow", "violin", "glacier", "orchard", "saddle", "walnut")


class CountedIndex(SharedIndex):
    """A shared index whose requests are counted and answered from a folder.

    Attributes:
        sent: requests by their kind.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(ClusterAddress(("http://127.0.0.1:9",)), "counted")
        self.local, self.sent = open_engine(folder), Counter[str]()

    @property
    def reached(self) -> Reached:
        self.sent["reached"] += 1
        return self.local.reached

    def apply(self, changes: Iterable[Indexed | Withdrawn], *, position: int, state: str = "") -> None:
        self.local.apply(changes, position=position, state=state)
        self._remembered.clear()

    def search(self, collection: Collection, query: Query, *, limit: int) -> tuple[Hit, ...]:
        assert {term.forms for term in self._weighed(collection, query.terms)} == {term.forms for term in query.terms}
        self.sent["search"] += 1
        return self.local.search(collection, query, limit=limit)

    def _asked_together(self, wanted: Sequence[Lookup]) -> list[Any]:
        self.sent["lookups"] += 1
        return [self._answer(one) for one in wanted]

    def _answer(self, one: Lookup) -> object:
        if isinstance(one, GluedForms):
            return self.local.glued_forms([one.word])[0]
        if isinstance(one, WordsBeginning):
            found = self.local.words_with_prefix(one.prefix, limit=one.limit)
            return tuple((word, self.local.word_freq(word)) for word in found)
        return self._count(one)

    def _count(self, frequency: Frequency) -> int:
        asked = dict(frequency.conditions)
        if "words" in asked:
            return self.local.word_freq(*asked["words"])
        for collection in COLLECTIONS:
            if terms := asked.get(terms_field(collection)):
                return len(self.local.search(collection, Query((QueryTerm(tuple(terms)),)), limit=10_000))
        [name] = asked["collection"]
        [collection] = [one for one in COLLECTIONS if one == name]
        filters = asked.get("filters")
        return self.local.unit_count(collection) if filters is None else self.local.filter_count(collection, filters)


def told(article: Callable[..., Article]) -> list[Article]:
    """Some news in which words are glued to their neighbours here and there."""
    return [
        article(
            f"“We shall paint the {thing} blue in May,” said Mayor {who}. The town of Lind has {number} days left, "
            f"according to Reutersthat week. Neighbours saw the {thing}and left.",
            article_id=f"{who}-{thing}",
            title=f"The {thing} of Lind",
            outlet="The Herald",
        )
        for number, (who, thing) in enumerate((who, thing) for who in PEOPLE for thing in THINGS)
    ]


@pytest.fixture
def shared(tmp_path: Path, article: Callable[..., Article]) -> Iterator[tuple[Archive, CountedIndex]]:
    """An archive whose index counts, and that index."""
    index = CountedIndex(tmp_path / "index")
    folder = tmp_path / "shared"
    folder.mkdir()
    with Archive(folder, open_store(folder / DATABASE_NAME), index) as archive:
        archive.add(told(article))
        yield archive, index


QUESTIONS = (
    "what did Ida Moss say about the harbour and the meadow of Lind",
    "who said that the old walnut lantern would be painted blue in May by its neighbours",
    "what did Reuters write on the saddle, the violin and the orchard last week",
    "why do the mayors of Lind paint the glacier blue",
    "who is Sofie Holm",
    "what happened on 2 May 2024",
    "harbour meadow copper violin glacier orchard saddle thimble walnut anchor bramble cobalt drizzle ember",
)
# The words at once, what may be meant by those that no article holds, the weights of those found in glued forms, and
# what a kind of question asks besides.
MOST_LOOKUPS = 4


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_sends_few_requests_however_many_words_it_has(
    shared: tuple[Archive, CountedIndex], question: str
) -> None:
    archive, index = shared
    index.sent.clear()
    archive.ask(question, today=TODAY)

    assert 1 <= index.sent["lookups"] <= MOST_LOOKUPS, index.sent
    assert index.sent["reached"] == 1


def test_a_search_sends_few_requests_too(shared: tuple[Archive, CountedIndex]) -> None:
    archive, index = shared
    index.sent.clear()
    archive.search(QUESTIONS[-1], limit=10)

    assert 1 <= index.sent["lookups"] <= MOST_LOOKUPS, index.sent


def test_what_was_asked_at_once_changes_no_answer(
    shared: tuple[Archive, CountedIndex], archive: Archive, article: Callable[..., Article]
) -> None:
    archive.add(told(article))
    for question in QUESTIONS:
        here, there = (replace(one.ask(question, today=TODAY), elapsed_ms=0.0) for one in (archive, shared[0]))

        assert here == there
    assert archive.ask(QUESTIONS[0], today=TODAY).excerpts


def test_who_follows_what_others_bring_asks_a_cluster_nothing_while_nothing_comes(
    shared: tuple[Archive, CountedIndex], article: Callable[..., Article]
) -> None:
    archive, index = shared
    archive.follow_changes()
    index.sent.clear()
    idle = [archive.follow_changes() for _ in range(5)]
    asked = sum(index.sent.values())
    with Archive.open(
        archive.folder.parent / "other", database_url=f"sqlite:///{archive.folder / DATABASE_NAME}"
    ) as other:
        other.add([article("A bicycle that weighs four kilos.", article_id="new")])

    assert (idle, asked) == ([False] * 5, 0)
    assert archive.follow_changes()
    assert index.local.word_freq("bicycle") == 1
    assert not archive.follow_changes()
