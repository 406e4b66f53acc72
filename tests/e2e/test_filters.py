"""Can a subscription be narrowed to titles, an author, a category, by buttons and by words?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.store import ChatSettings
from tests.e2e.test_alerts import DAM, alerts, article, follow, looked, met
from tests.e2e.test_channels import labels, pressed, told

TITLED = replace(DAM, id="titled", title="Reed speaks", author="Nora Finch", categories=("Local news", "Water"))
UNTITLED = replace(DAM, id="untitled", title="The week", text=DAM.text.replace("winter", "summer"))


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([article("old", "“The bridge is safe”, said Ada Reed, the mayor. She smiled at the crowd.")])
        yield archive


async def test_a_subscription_is_narrowed_by_buttons_and_widened_again(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    number = follow(real, ann)
    async with running(archive=real):
        card = await told(playground, ann, f"/subscriptions {number}")
        filters = await pressed(playground, ann, card, "Filter …")
        titles = await pressed(playground, ann, filters, "Only titles")
        ann.press(titles, "Author …")
        asking = await playground.wait_for_message(ann, after=card)
        by_author = await told(playground, ann, "Nora Finch", reply_to=asking)
        ann.press(by_author, "Category …")
        asking = await playground.wait_for_message(ann, after=by_author)
        both = await told(playground, ann, "Water", reply_to=asking)
        listed = await told(playground, ann, "/subscriptions")
        anybody = await pressed(playground, ann, both, "Every author")
        back = await pressed(playground, ann, anybody, "↩ Back")

    assert "titles and texts, every author, every category" in filters["text"]
    assert labels(filters) == ["Only titles", "Author …", "Category …", "↩ Back"]
    assert titles["text"].startswith("Ada Reed: when named · only titles")
    assert labels(both)[:5] == ["Titles and texts", "Author …", "Every author", "Category …", "Every category"]
    assert "Ada Reed: when named · only titles · by Nora Finch · in “Water”" in listed["text"]
    assert back["text"].startswith("Ada Reed: when named · only titles · in “Water”\nat once")


async def test_an_alert_comes_for_what_the_filters_let_through_alone_with_the_tags_of_its_categories(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    real.store.chats.save(ChatSettings(ann.id, datetime(2024, 5, 2, tzinfo=UTC), alert_has_tags=True))
    async with running(archive=real):
        question = await told(playground, ann, "/subscribe Ada Reed, only titles, by author Finch")
        await pressed(playground, ann, question, "Yes")
        await looked(real)
        real.add([UNTITLED])
        real.add([TITLED])
        alert = await playground.wait_for_message(ann, after=question)
        await looked(real)

    assert labels(question) == ["Yes", "No"]
    assert question["text"].startswith("I understood: Ada Reed: when named · only titles · by Finch")
    assert "None of the articles that I looked through would have matched." in question["text"]
    assert alert["text"].endswith("\n\n#AdaReed #TheMill #LocalNews #Water")
    assert "You get this because you follow: Ada Reed: when named · only titles · by Finch" in alert["text"]
    assert playground.messages(ann)[-1] == alert


async def test_filters_are_typed_too_and_what_means_none_is_explained(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    number = follow(real, ann)
    async with running(archive=real):
        category = await told(playground, ann, f"/subscriptions {number} category Local news")
        odd = await told(playground, ann, f"/subscriptions {number} titles perhaps")
        lifted = await told(playground, ann, f"/subscriptions {number} category any")
        [hello] = await met(playground, real, ann)
        real.add([UNTITLED])
        alert = await playground.wait_for_message(ann, after=hello)

    assert category["text"].startswith("Ada Reed: own words · in “Local news”")
    assert odd["text"].startswith("By typing: ")
    assert lifted["text"].startswith("Ada Reed: own words\n\ntitles and texts")
    assert alert["text"].startswith("“The dam will hold all summer”")
    assert alerts(playground, ann)
