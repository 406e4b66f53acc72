"""The same statement in several articles is one excerpt."""

from __future__ import annotations

from retrieval.answers.folding import fold
from retrieval.model import Excerpt, Span


def excerpt(article_id: str, text: str, speaker: str | None = "Tomas Reyes") -> Excerpt:
    return Excerpt(article_id, 1, Span(0, len(text)), text, content=(Span(0, len(text)),), speaker=speaker)


def test_copies_in_other_articles_become_also_in() -> None:
    first = excerpt("a", "“Nobody wants to be on the pavement,” he said")
    copy = excerpt("b", "“Nobody wants to be on the pavement”, he said", "Reyes")

    [folded] = fold([first, copy])

    assert folded.article_id == "a"
    assert [c.article_id for c in folded.also_in] == ["b"]


def test_the_same_words_of_two_people_stay_two() -> None:
    statements = [
        excerpt("a", "We shall win this vote", "Tomas Reyes"),
        excerpt("b", "We shall win this vote", "Anders Vik"),
    ]

    assert len(fold(statements)) == 2


def test_short_words_fold_only_when_equal() -> None:
    assert len(fold([excerpt("a", "Yes we can"), excerpt("b", "Yes we do")])) == 2


def test_different_statements_stay_apart() -> None:
    assert (
        len(fold([excerpt("a", "The ferry will not run at night"), excerpt("b", "The strike goes on until Friday")]))
        == 2
    )
