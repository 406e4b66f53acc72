"""Copies of one agency text are told once, with where else they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.model import Answer, Article

TODAY = date(2024, 6, 1)
Make = Callable[..., Article]
AGENCY = """The ferry between Norhaven and the island of Skell will not run at night from the first of June, the harbour office said on Thursday, because there are too few pilots to keep two boats at sea.

“Nobody will be left on the pier,” said Mara Ellison, the mayor of Norhaven, who had promised in March that the night boats would stay. “We looked for pilots in three countries and found two.”

Asked whether the fare would fall, Ellison said: “No.”

The union of the island's nurses, whose members come home on the last boat, called the decision a disgrace. Tomas Reyes, its chairman, said that the council had been warned twice and that nurses would leave the hospital.

The harbour office carried four hundred thousand passengers last year, a tenth of them after ten in the evening."""
EDITED = (
    AGENCY.replace("on the pier", "standing on the quay")
    .replace("“No.”", "“Not now.”")
    .replace("on Thursday, because there are", "on Thursday. There are")
)
OWN = """Skell is angry. From June the last boat to the island leaves Norhaven at ten, and hundreds who work late will have to look for a bed in the town, our reporter found on a cold evening at the harbour.

“I clean the wards until eleven,” said Berta Holm, a nurse. “Where am I to sleep?”

Mayor Mara Ellison told reporters that her office had searched for pilots abroad. “Nobody will be left on the pier,” she said.

Reyes, who speaks for the nurses, wants the council to hire back the pilots who retired last year, and says that he will bring two hundred people to its next meeting."""


def copies(article: Make) -> list[Article]:
    return [
        article(AGENCY, article_id="herald", day="2024-05-02", outlet="The Herald", title="No night boats"),
        article(EDITED, article_id="mill", day="2024-05-02", outlet="The Mill", title="Island cut off at night"),
        article(
            "SKELL — " + AGENCY[:-112], article_id="star", day="2024-05-03", outlet="The Star", title="Night ferry ends"
        ),
    ]


def told(answer: Answer) -> list[tuple[str, tuple[str, ...]]]:
    return [(e.article_id, tuple(sorted(c.article_id for c in e.also_in))) for e in answer.excerpts]


@pytest.mark.parametrize(
    "question",
    [
        "what did Mara Ellison say",
        "what did Tomas Reyes say",
        "ferry at night pilots",
        "what happened on 2 May 2024",
        "who is Mara Ellison",
    ],
)
def test_an_answer_never_repeats_a_story(archive: Archive, article: Make, question: str) -> None:
    archive.add(copies(article))

    found = told(archive.ask(question, today=TODAY))

    assert found
    assert all(len(also) == 2 for _, also in found), found


def test_a_changed_word_in_a_short_quotation_does_not_make_it_another_statement(
    archive: Archive, article: Make
) -> None:
    archive.add(copies(article)[:2])

    found = archive.ask("what did Mara Ellison say", today=TODAY)

    short = [e for e in found.excerpts if "Asked whether the fare would fall" in e.text]
    assert [len(e.also_in) for e in short] == [1]


def test_independent_reports_of_one_event_are_no_copies(archive: Archive, article: Make) -> None:
    own = article(OWN, article_id="own", day="2024-05-02", outlet="The Skell Letter", title="Where am I to sleep?")
    archive.add([*copies(article), own])

    assert archive.store.stories.articles("own") == ("own",)
    found = archive.ask("what did Berta Holm say", today=TODAY)
    assert told(found) == [("own", ())]
    shared = archive.ask("what did Mara Ellison say about the pier", today=TODAY).excerpts[0]
    assert "own" in {shared.article_id, *(c.article_id for c in shared.also_in)}


def test_the_order_in_which_copies_come_in_changes_no_answer(tmp_path: Path, article: Make) -> None:
    questions = ("what did Mara Ellison say", "ferry at night", "what happened on 2 May 2024")
    answers = []
    for number, order in enumerate(permutations(copies(article))):
        with Archive.open(tmp_path / str(number)) as archive:
            for one in order:
                archive.add([one])
            answers.append([replace(archive.ask(q, today=TODAY), elapsed_ms=0.0).excerpts for q in questions])

    assert all(found == answers[0] for found in answers)


def test_an_archive_without_stories_gets_them_while_it_is_annotated_anew(archive: Archive, article: Make) -> None:
    archive.add(copies(article))
    with archive.store._writing() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("DELETE FROM stories")
        connection.exec_driver_sql("DELETE FROM story_bands")
        connection.exec_driver_sql("UPDATE articles SET annotation_version = 3")
    assert archive.store.stories.articles("star") == ("star",)

    archive.reannotate()

    assert archive.store.stories.articles("star") == ("herald", "mill", "star")


def test_a_story_in_very_many_outlets_leaves_room_for_others(archive: Archive, article: Make) -> None:
    outlets = [article(AGENCY, article_id=f"copy-{n:03}", outlet=f"Outlet {n}") for n in range(120)]
    own = article(OWN + " The pilots of the ferry sleep at night.", article_id="own", outlet="The Skell Letter")
    archive.add([*outlets, own])

    for question in ("ferry at night pilots", "what did Mara Ellison say"):
        found = archive.ask(question, today=TODAY).excerpts
        assert "own" in {i for e in found for i in (e.article_id, *(c.article_id for c in e.also_in))}, question
        assert all(e.also_in for e in found if e.article_id != "own")
