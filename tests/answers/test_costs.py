"""How much work does a question take? Statements and look-ups are counted, as time depends on the machine."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from sqlalchemy import event

from retrieval.answers import Archive
from retrieval.answers.ingest.batches import BATCH
from retrieval.model import Annotations, Article, Span
from retrieval.search.index.local_index import LocalIndex
from retrieval.store import annotation_codec
from retrieval.store.contract.reports import Report
from retrieval.store.sql.articles.sql_stories import SqlStories
from retrieval.text.bounded_cache import BoundedCache

reading_view_module = sys.modules["retrieval.text.view.reading_view"]
TODAY = date(2024, 5, 3)
Make = Callable[..., Article]
WORDS = "lantern harbour meadow copper violin glacier orchard saddle thimble walnut anchor bramble cobalt drizzle ember"


@pytest.fixture
def filled(archive: Archive, article: Make) -> Archive:
    """An archive of some people, asked before."""
    archive.add(
        article(
            f"“We sold the {word},” said Mayor Ida {name}. {name} and Tom Hale left the harbour on Monday.",
            article_id=name,
        )
        for word, name in zip(WORDS.split(), ("Moss", "Reed", "Lind", "Vik", "Aune", "Berg", "Dahl"), strict=False)
    )
    archive.ask("Ida Moss", today=TODAY)
    return archive


@contextmanager
def statements(archive: Archive) -> Iterator[Counter[str]]:
    """What is asked of the database meanwhile, by table."""
    counts: Counter[str] = Counter()

    def before(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if " FROM " in f" {statement} ".replace("\n", " "):
            counts[statement.replace("\n", " ").split(" FROM ")[1].split()[0]] += 1

    engine = archive.store._connections.engine  # type: ignore[attr-defined]
    event.listen(engine, "before_cursor_execute", before)
    yield counts
    event.remove(engine, "before_cursor_execute", before)


@pytest.mark.parametrize(
    "asked",
    [f"what about {WORDS}", f"what did Ida Moss say about {WORDS}", f"did {WORDS.title()} meet Tom Hale", WORDS],
    ids=["topic", "said", "capitals", "bare"],
)
def test_more_words_ask_no_more_of_the_database(filled: Archive, asked: str) -> None:
    with statements(filled) as counts:
        filled.ask(asked, today=TODAY)

    assert counts["names"] <= 4, counts
    assert counts["marks"] + counts["(SELECT"] <= 3, counts
    assert sum(counts.values()) <= 13, counts


@pytest.mark.parametrize("asked", ["what did Ida Moss say", "what about the harbour", "did Lind meet Reed"])
def test_what_was_read_in_this_state_is_not_read_again(filled: Archive, asked: str) -> None:
    filled.ask(asked, today=TODAY)
    with statements(filled) as counts:
        filled.ask(asked, today=TODAY, limit=9)

    # The state three times, where names stand, and the stories of what is shown.
    assert sum(counts.values()) <= 6, counts
    assert counts["articles"] <= 1, counts
    assert counts["reports"] == 0, counts


def test_what_was_just_asked_is_answered_as_before_until_the_archive_changes(filled: Archive, article: Make) -> None:
    before = filled.ask("what did Ida Moss say", today=TODAY)
    with statements(filled) as counts:
        again = filled.ask("what did Ida Moss say", today=TODAY)
    later = filled.ask("what did Ida Moss say", today=TODAY, limit=1)
    filled.add([article("“We sold the ember,” said Mayor Ida Moss.", article_id="new", day="2024-05-02")])
    after = filled.ask("what did Ida Moss say", today=TODAY)

    assert replace(again, elapsed_ms=0.0) == replace(before, elapsed_ms=0.0) == replace(later, elapsed_ms=0.0)
    assert sum(counts.values()) == 1, counts
    assert (before.total, after.total) == (1, 2)


def test_an_article_that_was_read_before_is_read_again_once_it_has_changed(filled: Archive, article: Make) -> None:
    [before] = filled.ask("what did Ida Moss say", today=TODAY).excerpts
    filled.add([article("“We sold the meadow,” said Mayor Ida Moss.", article_id=before.article_id)])
    [after] = filled.ask("what did Ida Moss say", today=TODAY).excerpts

    assert "lantern" in before.text
    assert "meadow" in after.text


def test_what_operators_decided_is_seen_by_the_next_question(filled: Archive) -> None:
    [told] = filled.ask("what did Ida Moss say", today=TODAY).excerpts
    doubt = Report(told.article_id, "We sold the lantern,", told.speaker, "not-said", datetime(2024, 5, 3, tzinfo=UTC))

    filled.store.reports.decide(filled.store.reports.add(doubt), "hidden")

    assert not filled.ask("what did Ida Moss say", today=TODAY).excerpts
    assert filled.store.reports.decided([told.article_id])


def test_stories_of_all_that_is_shown_are_read_with_one_statement(
    filled: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    plain = SqlStories.articles_of

    def counted(stories: SqlStories, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        read.append(len(article_ids))
        return plain(stories, article_ids)

    monkeypatch.setattr(SqlStories, "articles_of", counted)
    answer = filled.ask("what about the harbour", today=TODAY)

    assert read == [len(answer.excerpts)]
    assert len(answer.excerpts) > 1


def test_only_sentences_that_hold_a_word_for_the_act_are_looked_into(
    archive: Archive, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    filler = "\n".join(f"The {word} was sold at the harbour of Holm on Monday." for word in WORDS.split())
    archive.add(
        [article(f"{filler}\nIda Moss slammed the ferry plan on Monday.\n{filler}", article_id="one", language="en")]
    )
    cut: list[str] = []
    plain = reading_view_module.sentences

    def counted(text: str, *options: Any) -> tuple[Span, ...]:
        found = plain(text, *options)
        cut.extend(span.of(text) for span in found)
        return found

    archive.ask("Ida Moss", today=TODAY)
    _forget_views(monkeypatch)
    monkeypatch.setattr(reading_view_module, "sentences", counted)
    answer = archive.ask("who slammed the ferry plan", today=TODAY)

    assert [e.text for e in answer.excerpts] == ["Ida Moss slammed the ferry plan on Monday."]
    assert len(cut) <= 8, cut


def _forget_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every text be read as for the first time."""
    monkeypatch.setattr(reading_view_module, "_usual_views", BoundedCache(1_000_000))


@pytest.mark.parametrize("asked", ["Ida Moss", f"what about {WORDS}", 'who said "we sold the lantern"', "4 May 2024"])
def test_a_question_reads_in_few_transactions(filled: Archive, asked: str) -> None:
    begun = []

    def begin(connection: Any) -> None:
        begun.append(connection)

    engine = filled.store._connections.engine  # type: ignore[attr-defined]
    event.listen(engine, "begin", begin)
    filled.ask(asked, today=TODAY)
    event.remove(engine, "begin", begin)

    assert 0 < len(begun) <= 4


def test_annotations_are_decoded_of_what_is_shown(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded = []
    plain = annotation_codec.decode

    def counted(encoded: str) -> Annotations:
        decoded.append(encoded)
        return plain(encoded)

    monkeypatch.setattr(annotation_codec, "decode", counted)
    answer = filled.ask('who said "we sold the lantern"', today=TODAY)

    assert len(answer.excerpts) == len(decoded) == 1


def test_names_asked_for_before_are_not_read_again(filled: Archive) -> None:
    filled.ask("what did Reed and Ida Lind say about the glacier", today=TODAY)

    with statements(filled) as counts:
        filled.ask("did Lind meet Reed", today=TODAY)

    assert counts["names"] == 0, counts


def test_stories_are_read_once_for_each_state_of_the_archive(filled: Archive, article: Make) -> None:
    filled.ask("what about the harbour", today=TODAY)
    with statements(filled) as counts:
        assert filled.store.stories.story_of(["Moss", "Reed"]) == {"Moss": "Moss", "Reed": "Reed"}
    assert counts["articles"] == 0, counts

    told = "“It is a long day for all of us at the harbour of Holm,” said Mayor Ida Moss to those who came to hear it."
    filled.add([article(f"{told} {told}", article_id="one", day="2024-05-01", outlet="The Herald")])
    first = filled.ask("what did Ida Moss say about the harbour of Holm", today=TODAY).excerpts
    filled.add([article(f"{told} {told}", article_id="two", day="2024-05-01", outlet="The Post")])
    both = filled.ask("what did Ida Moss say about the harbour of Holm", today=TODAY).excerpts

    assert not first[0].also_in
    assert both[0].also_in


def test_names_are_read_again_after_a_change(filled: Archive, article: Make) -> None:
    assert not filled.ask("what did Sofie Holm say", today=TODAY).excerpts
    filled.add([article("“It is done,” said Sofie Holm.", article_id="new")])

    assert filled.ask("what did Sofie Holm say", today=TODAY).excerpts


def test_a_word_is_looked_for_in_glued_forms_once_a_question(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: Counter[str] = Counter()
    plain = LocalIndex.glued_forms

    def counted(index: LocalIndex, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        looked_for.update(words)
        return plain(index, words)

    monkeypatch.setattr(LocalIndex, "glued_forms", counted)
    filled.ask(f"why did zeppelin {WORDS} quaver", today=TODAY)

    assert looked_for["zeppelin"] == looked_for["quaver"] == 1, looked_for
    assert max(looked_for.values()) == 1


def test_articles_come_in_with_few_statements_and_one_write_a_batch(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: Counter[str] = Counter()

    def before(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        counts["statements"] += 1
        counts["writes begun"] += statement.startswith("INSERT INTO changes")

    def apply(*given: Any, **named: Any) -> None:
        counts["index"] += 1
        plain_apply(*given, **named)

    plain_apply = LocalIndex.apply
    monkeypatch.setattr(LocalIndex, "apply", apply)
    engine = archive.store._connections.engine  # type: ignore[attr-defined]
    event.listen(engine, "before_cursor_execute", before)
    chance = Random(5)
    archive.add(
        Article(f"a{n}", f"“{' '.join(chance.choices(WORDS.split(), k=40))},” said Ida Moss{n} on Monday.")
        for n in range(2 * BATCH)
    )
    event.remove(engine, "before_cursor_execute", before)

    assert (counts["writes begun"], counts["index"]) == (2, 2)
    # 1,673 where each article was settled by itself.
    assert counts["statements"] <= 200
