"""Why did it come so? The reason is shown beside what it is the reason of, and before what only names the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
RESIGNED = (
    "Agda Brohm has resigned as head of the Lund rowing club, two weeks after the regatta.\n\n"
    "Brohm gave her health as the ground. The club has ninety members."
)
PIPE = "The Lund rowing club drained its pool because a pipe had burst under the boathouse of the Lund rowing club."
POOL = (
    "The Lund rowing club has a pool. The pool of the Lund rowing club is old. "
    "The Lund rowing club will have its pool drained until June. Children love the Lund rowing club and its pool."
)


@pytest.fixture
def club(archive: Archive, article: Make) -> Archive:
    """One article with a reason in its next paragraph, one with a reason, one that only names the same things."""
    archive.add(
        [
            article(RESIGNED, article_id="resigned"),
            article(PIPE, article_id="pipe"),
            article(POOL, article_id="pool"),
        ]
    )
    return archive


@pytest.mark.parametrize(
    "question",
    [
        "why did agda brohm resign",
        "how come agda brohm resigned",
        "what was the reason for agda brohm resigning",
        "whats the reason agda brohm resigned",
    ],
)
def test_a_reason_in_the_next_paragraph_is_shown_too(club: Archive, question: str) -> None:
    [excerpt] = club.ask(question, today=TODAY).excerpts

    assert excerpt.text.endswith("Brohm gave her health as the ground.")


@pytest.mark.parametrize(
    "question", ["why was the lund rowing club pool drained", "the reason the lund rowing club drained its pool"]
)
def test_a_reason_comes_before_what_names_the_same_more_often(club: Archive, question: str) -> None:
    assert club.ask(question, today=TODAY).excerpts[0].article_id == "pipe"


def test_what_is_done_may_be_said_in_another_word_behind_a_name(archive: Archive, article: Make) -> None:
    text = "Nerring said it would cut 300 jobs of its canteen staff. “We cook too much,” its boss, Ola Tinn, said."
    archive.add([article(text), article("“Lay a table,” said Nerring’s cook.", article_id="b")])

    assert archive.ask("why nerring fires staff", today=TODAY).excerpts[0].article_id == "a"
