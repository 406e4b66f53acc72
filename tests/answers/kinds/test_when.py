"""When something happened: the day of the event, not a day that somebody speaks of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 5, 3)


def test_a_day_that_is_spoken_of_is_not_the_day_of_speaking(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add(
        [
            article(
                "Ada Lund testified that the kiln was broken in March 2019. The court in Lind was full. "
                "Ada Lund came to testify on Monday, the clerk said."
            )
        ]
    )

    first = archive.ask("when did Ada Lund testify", today=TODAY).excerpts[0]

    assert "on Monday" in first.text


def test_how_long_it_takes_tells_when_it_will_be(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add(
        [
            article("The kiln in Lind will need 18 months before it is profitable, Ada Lund said.", article_id="kiln"),
            article("The bakery in Lind made no profits in 2023, its owner said.", article_id="bakery"),
        ]
    )

    found = archive.ask("when will the kiln be profitable", today=TODAY).excerpts

    assert found[0].article_id == "kiln"
