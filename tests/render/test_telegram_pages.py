"""Does an answer look in Telegram as it should, and does each page fit one message?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.rich import Rich, sendable
from bot.render.telegram.answer_text import LONG_UNITS, PAGE_UNITS, answer_page, excerpts_for, offer_label, offers
from bot.render.telegram.split import MAX_ENTITIES, MAX_UNITS
from retrieval.model import Answer, DateMention, DayRange, Excerpt, Near, Published, Reason, Span, Understood

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))


@pytest.mark.parametrize("sample", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_an_answer_looks_like_its_sample(
    sample: Path, answer_of: Callable[[Any], Answer], markup: Callable[[Rich], str]
) -> None:
    page = answer_page(answer_of(sample))

    assert markup(page.text) + "\n" == sample.with_suffix(".html").read_text(encoding="utf-8")


def excerpt(text: str, **facts: Any) -> Excerpt:
    return Excerpt(facts.pop("article_id", "a"), 1, Span(0, len(text)), text, **facts)


def answer(*excerpts: Excerpt, total: int = 0) -> Answer:
    return Answer("q", "search", total=total or len(excerpts), excerpts=excerpts)


def test_three_excerpts_fill_a_page_and_the_rest_is_a_page_away() -> None:
    shown = answer(*(excerpt(f"Sentence number {n}.", article_id=str(n)) for n in range(5)))

    pages = [answer_page(shown, number) for number in range(3)]

    assert [[e.article_id for e in page.excerpts] for page in pages] == [["0", "1", "2"], ["3", "4"], ["3", "4"]]
    assert [(page.number, page.has_next) for page in pages] == [(0, True), (1, False), (1, False)]
    assert pages[1].text.text.endswith("4–5 of 5")


def test_what_stands_on_a_page_does_not_depend_on_what_follows() -> None:
    many = [excerpt("word " * (20 + 37 * n % 90), article_id=str(n)) for n in range(40)]

    for number in range(10):
        whole = answer_page(answer(*many), number)
        asked_for = answer_page(answer(*many[: excerpts_for(number)], total=40), number)
        assert asked_for == whole


def test_a_long_excerpt_is_expandable_and_a_short_one_is_not() -> None:
    kinds = [
        next(mark.kind for mark in answer_page(answer(excerpt("x" * units))).text.marks if "quote" in mark.kind)
        for units in (LONG_UNITS, LONG_UNITS + 1)
    ]

    assert kinds == ["blockquote", "expandable_blockquote"]


def test_an_excerpt_that_no_message_can_hold_goes_on_on_the_next_page() -> None:
    text = " ".join(f"Sentence number {n} of a very long excerpt." for n in range(200))
    shown = answer(excerpt(text, content=(Span(0, len(text)),), attribution="direct"), excerpt("Short."))

    pages = [answer_page(shown, number) for number in range(7)]
    quoted = [next(mark.span.of(page.text.text) for mark in page.text.marks if "quote" in mark.kind) for page in pages]

    assert "".join(quoted[:6]) == text
    assert "Part 1 of 6" in pages[0].text.text
    assert all(page.has_next for page in pages[:5])


def test_an_excerpt_without_outlet_and_title_names_its_article() -> None:
    page = answer_page(answer(excerpt("Words.", article_id="folder/file-7")))

    assert page.text.text == "Words.\nfolder/file-7"


def test_offers_have_labels_that_fit_a_button() -> None:
    near = (Near("person", "N" * 300, 1234), Near("day", "2023-09-13", 2))
    shown = Answer("q", "search", reason=Reason("nothing-found", "Nothing"), near=near)

    labels = [offer_label(offer) for offer in offers(shown)]

    assert labels[1] == "13 September 2023 (2)"
    assert all(len(label) <= 60 for label in labels)


TEXT = st.text(alphabet=st.sampled_from("ab .\n“😀é\u202e\u2067\ud800\x00"), min_size=1, max_size=700)
LONG_TEXT = st.builds(lambda text, times: text * times, TEXT, st.integers(1, 12))
NAME = st.none() | LONG_TEXT


DAYS = tuple(DayRange(date(2022, 12, 28), date(2023, 9, day)) for day in range(1, 28))


@st.composite
def excerpts(draw: st.DrawFn) -> Excerpt:
    text = draw(LONG_TEXT)
    spans = []
    for _ in range(draw(st.integers(0, 30))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        spans.append(Span(start, end))
    return excerpt(
        text,
        content=tuple(spans[:2]) or None,
        marked=tuple(spans[2:]),
        dates=tuple(DateMention(span, draw(st.sampled_from(DAYS)), "range") for span in spans[2:20]),
        attribution=draw(st.sampled_from([None, "direct", "mixed", "reported"])),
        speaker=draw(NAME),
        speaker_as_written=draw(NAME),
        role=draw(NAME),
        via=draw(NAME),
        title=draw(NAME),
        outlet=draw(NAME),
        url=draw(st.sampled_from([None, "https://news.example/", "data:text/html,x"])),
        published=draw(st.sampled_from([None, Published.parse("2023-09-13")])),
    )


@given(st.lists(excerpts(), min_size=1, max_size=5), st.integers(0, 6), LONG_TEXT, st.sampled_from(("when", "day")))
def test_every_page_of_every_answer_fits_one_message_and_quotes_word_for_word(
    found: list[Excerpt], number: int, heading: str, kind: str
) -> None:
    asked = Understood(dates=(DateMention(Span(0, 1), DayRange(date(2022, 1, 1), date(2024, 1, 2)), "range"),) * 9)
    page = answer_page(replace(answer(*found), kind=kind, understood=asked), number, heading=heading)

    assert page.text.units <= MAX_UNITS
    assert len(page.text.entities()) <= MAX_ENTITIES
    assert len(page.excerpts) == 1 or page.text.units <= PAGE_UNITS + 400
    for mark in page.text.marks:
        if "quote" in mark.kind:
            assert any(mark.span.of(page.text.text) in sendable(shown.text) for shown in page.excerpts)
    page.text.text.encode("utf-16-le")
