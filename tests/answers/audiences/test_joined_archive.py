"""Do the archive of all and one of its own answer as one archive of the same articles does?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.demo import demo_articles
from retrieval.answers import Archive
from retrieval.answers.audiences import Audiences
from retrieval.model import Answer, Article

TODAY = date(2024, 5, 3)
CHAT = 7
QUESTIONS = (
    "what did Marta Solberg say",
    "latest",
    "what happened yesterday",
    "what happened this week",
    "who said “no”",
    "the harbour",
    "the mayor on the bridge",
    "who criticised the plan",
    "when did the ferry arrive",
    "why was the school closed",
    "how many people",
    "who is the mayor",
    "what did nobody say",
    "harbuor",
    "according to the Herald",
)
Both = tuple[Archive, Archive]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """What a chat sees of which every third story is its own; and one archive of all that."""
    folder = tmp_path_factory.mktemp("both")
    articles = list(demo_articles(TODAY))
    with Archive.open(folder / "before") as before:
        before.add(articles)
        story_of = before.store.stories.story_of([article.id for article in articles])
    with Archive.open(folder / "whole") as whole, Archive.open(folder / "shared") as shared:
        stories = sorted(set(story_of.values()))
        own_stories = set(stories[::3])
        audiences = Audiences(shared, is_open=True)
        with audiences.own(CHAT, is_made=True) as own:
            assert own is not None
            own.add([article for article in articles if story_of[article.id] in own_stories])
            named = [own.ids.own(a.id) if story_of[a.id] in own_stories else a.id for a in articles]
        shared.add([article for article in articles if story_of[article.id] not in own_stories])
        whole.add([replace(article, id=name) for article, name in zip(articles, named, strict=True)])
        with audiences.of_chat(CHAT) as joined:
            yield joined, whole
        audiences.close()


def told(answer: Answer) -> object:
    """An answer without how long it took; scores as far as they are exact."""
    excerpts = tuple(replace(excerpt, score=round(excerpt.score, 6)) for excerpt in answer.excerpts)
    return replace(answer, elapsed_ms=0.0, excerpts=excerpts)


def names(archive: Archive) -> list[str]:
    return [person.name for person in archive.people(limit=20)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_as_from_one_archive(both: Both, question: str) -> None:
    joined, whole = both

    assert told(joined.ask(question, today=TODAY)) == told(whole.ask(question, today=TODAY))


def test_what_everybody_said_is_told_as_from_one_archive(both: Both) -> None:
    joined, whole = both

    assert names(joined) == names(whole)
    assert len(names(whole)) > 5
    for name in names(whole):
        question = f"what did {name} say"
        assert told(joined.ask(question, today=TODAY)) == told(whole.ask(question, today=TODAY))
        assert joined.profile(name) == whole.profile(name)
        assert joined.timelines(name, today=TODAY) == whole.timelines(name, today=TODAY)


@pytest.mark.parametrize("offset", [0, 3, 7])
def test_people_are_listed_by_how_much_both_quote_them(both: Both, offset: int) -> None:
    joined, whole = both

    assert joined.store.names.most_quoted(4, offset) == whole.store.names.most_quoted(4, offset)


def test_names_are_counted_over_both(both: Both) -> None:
    joined, whole = (archive.store.names for archive in both)

    assert joined.surnames() == whole.surnames()
    assert joined.most_written() == whole.most_written()
    surnames = [surname for surname, _count in whole.surnames()]
    assert joined.with_surnames(surnames) == whole.with_surnames(surnames)
    keys = [row.key for row in whole.most_written()]
    assert joined.appearances(keys, 50) == whole.appearances(keys, 50)
    assert [joined.surnames_ending_in(s) for s in surnames] == [whole.surnames_ending_in(s) for s in surnames]


def test_figures_are_of_both(both: Both) -> None:
    joined, whole = (archive.store.catalogue for archive in both)

    assert joined.counts() == whole.counts()
    assert joined.outlets() == whole.outlets()
    assert joined.published_days() == whole.published_days()
    assert joined.newest_day() == whole.newest_day()
    assert joined.newest_day(date(2024, 4, 25)) == whole.newest_day(date(2024, 4, 25))
    assert joined.newest(15) == whole.newest(15)


def test_topics_and_ranked_passages_are_of_both(both: Both) -> None:
    joined, whole = both

    assert joined.topics(today=TODAY) == whole.topics(today=TODAY)
    found, expected = (archive.search("the mayor", today=TODAY, limit=20).passages for archive in both)
    assert [(one.article_id, one.span) for one in found] == [(one.article_id, one.span) for one in expected]
    assert [one.score for one in found] == pytest.approx([one.score for one in expected])


def test_articles_and_stories_are_read_by_their_ids_from_either(both: Both) -> None:
    joined, whole = (archive.store for archive in both)
    ids = whole.articles.ids()

    assert joined.articles.ids() == ids
    assert joined.articles.get_many(ids) == whole.articles.get_many(ids)
    assert joined.articles.published_days(ids) == whole.articles.published_days(ids)
    assert joined.articles.annotations(ids) == whole.articles.annotations(ids)
    encoded = joined.articles.encoded_annotations(ids)
    assert {i: encoded.of(i) for i in encoded} == whole.articles.annotations(ids)
    assert [set(joined.stories.articles(i)) for i in ids] == [set(whole.stories.articles(i)) for i in ids]
    assert joined.stories.articles_of(ids).keys() == whole.stories.articles_of(ids).keys()


def test_what_comes_into_either_is_found_by_the_next_question(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as shared:
        audiences = Audiences(shared, is_open=True)
        with audiences.own(CHAT, is_made=True) as own, audiences.of_chat(CHAT) as joined:
            assert own is not None
            own.add([Article("a", "The quokka sleeps in the harbour.")])
            assert [e.article_id for e in joined.ask("quokka", today=TODAY).excerpts] == [own.ids.own("a")]
            shared.add([Article("b", "A quokka was seen on the bridge, the ferry waited.")])
            assert {e.article_id for e in joined.ask("quokka", today=TODAY).excerpts} == {own.ids.own("a"), "b"}
            own.add([Article("a", "The wombat sleeps in the harbour.")])
            assert {e.article_id for e in joined.ask("quokka", today=TODAY).excerpts} == {"b"}
            shared.remove("b")
            assert not joined.ask("quokka", today=TODAY).excerpts
            assert [e.article_id for e in joined.ask("wombat", today=TODAY).excerpts] == [own.ids.own("a")]
        audiences.close()


def test_what_both_have_under_one_address_is_told_once(tmp_path: Path) -> None:
    same = Article("herald.example/1", "“The bridge is safe”, said Ada Reed, the mayor. She smiled at the crowd.")
    with Archive.open(tmp_path) as shared:
        shared.add([same])
        audiences = Audiences(shared, is_open=True)
        with audiences.own(CHAT, is_made=True) as own, audiences.of_chat(CHAT) as joined:
            assert own is not None
            own.add([same])
            answer = joined.ask("what did Ada Reed say", today=TODAY)
            assert answer.total == 1
            ids = {same.id, own.ids.own(same.id)}
            assert {answer.excerpts[0].article_id, *(c.article_id for c in answer.excerpts[0].also_in)} == ids
            assert set(joined.store.stories.articles(own.ids.own(same.id))) == ids
        audiences.close()


def test_most_of_these_questions_are_answered_from_both(both: Both) -> None:
    joined, _whole = both

    answers = [joined.ask(question, today=TODAY) for question in QUESTIONS]
    cited = {excerpt.article_id for answer in answers for excerpt in answer.excerpts}
    assert sum(bool(answer.excerpts) for answer in answers) >= 7
    assert 3 <= sum(map(joined.is_own, cited)) < len(cited) - 3
