"""Do annotations come back value for value?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import (
    Annotations,
    Attribution,
    DateMention,
    DayRange,
    PersonInArticle,
    Role,
    Span,
)
from retrieval.store import annotation_codec
from retrieval.store.annotation_codec import decode, decode_edits, encode

_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
_SPAN = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(0, 10**4))
_APART = st.lists(st.integers(0, 10**6), min_size=2, max_size=6, unique=True).map(
    lambda ends: tuple(map(Span, sorted(ends)[: len(ends) // 2 * 2 : 2], sorted(ends)[1::2]))
)
_DAYS = (
    st.tuples(st.dates(), st.dates())
    .filter(lambda days: days[0] != days[1])
    .map(lambda days: DayRange(min(days), max(days)))
)
_MOMENT = st.datetimes(timezones=st.just(UTC))
_ANNOTATIONS = st.builds(
    Annotations,
    st.integers(0, 99),
    st.lists(
        st.builds(
            Attribution,
            _APART,
            st.sampled_from(["direct", "mixed", "reported"]),
            st.none() | _SPAN,
            st.none() | _TEXT,
            st.none() | _TEXT,
            st.none() | _SPAN,
            st.booleans(),
            st.none() | _TEXT,
            st.none() | _TEXT,
            st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    st.lists(
        st.builds(
            PersonInArticle,
            _TEXT,
            st.lists(_SPAN, max_size=4).map(tuple),
            st.lists(st.builds(Role, _TEXT, _SPAN), max_size=3).map(tuple),
            st.none() | _SPAN,
        ),
        max_size=4,
    ).map(tuple),
    st.lists(
        st.builds(
            DateMention,
            _SPAN,
            _DAYS,
            st.sampled_from(["day", "week", "range", "hours"]),
            st.none() | st.tuples(_MOMENT, _MOMENT),
        ),
        max_size=4,
    ).map(tuple),
)


@given(_ANNOTATIONS)
def test_annotations_come_back_value_for_value(annotations: Annotations) -> None:
    encoded = encode(annotations)

    assert encoded.isascii()
    assert decode(encoded) == annotations


def test_layout_one_stays_readable() -> None:
    kept = (
        '[1,3,[[[0,5,8,9],1,3,[10,14],"Dmitry Peskov","he",[15,17],"press secretary","Reuters"]],'
        '[["Dmitry Peskov",[0,5],[["press secretary",6,21]],[0,21]]],[[3,9,738776,738777,"day"]]]'
    )

    assert decode(kept) == Annotations(
        3,
        (
            Attribution(
                (Span(0, 5), Span(8, 9)),
                "mixed",
                Span(10, 14),
                "Dmitry Peskov",
                "he",
                Span(15, 17),
                True,
                "press secretary",
                "Reuters",
                True,
            ),
        ),
        (PersonInArticle("Dmitry Peskov", (Span(0, 5),), (Role("press secretary", Span(6, 21)),), Span(0, 21)),),
        (DateMention(Span(3, 9), DayRange(date(2023, 9, 13), date(2023, 9, 14)), "day"),),
    )


def test_instants_come_back_in_utc() -> None:
    instants = (datetime(2023, 9, 13, 1, tzinfo=UTC), datetime(2023, 9, 13, 2, 0, 0, 5, tzinfo=UTC))
    mention = DateMention(Span(0, 1), DayRange(date(2023, 9, 13), date(2023, 9, 14)), "hours", instants)

    assert decode(encode(Annotations(1, dates=(mention,)))).dates == (mention,)


def test_a_layout_of_a_newer_program_is_refused() -> None:
    with pytest.raises(ValueError, match="layout 4"):
        decode("[4,1,[],[],[]]")


def test_an_article_that_could_not_be_annotated_comes_back_so() -> None:
    failed = Annotations(4, failure="KeyError")

    assert decode(encode(failed)) == failed


@given(
    _ANNOTATIONS, st.none() | st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19), _TEXT), max_size=3).map(tuple)
)
def test_edits_come_back_alone(found: Annotations, edits: tuple[tuple[int, int, str], ...] | None) -> None:
    encoded = encode(replace(found, edits=edits))

    assert decode_edits(encoded) == decode(encoded).edits == edits


def test_what_was_decoded_is_not_encoded_again() -> None:
    encoded = encode(Annotations(1, edits=((0, 1, "an edit that no other test has"),)))
    found = decode(encoded)

    assert encode(found) is encoded
    assert encode(replace(found, version=2)) != encoded


def test_no_more_is_remembered_than_fits_its_room(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = annotation_codec._Codes()
    monkeypatch.setattr(annotation_codec, "_codes", codes)
    monkeypatch.setattr(annotation_codec, "_KEPT_CHARS", 1000)
    first = decode(encode(Annotations(1, edits=((0, 1, "the first"),))))
    for number in range(100):
        decode(encode(Annotations(1, edits=((0, 1, f"number {number}"),))))

    assert 500 < sum(map(len, codes._found)) <= 1000
    assert len(codes._found) == len(codes._codes)
    assert codes.code(first) is None
    assert decode(encode(first)) == first
