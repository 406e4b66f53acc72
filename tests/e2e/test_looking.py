"""Can the archive be looked through in a chat: people, a person, outlets, a day, the newest, an article?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published

NAMES = ("Ada Reed", "Tom Hale", "Mia Lund", "Ivo Kerner", "Eva Moss", "Jan Vos", "Lea Roth", "Max Orr", "Una Bell")
SAID = "The dam will be closed in winter, because the wall is old"


def _articles() -> Iterator[Article]:
    """The first of the names says nine things, the second eight, and so on, a day apart."""
    for place, name in enumerate(NAMES):
        said = "\n\n".join(f"“{SAID} and plan {n} of {name} fails”, said {name}." for n in range(len(NAMES) - place))
        facts = {"title": f"Plan {place}", "outlet": "The Mill" if place % 2 else "The Ferry"}
        text = f"The engineer {name} spoke at the town hall of Oxbow.\n\n{said}"
        yield Article(f"plan-{place}", text, published=Published.parse(f"2024-02-{place + 1:02d}"), **facts)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add(_articles())
        yield archive


async def told(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words))


async def tapped(playground: Playground, person: Person, message: dict, label: str) -> dict:
    """The message that a button leads to."""
    person.press(message, label)
    return await playground.wait_for_message(person, after=message)


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


async def test_the_most_quoted_people_are_paged_and_a_tap_leads_to_a_card_and_on_to_the_quotes(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        first = await told(playground, ann, "/people")
        ann.press(first, "▶")
        second = await playground.wait_for_edit(first)
        card = await tapped(playground, ann, second, "Una Bell")
        quotes = await tapped(playground, ann, card, "All quotes")

    assert first["text"].splitlines()[2:4] == ["1. Ada Reed – 9 quotes", "2. Tom Hale – 8 quotes"]
    assert labels(first) == [*NAMES[:8], "▶ next"]
    assert second["text"].splitlines()[2:] == ["9. Una Bell – 1 quote"]
    assert labels(second) == ["Una Bell", "◀ previous"]
    assert card["text"].splitlines()[:4] == [
        "Una Bell",
        "engineer",
        "1 quote · named in 1 article",
        "on 9 February 2024",
    ]
    assert f"“{SAID} and plan 0 of Una Bell fails”" in card["text"]
    assert quotes["text"].startswith("what did Una Bell say")


async def test_the_buttons_of_a_list_outlive_a_restart_and_are_the_askers_alone(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    bob = playground.person("Bob")
    async with running(archive=real):
        first = await told(playground, ann, "/people")
    async with running(archive=real):
        bob.press(first, "▶")
        toast = await playground.wait_for_call("answerCallbackQuery")
        ann.press(first, "▶")
        second = await playground.wait_for_edit(first)

    assert "person who asked" in toast.parameters["text"]
    assert "Una Bell" in second["text"]


async def test_a_misspelt_and_an_unknown_person_are_said_to_be_so(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        corrected = await told(playground, ann, "/person Ivo Kelner")
        unknown = await told(playground, ann, "/person Zebulon Quux")
        without = await told(playground, ann, "/person")

    assert corrected["text"].splitlines()[:3] == ["Showing Ivo Kerner for “Ivo Kelner”", "", "Ivo Kerner"]
    assert unknown["text"] == "The archive names nobody called Zebulon Quux. Did you mean:"
    assert labels(unknown)[0] == "Ada Reed"
    assert "/person Ada Reed" in without["text"]


async def test_an_outlet_leads_to_its_newest(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        listed = await told(playground, ann, "/outlets")
        newest = await tapped(playground, ann, listed, "The Mill")

    assert listed["text"].splitlines()[2:] == ["1. The Ferry – 5 articles", "2. The Mill – 4 articles"]
    assert "The Mill · Plan 7 · 8 February 2024" in newest["text"]
    assert "The Ferry" not in newest["text"].splitlines()[0]


async def test_a_day_without_a_date_is_the_newest_and_latest_is_the_newest_first(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        newest = await told(playground, ann, "/day")
        day = await told(playground, ann, "/day 3 February 2024")
        latest = await told(playground, ann, "/latest")
        topic = await told(playground, ann, "/latest Ivo Kerner")

    assert newest["text"].startswith("9 February 2024")
    assert day["text"].startswith("3 February 2024")
    assert latest["text"].index("Plan 8") < latest["text"].index("Plan 7")
    assert "Ivo Kerner" in topic["text"]


async def test_an_article_is_read_page_by_page_word_for_word(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    text = real.article("plan-0").text
    long = Article("long", text * 3, title="Long", published=Published.parse("2024-03-01"))
    real.add([long])
    playground.state.knows_rich_messages = False
    async with running(archive=real):
        page = await told(playground, ann, "/article long")
        pages = [page]
        while "▶ next" in labels(pages[-1]):
            ann.press(pages[-1], "▶")
            pages.append(await playground.wait_for_edit(pages[-1]))
        missing = await told(playground, ann, "/article nowhere")

    assert len(pages) > 1
    assert pages[0]["text"].startswith("Long\n1 March 2024")
    body = "".join(" ".join(p["text"].split("\n\n", 1)[1].rsplit("\n\n", 1)[0].split()) for p in pages)
    assert body.replace(" ", "") == "".join(long.text.split())
    assert missing["text"] == "The archive holds no article with the id nowhere."


async def test_a_question_that_begins_with_a_slash_is_still_a_question(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await told(playground, ann, "/ask /people")

    assert "Most quoted" not in answer["text"]
