"""Are sources that a chat names for itself read, asked and alerted to there, and nowhere else?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from bot.intake.fetching import addresses
from bot.intake.intakes import Intakes
from bot.playground import Person, Playground
from bot.settings import Settings, SettingsError
from retrieval.answers import Archive
from retrieval.answers.audiences import Audiences, kept_chats
from retrieval.answers.ingest import annotators
from tests.e2e.test_alerts import article, follow, looked
from tests.e2e.test_channels import labels, told
from tests.e2e.test_sources_by_people import opml
from tests.intake.conftest import site

__all__ = ["site"]  # the fixture
Open = Callable[..., AbstractAsyncContextManager[None]]
PRIVATE = {
    "VERBATIM_SOURCES_BY": "everyone",
    "VERBATIM_SOURCES_ARE": "private",
    "VERBATIM_INTAKE_HOST_DELAY_S": "0.01",
}
MOONFALL = (
    "“The quokka parade never sleeps”, said Ilmar Zorvath, the keeper of the harbour. "
    + "Rain fell on the hills all day and the ferry waited at the quay until the evening. " * 4
)


@pytest.fixture(autouse=True)
def annotated_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process beside; and this machine counts as the open internet."""
    monkeypatch.setattr(annotators, "can_ring", lambda: True)
    monkeypatch.setattr(annotators, "alarm", lambda _seconds: nullcontext())
    monkeypatch.setattr(addresses, "is_public", lambda _address: True)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([article("old", "“The bridge is safe”, said Ada Reed, the mayor. She smiled at the crowd.")])
        yield archive


def feed_of(site: Any, path: str, text: str = MOONFALL) -> str:
    now = format_datetime(datetime.now(UTC))
    item = (
        f"<item><title>Moonfall</title><link>{site.url}{path}/1</link><guid>{site.url}{path}/1</guid>"
        f"<pubDate>{now}</pubDate><description>{text}</description></item>"
    )
    page = f"<html><head><title>Moonfall</title></head><body><article><p>{text}</p></article></body></html>"
    site.put(f"{path}/1", page, content_type="text/html")
    return site.put(
        path, f'<?xml version="1.0"?><rss version="2.0"><channel><title>Hushwire</title>{item}</channel></rss>'
    )


async def read(settings: Settings, archive: Archive) -> int:
    return await asyncio.to_thread(Intakes.of(settings, archive).step)


async def test_a_private_feed_is_read_asked_and_alerted_to_in_its_chat_alone(
    playground: Playground,
    ann: Person,
    running: Open,
    real: Archive,
    site: Any,
    settings_for: Callable[..., Settings],
) -> None:
    bob, feed = playground.person("Bob"), feed_of(site, "/feed")
    for person in (ann, bob):
        follow(real, person, real.following.read("Zorvath").watch)
    async with running(archive=real, **PRIVATE):
        await looked(real)
        added = await told(playground, ann, f"/source add {feed}")
        others = await told(playground, bob, "/sources")
        count = await read(settings_for(**PRIVATE), real)
        alert = await playground.wait_for_message(ann, after=added, containing="never sleeps", timeout_s=30)
        answer = await told(playground, ann, "what did Zorvath say")
        silence = await told(playground, bob, "what did Zorvath say")
        shared = await playground.wait_for_answer(ann.inline("quokka"))
    async with running(archive=real, **PRIVATE):
        again = await told(playground, ann, "quokka parade")
        still = await told(playground, bob, "quokka parade")
        listed = await told(playground, ann, "/sources")
        outlets = [await told(playground, person, "/outlets") for person in (ann, bob)]
    async with running(archive=real, VERBATIM_SOURCES_BY="everyone"):
        closed = await told(playground, ann, "quokka parade")

    assert added["text"].startswith(f"Added: {feed}. This chat alone finds its articles.\n\nSources of this chat: 1")
    assert others["text"].startswith("This chat has named no sources yet.")
    assert count == 1
    assert real.store.sources.all() == ()
    assert real.counts().articles == 1
    assert "Ilmar Zorvath" in alert["text"]
    assert "never sleeps" in answer["text"]
    assert "never sleeps" in again["text"]
    assert labels(listed) == ["Remove Hushwire"]
    assert outlets[0]["text"] != outlets[1]["text"]
    for message in (silence, still, closed):
        assert "never sleeps" not in message["text"]
        assert "Ilmar" not in message["text"]
    assert not any("sleeps" in message["text"] for message in playground.messages(bob))
    assert "sleeps" not in repr(shared)


async def test_to_forget_the_chat_deletes_its_sources_and_articles(
    playground: Playground,
    ann: Person,
    running: Open,
    real: Archive,
    site: Any,
    settings_for: Callable[..., Settings],
) -> None:
    feed = feed_of(site, "/feed")
    async with running(archive=real, **PRIVATE):
        await told(playground, ann, f"/source add {feed}")
        await read(settings_for(**PRIVATE), real)
        before = await told(playground, ann, "quokka")
        await told(playground, ann, "/forget yes")
        after = await told(playground, ann, "quokka")
        listed = await told(playground, ann, "/sources")

    assert "never sleeps" in before["text"]
    assert "never sleeps" not in after["text"]
    assert listed["text"].startswith("This chat has named no sources yet.")
    assert list((real.folder / "audiences").iterdir()) == []


async def test_a_group_keeps_its_private_sources_when_it_becomes_a_supergroup(
    playground: Playground,
    ann: Person,
    running: Open,
    real: Archive,
    site: Any,
    settings_for: Callable[..., Settings],
) -> None:
    group = playground.group("Group", [ann])
    async with running(archive=real, **PRIVATE):
        await told(playground, ann, f"/sources add {feed_of(site, '/feed')}", group)
        await read(settings_for(**PRIVATE), real)
        alone = await told(playground, ann, "quokka")
        new = playground.migrate(group, by=ann)
        async with asyncio.timeout(20):
            while kept_chats(real.folder) == (group.id,):
                await asyncio.sleep(0.01)
        answer = await told(playground, ann, "/ask quokka", new)
        listed = await told(playground, ann, "/sources", new)

    assert "never sleeps" not in alone["text"]
    assert "never sleeps" in answer["text"]
    assert labels(listed) == ["Remove Hushwire"]
    assert kept_chats(real.folder) == (new.id,)


async def test_a_list_of_feeds_is_named_for_the_chat_alone_and_limits_hold(
    playground: Playground, ann: Person, running: Open, real: Archive, site: Any
) -> None:
    feeds = [feed_of(site, f"/{name}") for name in "abc"]
    async with running(archive=real, VERBATIM_SOURCES_PER_CHAT="2", **PRIVATE):
        file = ann.send_file("feeds.opml", opml(*feeds))
        await playground.wait_for_message(ann, after=file, containing="the most it may", timeout_s=20)
        full = await told(playground, ann, f"/source add {feed_of(site, '/d')}")
        listed = await told(playground, ann, "/sources")

    assert full["text"].startswith("This chat has named 2 sources, the most it may.")
    assert listed["text"].startswith("Sources of this chat: 2")
    assert real.store.sources.all() == ()


async def test_what_a_chat_named_for_all_before_stays_shared_and_can_be_let_go(
    playground: Playground, ann: Person, running: Open, real: Archive, site: Any
) -> None:
    shared, own = feed_of(site, "/shared"), feed_of(site, "/own")
    async with running(archive=real, VERBATIM_SOURCES_BY="everyone"):
        await told(playground, ann, f"/source add {shared}")
    async with running(archive=real, **PRIVATE):
        before = await told(playground, ann, "/sources")
        both = await told(playground, ann, f"/source add {own}")
        left = await told(playground, ann, f"/source remove {shared}")

    assert before["text"].startswith("Sources of this chat: 1")
    assert "Sources of this chat: 2" in both["text"]
    assert "Sources of this chat: 1" in left["text"]
    assert real.store.sources.all() == ()


async def test_the_archive_of_a_group_that_was_left_long_ago_is_deleted(
    playground: Playground, running: Open, real: Archive
) -> None:
    audiences = Audiences(real, is_open=True)
    for chat_id in (-7, -8):
        with audiences.own(chat_id, is_made=True):
            pass
    audiences.close()
    real.store.lives.leave(-7, datetime(2024, 1, 1, tzinfo=UTC))
    real.store.lives.leave(-8, datetime.now(UTC))

    async with running(archive=real, **PRIVATE):
        pass

    assert kept_chats(real.folder) == (-8,)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"VERBATIM_DATABASE_URL": "postgresql://verbatim@db.example/verbatim"},
        {"VERBATIM_SEARCH_URL": "http://search.example:9200"},
    ],
    ids=["database", "cluster"],
)
def test_where_the_archive_is_on_a_server_private_sources_are_refused_at_the_start(
    settings_for: Callable[..., Settings], elsewhere: dict[str, str]
) -> None:
    with pytest.raises(SettingsError, match="VERBATIM_SOURCES_ARE is private, which needs an archive in its folder"):
        settings_for(**PRIVATE, **elsewhere)
