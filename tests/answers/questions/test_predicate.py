"""Which word of a question only says what was done, or how something was, so that an article may put it otherwise?"""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answers.questions.evidence.words import NOTHING_KNOWN
from retrieval.answers.questions.predicate import predicate_stems
from retrieval.answers.questions.question import read_question
from retrieval.text.tokens import stems


@pytest.mark.parametrize(
    ("text", "language", "predicate"),
    [
        ("why did the harbour master quit", "en", ["quit"]),
        ("why is the old mill closed", "en", ["closed"]),
        ("who makes the candles", "en", ["makes"]),
        ("how cold is the bell", "en", ["cold"]),
        ("when did the opening hours change", "en", ["change"]),
        ("was the lighthouse keeper fired", "en", ["fired"]),
        ("what caused the closure of the salt market", "en", ["closure"]),
        ("warum brach das eis", "de", ["brach"]),
        ("cuánto ofreció el molino", "es", ["ofreció"]),
        ("хто купив млин", "uk", ["купив"]),
        # What somebody or something is, and what an article or a preposition makes a noun, is of the matter.
        ("who is the new sponsor", "en", []),
        ("where is the salt market", "en", []),
        ("how did the ship come into the harbour", "en", []),
        ("candle prices", "en", []),
        ("why did it leak", "en", []),
    ],
)
def test_the_predicate_is_found_by_its_place(text: str, language: str, predicate: list[str]) -> None:
    question = read_question(text, today=date(2024, 11, 8), is_source=lambda _: False, language=language)

    assert predicate_stems(question, NOTHING_KNOWN) == frozenset(
        stems([word.replace("ó", "o") for word in predicate], question.language)
    )
