"""The parts of a name, whatever its spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.annotate.people import name_key, surname_key


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Dmitry Peskov", "peskov"),
        ("Mr. Peskov", "peskov"),
        ("Peskov’s", "peskov"),
        ("Donald J. Trump Jr.", "trump"),
        ("Sen. John McCain III", "mcain"),
        ("Kim Jong Un", "kim"),
        ("Kim Jong-un", "kim"),
        ("Kim Kardashian", "kardashian"),
        ("Xi Jinping", "xi"),
        ("Ban Ki-moon", "ban"),
        ("Moon Jae-in", "mon"),
        ("Orbán Viktor", "orban"),
        ("Viktor Orbán", "orban"),
        ("Bill de Blasio", "de blasio"),
        ("de Blasio", "de blasio"),
        ("Alexander van der Bellen", "van der belen"),
        ("Marine Le Pen", "le pen"),
        ("Al Gore", "gore"),
        ("Ben Carson", "carson"),
        ("Alexandria Ocasio-Cortez", "ocasio cortez"),
        ("Queen Elizabeth II", "elizabeth"),
        ("", ""),
        ("…", ""),
    ],
)
def test_a_surname_is_found(name: str, surname: str) -> None:
    assert surname_key(name) == surname


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskii"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Dmitri Medvedev", "Dmitry Medvedev"),
        ("Mikhail Gorbachev", "Mihail Gorbachev"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Viktor Orbán", "Orban Viktor"),
        ("President Vladimir Putin", "Vladimir Putin"),
        ("José García", "Jose Garcia"),
        ("Ronan O'Neill", "Ronan O’Neill"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zakharov", "Zakharova"),
        ("Dmitry Medvedev", "Svetlana Medvedeva"),
        ("Bernie Sanders", "Richard Saunders"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Bill Clinton", "Hillary Clinton"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=40))
def test_any_text_has_a_key_that_ends_in_its_surname(name: str) -> None:
    key = " ".join(name_key(name))

    assert key.endswith(surname_key(name))
