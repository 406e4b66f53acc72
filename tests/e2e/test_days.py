"""Does one walk from day to day, and see which day an excerpt speaks of?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.taps import EXPIRED, STRANGER, WITHDRAWN
from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published

TELLING = {
    "2022-12-31": "The old bridge was closed to all traffic, the mayor told the council of the town.",
    "2023-09-11": "A parade of elephants went through Ferry Street and drank from the fountain.",
    "2023-09-13": "On Tuesday (September 12) the harbour was closed to all ships, and nobody could say why.",
    "2023-09-14": "Bakers handed out bread to everyone who had danced at the fair all night long.",
}


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Archive]:
    """An article on each of a few days; that of the 13th speaks of the day before."""
    with Archive.open(tmp_path / "week") as opened:
        opened.add(
            Article(day, text, title=f"News of {day}", published=Published.parse(day)) for day, text in TELLING.items()
        )
        yield opened


def labels(message: dict) -> list[list[str]]:
    """The buttons, without those that look at one excerpt more closely."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    named = [[button["text"] for button in row if not button["text"].endswith("⋯ details")] for row in rows]
    return [row for row in named if row]


def data_of(message: dict, place: int = 0) -> str:
    return message["reply_markup"]["inline_keyboard"][0][place]["callback_data"]


def marked(message: dict, kind: str) -> list[str]:
    # None of these texts leaves the plane in which a code point is one unit.
    return [
        message["text"][e["offset"] : e["offset"] + e["length"]]
        for e in message.get("entities", ())
        if e["type"] == kind
    ]


async def asked(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words))


async def test_one_walks_from_day_to_day_in_one_message(
    playground: Playground, ann: Person, running: Callable, week: Archive
) -> None:
    async with running(archive=week):
        there = await asked(playground, ann, "what happened on 13 September 2023")
        ann.press(there, "◀ 11 Sep")
        before = await playground.wait_for_edit(there)
        ann.press(before, "◀ 31 Dec 2022")
        first = await playground.wait_for_edit(before)
        ann.press(first, "11 Sep 2023 ▶")
        back = await playground.wait_for_edit(first)

    assert [labels(m) for m in (there, before, first, back)] == [
        [["◀ 11 Sep", "14 Sep ▶"]],
        [["◀ 31 Dec 2022", "13 Sep ▶"]],
        [["11 Sep 2023 ▶"]],
        [["◀ 31 Dec 2022", "13 Sep ▶"]],
    ]
    assert [marked(m, "bold")[0] for m in (there, before, first)] == [
        "13 September 2023",
        "11 September 2023",
        "31 December 2022",
    ]
    assert marked(before, "blockquote") == [TELLING["2023-09-11"]]
    assert back["text"] == before["text"]
    assert len(playground.messages(ann)) == 1


async def test_a_day_is_left_after_a_restart_and_by_two_taps_at_once(
    playground: Playground, ann: Person, running: Callable, week: Archive
) -> None:
    async with running(archive=week):
        there = await asked(playground, ann, "what happened on 13 September 2023")
    taps = [ann.press(there, "14 Sep ▶"), ann.press(there, "14 Sep ▶")]
    async with running(archive=week):
        for tap in taps:
            await playground.wait_for_answer(tap)

    (left,) = playground.messages(ann)
    assert marked(left, "bold") == ["14 September 2023"]
    assert labels(left) == [["◀ 13 Sep"]]


async def test_a_relative_day_means_what_it_meant_when_it_was_asked(
    playground: Playground, ann: Person, running: Callable, week: Archive
) -> None:
    async with running(archive=week):
        there = await asked(playground, ann, "what happened on 13 September 2023")
        token = data_of(there).split(":")[1]
        shown = week.store.shown.get(token)
        week.store.shown.save(
            replace(shown, question="what happened yesterday", asked_on=shown.asked_on.replace(2023, 9, 14))
        )
        ann.press(there, "14 Sep ▶")
        after = await playground.wait_for_edit(there)

    assert marked(after, "bold") == ["14 September 2023"]
    assert week.store.shown.get(token).question == "what happened on 14 September 2023"


async def test_a_day_with_nothing_offers_the_nearest_which_take_its_place(
    playground: Playground, ann: Person, running: Callable, week: Archive
) -> None:
    async with running(archive=week):
        nothing = await asked(playground, ann, "what happened on 20 March 2023")
        ann.press(nothing, "11 September 2023 (1)")
        there = await playground.wait_for_edit(nothing)

    assert ["31 December 2022 (1)"] in labels(nothing)
    assert not marked(nothing, "blockquote")
    assert marked(there, "blockquote") == [TELLING["2023-09-11"]]
    assert labels(there) == [["◀ 31 Dec 2022", "13 Sep ▶"]]


async def test_only_the_asker_walks_on(playground: Playground, ann: Person, running: Callable, week: Archive) -> None:
    bob = playground.person("Bob")
    group = playground.group("News", [ann, bob])
    async with running(archive=week):
        said = ann.say("/ask what happened on 13 September 2023", group)
        there = await playground.wait_for_message(group, after=said)
        notice = await playground.wait_for_answer(bob.press(there, "14 Sep ▶"))

    assert notice["text"] == STRANGER
    assert playground.messages(group) == [there]


@pytest.mark.parametrize(
    "forged",
    [
        "d:{token}:1",
        "d:{token}:2023-02-30",
        "d:{token}:٢٠٢٣-٠٩-١٢",
        "p:{token}:2023-09-12",
        "d:AAAAAAAAAAAAAAAA:2023-09-12",
    ],
)
async def test_a_forged_day_gets_a_polite_notice(
    playground: Playground, ann: Person, running: Callable, week: Archive, forged: str
) -> None:
    async with running(archive=week):
        there = await asked(playground, ann, "what happened on 13 September 2023")
        data = forged.format(token=data_of(there).split(":")[1])
        notice = await playground.wait_for_answer(ann.press(there, data=data))

    assert notice["text"] == EXPIRED
    assert playground.messages(ann) == [there]


async def test_an_answer_that_is_no_days_has_no_neighbours_even_for_a_forger(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        answer = await asked(playground, ann, "what did Reed say")
        token = data_of(answer).split(":")[1]
        notice = await playground.wait_for_answer(ann.press(answer, data=f"d:{token}:2023-09-12"))

    assert notice["text"] == EXPIRED


async def test_old_days_expire(playground: Playground, ann: Person, running: Callable, week: Archive) -> None:
    async with running(archive=week, VERBATIM_BUTTONS_LIFE_DAYS="7"):
        there = await asked(playground, ann, "what happened on 13 September 2023")
        shown = week.store.shown.get(data_of(there).split(":")[1])
        week.store.shown.save(replace(shown, created_utc=shown.created_utc - timedelta(days=8)))
        notice = await playground.wait_for_answer(ann.press(there, "14 Sep ▶"))

    assert notice["text"] == EXPIRED


async def test_what_was_withdrawn_disappears_from_the_day_it_stands_on_and_from_no_other(
    playground: Playground, ann: Person, running: Callable, week: Archive
) -> None:
    async with running(archive=week):
        there = await asked(playground, ann, "what happened on 13 September 2023")
        ann.press(there, "14 Sep ▶")
        after = await playground.wait_for_edit(there)
        week.remove("2023-09-13")
        ann.press(after, "◀ 13 Sep")
        gone = await playground.wait_for_edit(after)
        other = await asked(playground, ann, "what happened on 11 September 2023")
        week.remove("2023-09-11")
        notice = await playground.wait_for_answer(ann.press(other, "14 Sep ▶"))

    assert TELLING["2023-09-13"] not in gone["text"]
    assert notice["text"] == WITHDRAWN


async def test_an_excerpt_says_which_day_it_speaks_of(
    playground: Playground, ann: Person, running: Callable, week: Archive
) -> None:
    async with running(archive=week):
        answer = await asked(playground, ann, "what happened on 12 September 2023")

    assert answer["text"].splitlines() == [
        "12 September 2023",
        "",
        TELLING["2023-09-13"],
        "News of 2023-09-13 · published 13 September 2023 · speaks of 12 September 2023",
    ]


async def test_the_answer_to_when_underlines_the_date_and_tells_its_day_beside_the_excerpt(
    playground: Playground, ann: Person, running: Callable, week: Archive
) -> None:
    async with running(archive=week):
        answer = await asked(playground, ann, "when was the harbour closed")

    (written,) = marked(answer, "underline")
    assert marked(answer, "blockquote") == [TELLING["2023-09-13"]]
    assert written in TELLING["2023-09-13"]
    assert answer["text"].splitlines()[1:] == [
        f"“{written}” = 12 September 2023",
        "News of 2023-09-13 · published 13 September 2023",
    ]
