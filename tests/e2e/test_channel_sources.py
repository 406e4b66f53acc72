"""Do the posts of a channel that an operator names become articles, each once, and those of no other?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from bot.playground.world.people_and_chats import Chat
from retrieval.answers import Archive
from retrieval.answers.ingest import annotators
from retrieval.model import Article
from retrieval.sources import read_articles
from retrieval.store.lock import WriterLock
from tests.e2e.test_alerts import article, follow, looked, met
from tests.e2e.test_channels import labels, pressed, told
from tests.e2e.test_faults import settled


@pytest.fixture(autouse=True)
def annotated_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process beside: its start takes seconds, and `tests/answers/ingest` sees to it."""
    monkeypatch.setattr(annotators, "can_ring", lambda: True)
    monkeypatch.setattr(annotators, "alarm", lambda _seconds: nullcontext())


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([article("old", "“The bridge is safe”, said Ada Reed, the mayor. She smiled at the crowd.")])
        yield archive


@pytest.fixture
def gull(playground: Playground, ann: Person) -> Chat:
    return playground.channel("The Gull", ann, username="gullnews")


def number(chat: Chat) -> int:
    return -1_000_000_000_000 - chat.id


def article_id(post: dict) -> str:
    return f"telegram/{-1_000_000_000_000 - post['chat']['id']}/{post['message_id']}"


async def passed_by(playground: Playground, ann: Person, words: str, channel: Chat) -> dict:
    """A post that the bot has seen and done with, as another chat's words behind it are answered."""
    post = ann.say(words, channel)
    await settled(playground, ann)
    return post


async def held(archive: Archive, post: dict, **wanted: object) -> Article:
    """The article that a post has become, once it has these facts."""
    async with asyncio.timeout(40):
        while True:
            found = archive.store.articles.get(article_id(post))
            if found and all(getattr(found, name) == value for name, value in wanted.items()):
                return found
            await asyncio.sleep(0.01)


async def counted(archive: Archive, articles: int) -> None:
    """Until the sources are known to have brought as many."""
    async with asyncio.timeout(40):
        while sum(source.articles for source in archive.store.sources.all()) != articles:
            await asyncio.sleep(0.01)


async def test_a_channel_that_an_operator_names_is_taken_in_from_then_on(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        await passed_by(playground, ann, "Before anybody asked for it.", gull)
        card = await told(playground, ann, "/sources add @gullnews")
        again = await told(playground, ann, "/sources add https://t.me/gullnews/3")
        post = ann.say("Mole sinks\n\nNo boat left the harbour 🚢 today. #Harbour", gull, bold="Mole sinks")
        found = await held(real, post)
        await counted(real, 1)
        shown = await told(playground, ann, "/sources https://t.me/gullnews")

    assert card["text"].startswith("From now on, what The Gull posts is taken in.\n\nThe Gull\nhttps://t.me/gullnews\n")
    assert again["text"].startswith("https://t.me/gullnews is already a source.")
    assert found.text == post["text"]
    assert (found.title, found.outlet, found.categories) == ("Mole sinks", "The Gull", ("Harbour",))
    assert found.url == f"https://t.me/gullnews/{post['message_id']}"
    assert found.published.instant.timestamp() == post["date"]
    assert "a channel" in shown["text"]
    assert "1 article" in shown["text"]
    assert labels(shown) == ["Pause", "Remove", "All sources"]
    assert real.counts().articles == 2
    assert [message["text"] for message in playground.messages(gull)] == []


async def test_a_private_channel_is_chosen_by_its_key(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    desk = playground.channel("Desk", ann)
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        listing = await told(playground, ann, "/sources")
        ann.press(listing, "Channel …")
        asking = await playground.wait_for_message(ann, after=listing)
        card = await playground.wait_for_message(ann, after=ann.share_chat(asking, desk))
        post = ann.say("A first word.", desk)
        found = await held(real, post)

    assert card["text"].startswith(
        f"From now on, what Desk posts is taken in.\n\nDesk\nhttps://t.me/c/{number(desk)}\n"
    )
    assert found.url == f"https://t.me/c/{number(desk)}/{post['message_id']}"


async def test_a_channel_that_is_only_told_of_news_and_what_is_said_to_the_bot_are_no_sources(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    other = playground.channel("Only told", ann)
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        await told(playground, ann, "/sources add @gullnews")
        ann.say("Nobody named this channel.", other)
        asked = ann.say("/ask Ada Reed bridge", gull)
        answer = await playground.wait_for_message(gull, after=asked)
        await playground.wait_for_message(gull, after=ann.say(f"@{playground.state.bot.username} bridge?", gull))
        ann.forward(answer, gull)
        last = ann.say("The last post.", gull)
        await held(real, last)

    assert real.counts().articles == 2


async def test_an_edit_is_a_revision_and_one_of_what_was_never_taken_in_is_none(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        early = await passed_by(playground, ann, "Posted before.", gull)
        await told(playground, ann, "/sources add @gullnews")
        post = ann.say("The mole sinks.", gull)
        await held(real, post)
        ann.edit(early, "Posted before, and edited.")
        ann.edit(post, "The mole does not sink.")
        found = await held(real, post, text="The mole does not sink.")

    assert found.revision == 2
    assert real.store.articles.get(article_id(post), 1).text == "The mole sinks."
    assert real.store.articles.get(article_id(early)) is None


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
async def test_an_album_is_one_article_in_any_order_and_across_a_restart(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat, order: tuple[int, ...]
) -> None:
    # Telegram numbers the posts of an album in their order and may deliver them in another.
    operators = {"VERBATIM_OPERATORS": str(ann.id)}
    async with running(archive=real, **operators):
        await told(playground, ann, "/sources add @gullnews")
    for caption in ("The mole\n\nIt sinks into the sea.", "", "The harbour is empty."):
        ann.send_photo(caption, gull, album="one")
    waiting = playground.state.updates.pending()
    posts = [update["channel_post"] for update in waiting]
    playground.state.updates.drop()
    for place in order[:2]:
        playground.state.updates.add("channel_post", posts[place])
    async with running(archive=real, **operators):
        await playground.wait_until_read()
    playground.state.updates.add("channel_post", posts[order[2]])
    last = ann.say("The last post.", gull)
    async with running(archive=real, **operators):
        await held(real, last)

    first = next(posts[place] for place in order if "caption" in posts[place])
    found = real.store.articles.get(article_id(first))
    assert found.text == "The mole\n\nIt sinks into the sea.\n\nThe harbour is empty."
    assert found.title == "The mole"
    assert real.counts().articles == 3


async def test_a_caption_that_comes_and_goes_changes_its_album(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        await told(playground, ann, "/sources add @gullnews")
        one, two = ann.send_photo("The mole sinks.", gull, album="a"), ann.send_photo("", gull, album="a")
        await held(real, one)
        two = ann.edit(two, "The sea rises.")
        await held(real, one, text="The mole sinks.\n\nThe sea rises.")
        ann.edit(two, "")
        found = await held(real, one, text="The mole sinks.")

    assert found.revision == 3
    assert real.counts().articles == 2


async def test_what_a_channel_passes_on_is_the_first_channels_and_one_article(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    herald = playground.channel("The Herald", ann, username="heraldnews")
    tern = playground.channel("The Tern", ann)
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        post = ann.say("The ferry stopped.", herald)
        for named in ("@gullnews", str(tern.id)):
            await told(playground, ann, f"/sources add {named}")
        ann.forward(post, gull)
        found = await held(real, post)
        ann.forward({**post, "text": "The ferry stopped for good."}, tern)
        await held(real, ann.say("The last post.", tern))

    assert (found.outlet, found.url) == ("The Herald", f"https://t.me/heraldnews/{post['message_id']}")
    assert real.store.articles.get(found.id).revision == 1
    assert real.counts().articles == 3


async def test_an_alert_is_told_of_a_post_and_is_no_post_itself_where_it_is_passed_on(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    news = playground.channel("News", ann)
    follow(real, ann)
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        await told(playground, ann, "/sources add @gullnews")
        [hello] = await met(playground, real, ann)
        ann.say("/subscribe Ada Reed", news)
        question = await playground.wait_for_message(news, containing="Shall I alert you")
        ann.press(question, "Yes")
        await playground.wait_for_edit(question)
        ann.say("“The dam will hold all winter”, said Ada Reed, the mayor.", gull)
        alert = await playground.wait_for_message(ann, after=hello)
        in_news = await playground.wait_for_message(news, containing="The dam will hold")
        ann.forward(in_news, gull)
        await held(real, ann.say("The last post.", gull))
        await looked(real)
        asked = ann.forward(in_news)
        refused = await playground.wait_for_message(ann, after=asked)

    assert alert["text"].startswith("“The dam will hold all winter”")
    assert "The Gull" in alert["text"]
    assert real.counts().articles == 3
    assert "written this myself" in refused["text"]


async def test_a_post_that_comes_while_another_process_writes_is_taken_in_later_and_once(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from bot.transport.incoming import inbox
    from retrieval.answers.ingest import writer

    monkeypatch.setattr(inbox, "_AGAIN_AFTER", timedelta(milliseconds=50))
    monkeypatch.setattr(writer, "WriterLock", lambda folder: WriterLock(folder, 0.05))
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        await told(playground, ann, "/sources add @gullnews")
        with WriterLock(real.folder):
            post = ann.say("The mole sinks.", gull)
            ann.edit(post, "The mole sinks fast.")
            await playground.wait_until_read()
            await asyncio.sleep(0.5)
            assert real.store.articles.get(article_id(post)) is None
        found = await held(real, post, text="The mole sinks fast.")
        await asyncio.sleep(0.3)

    assert real.store.articles.get(found.id) == found
    assert playground.messages(gull) == []


async def test_a_post_by_export_and_by_the_channel_is_one_article_with_the_public_link(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat, tmp_path: Path
) -> None:
    import json

    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        await told(playground, ann, "/sources add @gullnews")
        post = ann.say("Mole sinks\n\nNo boat left the harbour today.", gull, bold="Mole sinks")
        found = await held(real, post)
    text = [{"type": "bold", "text": "Mole sinks"}, "\n\nNo boat left the harbour today."]
    message = {"id": post["message_id"], "type": "message", "date_unixtime": str(post["date"]), "text": text}
    export = {"name": "The Gull", "type": "public_channel", "id": number(gull), "messages": [message]}
    (tmp_path / "result.json").write_text(json.dumps(export))

    done = real.add(read_articles([tmp_path / "result.json"]))

    assert (done.added, done.updated, done.unchanged) == (0, 0, 1)
    assert real.store.articles.get(found.id) == found


async def test_a_paused_channel_is_silent_and_a_withdrawn_post_does_not_come_back(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        card = await told(playground, ann, "/sources add @gullnews")
        post = ann.say("The mole sinks.", gull)
        await held(real, post)
        real.remove(article_id(post))
        ann.edit(post, "The mole sinks again.")
        paused = await pressed(playground, ann, card, "Pause")
        ann.say("While it is paused.", gull)
        await playground.wait_until_read()
        await pressed(playground, ann, paused, "Resume")
        await held(real, ann.say("The last post.", gull))

    assert real.store.articles.get(article_id(post)) is None
    assert real.counts().articles == 2


async def test_only_operators_name_channels_and_only_those_that_the_bot_is_an_admin_of(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    bob = playground.person("Bob")
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        unknown = await told(playground, bob, "/sources add @gullnews")
        missing = await told(playground, ann, "/sources add @nowhere")
        playground.set_bot_status(gull, "member", by=ann)
        powerless = await told(playground, ann, "/sources add @gullnews")

    assert "do not know this command" in unknown["text"]
    assert missing["text"].startswith("Telegram shows me no such channel.")
    assert powerless["text"].startswith("I am no admin of this channel")
    assert real.store.sources.all() == ()


async def test_what_an_operator_passes_on_is_kept_when_they_say_so_and_can_be_undone(
    playground: Playground, ann: Person, running: Callable, real: Archive, gull: Chat
) -> None:
    bob = playground.person("Bob")
    async with running(archive=real, VERBATIM_OPERATORS=str(ann.id)):
        post = ann.say("Mole sinks\n\nNo boat left the harbour today.", gull, bold="Mole sinks")
        offer = await playground.wait_for_message(ann, after=ann.forward(post))
        before = real.counts().articles
        kept = await pressed(playground, ann, offer, "Keep as article")
        found = real.store.articles.get(article_id(post))
        undone = await pressed(playground, ann, kept, "↩ Undo")
        after = real.counts().articles
        answer = await playground.wait_for_message(bob, after=bob.forward(post))
        said = await playground.wait_for_message(ann, after=ann.forward(bob.say("The sea was high.")))

    assert offer["text"].startswith("Shall this be an article of the archive?\n\nMole sinks\n\nThe Gull · ")
    assert labels(offer) == ["Keep as article", "Search for it"]
    assert (found.outlet, found.title, found.text) == ("The Gull", "Mole sinks", post["text"])
    assert (kept["text"], undone["text"]) == (
        "It is an article of the archive now.",
        "It is not in the archive any more.",
    )
    assert (before, after) == (1, 1)
    assert "Shall this be" not in answer["text"]
    assert said["text"].startswith("Shall this be an article of the archive?\n\nThe sea was high.\n\nBob · ")
