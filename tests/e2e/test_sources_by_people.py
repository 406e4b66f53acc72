"""May chats name sources where the operator lets them, within limits, and only what the open internet has?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from bot.app.ingesting import opml_import
from bot.intake.fetching import addresses
from bot.playground import Person, Playground
from retrieval.store import Store
from tests.e2e.test_channels import labels, pressed, told
from tests.intake.conftest import rss, site

__all__ = ["site"]  # the fixture
Open = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine counts as the open internet."""
    monkeypatch.setattr(addresses, "is_public", lambda _address: True)


@pytest.fixture
def olga(playground: Playground) -> Person:
    return playground.person("Olga")


def opml(*urls: str, more: str = "") -> bytes:
    outlines = "".join(f'<outline text="A & B" xmlurl="{url}"/>' for url in urls)
    return f"<opml><body><outline text='Folder'>{outlines}</outline>{more}</body></opml>".encode()


async def test_a_person_names_sees_and_lets_go_a_feed_of_their_chat(
    playground: Playground, ann: Person, running: Open, store: Store, site: Any, near: None
) -> None:
    bob = playground.person("Bob")
    feed = site.put("/feed", rss(("One", f"{site.url}/1")))
    async with running(VERBATIM_SOURCES_BY="everyone"):
        empty = await told(playground, ann, "/sources")
        added = await told(playground, ann, f"/source add {feed}")
        others = await told(playground, bob, "/sources")
        await told(playground, bob, f"/sources add {feed}")
        helped = await told(playground, bob, "/help")
        removed = await pressed(playground, ann, added, "Remove The Herald")
        left = [source.url for source in store.sources.all()]
        await told(playground, bob, f"/sources remove {feed}")

    assert empty["text"].startswith("This chat has named no sources yet.")
    assert added["text"].startswith(
        f"Added: {feed}. Everybody who asks me finds its articles.\n\nSources of this chat: 1"
    )
    assert others["text"].startswith("This chat has named no sources yet.")
    assert "/sources – " in helped["text"]
    assert removed["text"].startswith(f"This chat does not name {feed} any more; its articles stay.")
    assert left == [feed]
    assert store.sources.all() == ()


async def test_without_a_word_of_the_operators_nobody_else_names_sources(
    playground: Playground, ann: Person, running: Open, store: Store, site: Any, near: None
) -> None:
    feed = site.put("/feed", rss(("One", f"{site.url}/1")))
    async with running():
        closed = await told(playground, ann, f"/sources add {feed}")
        sent = await playground.wait_for_message(ann, after=ann.send_file("feeds.opml", opml(feed)))
    async with running(VERBATIM_SOURCES_BY="admins"):
        private = await told(playground, ann, f"/sources add {feed}")

    assert "do not know this command" in closed["text"]
    assert sent["text"].startswith("I cannot read pictures and files.")
    assert private["text"].startswith("Here, only operators name sources")
    assert store.sources.all() == ()


async def test_in_a_group_its_admins_name_sources(
    playground: Playground, ann: Person, running: Open, store: Store, site: Any, near: None
) -> None:
    bob = playground.person("Bob")
    group = playground.group("Group", [ann, bob])
    feed = site.put("/feed", rss(("One", f"{site.url}/1")))
    async with running(VERBATIM_SOURCES_BY="admins"):
        refused = await told(playground, bob, f"/sources add {feed}", group)
        added = await told(playground, ann, f"/sources add {feed}", group)
        toast = await playground.wait_for_answer(bob.press(added, "Remove The Herald"))

    assert refused["text"] == "In a group, only its admins can change this."
    assert added["text"].startswith(f"Added: {feed}.")
    assert "text" in toast
    assert [source.url for source in store.sources.of_chat(group.id)] == [feed]


async def test_what_people_name_is_never_on_a_private_network_even_where_operators_allow_a_host(
    playground: Playground, ann: Person, running: Open, store: Store, site: Any
) -> None:
    feed = site.put("/feed", rss(("One", f"{site.url}/1")))
    async with running(VERBATIM_SOURCES_BY="everyone", VERBATIM_INTAKE_ALLOW_HOSTS="127.0.0.1"):
        refused = await told(playground, ann, f"/sources add {feed}")
        folder = await told(playground, ann, "/sources add /etc")

    assert "it is on a private network" in refused["text"]
    assert "cannot be read" in folder["text"]
    assert site.asked == []
    assert store.sources.all() == ()


async def test_a_chat_names_no_more_than_it_may(
    playground: Playground, ann: Person, running: Open, store: Store, site: Any, near: None
) -> None:
    first, second = (site.put(f"/{name}", rss(("One", f"{site.url}/1"))) for name in "ab")
    async with running(VERBATIM_SOURCES_BY="everyone", VERBATIM_SOURCES_PER_CHAT="1"):
        await told(playground, ann, f"/sources add {first}")
        full = await told(playground, ann, f"/sources add {second}")

    assert full["text"].startswith("This chat has named 1 sources, the most it may.")
    assert [source.url for source in store.sources.all()] == [first]


async def test_a_list_of_a_hundred_feeds_is_named_with_a_message_that_tells_how_far_it_is_and_what_failed(
    playground: Playground,
    ann: Person,
    running: Open,
    store: Store,
    site: Any,
    near: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opml_import, "_TELL_EVERY_S", 0.1)
    feeds = [site.put(f"/{n}", rss(("One", f"{site.url}/1"))) for n in range(97)]
    broken = [f"{site.url}/gone", site.put("/page", "no feed at all"), "http://localhost:1/x"]
    async with running(VERBATIM_SOURCES_BY="everyone"):
        file = ann.send_file("feeds.OPML", opml(*feeds, *broken, more='<outline xmlUrl="nonsense"/>'))
        progress = await playground.wait_for_message(ann, after=file, containing="of 101 feeds looked at")
        meanwhile = await told(playground, ann, "/privacy")
        report = await playground.wait_for_message(ann, after=meanwhile, containing="•", timeout_s=60)
    texts = [call.parameters["text"] for call in playground.calls("editMessageText")]

    assert progress["text"].startswith("1 of 101 feeds looked at")
    assert len(texts) > 1
    assert texts[-1].startswith("101 of 101 feeds looked at · ")
    assert report["text"].startswith("These could not be read:\n• ")
    assert "line 1 of the file holds no complete address" in report["text"]
    assert f"• {site.url}/gone: the server answers 404" in report["text"]
    assert "http://localhost:1/x: it cannot be fetched" in report["text"]
    assert {source.url for source in store.sources.of_chat(ann.id)} >= set(feeds)


async def test_a_list_that_was_broken_off_is_begun_again_and_told_once(
    playground: Playground, ann: Person, running: Open, store: Store, site: Any, near: None
) -> None:
    feeds = [site.put(f"/{n}", rss(("One", f"{site.url}/1"))) for n in range(4)]
    hold = asyncio.Event()

    def slow(handler: Any) -> None:
        while not hold.is_set():
            import time

            time.sleep(0.02)
        handler.send_response(404)
        handler.end_headers()

    site.pages["/slow"] = slow
    async with running(VERBATIM_SOURCES_BY="everyone"):
        ann.send_file("feeds.opml", opml(*feeds, f"{site.url}/slow"))
        async with asyncio.timeout(40):
            while len(store.sources.of_chat(ann.id)) < 4:
                await asyncio.sleep(0.02)
    hold.set()
    async with running(VERBATIM_SOURCES_BY="everyone"):
        report = await playground.wait_for_message(ann, containing="•", timeout_s=20)

    assert any("4 there already" in message["text"] for message in playground.messages(ann))
    assert [m for m in playground.messages(ann) if "•" in m["text"]] == [report]


async def test_an_operator_sends_a_list_for_all(
    playground: Playground, olga: Person, running: Open, store: Store, site: Any
) -> None:
    feed = site.put("/feed", rss(("One", f"{site.url}/1")))
    async with running(VERBATIM_OPERATORS=str(olga.id), VERBATIM_INTAKE_ALLOW_HOSTS="127.0.0.1"):
        file = olga.send_file("feeds.opml", opml(feed, feed))
        await playground.wait_for_message(olga, after=file, containing="1 of 1")
        listed = await playground.wait_for_message(olga, after=olga.say("/sources"))

    assert any("1 of 1 feed looked at · 1 added" in message["text"] for message in playground.messages(olga))
    assert store.sources.all()[0].is_operators
    assert labels(listed) == ["The Herald", "Channel …"]
