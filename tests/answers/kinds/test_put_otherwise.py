"""Is a small archive asked in words that it happens to lack still answered, and silent on what it does not hold?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
TEXTS = (
    "Odd Vik stepped down as harbour master of Sund after he had let a barge sink. “I looked away,” Vik said.",
    "The salt hall of Sund stays shut until June because its chimney leans. Sixty people worked there.",
    "Sund's choir sang in Lund. Conductor Pia Rehn praised the altos.",
    "A seal climbed into the town hall of Sund and slept under a desk. The mayor fed it herring.",
    "The Sund ferry costs nine crowns from May.",
)


@pytest.fixture
def sund(archive: Archive, article: Make) -> Archive:
    """Five short articles: most common words are in none of them."""
    archive.add([article(text, article_id=f"a{at}", day="2024-10-01") for at, text in enumerate(TEXTS)])
    return archive


@pytest.mark.parametrize(
    ("question", "article_id"),
    [
        ("why did vik quit", "a0"),
        ("why is the salt hall closed", "a1"),
        ("is vik guilty", "a0"),
        ("what happened with the seal in the building", "a3"),
        ("how much is the ferry ticket", "a4"),
    ],
)
def test_a_common_word_that_no_article_has_does_not_silence(sund: Archive, question: str, article_id: str) -> None:
    assert [e.article_id for e in sund.ask(question, today=TODAY).excerpts][:1] == [article_id]


@pytest.mark.parametrize(
    "question",
    ["tram line in sund", "why did brennecke quit", "sund zeppelin", "sund cricket team", "the salt hall of Orlando"],
)
def test_a_name_or_a_rare_matter_that_no_article_has_does(sund: Archive, question: str) -> None:
    answer = sund.ask(question, today=TODAY)

    assert answer.excerpts == ()
    assert answer.reason is not None


def test_a_reason_without_a_word_for_it_is_shown_with_what_it_is_the_reason_of(archive: Archive, article: Make) -> None:
    archive.add([article("The jury threw out the Rask bridge. Its piers stood in the spawning ground of the eels.")])

    [first, *_] = archive.ask("why was the rask bridge thrown out", today=TODAY).excerpts

    assert "spawning ground" in first.text


def test_who_made_something_is_named_in_the_sentence_shown(archive: Archive, article: Make) -> None:
    text = "The candle shop in Sund won the prize of the county. Ilse Maar has sold her candles there since May."
    archive.add([article(text)])

    assert "Ilse Maar" in archive.ask("who makes the candles", today=TODAY).excerpts[0].text


def test_a_verb_that_is_also_a_first_name_is_no_name(archive: Archive, article: Make) -> None:
    archive.add(
        [
            article("Sue Marlow sang on Sunday. “I sing,” Sue Marlow said.", article_id="a"),
            article(
                "Ada Reed's lawsuit says the harbour board paid women less. Ada Reed filed it because of that.",
                article_id="b",
            ),
        ]
    )

    answer = archive.ask("why did ada reed sue the harbour board", today=TODAY)

    assert "because of that" in answer.excerpts[0].text
