"""Are questions understood in whatever words they are put? A small archive, and questions typed as people type them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from bot.demo.demo_articles import demo_articles
from bot.render.translate import LANGUAGES
from retrieval.answers import Archive
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.questions.reading import form_of
from retrieval.model import Answer
from retrieval.sources import read_articles

TODAY = date(2024, 12, 20)
HERE = Path(__file__).with_name("asking")
FLOORS = {"wordings": (0.97, 0.82), "kept_aside": (0.9, 0.7)}
PHONE_FLOORS = {"phones": 0.78, "phones_kept_aside": 0.58}
DEMO_DAY = date(2026, 11, 26)
# Three archives of two dozen articles each; a common word that they happen to lack must silence nobody.
SMALL = HERE / "small"
SMALL_DAY = date(2025, 3, 14)
# The part that is right within three, and how many are answered though nothing answers them.
SMALL_FLOORS = {"questions": (0.7, 1), "kept_aside": (0.6, 2)}
# A town's roles, reactions, reasons and deeds with their direction, in seven languages; some of the demonstration's.
TOWN = HERE / "town"
TOWN_DAY = date(2025, 4, 30)
TOWN_FLOORS = {"questions": (0.87, 1), "kept_aside": (0.7, 2)}


@pytest.fixture(scope="module")
def norwick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Twenty-two invented articles in seven languages; nobody writes to it."""
    with Archive.open(tmp_path_factory.mktemp("asking")) as archive:
        archive.add(read_articles([HERE / "articles.jsonl"]))
        yield archive


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


def is_right(answer: Answer, holds: list[str]) -> bool:
    """Whether one of the first three excerpts holds what answers, or nothing is shown where nothing answers."""
    first = [e.text.lower() for e in answer.excerpts[:3]]
    return any(words.lower() in text for words in holds for text in first) if holds else not first


@pytest.mark.parametrize("name", FLOORS)
def test_questions_in_any_wording_are_understood_and_answered(norwick: Archive, name: str) -> None:
    asked = rows(name)
    answers = [norwick.ask(row["question"], today=TODAY) for row in asked]

    kinds = sum(answer.kind == row["kind"] for answer, row in zip(answers, asked, strict=True))
    right = sum(is_right(answer, row["holds"]) for answer, row in zip(answers, asked, strict=True))
    assert (kinds / len(asked) >= FLOORS[name][0], right / len(asked) >= FLOORS[name][1]) == (True, True)


@pytest.fixture(scope="module")
def norrhavn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The forty invented articles of the demonstration; nobody writes to it."""
    with Archive.open(tmp_path_factory.mktemp("phones")) as archive:
        archive.add(demo_articles(DEMO_DAY))
        yield archive


@pytest.mark.parametrize("name", PHONE_FLOORS)
def test_questions_typed_on_phones_are_answered(norrhavn: Archive, name: str) -> None:
    asked = rows(name)
    right = sum(is_right(norrhavn.ask(row["question"], today=DEMO_DAY), row["holds"]) for row in asked)

    assert right / len(asked) >= PHONE_FLOORS[name]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Archive]]:
    """A council, a football club and a biotech company; nobody writes to them."""
    with ExitStack() as opened:
        found = {}
        for path in (p for p in SMALL.glob("*.jsonl") if p.stem not in SMALL_FLOORS):
            found[path.stem] = opened.enter_context(Archive.open(tmp_path_factory.mktemp(path.stem)))
            found[path.stem].add(read_articles([path]))
        yield found


@pytest.mark.parametrize("name", SMALL_FLOORS)
def test_a_small_archive_answers_in_words_that_it_lacks(small: dict[str, Archive], name: str) -> None:
    asked = rows(f"small/{name}")
    answers = [small[row["archive"]].ask(row["question"], today=SMALL_DAY) for row in asked]

    right = sum(is_right(answer, row["holds"]) for answer, row in zip(answers, asked, strict=True))
    loud = sum(bool(answer.excerpts) for answer, row in zip(answers, asked, strict=True) if not row["holds"])
    least, most_loud = SMALL_FLOORS[name]
    assert (right / len(asked) >= least, loud <= most_loud) == (True, True)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Twenty-six invented articles of one town; nobody writes to it."""
    with Archive.open(tmp_path_factory.mktemp("town")) as archive:
        archive.add(read_articles([TOWN / "articles.jsonl"]))
        yield archive


@pytest.mark.parametrize("name", TOWN_FLOORS)
def test_roles_reasons_and_deeds_are_asked_for(town: Archive, norrhavn: Archive, name: str) -> None:
    asked = rows(f"town/{name}")
    held = {"town": (town, TOWN_DAY), "demo": (norrhavn, DEMO_DAY)}
    answers = [held[row["archive"]][0].ask(row["question"], today=held[row["archive"]][1]) for row in asked]

    right = sum(is_right(answer, row["holds"]) for answer, row in zip(answers, asked, strict=True))
    loud = sum(bool(answer.excerpts) for answer, row in zip(answers, asked, strict=True) if not row["holds"])
    least, most_loud = TOWN_FLOORS[name]
    assert (right / len(asked) >= least, loud <= most_loud) == (True, True)


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("what did SOF say", "Samuel Okoro-Finch"),
        ("what did bea vance say", "Beatrix Vance"),
        ("marta on jets", "Marta Kowalczyk"),
        ("vances husband on the reviews", "Leo Marchetti"),
        ("the finance minister about the budget", "Pavel Horak"),
        ("lindkvist on inflation", "Greta Lindqvist"),
    ],
)
def test_whom_a_nickname_or_a_role_means_is_found_and_said(norwick: Archive, question: str, person: str) -> None:
    answer = norwick.ask(question, today=TODAY)

    assert [made.read_as for made in answer.corrections] == [person]
    assert answer.excerpts
    assert {e.speaker for e in answer.excerpts[:1]} <= {person, "SOF", None}


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("did thorne endorse kowalczyk", False),
        ("did kowalczyk endorse thorne", True),
        ("did adeyemi praise horak", False),
        ("did horak praise adeyemi", True),
        ("did maric apologise", False),
        ("did brandt apologise", True),
        ("hat vidal die ministerin kritisiert", False),
    ],
)
def test_an_act_has_a_direction(norwick: Archive, question: str, silent: bool) -> None:
    assert (norwick.ask(question, today=TODAY).excerpts == ()) is silent


def test_as_many_are_shown_as_are_asked_for(norwick: Archive) -> None:
    answer = norwick.ask("give me 2 quotes by brandt", today=TODAY)

    assert (len(answer.excerpts), answer.total) == (2, 2)


def test_two_people_compared_speak_in_turn(norwick: Archive) -> None:
    answer = norwick.ask("adeyemi vs kowalczyk on the poll", today=TODAY)

    assert [e.speaker for e in answer.excerpts[:2]] == ["Jonas Adeyemi", "Marta Kowalczyk"]


def test_the_day_of_an_event_is_looked_up_and_shown(norwick: Archive) -> None:
    answer = norwick.ask("salvat after the derby", today=TODAY)

    [day] = answer.understood.dates
    assert (day.days.start, day.span.of(answer.question)) == (date(2024, 11, 3), "the derby")


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("what did {name} say", "said-about"),
        ("who is {name}", "who-is"),
        ("what happened on {day}", "happened"),
        ("latest on {topic}", "latest"),
    ],
)
def test_what_a_button_asks_is_understood_in_its_language(language: str, said: str, form: str) -> None:
    from bot.render.translate import _, speaking

    with speaking(language):
        question = _(said).format(name="Pavel Horak", day="", topic="Norwick")

    assert form_of(question, language_of_question(question, language)).name == form
