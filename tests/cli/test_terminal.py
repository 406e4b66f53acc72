"""How an answer looks in a terminal (bot.render.terminal and bot.cli._support.screen)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.cli._support.screen import show
from bot.render.terminal import Line, Piece, answer_lines, attribution_lines, printable, search_lines
from retrieval.model import (
    Answer,
    Article,
    Attribution,
    DateMention,
    DayRange,
    Excerpt,
    Near,
    Published,
    RankedPassage,
    Reading,
    Reason,
    SearchAnswer,
    Span,
)

TEXT = 'Rain fell. "We will go on," said Ann Miller,\nmayor of Springfield.  It rained.'
ARTICLE = Article("springfield-1", TEXT, title="Rain", outlet="The Herald", published=Published.parse("2024-02-03"))
SPAN = Span(11, 66)
EXCERPT = Excerpt(
    article_id=ARTICLE.id,
    revision=1,
    span=SPAN,
    text=SPAN.of(TEXT),
    content=(Span(11, 27),),
    speaker="Ann Miller",
    speaker_as_written="Ann Miller",
    role="mayor of Springfield",
    attribution="direct",
    title="Rain",
    outlet="The Herald",
    published=ARTICLE.published,
    url="https://herald.example/rain",
)
ANSWER = Answer("what did Miller say", "said-about", total=1, excerpts=(EXCERPT,))


def text_of(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def styled(lines: list[Line], style: str) -> str:
    return "".join(piece.text for line in lines for piece in line.pieces if piece.style == style)


def test_an_excerpt_stands_word_for_word_and_only_the_speakers_words_are_bold() -> None:
    lines = list(answer_lines(ANSWER))

    assert lines[0].text[3:] == SPAN.of(TEXT).replace("\n", " ")
    assert styled(lines, "words") == '"We will go on,"'


def test_an_answer_names_speaker_role_outlet_title_and_address() -> None:
    text = text_of(list(answer_lines(ANSWER)))

    for expected in ("Ann Miller", "mayor of Springfield", "The Herald", "Rain", "https://herald.example/rain"):
        assert expected in text


def test_words_over_a_line_end_inside_a_sentence_are_bold_throughout() -> None:
    content = Span(TEXT.index("Ann"), TEXT.index(" of Springfield"))

    lines = list(answer_lines(replace(ANSWER, excerpts=(replace(EXCERPT, content=(content,)),))))

    assert styled(lines, "words") == "Ann Miller, mayor"


def test_what_answers_the_question_is_marked_apart_from_the_words() -> None:
    marked = Span(TEXT.index("Springfield"), TEXT.index(".  It"))

    lines = list(answer_lines(replace(ANSWER, excerpts=(replace(EXCERPT, marked=(marked,)),))))

    assert styled(lines, "marked") == "Springfield"


def test_a_marked_date_is_told_as_the_day_it_stands_for() -> None:
    text = "He came on Tuesday."
    tuesday = Span(11, 18)
    mention = DateMention(tuesday, DayRange(date(2024, 1, 30), date(2024, 1, 31)), "day")
    excerpt = replace(
        EXCERPT, span=Span(0, 19), text=text, content=None, attribution=None, dates=(mention,), marked=(tuesday,)
    )

    lines = list(answer_lines(replace(ANSWER, kind="when", excerpts=(excerpt,))))

    assert [line.text for line in lines[:2]] == ["1. He came on Tuesday.", "   “Tuesday” = 30 January 2024"]


def test_numbers_go_on_from_the_page_before_and_the_rest_is_counted() -> None:
    lines = list(answer_lines(replace(ANSWER, total=9), offset=3, more_hint="type more"))

    assert lines[0].text.startswith("4. ")
    assert lines[-1].text == "5 more; type more"


def test_an_answer_without_excerpts_says_why_and_what_is_near() -> None:
    answer = Answer(
        "what did Macron say",
        "said-about",
        reason=Reason("unknown-person", "The archive has nothing from or about Macron."),
        near=(Near("person", "Ann Miller", 2),),
    )

    text = text_of(list(answer_lines(answer)))

    assert "The archive has nothing from or about Macron." in text
    assert "Ann Miller" in text


def test_a_correction_is_told() -> None:
    text = text_of(list(answer_lines(replace(ANSWER, readings=(Reading("name", "Millr", "Miller"),)))))

    assert "Millr" in text
    assert "Miller" in text


def test_a_speaker_who_is_only_likely_is_shown_as_the_article_puts_it() -> None:
    likely = Attribution(
        (Span(11, 27),), "direct", speaker="Ann Miller", speaker_as_written="she", role="mayor", is_doubtful=True
    )

    text = text_of(list(attribution_lines(ARTICLE, [likely])))

    assert "“she”" in text
    assert "Ann Miller" not in text


def test_passages_are_listed_with_their_articles() -> None:
    passage = RankedPassage(ARTICLE.id, 1, SPAN, SPAN.of(TEXT), 2.5)

    text = text_of(list(search_lines(SearchAnswer("rain", (passage,)), {ARTICLE.id: ARTICLE})))

    assert "mayor of Springfield." in text
    assert "springfield-1" in text
    assert "The Herald" in text


@pytest.mark.parametrize("code", [0x1B, 0x07, 0x08, 0x0D, 0x7F, 0x9B])
def test_a_control_character_is_shown_and_not_obeyed(code: int) -> None:
    shown = printable(f"a{chr(code)}b")

    assert len(shown) == 3
    assert chr(code) not in shown


def test_lines_that_are_not_for_a_terminal_come_plain_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    show([Line((Piece("word " * 60, "words"), Piece("end", "faint")), 3, "1.")])

    assert capsys.readouterr().out == "1. " + "word " * 60 + "end\n"


def test_lines_on_a_terminal_are_wrapped_under_their_indent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli._support.screen.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)

    show([Line((Piece("word " * 20, "words"),), 3, "1.")])

    rows = capsys.readouterr().out.splitlines()
    assert len(rows) > 2
    assert rows[0].startswith("1. ")
    assert all(row.startswith("   ") for row in rows[1:])
    assert all(len(row) <= 40 for row in rows)
