"""*As picture* on an excerpt: a card whose caption has the whole quotation, or a notice why there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from bot.app import application
from bot.demo import demo_articles
from bot.playground import Fault, Person, Playground
from bot.render.pictures import painter
from bot.render.pictures.jobs import Job, NotDrawn
from retrieval.answers import Archive

PATIENCE_S = 19.0
needs_cards = pytest.mark.skipif(
    not painter.can_draw("card"), reason="cards are drawn with the extra [cards] and FriBiDi"
)


class Refusing:
    """A painter that draws nothing, for a reason."""

    def __init__(self, why: NotDrawn) -> None:
        self.why = why

    def draws(self, kind: str) -> bool:
        return True

    def paint(self, job: Job) -> NotDrawn:
        return self.why

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take long to start the drawing process, and these tests are about what it draws."""
    monkeypatch.setattr(application, "DrawingProcess", partial(painter.DrawingProcess, limit_s=PATIENCE_S))


async def opened(playground: Playground, person: Person) -> dict:
    """The first excerpt of an answer, by itself."""
    answer = await playground.wait_for_message(person, after=person.say("what did Reed say"))
    person.press(answer, "1 ⋯ details")
    return await playground.wait_for_edit(answer)


def labels(message: dict) -> list[str]:
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


@needs_cards
async def test_an_excerpt_becomes_a_picture_with_the_whole_quotation_under_it(
    playground: Playground, ann: Person, running: Callable
) -> None:
    from PIL import Image

    async with running():
        alone = await opened(playground, ann)
        ann.press(alone, "As picture")
        card = await playground.wait_for_message(ann, after=alone, timeout_s=PATIENCE_S)

    picture = Image.open(BytesIO(playground.state.files[card["photo"][0]["file_id"]].content))
    assert picture.size == (card["photo"][0]["width"], card["photo"][0]["height"])
    lines = card["caption"].splitlines()
    assert lines[0] == "“We will build bridge number 0”, the mayor, Ada Reed, said."
    assert lines[1] == "— Ada Reed, the mayor · quoted"
    assert {"bold", "blockquote"} <= {entity["type"] for entity in card["caption_entities"]}
    assert "reply_markup" not in card


@pytest.mark.parametrize(
    ("why", "told"),
    [
        pytest.param(NotDrawn.TOO_LONG, "This excerpt is too long for a picture, and I never cut one.", id="too-long"),
        pytest.param(NotDrawn.NO_FONT, "I have no font for every sign of this excerpt, so I draw none.", id="no-font"),
        pytest.param(NotDrawn.FAILED, "The picture could not be drawn now. Please try again later.", id="failed"),
    ],
)
async def test_where_no_whole_picture_can_be_made_a_notice_says_why(
    playground: Playground, ann: Person, running: Callable, monkeypatch: pytest.MonkeyPatch, why: NotDrawn, told: str
) -> None:
    monkeypatch.setattr(application, "DrawingProcess", partial(Refusing, why))
    async with running():
        alone = await opened(playground, ann)
        notice = await playground.wait_for_answer(ann.press(alone, "As picture"))

    assert notice["text"] == told


@needs_cards
async def test_a_card_that_a_chat_does_not_take_comes_as_words(
    playground: Playground, ann: Person, running: Callable
) -> None:
    refusal = "Bad Request: not enough rights to send photos to the chat"
    playground.faults.add(Fault.refuse(400, refusal), method="sendPhoto")
    async with running():
        alone = await opened(playground, ann)
        ann.press(alone, "As picture")
        words = await playground.wait_for_message(ann, after=alone, timeout_s=PATIENCE_S)

    assert words["text"].startswith("“We will build bridge number 0”")


async def test_where_no_cards_can_be_drawn_none_is_offered(
    playground: Playground, ann: Person, running: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter, "can_draw", lambda kind: False)
    async with running():
        alone = await opened(playground, ann)

    assert "As picture" not in labels(alone)
    assert "In context" in labels(alone)


@needs_cards
async def test_two_people_are_compared_in_two_columns_whose_caption_says_the_same(
    playground: Playground, ann: Person, running: Callable, tmp_path: Path
) -> None:
    with Archive.open(tmp_path / "real") as archive:
        archive.add(demo_articles(datetime.now(UTC).date()), jobs=1)
        async with running(archive=archive):
            asked = ann.say("/compare Aune and Reker on the bridge")
            both = await playground.wait_for_message(ann, after=asked, timeout_s=PATIENCE_S)

    first, _, second = both["caption"].partition("\n\nTomas Reker\n\n")
    assert first.startswith("Ida Aune\n\n")
    assert (first.count("\n— Ida Aune"), second.count("\n— Tomas Reker")) == (1, 1)
    assert both["photo"][0]["width"] == 1080
