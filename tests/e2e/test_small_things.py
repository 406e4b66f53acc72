"""Are the small things right that a person meets every day?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.app.application import ALLOWED_UPDATES
from bot.playground import BotProfile, Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published

NAME = BotProfile().username
RIVER = Article(
    "river",
    "The river froze over in the second week. “We will open the ice road”, said Ada Reed. Boats were taken ashore.",
    title="River",
    outlet="The Mill",
    published=Published.parse("2024-02-04"),
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([RIVER])
        yield archive


async def told(playground: Playground, person: Person, words: str, chat=None, **more) -> dict:
    return await playground.wait_for_message(chat or person, after=person.say(words, chat, **more))


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


@pytest.mark.parametrize("language", ["ru", "uk"])
async def test_no_sentence_ends_with_two_full_stops(
    playground: Playground, running: Callable, real: Archive, language: str
) -> None:
    boris = playground.person("Boris", language=language)
    async with running(archive=real):
        asking = await told(playground, boris, "/subscribe Ada Reed")
        zone = await told(playground, boris, "/timezone")

    assert "2024" in asking["text"]
    assert ".." not in asking["text"] + zone["text"]


async def test_a_command_that_names_the_bot_and_is_unknown_is_answered_in_groups(
    playground: Playground, ann: Person, running: Callable
) -> None:
    group = playground.group("News", [ann])
    async with running():
        unknown = await told(playground, ann, f"/nosuch@{NAME}", group)
        operators = await told(playground, ann, f"/stats@{NAME.upper()}", group)

    assert unknown["text"] == operators["text"] == "I do not know this command. /help lists those I know."


def test_no_update_is_asked_for_that_nobody_handles() -> None:
    assert "chosen_inline_result" not in ALLOWED_UPDATES


@pytest.mark.parametrize("words", ["who said this?", "кто это сказал?", "Wer hat das gesagt?", "qui a dit cela ?"])
async def test_who_said_this_of_the_articles_own_words_says_so(
    playground: Playground, ann: Person, running: Callable, real: Archive, words: str
) -> None:
    async with running(archive=real):
        answer = await told(playground, ann, "the river froze over")
        own = await told(playground, ann, words, reply_to=answer, quote="froze over in the second week")
        said = await told(playground, ann, "who said “open the ice road”")
        hers = await told(playground, ann, words, reply_to=said, quote="open the ice road")

    assert own["text"].startswith("Nobody is quoted there")
    assert "froze over" in own["text"]
    assert "— Ada Reed · quoted" in hers["text"]
    assert "Nobody is quoted" not in hers["text"]


async def test_more_after_nothing_says_so(playground: Playground, ann: Person, running: Callable, real) -> None:
    async with running(archive=real):
        before = await told(playground, ann, "more")
        await told(playground, ann, "what did Ada Reed say")
        after = await told(playground, ann, "more")

    assert before["text"].startswith("There is no answer of mine before this")
    assert after["text"] == "That was all I have on “what did Ada Reed say”."


@pytest.mark.parametrize("words", ["more", "in full"])
async def test_what_goes_on_with_an_answer_that_holds_nothing_says_so(
    playground: Playground, ann: Person, running: Callable, real, words: str
) -> None:
    async with running(archive=real):
        await told(playground, ann, "what did Zelda Quince say")
        after = await told(playground, ann, words)

    assert after["text"] == "I found nothing on “what did Zelda Quince say”, so there is no more of it."


async def test_a_person_whom_the_archive_does_not_know_can_be_asked_for_after_the_same_day(
    playground: Playground, ann: Person, running: Callable, real
) -> None:
    async with running(archive=real):
        answer = await told(playground, ann, "what did Ada Reed say")
        ann.press(answer, "⋯ details")
        day = await playground.wait_for_message(
            ann, after=(ann.press(await playground.wait_for_edit(answer), "Same day"), answer)[1]
        )
        after = await told(playground, ann, "and Musk?")

    assert "4 February 2024" in day["text"]
    assert after["text"].startswith("Musk on 4 February 2024\n\nThe archive holds nothing on Musk")


@pytest.mark.parametrize("is_restarted", [False, True])
async def test_a_message_that_is_edited_without_a_change_is_left_alone(
    playground: Playground, ann: Person, running: Callable, archive, is_restarted: bool
) -> None:
    async with running():
        question = ann.say("what did Reed say")
        answer = await playground.wait_for_message(ann, after=question)
        if not is_restarted:
            ann.edit(question, question["text"])
            await told(playground, ann, "the bridge")
    if is_restarted:
        async with running():
            ann.edit(question, question["text"])
            await told(playground, ann, "the bridge")

    assert archive.asked == ["what did Reed say", "the bridge"]
    assert playground.messages(ann)[0] == answer


async def test_quiet_hours_are_set_and_lifted_by_buttons(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    async with running():
        shown = await told(playground, ann, "/settings")
        ann.press(shown, "Quiet hours …")
        choices = await playground.wait_for_edit(shown)
        ann.press(choices, "22:00–07:00")
        quiet = await playground.wait_for_edit(choices, containing="22:00–07:00, changed")
        ann.press(quiet, "Quiet hours …")
        again = await playground.wait_for_edit(quiet)
        ann.press(again, "No quiet hours")
        lifted = await playground.wait_for_edit(again)

    assert labels(shown) == ["One excerpt", "Sound off", "Quiet hours …", "Look of alerts …", "Language …"]
    assert labels(choices)[-1] == "↩ Back"
    assert "22:00–07:00" not in labels(again)
    assert "Quiet hours: none" in lifted["text"]
    assert store.chats.get(ann.id).quiet_from is None


@pytest.mark.parametrize("command", ["/help", "/start"])
async def test_an_example_is_asked_by_a_tap(
    playground: Playground, ann: Person, running: Callable, tmp_path: Path, seeds_of_a_checkout, command: str
) -> None:
    with Archive.open(tmp_path / "seeds") as seeded:
        seeded.add(seeds_of_a_checkout)
        async with running(archive=seeded):
            shown = await told(playground, ann, command)
            example = labels(shown)[0]
            ann.press(shown, example)
            answer = await playground.wait_for_message(ann, after=shown)

    assert example in shown["text"]
    assert answer["text"].startswith(example)
    assert "—" in answer["text"]


async def test_voice_is_declined_where_nobody_can_listen(
    playground: Playground, ann: Person, running: Callable
) -> None:
    voice = {"voice": {"file_id": "a", "file_unique_id": "a", "duration": 3}}
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.send(voice))

    assert answer["text"] == "I cannot listen to voice messages. Please write your question."


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; print(open(sys.argv[1]).read())", "I heard: the bridge"),
        ("import sys; sys.exit(1)", "I did not understand your voice message"),
        ("pass", "I did not understand your voice message"),
    ],
    ids=["understood", "failed", "nothing-said"],
)
async def test_a_voice_message_is_answered_as_what_the_operators_program_hears(
    playground: Playground, ann: Person, running: Callable, program: str, said: str
) -> None:
    sent = ann.send_file("voice.ogg", b"the bridge")["document"]
    voice = {"voice": {key: sent[key] for key in ("file_id", "file_unique_id")} | {"duration": 3}}
    async with running(VERBATIM_VOICE_COMMAND=f"{sys.executable} -c '{program}' {{file}}"):
        await playground.wait_for_message(ann)
        answer = await playground.wait_for_message(ann, after=ann.send(voice))

    assert answer["text"].startswith(said)
    assert ("bridge number 1" in answer["text"]) == (said == "I heard: the bridge")
