"""Can one excerpt be looked at more closely, in place, and carried elsewhere?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published

TEXT = """The council met in the morning.

It was a long day.

“The harbour belongs to everyone in this town”, the mayor, Ada Reed, said.

Then it rained.

“The market is too small”, said Tom Hale."""
COPY = "News in brief.\n\n“The harbour belongs to everyone in this town”, the mayor, Ada Reed, said."
LONG = "“" + "We shall go on, and on, and on, to the very end of the road. " * 8 + "”, said Mia Lund."


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    day = Published.parse("2024-02-03")
    with Archive.open(tmp_path / "real") as archive:
        archive.add(
            [
                Article("one", TEXT, title="Council", published=day, outlet="The Ferry", url="https://ferry.example/1"),
                Article("two", COPY, title="In brief", published=day, outlet="The Mill"),
                Article("three", LONG, title="Speech", published=day, outlet="The Mill"),
            ]
        )
        yield archive


@pytest.fixture
async def closer(playground: Playground, ann: Person) -> Callable:
    """Asks, and opens the first excerpt."""

    async def look(question: str = "what did Ada Reed say") -> dict:
        answer = await playground.wait_for_message(ann, after=ann.say(question))
        return await pressed(playground, ann, answer, "⋯")

    return look


async def pressed(playground: Playground, person: Person, message: dict, label: str) -> dict:
    person.press(message, label)
    return await playground.wait_for_edit(message)


def buttons(message: dict) -> dict[str, dict]:
    return {b["text"]: b for row in message["reply_markup"]["inline_keyboard"] for b in row}


def marked(message: dict, kind: str) -> list[str]:
    units = message["text"].encode("utf-16-le")
    return [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message.get("entities", ())
        if e["type"] == kind
    ]


async def test_in_context_shows_the_paragraphs_beside_it_and_leads_back(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    async with running(archive=real):
        alone = await closer()
        context = await pressed(playground, ann, alone, "In context")
        back = await pressed(playground, ann, context, "↩ Back")
        page = await pressed(playground, ann, back, "↩ Back")

    (around,) = marked(context, "blockquote")
    assert around == TEXT[TEXT.index("It was a long day.") : TEXT.index("\n\n“The market")]
    assert marked(context, "bold") == ["“The harbour belongs to everyone in this town”"]
    assert back["text"] == alone["text"]
    assert list(buttons(page)) == ["⋯ details", "Follow"]
    assert len(playground.messages(ann)) == 1


async def test_a_citation_that_is_short_is_copied_and_a_long_one_is_sent(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    async with running(archive=real):
        short = await closer()
        long = await closer("what did Mia Lund say")
        ann.press(long, "Citation")
        sent = await playground.wait_for_message(ann, after=long)

    assert buttons(short)["Copy citation"]["copy_text"]["text"].splitlines() == [
        "“The harbour belongs to everyone in this town”, the mayor, Ada Reed, said.",
        "— Ada Reed, mayor · The Ferry, “Council”, 3 February 2024",
        "https://ferry.example/1",
    ]
    assert marked(sent, "code") == [f"{LONG}\n— Mia Lund · The Mill, “Speech”, 3 February 2024"]


async def test_other_outlets_show_the_same_words_where_they_stand_there(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    async with running(archive=real):
        others = await pressed(playground, ann, await closer(), "Other outlets")

    assert marked(others, "blockquote") == [
        "“The harbour belongs to everyone in this town”, the mayor, Ada Reed, said."
    ]
    assert "The Mill · In brief · 3 February 2024" in others["text"]


async def test_a_changed_wording_is_marked_and_both_can_be_read(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    changed = TEXT.replace("to everyone in this town", "to all who live in this town")
    playground.state.knows_rich_messages = False
    async with running(archive=real):
        answer = await playground.wait_for_message(ann, after=ann.say("what did Ada Reed say"))
        real.remove("two")
        real.add([replace(real.article("one"), text=changed)], now=datetime(2024, 2, 14, tzinfo=UTC))
        alone = await pressed(playground, ann, answer, "⋯")
        both = await pressed(playground, ann, alone, "Both wordings")

    assert marked(alone, "italic") == ["Worded differently since 14 Feb"]
    assert marked(both, "blockquote") == [
        "“The harbour belongs to all who live in this town”, the mayor, Ada Reed, said.",
        "“The harbour belongs to everyone in this town”, the mayor, Ada Reed, said.",
    ]
    assert marked(both, "bold")[0] == "Now"
    assert "Before 14 Feb" in marked(both, "bold")


async def test_a_copy_that_words_it_differently_is_shown_beside_the_excerpt(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    story = (
        "“The harbour belongs to {all} in this town”, said Eve Holm. The council heard her for an hour and then spoke "
        "of the fish market, which has stood empty since the ice house fell into the sea in the first storm of winter. "
        "Two boats were lost that night, and their owners have asked the bank for more time to pay for the new ones."
    )
    for outlet, who in (("The Ferry", "nobody"), ("Hill News", "everybody")):
        real.add([Article(outlet, story.format(all=who), outlet=outlet, published=Published.parse("2024-02-03"))])
    playground.state.knows_rich_messages = False
    async with running(archive=real):
        answer = await playground.wait_for_message(ann, after=ann.say("what did Eve Holm say"))
        alone = await pressed(playground, ann, answer, "1 ⋯")
        both = await pressed(playground, ann, alone, "Both wordings")

    first, last = (story.format(all=who).partition(" The council")[0] for who in ("nobody", "everybody"))
    assert "Other outlets" not in buttons(alone)
    assert marked(alone, "italic") == ["Worded differently in The Ferry"]
    assert marked(both, "blockquote") == [last, first]
    assert "The Ferry · 3 February 2024" in both["text"]


async def test_an_old_button_says_that_the_words_were_changed_away(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await playground.wait_for_message(ann, after=ann.say("what did Tom Hale say"))
        real.add([replace(real.article("one"), text="The council met and nobody said a word.")])
        notice = await playground.wait_for_answer(ann.press(answer, "⋯"))

    assert "reworded since" in notice["text"]


async def test_more_by_the_speaker_and_the_same_day_are_questions_of_their_own(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    async with running(archive=real):
        alone = await closer("the market")
        ann.press(alone, "More by this speaker")
        more = await playground.wait_for_message(ann, after=alone)
        ann.press(alone, "Same day")
        day = await playground.wait_for_message(ann, after=more)

    assert more["text"].startswith("what did Tom Hale say")
    assert day["text"].startswith("3 February 2024")


async def test_sharing_offers_the_very_excerpt_in_another_chat(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    async with running(archive=real):
        shared = buttons(await closer())["Share"]["switch_inline_query_chosen_chat"]["query"]
        offered = await playground.wait_for_answer(ann.inline(shared))
        forged = await playground.wait_for_answer(ann.inline("q_forgedforged 0"))

    assert [result["title"] for result in offered["results"]] == ["Ada Reed"]
    assert forged["results"] == []


async def test_open_leads_to_the_words_on_the_page(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    async with running(archive=real):
        alone = await closer()

    assert buttons(alone)["Open"]["url"].startswith("https://ferry.example/1#:~:text=")


async def test_it_works_after_a_restart_and_a_week_and_not_for_strangers(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    eve = playground.person("Eve")
    async with running(archive=real):
        alone = await closer()
    week_ago = datetime.now(UTC) - timedelta(days=7)
    shown = real.store.shown.latest(ann.id, None, ann.id, week_ago)
    assert shown is not None
    async with running(archive=real):
        notice = await playground.wait_for_answer(eve.press(alone, "In context"))
        context = await pressed(playground, ann, alone, "In context")

    assert "person who asked" in notice["text"]
    assert "It was a long day." in context["text"]


async def test_a_withdrawn_article_is_not_shown_by_an_old_button(
    playground: Playground, ann: Person, running: Callable, real: Archive, closer: Callable
) -> None:
    async with running(archive=real):
        alone = await closer("what did Tom Hale say")
        real.remove("one")
        gone = await pressed(playground, ann, alone, "In context")

    assert "withdrawn" in gone["text"]
    assert "market" not in gone["text"]


@pytest.mark.parametrize(
    "press", ["e:{token}:99", "c:{token}:999", "s:{token}:7", "q:{token}:50", "e:{token}:2024-02-03"]
)
async def test_a_forged_place_gets_a_polite_notice(
    playground: Playground, ann: Person, running: Callable, real: Archive, press: str
) -> None:
    async with running(archive=real):
        answer = await playground.wait_for_message(ann, after=ann.say("what did Ada Reed say"))
        token = buttons(answer)["⋯ details"]["callback_data"].split(":")[1]
        notice = await playground.wait_for_answer(ann.press(answer, data=press.format(token=token)))

    assert "too old" in notice["text"]
