"""Small nouns: what looks like a stop word is found where it stands as a noun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.answers.terms.small_nouns import telling_words
from retrieval.model import Article
from retrieval.text.languages import language_of
from retrieval.text.tokens import words

TODAY = date(2024, 5, 9)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("the mine was flooded", "en", ["mine", "flooded"]),
        ("a friend of mine sang", "en", ["friend", "sang"]),
        ("the other man and the most careful one", "en", ["man", "careful"]),
        ("er trug eine", "de", ["trug"]),
    ],
)
def test_a_stop_word_tells_where_only_a_noun_can_be(text: str, language: str, expected: list[str]) -> None:
    found = telling_words(words(text), language_of(language))

    assert [word for word in found if word != "one"] == expected


@pytest.mark.parametrize("question", ["latest on the mine", "what happened at the mine", "the mine"])
def test_the_mine_is_found(archive: Archive, article: Callable[..., Article], question: str) -> None:
    archive.add(
        [
            article("The mine in Skarn was closed on Monday after water came in. The mine is old.", article_id="mine"),
            article("A friend of mine sold the harbour on Monday, the owner said.", article_id="friend"),
        ]
    )

    answer = archive.ask(question, today=TODAY)

    assert [excerpt.article_id for excerpt in answer.excerpts] == ["mine"]
