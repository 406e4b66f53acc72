"""Which title does the form of a post show?"""

from __future__ import annotations

import pytest

from retrieval.model import Span
from retrieval.sources import post_title


@pytest.mark.parametrize(
    ("text", "bold", "title"),
    [
        ("Mole sinks\n\nNo boat left the harbour today.", (), "Mole sinks"),
        ("⚓ Mole sinks!\n\nNo boat left the harbour today.", (), "⚓ Mole sinks!"),
        ("Will the mole hold?\n\nThe council meets on Monday.", (), "Will the mole hold?"),
        ("No boat left today.\n\nThe sea was rough all day.", (), None),
        ("The mole is sinking\nNo boat left the harbour.", (), None),
        ("Boats:\n\none leaves, two stay in the harbour", (), None),
        ("Urgent\n\nNo boat left the harbour today.", (), None),
        ("#harbour #news\n\nNo boat left the harbour.", (), None),
        ("Mole sinks", (), None),
        ("A long first line with many words in it\n\nshort", (), None),
        ("Mole sinks\nNo boat left.", (Span(0, 10),), "Mole sinks"),
        ("⚓ Mole sinks\nNo boat left.", (Span(2, 12),), "⚓ Mole sinks"),
        ("Mole sinks ⚓\nNo boat left.", (Span(0, 10),), "Mole sinks ⚓"),
        ("Mole sinks in the night. No boat left.", (Span(0, 24),), "Mole sinks in the night."),
        ("“It sinks!” No boat left.", (Span(0, 11),), "“It sinks!”"),
        ("The mole sinks again today.", (Span(0, 8),), None),
        ("Mole sinks\nagain tonight\nNo boat left.", (Span(0, 10), Span(11, 24)), "Mole sinks again tonight"),
        ("All of this is bold and one sentence.", (Span(0, 37),), None),
        ("No boat left, as the mole sinks.", (Span(21, 32),), None),
    ],
)
def test_a_title_is_taken_where_the_form_shows_one(text: str, bold: tuple[Span, ...], title: str | None) -> None:
    assert post_title(text, bold) == title


def test_a_very_long_bold_beginning_is_no_title() -> None:
    text = "word " * 60 + "\n\nMore."

    assert post_title(text, [Span(0, 299)]) is None
