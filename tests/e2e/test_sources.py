"""Can an operator steer the sources from a chat, and do they hear when one ends?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app.operations import notices
from bot.playground import Person, Playground
from retrieval.store import Source, Store
from tests.intake.conftest import page, rss, site

__all__ = ["site"]  # the fixture
WHEN = datetime(2024, 2, 3, 10, 5, tzinfo=UTC)


@pytest.fixture
def olga(playground: Playground) -> Person:
    return playground.person("Olga")


@pytest.fixture
def operated(running: Callable, olga: Person, monkeypatch: pytest.MonkeyPatch) -> Callable:
    monkeypatch.setattr(notices, "LOOK_EVERY_S", 0.02)
    return lambda: running(VERBATIM_OPERATORS=str(olga.id), VERBATIM_INTAKE_ALLOW_HOSTS="127.0.0.1")


async def told(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words))


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message["reply_markup"]["inline_keyboard"] for b in row]


def source(url: str = "https://herald.example/feed", **facts: Any) -> Source:
    return Source(url, url, WHEN, WHEN, 600, **facts)


async def test_sources_are_listed_with_next_run_and_last_error(
    playground: Playground, olga: Person, operated: Callable, store: Store
) -> None:
    for number in range(7):
        store.sources.add(source(f"https://herald.example/{number}", title=f"Herald {number}", articles=number))
    store.sources.record(
        replace(source("https://herald.example/0", title="Herald 0"), last_error="the server answers 500", failures=2)
    )
    async with operated():
        first = await told(playground, olga, "/sources")
        olga.press(first, "▶")
        second = await playground.wait_for_edit(first)

    assert first["text"].startswith("Sources: 7\n\nHerald 0\nhttps://herald.example/0\nnext run 3 Feb, 10:05 UTC · 0 ")
    assert "last error: the server answers 500" in first["text"]
    assert labels(first) == [*(f"Herald {n}" for n in range(5)), "Channel …", "▶ next"]
    assert "Herald 6" in second["text"]


async def test_a_source_is_added_paused_resumed_tested_and_removed_by_buttons(
    playground: Playground,
    olga: Person,
    operated: Callable,
    store: Store,
    site: Any,
) -> None:
    link = site.put("/1", page("One"))
    home = site.put("/", '<html><head><link rel=alternate type="application/rss+xml" href=/feed></head></html>')
    site.put("/feed", rss(("One", link)))
    async with operated():
        added = await told(playground, olga, f"/sources add {home}")
        again = await told(playground, olga, f"/sources add {home}")
        message = await told(playground, olga, f"/sources {site.url}/feed")
        seen = []
        for label in ("Pause", "Resume", "Test", "Remove"):
            olga.press(message, label)
            message = await playground.wait_for_edit(message)
            seen.append((message["text"].splitlines()[0], [s.state for s in store.sources.all()]))

    assert added["text"].startswith(f"Added: {site.url}/feed")
    assert "is already a source" in again["text"]
    assert seen == [
        ("It is paused until you resume it.", ["paused"]),
        ("It is read again, at once.", ["active"]),
        (f"{site.url}/feed is a feed, The Herald, 1 article", ["active"]),
        (f"{site.url}/feed is no longer read; its articles stay.", []),
    ]


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("/sources", "There are no sources yet"),
        ("/sources feed https://a.example", "Write /sources add ADDRESS"),
        ("/sources pause https://a.example", "There is no source https://a.example"),
        ("/sources add /etc", "cannot be read"),
        ("/sources test /etc", "There is no source /etc"),
        ("/sources add http://127.0.0.1:1/", "cannot be read"),
    ],
)
async def test_what_cannot_be_done_is_said_so(
    playground: Playground, olga: Person, operated: Callable, words: str, reply: str, store: Store
) -> None:
    async with operated():
        assert reply in (await told(playground, olga, words))["text"]
    assert store.sources.all() == ()


async def test_operators_hear_once_that_a_source_has_ended(
    playground: Playground, olga: Person, operated: Callable, store: Store
) -> None:
    async with operated():
        before = await told(playground, olga, "/sources")
        store.sources.add(source())
        store.sources.record(replace(source(), state="ended", last_error="the server says that it is gone for good"))
        word = await playground.wait_for_message(olga, after=before)
    async with operated():
        after = await told(playground, olga, "/users")

    assert word["text"] == (
        "The source https://herald.example/feed has ended: the server says that it is gone for good. "
        "Its articles stay; /sources shows it."
    )
    assert [m["text"] for m in playground.messages(olga) if "has ended" in m["text"]] == [word["text"]]
    assert store.sources.ended_untold() == ()
    assert after["message_id"] > word["message_id"]
