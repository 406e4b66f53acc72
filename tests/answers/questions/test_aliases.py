"""An article says that somebody is known by another name: that name is theirs; nothing less makes it so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
SAID = " “The tide decides,” {} said on Monday."
TEXTS = {
    "known": "Ada Brennick, better known as Dotty, opened the show." + SAID.format("Brennick"),
    "called": "Tom Harwell, called “Pike” by his friends, left the team." + SAID.format("Harwell"),
    "brackets": "Paula Quist (PQX) sold the boats." + SAID.format("Quist"),
    "behind": "Zephyr, as Nora Lindqvist is known, sang." + SAID.format("Lindqvist"),
    "beside": "Ivan Tesk visited Corbel. Ivan Tesk (Corbel) came second." + SAID.format("Tesk"),
    "active": "Ivan Tesk called Seldom a fool. Ivan Tesk dubbed Seldom slow." + SAID.format("Tesk"),
    "two": "Ken Oar, known as Bosun, and Len Rudder, known as Bosun, met." + SAID.format("Oar"),
}


@pytest.fixture
def shore(archive: Archive, article: Callable[..., Article]) -> Archive:
    """Articles in which people have other names."""
    archive.add([article(text, article_id=name) for name, text in TEXTS.items()])
    return archive


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("dotty", "Ada Brennick"),
        ("pike", "Tom Harwell"),
        ("PQX", "Paula Quist"),
        ("zephyr", "Nora Lindqvist"),
    ],
)
def test_another_name_that_an_article_tells_is_somebodys(shore: Archive, alias: str, name: str) -> None:
    answer = shore.ask(f"what did {alias} say about the tide", today=TODAY)

    assert [name.split()[-1] in made.read_as for made in answer.corrections] == [True]
    assert "tide decides" in answer.excerpts[0].text


@pytest.mark.parametrize("alias", ["corbel", "bosun", "seldom", "monday"])
def test_a_word_beside_a_name_or_of_two_people_is_nobodys(shore: Archive, alias: str) -> None:
    assert shore.ask(f"what did {alias} say about the tide", today=TODAY).corrections == ()
