"""How a question is put is recognised from its wording alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answers.questions.evidence.words import NothingKnown
from retrieval.answers.questions.form import Form
from retrieval.answers.questions.question import read_question
from retrieval.answers.questions.reading import form_of, read_words


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("what did Kim say", Form("said-about", "Kim")),
        ("What were Sanders's comments on taxes and trade?", Form("said-about", "Sanders", "taxes and trade")),
        ("what are Reyes’ views on jobs", Form("said-about", "Reyes", "jobs")),
        ("did Peskov comment on arms?", Form("said-about", "Peskov", "arms")),
        ("has Osei said anything about cooks", Form("said-about", "Osei", "cooks")),
        ("tell me what Peskov said about weapons", Form("said-about", "Peskov", "weapons")),
        ("quotes by Peskov about weapons", Form("said-about", "Peskov", "weapons")),
        ("quotes by the engineer", Form("said-about", "the engineer")),
        ("statements by the engineer about the dam", Form("said-about", "the engineer", "the dam")),
        ("how often did Reyes say wall", Form("said-about", "Reyes", "wall")),
        ("Kim: weapons", Form("on", "Kim", "weapons")),
        ("Peskov on weapons", Form("on", "Peskov", "weapons")),
        ("who said that nobody won?", Form("who-said", "", "nobody won")),
        ("«глубокие корни»", Form("who-said", "", "глубокие корни", is_quoted=True)),
        ("whose words are “deep roots”?", Form("who-said", "", "deep roots", is_quoted=True)),
        ("who spoke about fuel", Form("who-spoke", "", "fuel")),
        ("who is Peskov?", Form("who-is", "Peskov")),
        ("when did Kim arrive in Russia", Form("when", "", "Kim arrive in Russia")),
        ("latest on Ukraine", Form("latest", "", "Ukraine")),
        ("what happened?", Form("happened")),
        ("thank you!", Form("greeting")),
        ("whats altman saying about microsoft", Form("said-about", "altman", "microsoft")),
        ("🔥 Hi! What did Kim say about rice? Thanks.", Form("said-about", "Kim", "rice")),
        ("- waht did Kim say about rice", Form("said-about", "Kim", "rice")),
        ("Kim's reaction to the ruling", Form("said-about", "Kim", "the ruling")),
        ("reaction to the ruling", Form("who-spoke", "", "the ruling")),
        ("who criticised Kim", Form("who-spoke", "", "Kim")),
        ("did Kim endorse Reyes", Form("said-about", "Kim", "Reyes")),
        ("give me 5 quotes by Kim", Form("said-about", "Kim")),
        ('who said "me. Hearing him talk"?', Form("who-said", "", "me. Hearing him talk", is_quoted=True)),
        ("who said that Mrs. Reyes left", Form("who-said", "", "Mrs. Reyes left")),
        ("what will not be made public", Form("bare", "", "what will not be made public")),
        ("yo wot did Kim say about rice or nah", Form("said-about", "Kim", "rice")),
        ("Sorry if somebody asked. What did Kim say about rice?", Form("said-about", "Kim", "rice")),
        ("I was away lately. did Kim say anything about rice", Form("said-about", "Kim", "rice")),
        ("Kim denied what", Form("said-about", "Kim")),
        ("why did the storks come back", Form("bare", "", "why did the storks come back")),
        ("when did prices fall back", Form("when", "", "prices fall back")),
        ("how long does the trip take", Form("bare", "", "how long does the trip take")),
        ("did the crew get thirty posts", Form("bare", "", "did the crew get thirty posts")),
        ("what is the new boat called", Form("bare", "", "what is the new boat called")),
        ("Kim said the port opened in which town?", Form("bare", "", "Kim said the port opened in which town")),
        ("The Port Office announced it will do what?", Form("said-about", "The Port Office")),
        ("so like what did Kim even say about rice", Form("said-about", "Kim", "rice")),
        ("any word from Kim on rice?", Form("on", "Kim", "rice")),
        ("tell me everything Kim said about rice", Form("said-about", "Kim", "rice")),
        ("who's against the budget", Form("who-spoke", "", "the budget")),
        (
            "Kim's owners approved the sale of which boat?",
            Form("bare", "", "Kim's owners approved the sale of which boat"),
        ),
        ("has Kim apologised yet", Form("said-about", "Kim")),
        ("what did Kim say about rice, and why?", Form("said-about", "Kim", "rice")),
        ("whats the deal with the dam", Form("happened", "", "dam")),
        ("harbour master reaction to the fog", Form("on", "harbour master", "the fog")),
        ("did Kim back Reyes", Form("said-about", "Kim", "Reyes")),
        ("what is Kim's take", Form("said-about", "Kim")),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_form(question: str, form: Form) -> None:
    assert form_of(question) == form


@pytest.mark.parametrize(
    ("question", "asking", "left_out"),
    [
        ("I was away. Why was the dam closed?", "Why was the dam closed", "I was away."),
        ("The dam is old. Why was it closed?", "The dam is old. Why was it closed", ""),
        (
            "The dam was closed. What did Kim say about it?",
            "The dam was closed. What did Kim say about it",
            "The dam was closed.",
        ),
        ("Hi! Why was the dam closed? Thanks!", "Why was the dam closed", ""),
        ("whats with the dam, pls", "what is with the dam", ""),
        ("what's with the dam?", "what is with the dam", ""),
    ],
)
def test_of_several_sentences_the_one_that_asks_is_read(question: str, asking: str, left_out: str) -> None:
    read = read_question(question, today=date(2024, 5, 2), is_source=lambda _: False)

    assert (read.asking, read.left_out, read.text) == (asking, left_out, question)


def test_a_name_may_come_before_what_is_asked_of_it() -> None:
    class Known(NothingKnown):
        def name_length(self, written: tuple[str, ...]) -> int:
            return 2 * (tuple(word.lower() for word in written[:2]) == ("ada", "reed"))

    read = read_words("ada reed what did she say about rice", known=Known())

    assert read.form == Form("said-about", "ada reed", "rice")


def test_a_day_beside_the_question_is_no_condition() -> None:
    question = "I missed the news yesterday. What did Kim say about rice?"

    assert read_question(question, today=date(2024, 5, 2), is_source=lambda _: False).dates == ()


@given(st.text(max_size=200))
def test_no_question_is_too_odd_to_have_a_form(question: str) -> None:
    assert form_of(question).name


@pytest.mark.parametrize(
    ("question", "relation", "event"),
    [
        ("before the strike what did Hale say", "before", "the strike"),
        ("after the flood in May what has Hale said?", "after", "the flood in May"),
        ("what did Hale say after the flood", "after", "the flood"),
    ],
)
def test_an_event_may_come_before_what_is_asked(question: str, relation: str, event: str) -> None:
    read = read_words(question)

    assert read.form == Form("said-about", "Hale")
    assert (read.asks.relation, read.asks.event) == (relation, event)


@pytest.mark.parametrize(
    ("text", "today", "first"),
    [
        ("reed last september", date(2024, 12, 20), date(2024, 9, 1)),
        ("reed last september", date(2024, 9, 20), date(2023, 9, 1)),
        ("reed last december", date(2024, 2, 20), date(2023, 12, 1)),
        ("reed in september 2023", date(2024, 12, 20), date(2023, 9, 1)),
    ],
)
def test_the_last_month_of_a_name_is_the_last_that_is_over(text: str, today: date, first: date) -> None:
    [mention] = read_question(text, today=today, is_source=lambda _: False).dates

    assert mention.days.start == first
