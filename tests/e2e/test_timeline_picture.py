"""/timeline as a picture: what is sent where one can be drawn, where it cannot, and where a chat takes none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.app import application
from bot.demo import demo_articles
from bot.playground import Fault, Person, Playground
from bot.render.pictures import painter
from retrieval.answers import Archive

PATIENCE_S = 19.0
pytest.importorskip("matplotlib", reason="timelines are drawn with the extra [charts]")


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add(demo_articles(datetime.now(UTC).date()), jobs=1)
        yield archive


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take long to start the drawing process, and these tests are about what it draws."""
    monkeypatch.setattr(application, "DrawingProcess", partial(painter.DrawingProcess, limit_s=PATIENCE_S))


async def told(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words), timeout_s=PATIENCE_S)


def labels(message: dict) -> list[str]:
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


async def test_a_timeline_is_a_picture_whose_caption_says_the_same_and_whose_numbers_lead_to_words(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        drawn = await told(playground, ann, "/timeline Ida Aune")
        ann.press(drawn, labels(drawn)[0])
        words = await playground.wait_for_message(ann, after=drawn)

    assert "text" not in drawn
    assert drawn["photo"][0]["width"] > drawn["photo"][0]["height"] > 600
    lines = drawn["caption"].splitlines()
    assert lines[0] == "Ida Aune · statements, by week"
    assert lines[1].startswith("Ida Aune: 21, most on ")
    assert [line[:2] for line in lines[3:]] == ["1.", "2.", "3.", "4.", "5."]
    assert "Ida Aune" in words["text"]


async def test_two_people_stand_side_by_side_each_with_a_colour(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real, VERBATIM_PICTURE_THEME="dark"):
        drawn = await told(playground, ann, "/timeline Aune and Reker")

    assert "🟦 Ida Aune · 🟧 Tomas Reker" in drawn["caption"]


async def test_an_answer_of_many_pages_leads_to_the_timeline_of_its_speaker(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await told(playground, ann, "what did Ida Aune say")
        ann.press(answer, "Timeline")
        drawn = await playground.wait_for_message(ann, after=answer, timeout_s=PATIENCE_S)

    assert drawn["caption"].startswith("Ida Aune · statements")


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param("Bad Request: not enough rights to send photos to the chat", id="of-the-chat"),
        pytest.param("Bad Request: IMAGE_PROCESS_FAILED", id="of-the-picture"),
    ],
)
async def test_where_no_picture_is_taken_the_words_come(
    playground: Playground, ann: Person, running: Callable, real: Archive, refusal: str
) -> None:
    playground.faults.add(Fault.refuse(400, refusal), method="sendPhoto")
    async with running(archive=real):
        words = await told(playground, ann, "/timeline Ida Aune")

    assert "█" in words["text"]
    assert len(labels(words)) == 5


async def test_without_the_extra_the_words_come(
    playground: Playground, ann: Person, running: Callable, real: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter, "can_draw", lambda kind: False)
    async with running(archive=real):
        words = await told(playground, ann, "/timeline Ida Aune")

    assert "█" in words["text"]


async def test_an_edited_question_puts_another_picture_or_words_in_the_place_of_a_picture(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        asked = ann.say("/timeline Ida Aune")
        first = await playground.wait_for_message(ann, after=asked)
        ann.edit(asked, "/timeline Tomas Reker")
        second = await playground.wait_for_edit(first, timeout_s=PATIENCE_S)
        ann.edit(asked, "/timeline glaciers")
        third = await playground.wait_for_edit(second)

    assert second["caption"].startswith("Tomas Reker · statements")
    assert second["photo"][0]["file_unique_id"] != first["photo"][0]["file_unique_id"]
    assert third["caption"] == "The archive has nothing on glaciers that has a day."
    assert third["photo"][0]["height"] == 20
    assert "reply_markup" not in third


async def test_a_picture_of_withdrawn_words_gives_way_to_a_notice(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        drawn = await told(playground, ann, "/timeline salmon")
        token = drawn["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
        shown = real.store.shown.get(token)
        assert shown is not None
        real.remove(shown.article_ids[0])
        ann.press(drawn, labels(drawn)[0])
        gone = await playground.wait_for_edit(drawn)

    assert gone["caption"] == "An article that this answer quoted was withdrawn."
    assert gone["photo"][0]["height"] == 20
