"""Does a search choose the sentence that answers, and stay silent where a rare word is not met?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
FERRY = (
    "The Sea Thistle ran aground off Pellworm in thick fog on Monday.\n\n"
    "Why did the Sea Thistle run aground?\n\n"
    "All 212 people were taken off by lifeboats, and 3 of the crew were hurt.\n\n"
    "The ship had strayed because its radar was switched off, an officer said.\n\n"
    "— Sea Thistle (@seathistle) November 4, 2024"
)
FILLER = ("The market square was swept on Friday.", "Apples were dear this week.", "The choir sang in the old hall.")


@pytest.fixture
def ferry(archive: Archive, article: Make) -> Archive:
    """A stranding among other news."""
    other = [article(text, article_id=f"other-{at}", day="2024-11-01") for at, text in enumerate(FILLER)]
    archive.add([article(FERRY, article_id="ferry", day="2024-11-05", title="Ferry Sea Thistle runs aground"), *other])
    return archive


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("why did the Sea Thistle run aground", "because its radar"),
        ("how many people were on the Sea Thistle", "212 people"),
        ("where did the Sea Thistle run aground", "off Pellworm"),
        ("Sea Thistle aground", "ran aground off Pellworm"),
    ],
)
def test_the_sentence_that_answers_is_shown(ferry: Archive, question: str, held: str) -> None:
    excerpts = ferry.ask(question, today=TODAY).excerpts

    assert held in excerpts[0].text
    assert "?" not in excerpts[0].text


@pytest.mark.parametrize("question", ["gag order", "gag order on riders", "order of the choir on Mars"])
def test_one_word_of_a_topic_is_not_the_topic(archive: Archive, article: Make, question: str) -> None:
    riders = article("The riders are paid by the order, and every order costs them money.", day="2024-11-01")
    archive.add([riders, *(article(text, article_id=text) for text in FILLER)])

    assert archive.ask(question, today=TODAY).excerpts == ()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("nurses sleep", "The nurses slept on the floor of the ward after the long night."),
        ("labor law", "A new labour law was put to the assembly by the minister."),
        ("ships stolen", "Thieves steal ships from the harbour every spring, the guard said."),
        ("theater organised", "The theatre was organized by a club of retired actors."),
        ("child labour", "Children do much of the labour in the fields of the valley."),
    ],
)
def test_words_meet_through_irregular_forms_and_spelling(
    archive: Archive, article: Make, question: str, text: str
) -> None:
    archive.add([article(text), *(article(other, article_id=other) for other in FILLER)])

    assert [e.text for e in archive.ask(question, today=TODAY).excerpts][:1] == [text]


def test_a_topic_silent_on_a_day_is_met_with_the_days_near_it(ferry: Archive) -> None:
    answer = ferry.ask("Sea Thistle aground on 3 May 2024", today=TODAY)

    assert answer.excerpts == ()
    assert answer.reason is not None
    assert [near.value for near in answer.near] == ["2024-11-05"]


def test_the_latest_on_something_is_about_it(archive: Archive, article: Make) -> None:
    archive.add(
        [
            article("The Marrow Bridge was closed on Monday.\n\nCars wait.", article_id="about", day="2024-10-01"),
            article("The Marrow Bridge opens again, the council said.", article_id="newer", day="2024-10-20"),
            article(
                "A circus came to town.\n\nIt stands by the Marrow Bridge.",
                article_id="names",
                day="2024-11-07",
            ),
        ]
    )

    told = archive.ask("latest on the Marrow Bridge", today=TODAY).excerpts

    assert [e.article_id for e in told] == ["newer", "about"]
    assert told[1].text == "The Marrow Bridge was closed on Monday."


@pytest.mark.parametrize(
    "question",
    ["Which harbour town forbade motor boats", "which town forbade motor boats in its harbour?", "motor boats harbour"],
)
def test_who_only_asks_the_same_is_no_answer(archive: Archive, article: Make, question: str) -> None:
    quiz = (
        "The Friday quiz.\n\nWhich harbour town forbade motor boats this week?\n\nA. Ulvik B. Sund\n\n"
        "Which harbour town sells its ferry?\n\nThe motor show was held in a barn.\n\nThanks for reading us all week."
    )
    told = (
        "The council of Ulvik voted late on Tuesday after a long debate.\n\n"
        "It forbade motor boats in the harbour, to the joy of the town's swimmers."
    )
    filler = [article(text, article_id=text) for text in FILLER]
    archive.add([article(quiz, article_id="quiz"), article(told, article_id="told"), *filler])

    assert [e.article_id for e in archive.ask(question, today=TODAY).excerpts][:1] == ["told"]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Which national holiday did Nordland celebrate?", "Founding Day"),
        ("What chess star announced his retirement?", "Odd Vik"),
        ("Harbour owners unanimously approved the sale of which shipyard?", "Laxvik"),
        ("which national holiday did nordland celebrate", "Founding Day"),
    ],
)
def test_the_kind_of_thing_asked_for_need_not_be_called_so(
    archive: Archive, article: Make, question: str, held: str
) -> None:
    told = {
        "day": "Nordland celebrated Founding Day with a parade of fishing boats and a speech by the king.",
        "vik": "Grandmaster Odd Vik announced his retirement at the age of 40 in a letter to his club.",
        "yard": "Harbour owners unanimously approved the sale of Laxvik Yard to a family from the north.",
        "people": "“The boats were late,” Ann Sale said. “They were,” Star said in a statement.",
        "filler": "The stars were out over Nordland, and the national team lost its star on holiday.",
    }
    archive.add([article(text, article_id=key) for key, text in told.items()])

    assert [held in e.text for e in archive.ask(question, today=TODAY).excerpts][:1] == [True]


def test_the_person_asked_about_comes_before_others_of_whom_the_same_is_told(archive: Archive, article: Make) -> None:
    """Whatever other words stand beside: the sentence that names the one who is asked about answers."""
    archive.add(
        [
            article(
                "Ruben Falk, the founder of Quillbank, was in court on Monday. In the same week Ole Strand, a banker, "
                "pleaded guilty to fraud, and nobody asked why he would plead guilty.",
                article_id="rival",
            ),
            article("The trial began. Ruben Falk has pleaded not guilty to all counts of fraud.", article_id="trial"),
            *(article(text, article_id=f"other-{at}") for at, text in enumerate(FILLER)),
        ]
    )

    first = archive.ask("did falk plead guilty", today=TODAY).excerpts[0]

    assert (first.article_id, "Ruben Falk has pleaded not guilty" in first.text) == ("trial", True)
