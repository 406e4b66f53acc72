"""Whose words a slice is shown as: marks say what is theirs, a paraphrase must be most of it."""

from __future__ import annotations

from retrieval.answers.excerpts.cutting import passage_excerpt
from retrieval.model import Annotations, Article, Attribution, AttributionKind, Span

TEXT = (
    "Mayor Ada Lund, who had asked for a new weir for ten years, praised the plan of the council as “late, but right”, "
    "and left for the harbour by boat."
)
WORDS = "“late, but right”"


def credited(kind: AttributionKind, text: str = TEXT) -> str | None:
    start = TEXT.index(WORDS)
    said = Attribution(
        content=(Span(start, start + len(WORDS)),), kind=kind, speaker="Ada Lund", speaker_as_written="Ada Lund"
    )
    article = Article("a", text)
    return passage_excerpt(article, Span(0, len(text)), Annotations(1, (said,)), score=1.0).speaker


def test_quoted_words_are_credited_where_they_are_the_only_ones() -> None:
    assert credited("direct") == credited("mixed") == "Ada Lund"


def test_a_paraphrase_is_credited_only_where_it_is_most_of_the_slice() -> None:
    assert credited("reported") is None


def test_a_few_words_in_a_long_slice_are_nobodys_credit() -> None:
    assert credited("direct", TEXT + " The weir was built in 1911 and has leaked since." * 3) is None
