"""Is every text annotated without an error, and a long one in parts as if it were whole?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.annotate import annotate, parts
from retrieval.model import Annotations, Article, Published
from retrieval.text import paragraphs as paragraphs_module
from retrieval.text.paragraphs import paragraphs

CODES = ("en", "ru", "uk", "de", "fr", "es", "pt")
PIECES = st.sampled_from(
    """Anna|Berg|Седова|Олена|said|сказала|dijo|sagte|a déclaré|заявила|that|что|que|dass|according to|по словам|selon|
    minister|министр|Mr.|President|the|and|who|He|она|May|Will|Monday|next workday|ſonntag|13 сентября|1.|1,000|U.S.|'s|’s
    .|...|!|?|…|“|”|"|'|’|‘|«|»|„|—|– |-|--|:|;|,|(|)|[|]|@a|&|/|%|$|``|''|\u0301|\u00ad|\u200d|\u00a0|\u2028|\u2029|\t|\0|漢|א|😀|\ud800
    Read more:|a|A|7""".replace("\n    ", "|").split("|")
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n", "  ", "\n\n"])), min_size=1, max_size=60).map(
    lambda pieces: "".join(piece + blank for piece, blank in pieces)
)


def found_in(text: str, language: str) -> Annotations:
    return annotate(Article("a", text, published=Published.parse("2023-09-13"), language=language))


@settings(max_examples=300, deadline=None)
@given(TEXTS.filter(str.strip), st.sampled_from(CODES))
def test_any_text_is_annotated_and_every_span_lies_inside(text: str, language: str) -> None:
    found = found_in(text, language)

    spans = [s for a in found.attributions for s in (*a.content, *filter(None, (a.cue, a.speaker_span)))]
    spans += [s for p in found.people for s in p.mentions] + [d.span for d in found.dates]
    assert all(span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("— \nНет.", "ru", id="a-dash-alone-on-its-line"),
        pytest.param("x" + "May " * 5_000, "en", id="a-name-without-end"),
        pytest.param("Am ſonntag und vor einer ſtunde.", "de", id="a-sign-that-only-folds-to-a-letter"),
        pytest.param("„Ja, wir gehen“, sagte Jon Dahl. „Du auch.“ „Und sie.“ „Alle.“", "de", id="quotations-in-a-row"),
        pytest.param("On Monday " + "7" * 6_000, "en", id="a-number-without-end"),
        *(
            pytest.param(f"{phrase * 4_000}{said}", "en", id=f"{phrase}{said}".replace(" ", "-"))
            for phrase in (
                "himself ",
                "minister of the ",
                "men of ",
                "a spokesman for ",
                "Dr. Anna from the ",
                "(a) ",
                "Anna and ",
                "Anna, the minister, ",
                "women at ",
                "in a post in ",
                "Anna’s ",
            )
            for said in ("said so.", "“Yes,” said he.", "told Berg that it is so.")
        ),
    ],
)
def test_what_once_failed_is_annotated(text: str, language: str) -> None:
    assert found_in(text, language).failure is None


LONG = "\n".join(
    f"“It rained {n} times,” said Anna Berg, the minister of rain, on 5 May 2016. Berg left. She said it was late."
    for n in range(60)
)


def test_a_book_is_read_in_parts_as_if_it_were_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = found_in(LONG, "en")
    monkeypatch.setattr(parts, "_LONGEST", 1_000)

    in_parts = found_in(LONG, "en")

    assert len(list(parts.parts_of(LONG))) > 5
    assert in_parts.attributions == whole.attributions
    assert in_parts.dates == whole.dates
    assert [p.name for p in in_parts.people] == [p.name for p in whole.people] == ["Anna Berg"]
    assert in_parts.people[0].mentions == whole.people[0].mentions


def test_parts_follow_one_another_and_leave_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_LONGEST", 500)

    found = list(parts.parts_of(LONG))

    assert (found[0].start, found[-1].end) == (0, len(LONG))
    assert all(not LONG[one.end : other.start].strip() for one, other in pairwise(found))


def test_reading_stops_behind_more_attributions_than_any_article_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_LONGEST", 500)
    monkeypatch.setattr(parts, "_MOST", 20)

    assert 20 <= len(found_in(LONG, "en").attributions) < 40


@given(st.text(st.sampled_from("ab \n\u00a0"), max_size=400))
def test_an_endless_line_is_cut_between_words_and_loses_nothing(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraphs_module, "_LONGEST", 20)
        patch.setattr(paragraphs_module, "_LAST_PART", 5)
        found = paragraphs(text)

    assert all(len(span) <= 20 and span.of(text) == span.of(text).strip() != "" for span in found)
    assert "".join("".join(span.of(text) for span in found).split()) == "".join(text.split())
