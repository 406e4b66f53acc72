"""Can a channel be set up from the private chat, and do its alerts look as wanted?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.store import ChatSettings
from tests.e2e.test_alerts import DAM, article, figures, follow, looked, met

LINKED = replace(DAM, url="https://mill.example/dam")


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([article("old", "“The bridge is safe”, said Ada Reed, the mayor. She smiled at the crowd.")])
        yield archive


async def told(playground: Playground, person: Person, words: str, chat=None, **more) -> dict:
    return await playground.wait_for_message(chat or person, after=person.say(words, chat, **more))


async def pressed(playground: Playground, person: Person, message: dict, label: str) -> dict:
    person.press(message, label)
    return await playground.wait_for_edit(message)


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


async def test_a_channel_is_chosen_set_up_and_told_and_nothing_else_is_written_there(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    news = playground.channel("Dam “News”", ann)
    async with running(archive=real):
        listing = await told(playground, ann, "/subscriptions")
        ann.press(listing, "Channel …")
        asking = await playground.wait_for_message(ann, after=listing)
        empty = await playground.wait_for_message(ann, after=ann.share_chat(asking, news))
        ann.press(empty, "Follow …")
        what = await playground.wait_for_message(ann, after=empty)
        card = await told(playground, ann, "Ada Reed", reply_to=what)
        silent = await pressed(playground, ann, card, "Sound off")
        full = await pressed(playground, ann, silent, "↩ Back")
        looks = await pressed(playground, ann, full, "Look of alerts …")
        titled = await pressed(playground, ann, looks, "Title only")
        await looked(real)
        real.add([LINKED])
        alert = await playground.wait_for_message(news)
        await figures(real, sent=1, pending=0)

    key = asking["keyboard"][0][0]
    assert (key["text"], key["request_chat"]["chat_is_channel"]) == ("Choose a channel", True)
    assert empty["text"] == "Channel Dam “News\nNothing is followed there yet."
    assert card["text"].startswith("Channel Dam “News\n\nAda Reed: own words\nat once")
    assert "without sound" in silent["text"]
    assert full["text"] == "Channel Dam “News\n1. Ada Reed: own words – at once"
    assert titled["text"].endswith("Alerts: Title only · With link")
    assert "Title only" not in labels(titled)
    assert alert["text"].startswith("Dam\nThe Mill")
    assert playground.messages(news) == [alert]


async def test_only_admins_of_a_channel_set_it_up(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    bob = playground.person("Bob")
    news = playground.channel("News", ann)
    async with running(archive=real):
        card = await told(playground, ann, f"/channel {news.id}")
        typed = await told(playground, bob, f"/channel {news.id} alerts title")
        news.members[ann.id] = "member"
        refusal = await playground.wait_for_answer(ann.press(card, "Follow …"))
        group = playground.group("Group", [ann])
        in_group = await told(playground, ann, "/channel", group)

    assert typed["text"] == refusal["text"] == "In a channel, only its admins can change this."
    assert real.store.chats.get(news.id) is None
    assert "private chat" in in_group["text"]


@pytest.mark.parametrize(
    ("wanted", "text", "kinds"),
    [
        (
            {},
            "“The dam will hold all winter”, said Ada Reed, the mayor.\n— Ada Reed, mayor · quoted\nThe Mill · Dam · ",
            {"text_link"},
        ),
        ({"alert_has_link": False}, "“The dam will hold all winter”, said Ada Reed, the mayor.\n— Ada", set()),
        ({"alert_form": "title", "alert_has_tags": True}, "Dam\nThe Mill · ", {"text_link", "hashtag"}),
        ({"alert_form": "title", "alert_has_link": False}, "Dam\nThe Mill · ", {"bold"}),
        (
            {"alert_form": "words"},
            "“The dam will hold all winter”, said Ada Reed, the mayor.\n— Ada Reed, mayor · quoted\nThe Mill",
            {"text_link"},
        ),
        (
            {"alert_form": "words", "alert_has_link": False, "alert_has_tags": True},
            "“The dam will hold all winter”, said Ada Reed, the mayor.\n— Ada Reed, mayor · quoted"
            "\n\n#AdaReed #TheMill",
            {"hashtag"},
        ),
    ],
    ids=["whole", "without-link", "title-and-tags", "title-alone", "words", "words-and-tags"],
)
async def test_an_alert_looks_as_its_chat_wants_it(
    playground: Playground, ann: Person, running: Callable, real: Archive, wanted: dict, text: str, kinds: set
) -> None:
    follow(real, ann)
    real.store.chats.save(ChatSettings(ann.id, datetime(2024, 5, 2, tzinfo=UTC), **wanted))
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        real.add([LINKED])
        alert = await playground.wait_for_message(ann, after=hello)

    found = {entity["type"] for entity in alert["entities"]}
    assert alert["text"].startswith(text)
    assert found & {"text_link", "hashtag"} == kinds - {"bold"}
    assert alert["link_preview_options"] == {"is_disabled": True}


async def test_the_articles_picture_comes_large_above_the_text_and_stays_there(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    async with running(archive=real):
        await told(playground, ann, "/settings alerts picture on")
        await looked(real)
        real.add([LINKED])
        alert = await playground.wait_for_message(ann, containing="all winter")
        around = await pressed(playground, ann, alert, "In context")
        back = await pressed(playground, ann, around, "↩ Back")

    preview = {"url": "https://mill.example/dam", "prefer_large_media": True, "show_above_text": True}
    assert alert["link_preview_options"] == back["link_preview_options"] == preview
    assert around["link_preview_options"] == {"is_disabled": True}
