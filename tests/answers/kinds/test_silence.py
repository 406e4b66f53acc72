"""What is near where somebody is silent on a topic: their own other words, and never people who were not asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

Make = Callable[..., Article]


@pytest.mark.parametrize(
    "question",
    [
        "what did Ilse Reker say about ferry prices",
        "Ilse Reker on quotas",
        "did Reker say anything about whales and the mill?",
    ],
)
def test_the_silent_person_is_near_and_nobody_else(archive: Archive, article: Make, question: str) -> None:
    said = article("“The choir was late,” said Ilse Reker.\n\n“The quay is full,” said Odd Vik. “Go,” Vik said.")
    archive.add([said])

    answer = archive.ask(question, today=date(2024, 11, 8))

    assert answer.excerpts == ()
    assert [near.value for near in answer.near] == ["Ilse Reker"]


@pytest.mark.parametrize("question", ["tell me about the whales", "something on whales", "whales"])
def test_what_only_leads_to_a_topic_is_not_said_again(archive: Archive, article: Make, question: str) -> None:
    archive.add([article("“The choir was late,” said Ilse Reker.")])

    answer = archive.ask(question, today=date(2024, 11, 8))

    assert answer.reason is not None
    assert answer.reason.message == "The archive holds nothing on whales"


@pytest.mark.parametrize("question", ["did the headmaster resign", "has the headmaster resigned", "did Rinne resign"])
def test_whether_somebody_did_it_is_not_told_by_who_it_is(archive: Archive, article: Make, question: str) -> None:
    archive.add([article("Headmaster Pekka Rinne banned whistles. “They whistle like swans,” Rinne said.")])

    assert archive.ask(question, today=date(2024, 11, 8)).excerpts == ()


def test_nor_by_an_article_in_another_language(archive: Archive, article: Make) -> None:
    archive.add([article("„Die Brücke hält“, sagte Ministerin Lena Stavik über Tomas Reker.", language="de")])

    assert archive.ask("did Stavik defend Reker", today=date(2024, 11, 8)).excerpts == ()


@pytest.mark.parametrize("question", ["did Rinne apologise", "did Pekka Rinne apologise?", "has Rinne apologised"])
def test_a_deed_that_is_not_held_does_not_deny_the_words_that_are(
    archive: Archive, article: Make, question: str
) -> None:
    archive.add([article("Headmaster Pekka Rinne banned whistles. “They whistle like swans,” Rinne said.")])

    answer = archive.ask(question, today=date(2024, 11, 8))

    assert answer.excerpts == ()
    assert answer.reason is not None
    assert answer.reason.message == "The archive holds nothing on that"
    assert [(near.value, near.count) for near in answer.near] == [("Pekka Rinne", 1)]


def test_a_word_that_no_article_has_is_shown_as_it_was_asked(archive: Archive, article: Make) -> None:
    archive.add([article("« Le pont est vieux », a dit Ida Aune.", language="fr")])

    answer = archive.ask("pourquoi le pont est fermé", today=date(2024, 11, 8))

    assert answer.reason is not None
    assert answer.reason.message.endswith("no article speaks of “fermé”")
