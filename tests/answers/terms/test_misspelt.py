"""Is a slip of the hand read as what is meant, said, and is everything else left as it was typed?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
TEXTS = (
    "The lighthouse of Korvik was painted by volunteers in summer.",
    "The lighthouse of Korvik stands on a separate rock, and the harvest of mussels is good there.",
    "The separate ferry terminal was closed. The harvest failed because of the drought.",
    "The lighthouse keeper, Ada Kromm, retired. “The lamp turns without me,” Kromm said.",
)


@pytest.fixture
def korvik(archive: Archive, article: Callable[..., Article]) -> Archive:
    """A few articles in which some words come back."""
    archive.add([article(text, article_id=f"a{at}") for at, text in enumerate(TEXTS)])
    return archive


@pytest.mark.parametrize(
    ("written", "meant"),
    [("lighthose", "lighthouse"), ("lihgthouse", "lighthouse"), ("havrest", "harvest"), ("seperate", "separate")],
)
def test_a_slip_is_read_as_the_word_that_is_meant_and_said(korvik: Archive, written: str, meant: str) -> None:
    answer = korvik.ask(f"whats with the {written}", today=TODAY)

    assert [(made.written, made.read_as) for made in answer.corrections] == [(written, meant)]
    assert all(meant in excerpt.text for excerpt in answer.excerpts[:1])
    assert answer.excerpts


@pytest.mark.parametrize(
    "question",
    [
        "anything about Kormik",  # written like a name
        "anything about lamps",  # an inflection of what an article holds
        "anything about the hervast",  # two slips in a short word
        "anything about tarn",  # too short to tell
        'who said "the lihgthouse turns"',  # the very words are asked for
        "anything about the keepr",  # what is near stands in one article alone
        "anything about harvesters",  # its end is another
        "anything about a harvet",  # so is this one's
    ],
)
def test_what_may_be_meant_as_it_is_stays_as_it_is(korvik: Archive, question: str) -> None:
    assert korvik.ask(question, today=TODAY).corrections == ()
