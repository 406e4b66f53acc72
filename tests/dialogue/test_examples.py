"""Does every example lead to what it promises, and is there none where nothing could be promised?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.dialogue.examples import examples, five_examples
from bot.render.translate import speaking
from retrieval.answers import Archive
from retrieval.model import Article, Published

TODAY = date(2024, 5, 4)
DAY = Published.parse("2024-05-02")
TALK = (
    "The bridge opens in June. “We will not wait for another winter,” said Anna Berg, the mayor.\n\n“Nobody will pay "
    "to cross the river,” Anna Berg said.\n\n“I have seen worse bridges,” said Jon Dahl.\n\nJon Dahl said that the "
    "river would rise. “Boats are cheaper than bridges,” Jon Dahl said."
)
RUSSIAN = (
    "Мост через реку откроют в июне. «Мы не будем ждать ещё одну зиму», — сказала мэр Анна Крылова.\n\nВсё хорошо. "
    "«За проезд никто платить не будет», — заявила Анна Крылова.\n\nВода в реке поднялась ещё выше."
)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Callable[..., Archive]]:
    opened: list[Archive] = []

    def fill(*texts: str) -> Archive:
        archive = Archive.open(tmp_path / str(len(opened)))
        archive.add([Article(f"a{at}", text, published=DAY) for at, text in enumerate(texts)])
        opened.append(archive)
        return archive

    yield fill
    for archive in opened:
        archive.close()


def test_each_example_has_its_answer(filled: Callable[..., Archive]) -> None:
    archive = filled(TALK)

    found = examples(archive, TODAY)

    assert found == ("what did Jon Dahl say", "Anna Berg quotes", "who is Anna Berg", "what happened on 2 May 2024")
    for question, speaker in zip(found, ("Jon Dahl", "Anna Berg"), strict=False):
        first = archive.ask(question, today=TODAY).excerpts[0]
        assert (first.speaker, first.attribution) == (speaker, "direct")


@pytest.mark.parametrize(
    "text",
    [
        "Player card\n\nAge: 24\n\nAge: 27\n\nAge: 31",
        "“We will wait,” said Berg. “It rains,” said Berg. “It snows,” said Berg.",
        "“We will wait,” said Anna Berg. Anna Berg said that it rained. Anna Berg said that it snowed.",
        "Anna Berg said that it rained. Anna Berg said that it snowed. Anna Berg said that it would hail.",
        "It rained.",
    ],
    ids=["labels", "a surname alone", "quoted once", "never quoted", "nobody"],
)
def test_who_is_not_quoted_several_times_by_a_full_name_is_no_example(
    filled: Callable[..., Archive], text: str
) -> None:
    assert [q for q in examples(filled(text), TODAY) if "2024" not in q] == []


def test_an_empty_archive_promises_nothing(filled: Callable[..., Archive]) -> None:
    assert examples(filled(), TODAY) == ()


@pytest.mark.parametrize("language", ["en", "ru", "de", "fr", "es", "pt", "uk"])
def test_examples_are_in_the_asker_s_language_whatever_the_archive_s(
    filled: Callable[..., Archive], language: str
) -> None:
    archive = filled(RUSSIAN)
    with speaking(language):
        found = examples(archive, TODAY)

        assert "Анна Крылова" in found[0]
        first = archive.ask(found[0], today=TODAY, language=language).excerpts[0]
        assert (first.speaker, first.attribution) == ("Анна Крылова", "direct")
    with speaking("en"):
        assert (examples(archive, TODAY)[0] == found[0]) == (language == "en")


def test_they_are_found_once_until_something_comes_in(
    filled: Callable[..., Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = filled(TALK)
    asked: list[str] = []
    ask = archive.ask

    def counted(question: str, **options: object) -> object:
        asked.append(question)
        return ask(question, **options)

    monkeypatch.setattr(archive, "ask", counted)
    first = examples(archive, TODAY)
    often = len(asked)
    again = examples(archive, TODAY)
    once = len(asked)
    archive.add([Article("more", TALK.replace("Berg", "Vik"), published=DAY)])
    later = examples(archive, TODAY)

    assert first == again
    assert (often, once) == (5, 5)
    assert len(later) == 4
    assert len(asked) > once


def test_many_people_are_not_all_tried(filled: Callable[..., Archive], monkeypatch: pytest.MonkeyPatch) -> None:
    people = [f"Ann{chr(97 + n % 26)}e B{chr(97 + n // 26)}rg{chr(97 + n % 26)}" for n in range(60)]
    archive = filled(*(f"It rained. {name} said that it rained, {name} said." for name in people))
    asked: list[str] = []
    ask = archive.ask
    monkeypatch.setattr(
        archive, "ask", lambda question, **options: (asked.append(question), ask(question, **options))[1]
    )

    examples(archive, TODAY)

    assert len(asked) <= 14


ONCE = (
    "“The old bridge will hold until spring,” said Anna Berg, the mayor.\n\nJon Dahl said that the river would rise. "
    "It rained all day.\n\nMia Lund, a teacher, said that the school would open."
)


@pytest.mark.parametrize("text", [TALK, ONCE, "“We shall rebuild every single house,” said Ida Holm.\n\nIt rained."])
def test_a_newcomer_is_offered_up_to_five_that_all_have_an_answer(filled: Callable[..., Archive], text: str) -> None:
    archive = filled(text)

    found = five_examples(archive, TODAY)

    assert found[: len(examples(archive, TODAY))] == examples(archive, TODAY)
    assert 3 <= len(found) <= 5
    assert all(archive.ask(question, today=TODAY).excerpts for question in found)


def test_one_of_the_five_asks_whose_words_these_are(filled: Callable[..., Archive]) -> None:
    archive = filled(ONCE)

    assert "who said “The old bridge will”" in five_examples(archive, TODAY)


def test_an_empty_archive_offers_none_of_the_five(filled: Callable[..., Archive]) -> None:
    assert five_examples(filled(), TODAY) == ()
