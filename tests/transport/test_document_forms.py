"""Are documents put into Telegram's forms whole, and into ones that it takes?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.text.rich_blocks import checked_message, words
from bot.render.document import MAX_BLOCKS, MAX_CHARS, Details, Heading, Paragraph, Quote, document
from bot.render.rich import Mark, Rich, plain
from bot.transport.forms.document_forms import DocumentSupport, rich_message, rich_text
from retrieval.model import Span

KINDS = st.sampled_from(["bold", "italic", "underline", "code", "text_link", "date_time", "blockquote"])
DETAILS = {"text_link": "https://news.example/a", "date_time": "1694665800 Dt"}


@st.composite
def riches(draw: st.DrawFn) -> Rich:
    text = draw(st.text("ab 😀\n", min_size=1, max_size=12))
    marks = []
    for kind in draw(st.lists(KINDS, max_size=4)):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append(Mark(kind, Span(start, end), DETAILS.get(kind)))
    return Rich(text, tuple(marks))


def told(text: object) -> str:
    if isinstance(text, str):
        return text
    return "".join(map(told, text)) if isinstance(text, list) else told(text["text"])  # type: ignore[index]


@given(riches())
def test_a_text_keeps_its_words_whatever_is_marked(text: Rich) -> None:
    assert told(rich_text(text)) == text.text


@given(st.lists(riches(), min_size=1, max_size=4))
def test_what_fits_is_taken_by_the_stand_in_with_all_its_words(texts: list[Rich]) -> None:
    made = document(
        Heading(texts[0]), *map(Paragraph, texts), Quote(tuple(texts)), Details(plain("x"), (Quote(tuple(texts)),))
    )

    if made is None:  # blanks alone
        return
    taken = words(checked_message(rich_message(made)))
    assert taken == "\n".join(text.text for text in made.texts)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (plain("a"), "a"),
        (plain("a").marked("bold"), {"type": "bold", "text": "a"}),
        (plain("a").marked("text_link", "https://x.y/"), {"type": "url", "text": "a", "url": "https://x.y/"}),
        (
            plain("noon").marked("date_time", "1694665800 t"),
            {"type": "date_time", "text": "noon", "unix_time": 1694665800, "date_time_format": "t"},
        ),
        (
            (plain("a") + plain("b").marked("italic")).marked("bold"),
            {"type": "bold", "text": ["a", {"type": "italic", "text": "b"}]},
        ),
        (plain("a").marked("blockquote"), "a"),
    ],
)
def test_each_look_has_its_form(text: Rich, form: object) -> None:
    assert rich_text(text) == form


def test_what_has_no_words_is_left_out_wherever_it_is() -> None:
    empty = Details(plain("nothing"), (Quote((plain(" "),)),))
    made = document(
        Heading(plain("")), Quote((plain(""), plain("a"))), empty, Details(plain(""), (Paragraph(plain("b")),))
    )

    assert made
    assert made.blocks == (Quote((plain("a"),)),)


@pytest.mark.parametrize(
    "blocks",
    [(), (Paragraph(plain("")),), (Paragraph(plain("a" * (MAX_CHARS + 1))),), (Quote((plain("a"),) * MAX_BLOCKS),)],
    ids=["none", "empty", "long", "many"],
)
def test_what_telegram_would_refuse_is_no_document(blocks: tuple) -> None:
    assert document(*blocks) is None


def test_support_is_doubted_after_three_refusals_in_a_row_and_a_missing_method_ends_it() -> None:
    support = DocumentSupport()
    known = []
    for step in (support.refuse, support.refuse, support.take, support.refuse, support.refuse, support.refuse):
        step()
        known.append(support.is_known)
    other = DocumentSupport()
    other.lack()

    assert known == [True, True, True, True, True, False]
    assert not other.is_known
