"""Can a chat say what it wants to be told of, see what it follows and change it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published, Watch

TODAY = datetime.now(UTC).date()


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add(
            [
                Article(
                    "dam",
                    "“The dam will hold all winter”, said Ada Reed, the mayor. “Coal is old”, said Tom Hale.",
                    title="Dam",
                    outlet="The Mill",
                    published=Published.parse((TODAY - timedelta(days=2)).isoformat()),
                ),
                Article("old", "“The bridge is safe”, said Ada Reed.", published=Published.parse("2024-05-02")),
            ]
        )
        yield archive


async def told(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words))


async def pressed(playground: Playground, person: Person, message: dict, label: str) -> dict:
    person.press(message, label)
    return await playground.wait_for_edit(message)


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


def followed(archive: Archive, person: Person) -> list[Watch]:
    return [s.watch for s in archive.store.subscriptions.of_chat(person.id)]


async def test_it_repeats_what_it_understood_shows_the_last_week_and_asks_once(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        asking = await told(playground, ann, "/subscribe Ada Reed on the dam")
        before = followed(real, ann)
        done = await pressed(playground, ann, asking, "Yes")

    assert asking["text"].startswith("I understood: Ada Reed: own words about “the dam”")
    assert "In the last week 1 article would have matched:" in asking["text"]
    assert "“The dam will hold all winter”, said Ada Reed, the mayor." in asking["text"]
    assert labels(asking) == ["Yes", "No", "Also when only named"]
    assert before == []
    assert done["text"].startswith("You follow: Ada Reed: own words about “the dam”\nI will tell you at once.")
    assert followed(real, ann) == [Watch(("Ada Reed",), topic="the dam")]


async def test_no_changes_nothing_and_named_is_another_watch(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        asking = await told(playground, ann, "/subscribe Ada Reed")
        named = await pressed(playground, ann, asking, "Also when only named")
        refused = await pressed(playground, ann, named, "No")
        nothing = followed(real, ann)
        again = await told(playground, ann, "/subscribe Ada Reed is named")
        await pressed(playground, ann, again, "Yes")

    assert named["text"].startswith("I understood: Ada Reed: when named")
    assert refused["text"] == "Nothing was changed."
    assert nothing == []
    assert followed(real, ann) == [Watch(("Ada Reed",), "named")]


async def test_a_sentence_that_asks_to_be_told_and_a_button_under_an_answer_lead_to_it(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        asking = await told(playground, ann, "tell me when there is something new about Ada Reed")
        answer = await told(playground, ann, "what did Tom Hale say about coal?")
        ann.press(answer, "Follow")
        under = await playground.wait_for_message(ann, after=answer)
        silence = await told(playground, ann, "what did Tom Hale say about fish?")
        card = await told(playground, ann, "/person Ada Reed")
        ann.press(card, "Follow")
        of_card = await playground.wait_for_message(ann, after=card)

    assert asking["text"].startswith("I understood: Ada Reed: when named")
    assert under["text"].startswith("I understood: Tom Hale: own words about “coal”")
    assert "Follow" in labels(silence)
    assert of_card["text"].startswith("I understood: Ada Reed: own words")
    assert "In the last week 1 article" in of_card["text"]


async def test_what_matched_longer_ago_is_only_named(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        older = await told(playground, ann, "/subscribe Ada Reed on the bridge")
        unknown = await told(playground, ann, "/subscribe Nora Finch")
        empty = await told(playground, ann, "/subscribe")
        nonsense = await told(playground, ann, "/subscribe and the")

    assert "the newest match is from 2 May 2024" in older["text"]
    assert "The archive holds nothing on Nora Finch yet, so I do not know whether this is a person" in unknown["text"]
    assert "/subscribe Kim Jong Un -missile" in empty["text"]
    assert "nothing in these words that I could follow" in nonsense["text"]
    assert labels(nonsense) == []


async def test_a_capitalised_word_that_the_archive_lacks_alerts_when_it_comes(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        asking = await told(playground, ann, "/subscribe Herons")
        done = await pressed(playground, ann, asking, "Yes")
        listed = await told(playground, ann, "/subscriptions")
    async with running(archive=real):
        real.add([Article("marsh", "The herons came back on Monday.", published=Published.parse(TODAY.isoformat()))])
        alert = await playground.wait_for_message(ann, after=listed)

    assert asking["text"].startswith("I understood: Herons: named or spoken of")
    assert "I will alert you to whatever names or mentions it." in asking["text"]
    assert labels(asking) == ["Yes", "No", "Only their own words"]
    assert done["text"].startswith("You follow: Herons: named or spoken of\n")
    assert "Herons: named or spoken of" in listed["text"]
    assert "The herons came back on Monday." in alert["text"]
    assert "because you follow: Herons: named or spoken of" in alert["text"]


async def test_a_corrected_name_is_offered_as_it_was_written_too(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        real.add([Article("crown", "“Bread is dear”, said Olga Crown.")])
        asking = await told(playground, ann, "/subscribe Crows")
        written = await pressed(playground, ann, asking, "Crows")

    assert asking["text"].startswith("I understood: Olga Crown: own words")
    assert written["text"].startswith("I understood: Crows: named or spoken of")


async def test_a_subscription_is_paused_scheduled_silenced_edited_and_deleted(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        nothing = await told(playground, ann, "/subscriptions")
        await told(playground, ann, "/subscribe yes Ada Reed")
        await told(playground, ann, "/subscribe yes everything -coal")
        number = real.store.subscriptions.of_chat(ann.id)[0].number
        listing = await told(playground, ann, "/subscriptions")
        card = await pressed(playground, ann, listing, "1 ⋯ Ada Reed: own words")
        paused = await pressed(playground, ann, card, "Pause")
        weekly = await pressed(playground, ann, paused, "Weekly")
        silent = await pressed(playground, ann, weekly, "Sound off")
        timed = await told(playground, ann, f"/subscriptions {number} weekly friday 18:05")
        wrong = await told(playground, ann, f"/subscriptions {number} weekly someday")
        how = await told(playground, ann, f"/subscriptions {number} edit")
        edited = await told(playground, ann, f"/subscriptions {number} edit Tom Hale on coal")
        other = await told(playground, ann, "/subscriptions 99999 pause")
        kept = real.store.subscriptions.get(number)
        gone = await pressed(playground, ann, edited, "Unfollow")

    assert nothing["text"] == "Nothing is followed here. Start with /subscribe."
    assert listing["text"].splitlines()[2:] == [
        "1. Ada Reed: own words – at once",
        "2. every article · without “coal” – at once",
    ]
    assert card["text"].startswith("Ada Reed: own words\nat once · with sound\n")
    assert "paused" in paused["text"]
    assert "Resume" in labels(paused)
    assert "on Monday at 08:00" in weekly["text"]
    assert "without sound" in silent["text"]
    assert "on Friday at 18:05" in timed["text"]
    assert "By typing:" in wrong["text"]
    assert how["text"].startswith("Reply to this message with what to follow instead of: Ada Reed")
    assert edited["text"].startswith("Tom Hale: own words about “coal”")
    assert "no such subscription" in other["text"]
    assert (kept.schedule, kept.at_minute, kept.weekday, kept.is_paused) == ("weekly", 18 * 60 + 5, 4, True)
    assert gone["text"] == "You no longer follow: Tom Hale: own words about “coal”"
    assert followed(real, ann) == [Watch(without=("coal",))]


async def test_a_chat_follows_only_so_much(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real, VERBATIM_SUBSCRIPTIONS_PER_CHAT="1"):
        await told(playground, ann, "/subscribe yes Ada Reed")
        more = await told(playground, ann, "/subscribe yes Tom Hale")

    assert more["text"].startswith("This chat already follows 1 things")
    assert followed(real, ann) == [Watch(("Ada Reed",))]


async def test_in_a_group_only_admins_change_what_is_followed_and_a_topic_follows_for_itself(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    bob = playground.person("Bob")
    group = playground.group("Oxbow", [ann, bob], supergroup=True, forum=True)
    topic = playground.topic(group, "News", by=ann)
    async with running(archive=real):
        typed = await playground.wait_for_message(group, after=bob.say("/subscribe Tom Hale", group))
        answer = await playground.wait_for_message(group, after=bob.say("/ask Tom Hale", group))
        bob.press(answer, "Follow")
        asking = await playground.wait_for_message(group, after=answer)
        refusal = await playground.wait_for_answer(bob.press(asking, "Yes"))
        nothing = real.store.subscriptions.of_chat(group.id)
        asking = await playground.wait_for_message(group, after=ann.say("/subscribe Ada Reed", group, topic=topic))
        await pressed(playground, ann, asking, "Yes")

    kept = [(s.watch, s.topic_id) for s in real.store.subscriptions.of_chat(group.id)]
    assert "only its admins" in typed["text"]
    assert "only its admins" in refusal["text"]
    assert nothing == ()
    assert kept == [(Watch(("Ada Reed",)), topic)]


async def test_what_is_followed_is_exported_and_forgotten(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        await told(playground, ann, "/subscribe yes Ada Reed")
        asking = await told(playground, ann, "/forget")
        await pressed(playground, ann, asking, "Delete everything")

    assert followed(real, ann) == []


async def test_quiet_hours_are_set_and_lifted_in_the_settings(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        before = await told(playground, ann, "/settings")
        quiet = await told(playground, ann, "/settings quiet 22:00-7:00")
        kept = real.store.chats.get(ann.id)
        wrong = await told(playground, ann, "/settings quiet 25:00-7:00")
        lifted = await told(playground, ann, "/settings quiet off")

    assert "Quiet hours: none; /settings quiet 22:00–07:00 sets them" in before["text"]
    assert "Quiet hours: 22:00–07:00, changed with /settings quiet off" in quiet["text"]
    assert (kept.quiet_from, kept.quiet_to) == (22 * 60, 7 * 60)
    assert "I do not know the setting" in wrong["text"]
    assert "Quiet hours: none" in lifted["text"]
