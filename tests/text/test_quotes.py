"""Where are the quotations of a text?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.quotes import quotations

CASES = {
    "curly": ("“I go”, he said.", ["I go"]),
    "straight": ('"I go," he said, "now."', ["I go,", "now."]),
    "guillemets": ("«Je pars», dit-il.", ["Je pars"]),
    "guillemets-with-blanks": ("« Je pars », dit-il.", [" Je pars "]),
    "guillemets-behind-an-elision": ("Un accord d’« histoire », qu'«il» signe.", [" histoire ", "il"]),
    "guillemets-the-german-way": ("»Ich gehe«, sagte er.", ["Ich gehe"]),
    "german-marks": ("„Ich gehe“, sagte er.", ["Ich gehe"]),
    "swedish-marks": ("”Jag går”, sade han.", ["Jag går"]),
    "two-single-marks": ("''I go,'' he said.", ["I go,"]),
    "typewriter-marks": ("``I go,'' he said.", ["I go,"]),
    "single-marks": ("‘I go,’ he said.", ["I go,"]),
    "single-marks-with-apostrophe": ("‘I don’t know,’ he said of the ’90s.", ["I don’t know,"]),
    "single-marks-with-possessive": ("‘The voters’ choice,’ he said.", ["The voters’ choice,"]),
    "closing-mark-is-an-opening-one": (
        "“taking relations to a new level“, he spoke.",
        ["taking relations to a new level"],
    ),
    "nested": ("“He told me ‘go’ twice,” she said.", ["He told me ‘go’ twice,", "go"]),
    "nested-at-the-end": ("\"He said, 'go!'\" she said.", ["He said, 'go!'", "go!"]),
    "blank-before-the-closing-mark": ("\"The term 'outreach,' \" he said.", ["The term 'outreach,' ", "outreach,"]),
    "three-marks-at-the-end": ("''The word 'old-school,''' he said.", ["The word 'old-school,"]),
    "stray-mark-harms-its-paragraph-only": ("He is 5'10\" tall.\n\n“I go,” he said.", ["I go,"]),
    "never-closed": ("“I go, he said.\n\nNothing more.", []),
    "apostrophes-alone": ("The dog’s bone isn’t the cats’ bone.", []),
    "rock-n-roll": ("It was rock ’n’ roll.", []),
    "empty": ("", []),
}


@pytest.mark.parametrize(("text", "inner"), CASES.values(), ids=CASES)
def test_quotations_are_found_without_their_marks(text: str, inner: list[str]) -> None:
    assert [quotation.inner.of(text) for quotation in quotations(text)] == inner


def test_a_quotation_goes_on_in_a_paragraph_that_opens_with_a_mark_too() -> None:
    text = "“First we talk.\n\n“Then we go,” he said."

    first, second = quotations(text)

    assert (first.inner.of(text), first.goes_on) == ("First we talk.", True)
    assert (second.inner.of(text), second.goes_on) == ("Then we go,", False)


def test_a_quotation_inside_another_is_one_level_deeper() -> None:
    assert [q.level for q in quotations("“He told me ‘go’ twice,” she said. “Yes.”")] == [0, 1, 0]


def test_the_outer_span_holds_the_marks() -> None:
    text = "He said “happy” to see him."

    (quotation,) = quotations(text)

    assert quotation.outer.of(text) == "“happy”"


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`s!?—", max_size=80))
def test_quotations_never_raise_and_nest_properly(text: str) -> None:
    found = quotations(text)

    for quotation in found:
        assert quotation.outer.holds(quotation.inner)
        assert quotation.outer.end <= len(text)
    for first in found:
        for second in found:
            crossing = first.outer.start < second.outer.start < first.outer.end < second.outer.end
            assert not crossing
