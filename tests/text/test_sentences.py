"""Where do sentences begin and end?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.paragraphs import paragraphs
from retrieval.text.sentences import sentences

CASES = {
    "plain": "He left.|She stayed.",
    "question": "Did he leave?|Nobody knows!|So what.",
    "title": "Mr. Smith met Dr. Jones.|They talked.",
    "senator": "Sen. Jane Doe met Gov. John Roe.|They talked.",
    "initials": "J. R. Smith and George W. Bush met.|They talked.",
    "country": "The U.S. Army left.|It went home.",
    "country-at-the-end": "He left the U.S.|The army stayed.",
    "time": "It began at 5 p.m. on Friday.|It ended late.",
    "month": "It was Sept. 13.|He came.",
    "number": "It cost 3.5 million.|That is much.",
    "glued": "It was Friday.|Kremlin aides left.",
    "web-address": "He wrote to Amazon.com yesterday.|Nobody answered.",
    "company": "Apple Inc. sold phones.|It made money.",
    "ellipsis": "He waited … and left.|She came.",
    "quotation-is-one-atom": "“I go. You stay. That is all,” he said.|She nodded.",
    "quotation-ends-a-sentence": "He said, “I go.”|She nodded.",
    "quotation-goes-on": "“Go!” he said.|She went.",
    "signature": "“Go. Now.” — Jane Doe",
    "bracket": "He left (at last.)|She stayed.",
    "german-day": "Sie kam (2. Mai 2023) an.|Am Montag, 12. Oktober, ging sie.|Es waren 12.|Danach kam keiner.",
    "small-letter-behind-a-full-stop": "He works for e.g. banks.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_sentences_end_where_the_bar_stands(marked: str) -> None:
    text = marked.replace("|Kremlin", "Kremlin").replace("|", " ")

    assert [s.of(text) for s in sentences(text)] == marked.split("|")


def test_a_paragraph_always_ends_a_sentence() -> None:
    text = "A headline without a stop\n\nThe text begins."

    assert [s.of(text) for s in sentences(text)] == ["A headline without a stop", "The text begins."]


@given(st.text(alphabet="aB .,\n\"'“”!?;:—0", max_size=80))
def test_sentences_keep_every_letter_in_order(text: str) -> None:
    found = sentences(text)

    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=60))
def test_paragraphs_hold_no_line_break(text: str) -> None:
    assert all("\n" not in p.of(text) and p.of(text).strip() for p in paragraphs(text))
