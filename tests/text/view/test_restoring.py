"""A view restored from its edits is the view that was found, and nothing is looked for again."""

from __future__ import annotations

import sys

import pytest

from retrieval.annotate import annotate, restore_reading
from retrieval.model import Annotations, Article, Span
from retrieval.store import annotation_codec
from retrieval.text.view import reading_view, restore_view
from retrieval.text.view.edits import Edit, apply_edits, edits_between
from retrieval.text.view.reading_view import STAGES, ReadingView, read_through

DAMAGED = (
    "“The dam holds,” said Ada Lund.",
    "Lund said &quot;the dam holds&quot; &amp; left.",
    "Ada\u00ad Lund said the dam\u200bholds.",
    "Rene\u0301 Aubry said it.\n\nIt  was   late.",
    "The board said on Mon-\nday that the bridge, which had been\nclosed since spring, would open\nagain in a month.\n",
    "Lund saidthe dam holds. Ada Lund spoke. Lundsaid more.",
    "Itâ€™s the mayorâ€™s dam, said Lund.",
    "&lt;&amp;amp;&gt;",
    "\u200b",
    "a\u200b",
)


def _same(one: ReadingView, other: ReadingView) -> bool:
    places = range(len(one.text))
    return one.text == other.text and all(one.stored(Span(i, i + 1)) == other.stored(Span(i, i + 1)) for i in places)


@pytest.mark.parametrize("text", DAMAGED)
def test_edits_make_the_same_view_again(text: str) -> None:
    found = read_through(text, STAGES)
    edits = found.edits(text)
    assert edits is not None
    again = ReadingView(*apply_edits(text, None, [Edit(*e) for e in edits]), len(text))
    assert _same(found, again)
    assert found.is_plain == (edits == ())


def test_edits_that_cannot_be_said_at_once_are_not_kept() -> None:
    once, offsets = apply_edits("abcdef", None, [Edit(0, 3, "xy")])
    twice, origin = apply_edits(once, offsets, [Edit(1, 3, "z")])
    assert origin is not None
    assert edits_between("abcdef", twice, origin) is None


def test_edits_are_kept_with_the_annotations() -> None:
    found = annotate(_article(DAMAGED[1]))
    assert found.edits
    assert annotation_codec.decode(annotation_codec.encode(found)) == found


def test_annotations_of_before_keep_nothing_of_the_kind() -> None:
    old = annotation_codec.encode(Annotations(3))
    assert annotation_codec.decode(old).edits is None


def test_a_restored_text_is_not_searched_for_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    article = _article("A text that no test has read: Lund said &quot;no&quot; on a cold Friday.")
    edits = read_through(article.text, STAGES).edits(article.text)
    assert edits is not None

    def fail(*_: object) -> None:
        raise AssertionError("the stages ran again")

    restore_reading(article, edits)
    monkeypatch.setattr(sys.modules["retrieval.text.view.reading_view"], "read_through", fail)
    assert reading_view(article.text).text == 'A text that no test has read: Lund said "no" on a cold Friday.'


def test_a_view_that_is_held_is_not_replaced() -> None:
    text = "A view that is held already: Lund said &amp; left."
    held = reading_view(text)
    restore_view(text, ())
    assert reading_view(text) is held


def _article(text: str) -> Article:
    return Article(id="one", text=text)
