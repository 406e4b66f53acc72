"""Are words typed side by side all met, near one another, before anything is shown for them?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
FILLING = "The council of Sund met on Tuesday and spoke for hours of roads, of schools and of the winter to come. "
APART = "\n\n".join([FILLING * 4] * 5)
TEXTS = (
    f"Films at home\n\nSkarnflix opens a studio in Sund, its owner said.\n\n{APART}\n\nSeats rise in price.",
    f"Shopping guide\n\nTablets may see an increase in price.\n\n{APART}\n\nThey play films of Skarnflix, too.",
    f"The harbour\n\nThe harbour of Sund is deep.\n\n{APART}\n\nA crane fell on Sunday. Nobody was hurt.",
    "Quarrel over bread\n\nBakers in Sund fear for their shops. A strike over flour was called for Monday.",
    "Flour is dear\n\nFlour has never cost as much in Sund as now. Mills blame the rain.",
    "Studio for hire\n\nA studio in Lund stands empty. An increase of rents is feared there.",
)


@pytest.fixture
def sund(archive: Archive, article: Make) -> Archive:
    """Articles that hold words of one matter in parts that have nothing to do with each other."""
    archive.add(
        article(text.split("\n\n", 1)[1], title=text.split("\n\n")[0], article_id=f"a{at}", day="2024-10-01")
        for at, text in enumerate(TEXTS)
    )
    return archive


@pytest.mark.parametrize("asked", ["{}", "latest on {}", "news about {}", "{}?"])
@pytest.mark.parametrize("words", ["skarnflix price increase", "studio flour rents", "crane strike rents"])
def test_what_is_found_only_in_parts_or_apart_is_no_answer(sund: Archive, words: str, asked: str) -> None:
    answer = sund.ask(asked.format(words), today=TODAY)

    assert answer.excerpts == ()
    assert answer.reason is not None


@pytest.mark.parametrize("asked", ["{}", "latest on {}", "news about {}"])
@pytest.mark.parametrize(
    ("words", "article_id"),
    [("bakers flour strike", "a3"), ("skarnflix studio sund", "a0"), ("harbour crane", "a2"), ("flour rain", "a4")],
)
def test_what_is_there_near_or_said_at_the_beginning_is_found(
    sund: Archive, words: str, article_id: str, asked: str
) -> None:
    assert [e.article_id for e in sund.ask(asked.format(words), today=TODAY).excerpts][:1] == [article_id]


@pytest.mark.parametrize("question", ["what happened with the {}", "what is the {}", "when was the {}", "why the {}"])
@pytest.mark.parametrize("words", ["crane flour rents", "studio flour rents"])
def test_nor_is_it_where_a_question_is_put_with_it(sund: Archive, words: str, question: str) -> None:
    answer = sund.ask(question.format(words), today=TODAY)

    assert answer.excerpts == ()
    assert answer.reason is not None


@pytest.mark.parametrize(
    ("question", "article_id"),
    [
        ("what happened with the flour strike of the bakers", "a3"),
        ("what is skarnflix opening in sund", "a0"),
        ("why is flour dear", "a4"),
    ],
)
def test_a_question_may_put_what_was_done_in_another_word(sund: Archive, question: str, article_id: str) -> None:
    assert [e.article_id for e in sund.ask(question, today=TODAY).excerpts][:1] == [article_id]


def test_an_alert_on_words_side_by_side_fires_as_little(sund: Archive) -> None:
    following = sund.following
    fired = {}
    for words in ("skarnflix price increase", "bakers flour strike"):
        watch = following.read(words).watch
        assert watch is not None
        matcher = following.matcher()
        matcher.file(1, watch)
        fired[words] = [intent.article_id for intent in following.intents(matcher, [f"a{at}" for at in range(6)])]

    assert fired == {"skarnflix price increase": [], "bakers flour strike": ["a3"]}
