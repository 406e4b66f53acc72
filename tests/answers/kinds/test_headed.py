"""Articles that are headed by whom and what is asked for: a reaction, a movement's words, experts on a matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]


@pytest.fixture
def paper(archive: Archive, article: Make) -> Archive:
    """Articles whose titles tell what they are on, and older ones that name the same people oftener."""
    archive.add(
        [
            article(
                "2019: Ivar Brenn said that he and Mona Tasch shared a boat. Brenn called Mona Tasch a friend. "
                "Ivar Brenn said Mona Tasch sang.",
                article_id="old",
                title="Ivar Brenn and Mona Tasch: a timeline",
                day="2023-02-01",
            ),
            article(
                "“It woke me up,” Ivar Brenn said of the memoir. “I had been blind,” Brenn said. Mona Tasch came.",
                article_id="new",
                title="Ivar Brenn breaks his silence on Mona Tasch",
                day="2024-10-20",
            ),
            article(
                "Activists gathered at the quay on Friday. “Brenn sold the quay,” said Tove Rask, an organiser. "
                "“We sing,” said a boy.",
                article_id="quay",
                title="Save the Quay seeks Ivar Brenn’s ear",
            ),
            article(
                "Save the Quay activists said the fish were gone. The bay is grey.",
                article_id="fish",
                title="The grey bay",
            ),
            article(
                "Jelly sweets harm teeth. “They stick for hours,” said lead researcher Alma Stig.",
                article_id="sweets",
                title="Jelly sweets are harder on teeth than toffee, study finds",
            ),
            article("Dentists said on Monday that they would strike.", article_id="strike", title="Strike"),
        ]
    )
    return archive


@pytest.mark.parametrize("question", ["ivar brenn response to mona tasch", "how did brenn react to mona tasch"])
def test_a_reaction_is_the_newest_article_headed_by_both(paper: Archive, question: str) -> None:
    assert {e.article_id for e in paper.ask(question, today=TODAY).excerpts[:2]} == {"new"}


def test_a_movement_speaks_through_whom_articles_on_it_quote(paper: Archive) -> None:
    answer = paper.ask("what do save the quay activists say about brenn", today=TODAY)

    assert [(e.speaker, e.article_id) for e in answer.excerpts[:1]] == [("Tove Rask", "quay")]
    assert answer.reason is not None
    assert answer.reason.code == "nothing-said"


def test_whom_papers_ask_of_a_matter_are_shown_where_no_dentist_is_quoted(paper: Archive) -> None:
    answer = paper.ask("what do dentists say about jelly sweets", today=TODAY)

    assert [e.speaker for e in answer.excerpts] == ["Alma Stig"]
    assert answer.reason is not None
    assert answer.reason.code == "nothing-said"


@pytest.mark.parametrize("question", ["dentists about mona tasch", "dentists on the bay"])
def test_nobody_stands_for_dentists_on_people_or_beside_the_matter(paper: Archive, question: str) -> None:
    assert paper.ask(question, today=TODAY).excerpts == ()
