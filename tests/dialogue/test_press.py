"""Does callback data come back as it was sent, and does every button do one thing?"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.taps import HANDLERS
from bot.dialogue.press import CallbackData, Press, callback_data
from bot.render.message import MAX_BUTTON_BYTES
from retrieval.model import AlertSubject, AskedQuestion, ListingSubject

TOKENS = st.text("abcXYZ019_-", min_size=6, max_size=40)
NUMBERED = st.sampled_from([press for press in Press if press is not Press.DAY])
STORED = "PAGE=p OFFER=n DAY=d ALONE=e CONTEXT=c OTHERS=o SPEAKER=s DAY_OF=t CITE=q WORDINGS=v FOLLOW=f MUTE=m LEAVE=l"
STORED_SINCE = "UNDO=z SAVE=k"
STORED_REPORTS = "REPORT=r WRONG_SPEAKER=w NOT_SAID=x OTHER_DOUBT=u"
STORED_PICTURES = "TIMELINE=h PICTURE=i"


def test_the_letters_under_old_messages_stay() -> None:
    letters = [f"{press.name}={press.value}" for press in Press]

    assert letters == f"{STORED} {STORED_SINCE} {STORED_REPORTS} {STORED_PICTURES}".split()


@given(NUMBERED, TOKENS, st.integers(0, 999))
def test_a_place_comes_back_as_it_was_sent(press: Press, token: str, place: int) -> None:
    data = callback_data(press, token, place)

    assert data == f"{press.value}:{token}:{place}"
    assert CallbackData.read(data) == CallbackData(press, token, place)
    assert len(data.encode()) <= MAX_BUTTON_BYTES


@given(TOKENS, st.dates())
def test_a_day_comes_back_as_it_was_sent(token: str, day: date) -> None:
    data = callback_data(Press.DAY, token, day)

    assert CallbackData.read(data) == CallbackData(Press.DAY, token, day)


@pytest.mark.parametrize(
    "made_up",
    ["", "p", "y:abcdef:0", "p:abc:0", "p:abcdef:1000", "p:abcdef:2024-05-04", "d:abcdef:3", "d:abcdef:2024-13-01"],
)
def test_what_no_button_carries_is_nothing(made_up: str) -> None:
    assert CallbackData.read(made_up) is None


def test_every_button_has_one_function_under_each_kind_of_message() -> None:
    tables = {subject: set(table) for subject, table in HANDLERS.items()}

    assert set(tables) == {AskedQuestion, ListingSubject, AlertSubject}
    assert tables[AskedQuestion] == set(Press) - {Press.MUTE, Press.LEAVE, Press.UNDO}
    assert set().union(*tables.values()) == set(Press)


def test_functions_are_shared_by_the_reasons_of_a_report_alone() -> None:
    uses = Counter(handler for table in HANDLERS.values() for handler in table.values())
    shared = {handler.__name__: count for handler, count in uses.items() if count > 1}

    assert shared == {"report": 3}
