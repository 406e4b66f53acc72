"""Does a chat remember what it was talking about, for as long as it should, and no longer?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground import Person, Playground, words_of
from retrieval.answers import Archive
from retrieval.model import Article, Published

DAM = (
    "“The dam will hold all winter”, said Ada Reed.\n\n“The dam is leaking badly”, said Tom Hale.\n\nNobody else spoke."
)
PLANS = "\n\n".join(f"“The plan for bridge {n} is ready”, said Ada Reed." for n in range(7))


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add(
            [
                Article("dam", DAM, title="Dam", published=Published.parse("2024-02-03"), outlet="The Ferry"),
                Article("plans", PLANS, title="Plans", published=Published.parse("2024-02-04"), outlet="The Mill"),
            ]
        )
        yield archive


async def told(playground: Playground, person: Person, words: str, chat=None, **how) -> dict:
    return await playground.wait_for_message(chat or person, after=person.say(words, chat, **how))


async def test_a_follow_up_is_completed_from_the_thread_and_says_how(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        await told(playground, ann, "what did Ada Reed say about the dam")
        answer = await told(playground, ann, "and Tom Hale?")

    lines = answer["text"].splitlines()
    assert lines[0] == "what did Tom Hale say about the dam"
    assert "“The dam is leaking badly”, said Tom Hale." in lines


async def test_the_thread_outlives_a_restart_and_each_asker_has_their_own(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    bob = playground.person("Bob")
    async with running(archive=real):
        await told(playground, ann, "what did Ada Reed say about the dam")
    async with running(archive=real):
        other = await told(playground, bob, "and Tom Hale?")
        answer = await told(playground, ann, "and Tom Hale?")

    assert "dam is leaking" in answer["text"]
    assert not other["text"].startswith("what did")


async def test_ten_minutes_of_silence_end_a_thread_but_a_reply_reaches_back(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await told(playground, ann, "what did Ada Reed say about the dam")
        _age(real, ann, minutes=11)
        late = await told(playground, ann, "and Tom Hale?")
        replied = await told(playground, ann, "and Tom Hale?", reply_to=answer)

    assert not late["text"].startswith("what did Tom Hale")
    assert replied["text"].startswith("what did Tom Hale say about the dam")


async def test_more_turns_the_page_in_a_message_of_its_own(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        first = await told(playground, ann, "what did Ada Reed say about plans")
        second = await told(playground, ann, "more")
        third = await told(playground, ann, "more")

    pages = [m["text"].splitlines()[-1] for m in (first, second, third)]
    assert [page.split(" of ")[0] for page in pages] == ["1–3", "4–6", pages[2].split(" of ")[0]]
    assert len(set(pages)) == 3


async def test_in_full_shows_the_article_that_was_quoted(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        await told(playground, ann, "what did Tom Hale say")
        article = await told(playground, ann, "in full")

    assert "Nobody else spoke." in words_of(article)


async def test_who_said_this_looks_up_a_fragment_of_any_message(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        forwarded = ann.say("Somebody wrote: the dam is leaking badly, they say")
        await playground.wait_for_message(ann, after=forwarded)
        answer = await told(playground, ann, "who said this?", reply_to=forwarded, quote="the dam is leaking badly")

    assert "— Tom Hale · quoted" in answer["text"]


async def test_who_said_that_behind_an_answer_is_about_what_it_quotes(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        await told(playground, ann, "leaking badly")
        answer = await told(playground, ann, "who said that?")

    assert "— Tom Hale · quoted" in answer["text"]


async def test_editing_a_question_edits_its_answer(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        question = ann.say("what did Ada Reed say about the dam")
        answer = await playground.wait_for_message(ann, after=question)
        ann.edit(question, "what did Tom Hale say about the dam")
        edited = await playground.wait_for_edit(answer)
        follow_up = await told(playground, ann, "and Ada Reed?")

    assert edited["message_id"] == answer["message_id"]
    assert "“The dam is leaking badly”, said Tom Hale." in edited["text"]
    assert follow_up["text"].startswith("what did Ada Reed say about the dam")


async def test_an_old_message_that_is_edited_without_an_answer_is_left_alone(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        question = ann.say("what did Ada Reed say about the dam")
        answer = await playground.wait_for_message(ann, after=question)
        real.store.chats.forget(ann.id)
        ann.edit({**question, "date": question["date"] - 3600}, "what did Tom Hale say")
        last = await told(playground, ann, "leaking badly")

    assert [m["message_id"] for m in playground.messages(ann)] == [answer["message_id"], last["message_id"]]


def _age(archive: Archive, person: Person, *, minutes: int) -> None:
    """As if the last answer had been shown earlier."""
    shown = archive.store.shown.latest(person.id, None, person.id, datetime.min.replace(tzinfo=UTC))
    assert shown is not None
    archive.store.shown.save(replace(shown, created_utc=shown.created_utc - timedelta(minutes=minutes)))
