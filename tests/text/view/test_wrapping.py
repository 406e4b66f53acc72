"""Which line ends has only a width made, and which stand for something?"""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.view.reading_view import read_through
from retrieval.text.view.wrapping import join_wrapped_lines

NEWS = {
    "en": "The harbour board of Quillmouth shut two piers on Monday after divers had found cracks in its oldest wall. "
    "“We shall not wait for the winter storms,” said Nora Vance, who leads the board, and she asked the fishermen for "
    "patience. The ferries keep to their timetable, and the fish market stays open every day until the late evening.",
    "de": "Der Hafenrat von Quillmünde sperrte am Montag zwei Stege, weil Taucher in der ältesten Mauer Risse gefunden "
    "hatten. „Wir warten nicht auf die Winterstürme“, sagte Nora Wanz, die den Rat leitet, und bat die Fischer um "
    "Geduld. Die Fähren fahren nach Plan, und der Fischmarkt bleibt jeden Tag bis zum späten Abend geöffnet.",
    "ru": "Портовый совет Квильмута закрыл в понедельник два причала, потому что водолазы нашли трещины в самой старой "
    "стене. «Мы не станем ждать зимних бурь», — сказала Нора Ванс, которая руководит советом, и попросила рыбаков "
    "набраться терпения. Паромы ходят по расписанию, а рыбный рынок открыт каждый день до позднего вечера.",
    "pt": "O conselho do porto de Quilmar fechou na segunda-feira dois cais porque mergulhadores viram fendas no muro "
    "mais antigo. “Não vamos esperar pelas tempestades do inverno”, disse Nora Vanes, que dirige o conselho, e pediu "
    "paciência aos pescadores. Os barcos seguem o horário e o mercado de peixe fica aberto todos os dias até à noite.",
}

VERSE = """The tide came in with the morning light,
and nobody saw it go;
a lamp was burning all the night,
a bell was ringing slow,
and far along the harbour wall
the gulls began to call."""

LIST = """What to bring:
- a warm coat
- two candles
- bread and some cheese
1. the first boat leaves at nine
2. the second one leaves at ten"""

TRANSCRIPT = """VANCE: We shall repair the wall before the winter.
REED: And who is going to pay for it?
VANCE: The county, as the law says."""

ADDRESS = """Harbour Board
12 Mole Street
Quillmouth"""

HEADLINES = """Piers closed after divers find cracks in wall
Fish market stays open until late evening
Ferries keep to their timetable this winter"""


def read(text: str) -> str:
    return read_through(text, [join_wrapped_lines]).text


@pytest.mark.parametrize("width", [38, 52, 64, 72, 80, 100])
@pytest.mark.parametrize("language", NEWS)
def test_wrapped_paragraphs_are_read_as_they_were(language: str, width: int) -> None:
    paragraph = NEWS[language]
    wrapped = textwrap.fill(paragraph, width, break_on_hyphens=False)
    short = "The board meets again in May."

    assert read(f"{wrapped}\n\n{short}\n\n{wrapped}") == f"{paragraph}\n\n{short}\n\n{paragraph}"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "  \n", "\n   "], ids=repr)
def test_every_kind_of_line_end_is_joined(ending: str) -> None:
    wrapped = ending.join(textwrap.wrap(NEWS["en"], 66))

    assert read(wrapped) == NEWS["en"]


def test_lines_cut_behind_the_word_that_crossed_the_width_are_joined() -> None:
    lines, line = [], ""
    for word in NEWS["en"].split(" "):
        line = f"{line} {word}" if line else word
        if len(line) > 60:
            lines.append(line)
            line = ""
    wrapped = "\n".join([*lines, line])

    assert read(wrapped) == NEWS["en"]


@pytest.mark.parametrize(
    "text", [VERSE, LIST, TRANSCRIPT, ADDRESS, HEADLINES], ids=["verse", "list", "transcript", "address", "headlines"]
)
def test_line_ends_that_stand_for_something_stay(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize("text", [LIST, TRANSCRIPT, ADDRESS], ids=["list", "transcript", "address"])
def test_they_stay_in_a_text_that_is_wrapped_elsewhere(text: str) -> None:
    wrapped = textwrap.fill(NEWS["en"], 60)

    assert read(f"{wrapped}\n\n{text}\n\n{wrapped}") == f"{NEWS['en']}\n\n{text}\n\n{NEWS['en']}"


@pytest.mark.parametrize("language", NEWS)
def test_paragraphs_that_are_lines_stay_apart(language: str) -> None:
    sentences = NEWS[language].replace(". ", ".\n")

    assert read(sentences) == sentences


@pytest.mark.parametrize(
    ("wrapped", "word"),
    [
        ("Every neigh-\nbour of the old harbour was asked about the cracks that\nhad been seen", "neighbour"),
        ("They praised a well-\nknown builder of the old harbour who came from the\nnorthern isles", "well-known"),
        (
            "The talks with Anna Smith-\nJones about the old harbour and its walls went on\nuntil midnight",
            "Smith-Jones",
        ),
    ],
)
def test_a_word_parted_over_a_line_end_is_one_word(wrapped: str, word: str) -> None:
    text = f"{wrapped}\n\n{textwrap.fill(NEWS['en'], 52)}"

    assert word in read(text)


@given(st.text(alphabet="ab A.\n-“", max_size=300))
def test_only_line_ends_and_hyphens_before_them_change(text: str) -> None:
    view = read_through(text, [join_wrapped_lines])

    assert "".join(view.text.split()).replace("-", "") == "".join(text.split()).replace("-", "")
