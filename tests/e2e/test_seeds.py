"""Does a fresh checkout's own article answer in Telegram, from the real archive?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.sources import read_articles

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("archive")) as opened:
        opened.add(read_articles([SEEDS]))
        yield opened


def marked(message: dict, kind: str) -> list[str]:
    units = message["text"].encode("utf-16-le")
    return [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message.get("entities", ())
        if e["type"] == kind
    ]


async def test_what_did_peskov_say_arrives_as_one_attributed_message(
    playground: Playground, ann: Person, running: Callable, seeds: Archive
) -> None:
    async with running(archive=seeds):
        await playground.wait_for_message(ann, after=ann.say("what did Peskov say"))

    (answer,) = playground.messages(ann)
    (article,) = (seeds.article(article_id) for article_id in seeds.store.articles.ids())
    sentence = next(line for line in article.text.splitlines() if line.startswith("Asked whether Putin and Kim"))
    assert marked(answer, "blockquote") == [sentence]
    (words,) = marked(answer, "bold")
    assert "cooperate in areas “sensitive”" in words
    assert words in sentence
    assert answer["text"].splitlines()[1:] == [
        "— Dmitry Peskov, Kremlin press secretary · reported, partly quoted · via Reuters",
        f"{article.title} · 13 September 2023",
    ]


@pytest.mark.parametrize(
    ("question", "first", "speaker"),
    [
        ("what did Kim say", "“Russia began a sacred struggle", "— Kim Jong Un"),
        ("what did Putin say", "“Of course, we need to talk about", "— Vladimir Putin"),
        ("who said “sacred struggle”?", "“Russia began a sacred struggle", "— Kim Jong Un"),
        ("what happened on 13 September 2023", "The leader of North Korea, Kim Jong Unand", None),
        ("when did Kim arrive in Russia", "Kim Jong Un it arrived on Tuesday", None),
    ],
)
async def test_the_right_sentence_comes_first(
    playground: Playground, ann: Person, running: Callable, seeds: Archive, question: str, first: str, speaker: str
) -> None:
    async with running(archive=seeds):
        answer = await playground.wait_for_message(ann, after=ann.say(question))

    lines = answer["text"].splitlines()
    assert marked(answer, "blockquote")[0].startswith(first)
    assert speaker is None or lines[1].startswith(speaker)


async def test_a_person_the_archive_does_not_know_gets_a_reason_and_a_way_on(
    playground: Playground, ann: Person, running: Callable, seeds: Archive
) -> None:
    async with running(archive=seeds):
        answer = await playground.wait_for_message(ann, after=ann.say("what did Macron say"))
        offered = [button["text"] for row in answer["reply_markup"]["inline_keyboard"] for button in row]
        ann.press(answer, next(label for label in offered if label.startswith("Dmitry Peskov")))
        followed = await playground.wait_for_message(ann, after=answer)

    assert "nothing from or about Macron" in answer["text"]
    assert not marked(answer, "blockquote")
    assert "— Dmitry Peskov, Kremlin press secretary" in followed["text"]


@pytest.mark.parametrize("greeting", ["hi", "thanks"])
async def test_a_greeting_gets_one_line_and_no_passage(
    playground: Playground, ann: Person, running: Callable, seeds: Archive, greeting: str
) -> None:
    async with running(archive=seeds):
        answer = await playground.wait_for_message(ann, after=ann.say(greeting))

    assert not marked(answer, "blockquote")
    assert len(answer["text"].splitlines()) == 1


async def test_help_offers_questions_that_this_archive_answers(
    playground: Playground, ann: Person, running: Callable, seeds: Archive
) -> None:
    async with running(archive=seeds):
        told = await playground.wait_for_message(ann, after=ann.say("/help"))
        answers = [await playground.wait_for_message(ann, after=ann.say(question)) for question in marked(told, "code")]

    assert len(answers) >= 3
    assert all(marked(answer, "blockquote") for answer in answers)


async def test_many_chats_at_once_are_all_answered_rightly(
    playground: Playground, running: Callable, seeds: Archive
) -> None:
    people = [playground.person(f"Person {n}") for n in range(30)]
    asked = [("what did Peskov say", "Dmitry Peskov"), ("what did Kim say", "Kim Jong Un")]
    async with running(archive=seeds):
        for number, person in enumerate(people):
            person.say(asked[number % 2][0])
        answers = [await playground.wait_for_message(person, timeout_s=20) for person in people]

    assert all(asked[number % 2][1] in answer["text"] for number, answer in enumerate(answers))
