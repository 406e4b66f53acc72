"""Does a reader see moments in their own time zone, where they are settings, lists and digests?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published

RIVER = Article(
    "river",
    "The river froze over. “We will open the ice road”, said Ada Reed. Boats were taken ashore.",
    title="River",
    outlet="The Mill",
    published=Published.parse("2024-02-04"),
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([RIVER])
        yield archive


async def told(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words))


def moments(message: dict) -> list[tuple[str, str, datetime]]:
    """The words of each moment, what an app shows of it, and the moment."""
    return [
        (
            message["text"][e["offset"] : e["offset"] + e["length"]],
            e["date_time_format"],
            datetime.fromtimestamp(e["unix_time"], UTC),
        )
        for e in message.get("entities", ())
        if e["type"] == "date_time"
    ]


@pytest.mark.parametrize(("zone", "utc"), [("Asia/Seoul", (13, 22)), ("UTC", (22, 7))])
async def test_quiet_hours_are_moments_by_the_clock_of_the_chat(
    playground: Playground, ann: Person, running: Callable, zone: str, utc: tuple[int, int]
) -> None:
    async with running():
        await told(playground, ann, f"/timezone {zone}")
        shown = await told(playground, ann, "/settings quiet 22:00-07:00")

    assert [(words, form, at.hour) for words, form, at in moments(shown)] == [
        ("22:00", "t", utc[0]),
        ("07:00", "t", utc[1]),
    ]
    assert "Quiet hours: 22:00–07:00" in shown["text"]


async def test_again_and_saved_tell_when(playground: Playground, ann: Person, running: Callable, real: Archive) -> None:
    begun = datetime.now(UTC).replace(microsecond=0)
    async with running(archive=real):
        answer = await told(playground, ann, "what did Ada Reed say")
        ann.press(answer, "⋯ details")
        await playground.wait_for_answer(ann.press(await playground.wait_for_edit(answer), "Save"))
        lists = [await told(playground, ann, "/again"), await told(playground, ann, "/saved")]

    for shown in lists:
        [(words, form, at)] = moments(shown)
        assert form == "Dt"
        assert begun <= at <= datetime.now(UTC)
        assert str(at.year) in words


async def test_a_subscription_tells_when_its_digest_comes(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        asking = await told(playground, ann, "/subscribe Ada Reed")
        ann.press(asking, "Yes")
        await playground.wait_for_edit(asking)
        daily = await told(playground, ann, "/subscriptions 1 daily 08:30")
        listed = await told(playground, ann, "/subscriptions")
        weekly = await told(playground, ann, "/subscriptions 1 weekly friday 18:00")

    assert [(words, form, at.hour, at.minute) for words, form, at in moments(daily)] == [("08:30", "t", 8, 30)]
    assert moments(listed) == moments(daily)
    [(words, form, at)] = moments(weekly)
    assert (words, form, at.isoweekday(), at.hour) == ("on Friday at 18:00", "wt", 5, 18)
