"""Where nobody of a body, a role or a group is quoted: is what articles tell of them shown, and of a person nothing?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
TOLD = (
    "Nordbank will challenge the verdict on its fees, lawyers for the savers were told.\n\n"
    "Stevedores threaten to block the quay of the savers' bank.\n\n"
    "Divers fear the wreck, and the harbour pilots will refuse night shifts until June.\n\n"
    "Ilse Reker walked past the court while the verdict on the fees was read."
)


@pytest.fixture
def told(archive: Archive, article: Make) -> Archive:
    """One article in which nobody is quoted, among others."""
    other = ("“We wait,” Ilse Reker said.", "The mill burned down in May.", "The choir sang in the old hall.")
    archive.add([article(TOLD, article_id="told"), *(article(text, article_id=text) for text in other)])
    return archive


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("what did Nordbank say about the fees verdict", "challenge the verdict"),
        ("what do harbour pilots say about night shifts", "refuse night shifts"),
        ("harbour pilots on night shifts", "refuse night shifts"),
        ("what did stevedores threaten", "Stevedores threaten"),
    ],
)
def test_what_articles_tell_of_a_body_or_a_group_is_shown(told: Archive, question: str, held: str) -> None:
    answer = told.ask(question, today=TODAY)

    assert [held in e.text for e in answer.excerpts][:1] == [True]


@pytest.mark.parametrize(
    "question",
    [
        "what did Ilse Reker say about the fees",
        "what did the mayor say about the fees verdict",
        "what do harbour pilots say about the choir",
    ],
)
def test_what_articles_tell_of_a_person_or_apart_is_not(told: Archive, question: str) -> None:
    assert told.ask(question, today=TODAY).excerpts == ()
