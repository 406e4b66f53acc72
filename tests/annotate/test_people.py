"""Who the people of an article are, and what it calls them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.model import Annotations

Annotated = Callable[[str], Annotations]


def named(annotations: Annotations) -> list[str]:
    """The names of the people, in order."""
    return [person.name for person in annotations.people]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Anna Berg came. Berg left.", ["Anna Berg"]),
        ("Berg came, and then Anna Berg left. Mr. Dahl stayed.", ["Anna Berg", "Dahl"]),
        ("President Anna Berg met Sen. Jon Dahl (R-Ohio).", ["Anna Berg", "Jon Dahl"]),
        ("Secretary of State John Kerry came.", ["John Kerry"]),
        ("French President François Hollande came.", ["François Hollande"]),
        ("White House press secretary Josh Vik came.", ["Josh Vik"]),
        ("Kim Jong Un met Xi Jinping in Beijing.", ["Kim Jong Un", "Xi Jinping"]),
        ("Bill Clinton and Hillary Clinton came.", ["Bill Clinton", "Hillary Clinton"]),
        ("Ingvar Dahl, 54, a retired teacher, came.", ["Ingvar Dahl"]),
        ("Martin Luther King Jr. came.", ["Martin Luther King Jr."]),
        ("Theresa May met Will Estrada in May.", ["Theresa May", "Will Estrada"]),
        ("He lives in New York and works for Goldman Sachs.", []),
        ("The White House and the Supreme Court are in Washington.", []),
        ("On Monday the United Nations met in South Africa.", []),
        ("The University of Virginia and the New York Times were there.", []),
        ("NATO and the FBI met the CIA.", []),
        ("Why This Headline Names Nobody At All Today\n\nIt rained.", []),
        ("Photo: Anna Berg Anna waves. Anna Berg won.", ["Anna Berg"]),
        ("Zuvanna Berg Zuvanna Berg said it rained. “It poured,” Berg said.", ["Zuvanna Berg"]),
        ("Anna Berg won. Anna Berg ran. Anna Berg sang. Anna Berg left. Photo: Anna Berg Marsh in May.", ["Anna Berg"]),
        (
            "Anna Berg won. Anna Berg ran. Anna Berg sang. Anna Berg left. Anna Berg Jr. stayed.",
            ["Anna Berg", "Anna Berg Jr."],
        ),
    ],
)
def test_people_are_told_from_places_and_bodies(text: str, people: list[str], annotated: Annotated) -> None:
    assert named(annotated(text)) == people


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kremlin press secretary Dmitry Peskov came.", "Kremlin press secretary"),
        ("Dmitry Peskov, the Kremlin’s spokesman, came.", "Kremlin’s spokesman"),
        ("Jon Dahl, 54, a retired teacher, came.", "retired teacher"),
        ("The Russian president, Vladimir Putin, came.", "Russian president"),
        ("The leader of North Korea, Kim Jong Un, came.", "leader of North Korea"),
        ("Former president Bill Clinton came.", "Former president"),
        ("French President François Hollande came.", "French President"),
    ],
)
def test_a_role_is_what_the_article_calls_somebody(text: str, role: str, annotated: Annotated) -> None:
    (person,) = annotated(text).people

    assert [r.text for r in person.roles] == [role]


@pytest.mark.parametrize(
    ("apposition", "role"),
    [
        ("the warden of Rook", "warden of Rook"),
        ("a glazier from Rook", "glazier from Rook"),
        ("the night baker at Rook harbour", "night baker at Rook harbour"),
        ("a hydrologist with Nordvann", "hydrologist with Nordvann"),
        ("a native of Rook", "native of Rook"),
        ("a reference to Rook", None),
        ("a first for Rook", None),
        ("the second time in Rook", None),
        ("a day after the vote at Rook", None),
        ("a sentiment shared by Rook", None),
        ("a sentiment of anger", None),
        ("the day of 4 March", None),
    ],
)
def test_a_post_is_told_by_its_form_where_its_noun_is_in_no_table(
    apposition: str, role: str | None, annotated: Annotated
) -> None:
    [person] = annotated(f"“The lantern is mine,” said Berta Fjelde, {apposition}. It burned.").people

    assert [r.text for r in person.roles] == [role] * (role is not None)


@pytest.mark.parametrize("firm", ["Berg & Sons", "Berg & Co.", "Moe & Berg", "Berg & Moe"])
def test_a_firm_that_bears_somebodys_name_is_not_that_person(firm: str, annotated: Annotated) -> None:
    [person] = annotated(f"The builder {firm} won it. “We begin,” said Sigrid Berg, the director of the firm.").people

    assert (len(person.mentions), [r.text for r in person.roles]) == (1, ["director of the firm"])


def test_the_introduction_holds_name_and_role(annotated: Annotated) -> None:
    text = "Berg came. Anna Berg, the minister of transport, left."

    (person,) = annotated(text).people

    assert person.introduction is not None
    assert person.introduction.of(text) == "Anna Berg, the minister of transport"


def test_mentions_stand_where_the_name_stands(annotated: Annotated) -> None:
    text = "Sen. Anna Berg came. “Berg is here,” said Jon Dahl of Ms. Berg’s visit."

    berg = annotated(text).people[0]

    assert [mention.of(text) for mention in berg.mentions] == ["Anna Berg", "Berg", "Berg"]
