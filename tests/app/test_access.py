"""Who is let in?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app.admission.access import AccessControl
from bot.settings import load_settings
from retrieval.store import Admission, Store, open_store

NOW = datetime(2024, 5, 2, tzinfo=UTC)
ANN, BOB, OLGA, GROUP = 1, 2, 9, -100


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture
def door_of(store: Store, tmp_path: Path) -> Callable[[str], AccessControl]:
    def make(access: str) -> AccessControl:
        environ = {"VERBATIM_ACCESS": access, "VERBATIM_OPERATORS": str(OLGA)}
        return AccessControl(load_settings(environ=environ, folder=tmp_path), store)

    return make


def test_an_open_bot_lets_in_all_but_the_banned(door_of: Callable[[str], AccessControl], store: Store) -> None:
    access = door_of("open")
    store.admissions.save(Admission(BOB, "banned", NOW))

    assert [access.welcome(who, who, NOW) for who in (ANN, BOB, BOB)] == ["in", "out", "out"]
    assert access.welcome(BOB, GROUP, NOW) == "out"


def test_a_banned_group_is_not_answered_except_its_operators(
    door_of: Callable[[str], AccessControl], store: Store
) -> None:
    store.admissions.save(Admission(GROUP, "banned", NOW))

    assert [door_of("open").welcome(who, GROUP, NOW) for who in (ANN, None, OLGA)] == ["out", "out", "in"]


def test_a_closed_bot_tells_a_stranger_once(door_of: Callable[[str], AccessControl], store: Store) -> None:
    access = door_of(str(ANN))

    assert [access.welcome(who, who, NOW) for who in (ANN, BOB, BOB, OLGA)] == ["in", "told", "out", "in"]
    store.admissions.save(Admission(BOB, "listed", NOW))
    assert access.welcome(BOB, BOB, NOW) == "in"


def test_a_listed_group_lets_in_whoever_writes_there(door_of: Callable[[str], AccessControl], store: Store) -> None:
    access = door_of("5")
    store.admissions.save(Admission(GROUP, "listed", NOW))

    assert access.welcome(BOB, GROUP, NOW) == "in"
