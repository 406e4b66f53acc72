"""Can a quotation be put into any chat?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published
from retrieval.store import Shown

THINGS = ["bridge", "school", "harbour", "tunnel", "market", "theatre", "hospital", "library", "station"]
STATES = [
    "will be rebuilt by spring",
    "costs more than we have",
    "was never asked for",
    "belongs to nobody",
    "saves lives",
    "needs paint",
    "is a joke",
    "must wait",
]
PLANS = "\n\n".join(f"“The {thing} {state}”, said Ada Reed." for state in STATES for thing in THINGS)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    facts = {"title": "Plans", "outlet": "The Mill", "url": "https://mill.example/plans"}
    with Archive.open(tmp_path / "real") as archive:
        archive.add([Article("plans", PLANS, published=Published.parse("2024-02-04"), **facts)])
        yield archive


async def typed(playground: Playground, person: Person, words: str, offset: str = "") -> dict:
    query = person.inline(words, offset)
    return await playground.wait_for_answer(query) | {"query": query}


async def test_a_card_tells_who_what_and_where_and_arrives_as_a_whole_quotation(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await typed(playground, ann, "reed harbour saves lives")
        first = answer["results"][0]
        sent = ann.choose(answer["query"], first["id"])

    assert first["title"] == "Ada Reed"
    assert first["description"].startswith("“The harbour saves lives")
    assert first["description"].endswith("The Mill · 4 February 2024")
    assert sent["text"].splitlines() == [
        "“The harbour saves lives”, said Ada Reed.",
        "— Ada Reed · quoted",
        "The Mill · Plans · 4 February 2024",
    ]
    assert {entity["type"] for entity in sent["entities"]} == {"blockquote", "bold", "text_link"}
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert answer["is_personal"]


async def test_cards_are_paged_up_to_fifty_none_twice(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    found: list[str] = []
    async with running(archive=real):
        answer = await typed(playground, ann, "what did Ada Reed say")
        found += [result["id"] for result in answer["results"]]
        while answer["next_offset"]:
            answer = await typed(playground, ann, "what did Ada Reed say", answer["next_offset"])
            found += [result["id"] for result in answer["results"]]

    assert len(found) == len(set(found)) == 50


async def test_an_empty_query_shows_the_newest(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await typed(playground, ann, "")

    assert [result["title"] for result in answer["results"]] == ["Ada Reed"]


async def test_nothing_found_offers_to_ask_in_a_chat_and_the_link_opens_the_question(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await typed(playground, ann, "what did Zebulon Quux say")
        started = ann.say(f"/start {answer['button']['start_parameter']}")
        opened = await playground.wait_for_message(ann, after=started)

    assert answer["results"] == []
    assert opened["text"].startswith("what did Zebulon Quux say")
    assert "nothing" in opened["text"]


async def test_an_old_or_forged_link_opens_the_greeting(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    old = datetime.now(UTC) - timedelta(days=31)
    real.store.shown.save(Shown("oldoldold", ann.id, ann.id, "what did Ada Reed say", old.date(), old))
    async with running(archive=real, VERBATIM_BUTTONS_LIFE_DAYS="30"):
        for parameter in ("q_oldoldold", "q_forged", "q_", "elsewhere"):
            answer = await playground.wait_for_message(ann, after=ann.say(f"/start {parameter}"))
            assert "word for word" in answer["text"]


@pytest.mark.parametrize("offset", ["-1", "9999999", "x", "50"])
async def test_a_forged_offset_harms_nothing(
    playground: Playground, ann: Person, running: Callable, real: Archive, offset: str
) -> None:
    async with running(archive=real):
        answer = await typed(playground, ann, "what did Ada Reed say", offset)

    assert len(answer["results"]) <= 10


async def test_those_who_are_not_let_in_see_no_cards(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real, VERBATIM_ACCESS="999"):
        answer = await typed(playground, ann, "what did Ada Reed say")

    assert answer["results"] == []
    assert answer["button"] is None
