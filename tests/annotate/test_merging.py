"""One person under many names; different people of one surname kept apart."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.annotate.people import merge_names


@dataclass(frozen=True)
class Row:
    name: str
    articles: int = 1
    attributions: int = 1
    is_person: bool = True


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Dmitry Peskov", "Peskov"], {"Dmitry Peskov": ("Dmitry Peskov", "Peskov")}),
        (
            ["Volodymyr Zelensky", "Volodymyr Zelenskiy", "Zelenskyy"],
            {"Volodymyr Zelensky": ("Volodymyr Zelenskiy", "Volodymyr Zelensky", "Zelenskyy")},
        ),
        (["Kim Jong Un", "Kim Jong-un"], {"Kim Jong-un": ("Kim Jong Un", "Kim Jong-un")}),
        (
            ["Bill Clinton", "Hillary Clinton", "Clinton"],
            {"Bill Clinton": ("Bill Clinton",), "Hillary Clinton": ("Hillary Clinton",), "Clinton": ("Clinton",)},
        ),
        (["Donald J. Trump", "D. Trump", "Trump"], {"Donald J. Trump": ("D. Trump", "Donald J. Trump", "Trump")}),
        (
            ["George H. W. Bush", "George W. Bush", "George Bush"],
            {
                "George Bush": ("George Bush",),
                "George H. W. Bush": ("George H. W. Bush",),
                "George W. Bush": ("George W. Bush",),
            },
        ),
        (["Dmitry Medvedev", "Svetlana Medvedeva"], {n: (n,) for n in ("Dmitry Medvedev", "Svetlana Medvedeva")}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_names_become_people(names: list[str], people: dict[str, tuple[str, ...]]) -> None:
    merged = merge_names([Row(name, articles=10 if name == "Volodymyr Zelensky" else 1) for name in names])

    assert {person.name: person.names for person in merged} == people


def test_an_organisation_is_no_namesake_of_a_person() -> None:
    merged = merge_names([Row("Hillary Clinton"), Row("the Clinton campaign", is_person=False)])

    assert [person.name for person in merged] == ["Hillary Clinton", "the Clinton campaign"]


NAMES = [
    "Bill Clinton",
    "Hillary Clinton",
    "Hillary R. Clinton",
    "H. Clinton",
    "Clinton",
    "Anders Vik",
    "A. Vik",
    "Vik",
]


@given(st.permutations(NAMES), st.integers(0, len(NAMES)))
def test_no_order_of_arrival_changes_who_is_who(names: list[str], count: int) -> None:
    chosen = names[:count]

    assert merge_names([Row(n) for n in chosen]) == merge_names([Row(n) for n in sorted(chosen)])


@given(st.lists(st.text(max_size=20)))
def test_every_name_belongs_to_exactly_one_person(names: list[str]) -> None:
    merged = merge_names([Row(name) for name in set(names)])

    assert sorted(name for person in merged for name in person.names) == sorted(set(names))
