"""How much more is there? The number beside an answer counts a story's copies once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from retrieval.answers import Archive
from retrieval.answers.lookup import POOL
from retrieval.model import Article

FIRST = date(2024, 1, 1)
SYLLABLES = ("bar", "den", "fol", "gim", "kor", "lum", "nas", "pel", "rit", "sov", "tam", "vek")


def words(number: int, count: int) -> str:
    """Invented words, others for each number."""
    chance = Random(number)
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(count))


def test_a_persons_newest_words_are_counted_once_in_two_outlets(
    archive: Archive, article: Callable[..., Article]
) -> None:
    stories = POOL + 5
    archive.add(
        article(
            f"The clerk wrote {words(number, 40)}.\n\n“We sold {words(-1 - number, 12)},” said mayor Ida Brenn.",
            article_id=f"{outlet}{number}",
            day=(FIRST + timedelta(days=number)).isoformat(),
            outlet=outlet,
        )
        for number in range(stories)
        for outlet in ("Moln Post", "Coast Wire")
    )

    answer = archive.ask("what did ida brenn say", today=FIRST + timedelta(days=365))

    assert [len(e.also_in) for e in answer.excerpts[:2]] == [1, 1]
    assert answer.total == stories
