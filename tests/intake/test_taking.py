"""Does a feed's own text keep the words that a reader of it sees?"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.intake.articles import take_offers
from bot.intake.fetching.fetcher import Fetched
from retrieval.model import Article
from retrieval.sources.feeds.feeds import Feed, Offer

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def test_the_text_of_a_feed_is_read_as_a_reader_sees_it() -> None:
    html = (
        "<p>Ida Quist said:\n<q>We <time>now</time> sail</q>.<!-- no --></p><p>Rain <5 mm.</p>" + "<p>More.</p>" * 300
    )
    offer = Offer("1", "https://quay.example/1", "Ferry", html=html)
    feed = Feed("Quay", "de", (offer,))

    (taken,) = take_offers(feed, [offer], url="https://quay.example/feed", get=unwanted, now=NOW)

    assert isinstance(taken.found, Article)
    assert taken.found.text.split("\n\n")[:3] == ["Ida Quist said: „We now sail“.", "Rain <5 mm.", "More."]


def unwanted(url: str) -> Fetched:
    raise AssertionError(url)
