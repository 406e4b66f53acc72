"""An excerpt whose wording was changed says so, with the wording that it had."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from retrieval.annotate import annotate
from retrieval.answers import Archive
from retrieval.answers.as_json import excerpt_json
from retrieval.answers.excerpts.rewording import other_wording, reworded_quotations
from retrieval.model import Article, Excerpt, Span

TODAY = date(2024, 6, 1)
Make = Callable[..., Article]
FIRST = "Rain fell.\n\n“We shall raise the fare by ten cents in May,” said Mara Ellison, the mayor. Nobody clapped."
SECOND = FIRST.replace("ten cents", "twelve cents")


def moment(day: int) -> datetime:
    return datetime(2024, 5, day, 9, tzinfo=UTC)


def asked(archive: Archive) -> Excerpt:
    [excerpt] = archive.ask("what did Mara Ellison say", today=TODAY).excerpts
    return excerpt


def test_a_changed_wording_is_marked_with_the_day_and_the_words_before(archive: Archive, article: Make) -> None:
    archive.add([article(FIRST)], now=moment(2))
    archive.add([article(SECOND)], now=moment(3))
    archive.add([article(SECOND + " It rained again.")], now=moment(4))

    found = asked(archive)

    sentence = "“We shall raise the fare by ten cents in May,” said Mara Ellison, the mayor."
    at = FIRST.index(sentence)
    assert found.reworded is not None
    assert excerpt_json(found)["reworded"] == {
        "since": "2024-05-03",
        "revision": 1,
        "start": at,
        "end": at + len(sentence),
        "text": sentence,
    }
    assert archive.store.articles.get("a", 1).text[at : at + len(sentence)] == sentence


def test_an_unchanged_statement_of_a_changed_article_is_not_marked(archive: Archive, article: Make) -> None:
    archive.add([article(FIRST)], now=moment(2))
    archive.add([article(FIRST.replace("Rain fell", "Much rain fell").replace("Nobody", "Everybody"))], now=moment(3))

    found = asked(archive)

    assert found.revision == 2
    assert found.reworded is None
    assert excerpt_json(found)["reworded"] is None


def test_capitals_and_marks_are_no_other_wording(archive: Archive, article: Make) -> None:
    archive.add([article(FIRST)], now=moment(2))
    archive.add([article(FIRST.replace("“We shall", "“we  shall").replace("May,”", "May”,"))], now=moment(3))

    assert asked(archive).reworded is None


def test_a_statement_that_is_new_is_not_marked(archive: Archive, article: Make) -> None:
    archive.add([article("Rain fell.\n\nNobody clapped.")], now=moment(2))
    archive.add([article(FIRST)], now=moment(3))

    assert asked(archive).reworded is None


def test_a_wording_that_was_put_back_is_marked_by_the_last_other_one(archive: Archive, article: Make) -> None:
    for day, text in enumerate((FIRST, SECOND, FIRST), start=2):
        archive.add([article(text)], now=moment(day))

    reworded = asked(archive).reworded

    assert reworded is not None
    assert (reworded.revision, reworded.since) == (2, date(2024, 5, 4))
    assert "twelve cents" in reworded.text


def test_when_a_revision_came_in_is_kept_and_unknown_without_a_moment(archive: Archive, article: Make) -> None:
    archive.add([article(FIRST)], now=moment(2))
    archive.store.articles.put([(article(SECOND), annotate(article(SECOND)))])

    assert archive.store.articles.revision_times("a") == {1: moment(2), 2: None}
    assert archive.store.articles.revision_times("none") == {}


def test_quotations_that_changed_between_two_revisions_are_listed_both_ways(article: Make) -> None:
    said = " “The bridge stays closed until the autumn,” said Tom Hale."
    old, new = article(FIRST + said), article(SECOND + said + " “Nothing else is known,” said Ann Lee.")

    [later] = reworded_quotations(new.text, annotate(new), old.text)
    [earlier] = reworded_quotations(old.text, annotate(old), new.text)

    assert later.attribution.speaker == earlier.attribution.speaker == "Mara Ellison"
    assert "ten cents" in later.span.of(old.text)
    assert "twelve cents" in earlier.span.of(new.text)
    assert reworded_quotations(old.text, annotate(old), old.text) == ()


def test_short_words_that_stand_elsewhere_too_are_compared_at_their_own_place() -> None:
    old = "“Yes, we can do it”, said Ann. “No”, said Tom. “Never”, said Eve."
    new = "“Yes, we can do that”, said Ann. “No”, said Tom. “Yes, we can do it”, somebody sang."
    words = "Yes, we can do that"

    other = other_wording(new, [Span(1, 1 + len(words))], old)

    assert other is not None
    assert other.of(old) == "Yes, we can do it"
