"""What is new, on a topic, from an outlet or at all?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 5, 20)


@pytest.fixture
def filled(archive: Archive, article: Callable) -> Archive:
    """Three articles of three days, the newest without a quotation."""
    archive.add(
        [
            article(
                "“The dam will hold”, said Ada Reed.",
                article_id="dam",
                day="2024-05-02",
                outlet="The Ferry",
                title="Dam",
            ),
            article(
                "It rained. “The dam is leaking”, Tom Hale said, according to Reuters.",
                article_id="leak",
                day="2024-05-09",
                outlet="The Mill",
                title="Leak",
            ),
            article("The dam was closed. Nobody spoke.", article_id="shut", day="2024-05-16", outlet="The Ferry"),
            article("An undated note.", article_id="note", day=None),
        ]
    )
    return archive


@pytest.mark.parametrize("question", ["latest", "what's new?", "the news", "newest quotes", "what is the latest news"])
def test_without_a_topic_every_article_tells_one_thing_the_newest_first(filled: Archive, question: str) -> None:
    answer = filled.ask(question, today=TODAY)

    assert [e.article_id for e in answer.excerpts] == ["shut", "leak", "dam", "note"]
    assert answer.excerpts[0].text == "The dam was closed."
    assert answer.excerpts[1].speaker == "Tom Hale"


def test_an_outlet_limits_it(filled: Archive) -> None:
    answer = filled.ask("latest from The Ferry", today=TODAY)

    assert [e.article_id for e in answer.excerpts] == ["shut", "dam"]
    assert answer.understood.outlet == "Ferry"


def test_an_agency_that_only_carries_words_limits_it_too(filled: Archive) -> None:
    assert [e.article_id for e in filled.ask("latest from Reuters", today=TODAY).excerpts] == ["leak"]


def test_days_make_it_a_question_about_days(filled: Archive) -> None:
    answer = filled.ask("latest news on 9 May 2024", today=TODAY)

    assert answer.kind == "day"
    assert [e.article_id for e in answer.excerpts] == ["leak"]


@pytest.mark.parametrize(
    "question",
    [
        "tell me when there is something new about Kim Jong Un",
        "Let me know if there is news on the dam!",
        "notify me about new quotes from Ada Reed",
        "tell me whenever Ada Reed speaks about the dam",
        "сообщи, когда появится новое о дамбе",
        "préviens-moi quand il y a du nouveau sur le barrage",
        "avísame cuando haya algo sobre la presa",
        "avise-me quando houver algo sobre a barragem",
        "sag mir Bescheid, wenn es etwas Neues über den Damm gibt",
        "повідом, коли з'явиться щось про дамбу",
    ],
)
def test_who_asks_to_be_told_hears_how(filled: Archive, question: str) -> None:
    answer = filled.ask(question, today=TODAY)

    assert (answer.kind, answer.excerpts) == ("watch", ())
    assert answer.reason is not None
    assert "/subscribe" in answer.reason.message


@pytest.mark.parametrize(
    "question",
    [
        "tell me what Ada Reed said",
        "tell me about the dam",
        "tell me when the dam was closed",
        "tell me when Ada Reed spoke about the dam",
        "скажи, когда Рид говорила о дамбе",
        "dime cuando habló Reed de la presa",
    ],
)
def test_who_asks_to_be_told_what_is_known_is_answered(filled: Archive, question: str) -> None:
    assert filled.ask(question, today=TODAY).kind != "watch"


def test_the_sentence_that_tells_what_the_title_says_is_the_lead(archive: Archive, article: Callable) -> None:
    greeting = "The editors of this letter wish everyone a good day. Kelp farms grow off the coast of Skarn."
    archive.add([article(greeting, title="Kelp farms off Skarn", day="2024-05-16")])

    assert archive.ask("latest on kelp", today=TODAY).excerpts[0].text == "Kelp farms grow off the coast of Skarn."


def test_a_lead_that_says_little_of_the_topic_gives_way_to_the_sentence_that_says_it(
    archive: Archive, article: Callable[..., Article]
) -> None:
    text = "The glaziers have waited a year. The council decided on a kiln ban in Lind, mayor Ida Reed said. It rained."
    archive.add([article(text, title="Lind plans a kiln ban")])

    [excerpt] = archive.ask("latest on the kiln ban", today=date(2024, 5, 3)).excerpts

    assert excerpt.text.startswith("The council decided on a kiln ban")
