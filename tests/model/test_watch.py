"""Is what a subscriber follows kept without loss, and filed once?"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import (
    Intent,
    Span,
    Watch,
    intent_as_json,
    intent_from_json,
    watch_as_json,
    watch_from_json,
    watch_key,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
MANY = st.lists(WORDS, max_size=3).map(tuple)
WATCHES = st.builds(
    lambda people, role, topic, phrases, outlet, without, language: Watch(
        people, role if people else "speaks", topic, phrases, outlet, without, language
    ),
    MANY,
    st.sampled_from(["speaks", "named"]),
    st.just("") | WORDS,
    MANY,
    st.none() | WORDS,
    MANY,
    st.sampled_from(["en", "ru", "de"]),
)


@given(WATCHES)
def test_json_keeps_a_watch_whole(watch: Watch) -> None:
    assert watch_from_json(json.loads(json.dumps(watch_as_json(watch)))) == watch


@given(WATCHES, WATCHES)
def test_only_watches_of_the_same_conditions_share_a_key(one: Watch, other: Watch) -> None:
    same = json.dumps(watch_as_json(one)).casefold() == json.dumps(watch_as_json(other)).casefold()

    assert (watch_key(one) == watch_key(other)) >= same
    assert watch_key(one) == watch_key(watch_from_json(watch_as_json(one)))


def test_everything_has_no_condition() -> None:
    assert Watch().is_everything
    assert watch_as_json(Watch()) == {"language": "en"}


@pytest.mark.parametrize("wrong", [{"role": "sings"}, {"people": ("",)}, {"without": ("",)}, {"outlet": ""}])
def test_a_watch_refuses_nonsense(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"role|words"):
        Watch(**wrong)  # type: ignore[arg-type]


def test_json_keeps_an_intent_whole() -> None:
    intent = Intent(7, "a-1", 2, Span(3, 40), (Span(5, 9), Span(12, 30)), (Span(13, 18),))

    assert intent_from_json(7, json.loads(json.dumps(intent_as_json(intent)))) == intent
