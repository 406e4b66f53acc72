"""Does the answer about a day tell what happened on it, as one would tell a friend?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]


def asked(archive: Archive, question: str = "what happened on 8 October 2024") -> list[str]:
    return [e.article_id for e in archive.ask(question, today=TODAY).excerpts]


def texts(archive: Archive, question: str = "what happened on 8 October 2024") -> list[str]:
    return [e.text for e in archive.ask(question, today=TODAY).excerpts]


@pytest.fixture
def tunnel(archive: Archive, article: Make) -> Archive:
    """A tunnel that was announced, opened, and reported on the next day."""
    archive.add(
        [
            article(
                "The Marrow Tunnel will open to traffic on October 8, the ministry announced on Monday.",
                article_id="announced",
                day="2024-06-03",
            ),
            article(
                "Update: changed on October 8.\n\nPhoto: Crowds. (Ledger Pictures)\n\n"
                "The Marrow Tunnel opened on Tuesday with a convoy of vintage cars.\n\n"
                "— Marrow Tunnel (@marrow) October 8, 2024",
                article_id="opened",
                day="2024-10-08",
                title="Marrow Tunnel opens",
            ),
            article(
                "Thousands saw the Marrow Tunnel open on Tuesday with a convoy of vintage cars.",
                article_id="told-again",
                day="2024-10-08",
                title="Crowds greet Marrow Tunnel",
            ),
            article(
                "The central bank lowered its main rate on Tuesday.", article_id="bank", day="2024-10-09", title="Cut"
            ),
            article("Growers in the valley expect a small harvest of apples.", article_id="apples", day="2024-10-08"),
            article("A year of roads began on October 8 in the tunnel.", article_id="looking-back", day="2024-11-01"),
        ]
    )
    return archive


def test_the_most_reported_comes_first_and_the_announcement_last(tunnel: Archive) -> None:
    told = asked(tunnel)

    assert told[0] in ("opened", "told-again")
    assert told[1:3] == ["bank", "apples"]
    assert told[-2:] == ["looking-back", "announced"] or told[-1] == "announced"
    assert set(told) == {"opened", "told-again", "bank", "apples", "looking-back", "announced"}


@pytest.mark.parametrize("question", ["8 October 2024", "news from 8 October 2024", "what happened on October 8, 2024"])
def test_the_first_three_are_of_the_day_in_every_wording(tunnel: Archive, question: str) -> None:
    assert set(asked(tunnel, question)[:3]) <= {"opened", "told-again", "bank", "apples"}


def test_no_signature_update_or_caption_is_shown_for_a_day(tunnel: Archive) -> None:
    opened = next(e for e in tunnel.ask("8 October 2024", today=TODAY).excerpts if e.article_id == "opened")

    assert opened.text == "The Marrow Tunnel opened on Tuesday with a convoy of vintage cars."


def test_a_question_of_the_article_is_no_report_of_its_day(archive: Archive, article: Make) -> None:
    text = "What happened on Tuesday?\n\nA lorry burned in the tunnel on Tuesday, and nobody was hurt."
    archive.add([article(text, day="2024-10-08")])

    assert texts(archive) == ["A lorry burned in the tunnel on Tuesday, and nobody was hurt."]


def test_an_article_of_the_day_that_does_not_name_it_is_told_by_how_it_begins(archive: Archive, article: Make) -> None:
    text = "BREAKING NEWS\n\nGrowers expect a small harvest after frost.\n\nPickers stayed away as well."
    archive.add([article(text, day="2024-10-08")])

    assert texts(archive) == ["Growers expect a small harvest after frost."]


def test_what_was_only_announced_is_still_an_answer(archive: Archive, article: Make) -> None:
    archive.add([article("The tunnel will open on October 8, the ministry said.", day="2024-06-03")])

    assert texts(archive) == ["The tunnel will open on October 8, the ministry said."]


def test_a_whole_month_is_of_what_was_published_in_it(archive: Archive, article: Make) -> None:
    archive.add(
        [
            article("A lorry burned in the tunnel on Tuesday.", article_id="in", day="2024-10-08"),
            article("Works in the tunnel are planned for October 2024.", article_id="plan", day="2024-02-01"),
        ]
    )

    assert asked(archive, "what happened in October 2024") == ["in", "plan"]


def test_a_newsletter_is_told_by_its_news_and_not_by_its_greeting(archive: Archive, article: Make) -> None:
    archive.add(
        [
            article(
                "If your day is slow to start, then let us show you a way to be quick.\n\n"
                '(You can get "Marrow Today" in your inbox.)\n\n'
                "The ferry to Marrow ran aground on a sandbank before dawn.",
                article_id="news",
                title="Five things: the ferry, rain and a swan",
                day="2024-10-08",
            )
        ]
    )

    assert texts(archive) == ["The ferry to Marrow ran aground on a sandbank before dawn."]


@pytest.mark.parametrize(
    ("question", "today", "wanted"),
    [
        ("which bridge opened this week", date(2024, 10, 14), ["bridge"]),
        ("which bridge opened this week", date(2024, 10, 17), ["bridge"]),
        ("which bridge opened this week", date(2024, 10, 21), []),
        ("which bridge opened last week", date(2024, 10, 14), ["bridge"]),
        ("which bridge opened in the week of 14 October 2024", date(2024, 10, 14), []),
    ],
    ids=["on Monday", "on Thursday", "a week on", "last week", "a week by its date"],
)
def test_this_week_is_the_last_seven_days_too(
    archive: Archive, article: Make, question: str, today: date, wanted: list[str]
) -> None:
    archive.add([article("The Sorrel Bridge opened with a parade.", article_id="bridge", day="2024-10-11")])

    assert [e.article_id for e in archive.ask(question, today=today).excerpts] == wanted
