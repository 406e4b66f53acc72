"""Two texts say the same words exactly where nothing but their typography differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Span
from retrieval.text.credits import credits_in
from retrieval.text.wording import Wording, not_written


def is_same(one: str, other: str) -> bool:
    ignored, is_loud = not_written(one, other), one.isupper() != other.isupper()
    mine, theirs = (Wording(text, ignored=ignored, is_loud=is_loud) for text in (one, other))
    return mine == theirs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We won’t go…” – she said", '"We won\'t go..." - she said'),
        ("«Nous l’avons dit»", "“Nous l'avons dit”"),
        ("the ﬁve ﬂoods", "the five floods"),
        ("ＦＩＶＥ ｍｅｎ ５", "five men 5"),
        ("The  mill\nis\u00a0shut", "The mill is shut"),
        ("THE MILL IS SHUT TO US", "The mill is shut to us"),
        ("the U.S. army", "the US army"),
        ("1 000 marks", "1\u202f000 marks"),
        ("a neigh-\nbour ran", "a neighbour ran"),
        ("Ada Reedhe said", "Ada Reed he said"),
        ("the vice-president", "the vice president"),
        ("soft\u00adly", "softly"),
        ("HELM, May 2 (Reuters) - Rain fell.", "Rain fell. (AFP)"),
        ("ХЕЛЬМ, 2 мая (Интерфакс) — Шёл дождь.", "Шёл дождь."),
    ],
)
def test_typography_and_credits_are_set_aside(one: str, other: str) -> None:
    assert is_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nine men died", "two men died"),
        ("9 men died", "2 men died"),
        ("3.5 per cent", "35 per cent"),
        ("5 12", "512"),
        ("at -3 degrees", "at 3 degrees"),
        ("it costs $5", "it costs €5"),
        ("up 5%", "up 5"),
        ("she would go", "she would not go"),
        ("we’ll win", "well win"),
        ("he will re-sign", "he will resign"),
        ("they told us", "they told US"),
        ("er forderte mehr", "er förderte mehr"),
        ("сказал в среду", "сказал в пятницу"),
        ("dijo que sí", "dijo que no"),
        ("Labour (Greens) agreed", "Labour agreed"),
        ("NASA — not ESA — paid", "not ESA — paid"),
    ],
)
def test_whatever_can_change_the_sense_counts(one: str, other: str) -> None:
    assert not is_same(one, other)


def test_an_accent_tells_nothing_where_one_of_two_articles_never_writes_it() -> None:
    filler = " The council met for an hour and went home when it rained." * 8

    assert is_same("Recep Erdoğan spoke." + filler, "Recep Erdogan spoke." + filler)
    assert is_same("Пришёл новый мэр." + filler, "Пришел новый мэр." + filler)
    assert not is_same("Er forderte mehr für alle." + filler, "Er förderte mehr für alle." + filler)


@pytest.mark.parametrize(
    ("line", "credited"),
    [
        ("LONDON (AP) — The mill is shut.", "LONDON (AP) — "),
        ("Berlin (dpa) - Die Mühle ist zu.", "Berlin (dpa) - "),
        ("HELM — The mill is shut.", "HELM — "),
        ("The mill is shut. (AFP/dpa)", " (AFP/dpa)"),
        ("The mill is shut. - Reuters", " - Reuters"),
        ("Ada Reed (Labour) said no.", ""),
        ("The mill — Reuters says — is shut.", ""),
        ("TWELVE DEAD — POLICE", ""),
    ],
)
def test_a_credit_stands_at_the_edge_of_a_paragraph(line: str, credited: str) -> None:
    assert "".join(span.of(line) for span in credits_in(line)) == credited


@given(
    st.lists(
        st.sampled_from(["ada", "reed", "9", "2", "won't", "вода", "ñu", "-", "–", ".", "\n", "“", "”"]), max_size=30
    ),
    st.data(),
)
def test_a_slice_of_whole_words_is_found_where_it_stands(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    words = Wording(text)
    if not len(words):
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    inside = Span(words.spans[first].start, words.spans[last].end)

    assert Span(first, last + 1) in set(words.find(Wording(text, (inside,))))
