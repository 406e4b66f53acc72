"""Are the lines of a page the paragraphs that were meant?"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, zip_longest

import pytest

from retrieval.model import Article, Published
from retrieval.sources import Refused
from tests.sources.made import Placed, column, pdf

ReadOne = Callable[[str, bytes | str], Article | Refused]
FERRY = (
    "The harbour office of Lindholm said on Wednesday",
    "that the ferry would not sail before the weekend,",
    "after the storm had torn two of its mooring lines",
    "and damaged the ramp.",
)
RISK = (
    "“We will not put anybody at risk for a timetable,”",
    "said harbour master Greta Sund. She added that the",
    "crew had worked through the night.",
)
HOTEL = (
    "The shipping company promised to pay for hotel",
    "rooms. It did not say for how long, and nobody at",
    "its desk would answer.",
)


def joined(*lines: str) -> str:
    return " ".join(lines)


def paragraphs(read_one: ReadOne, raw: bytes) -> list[str]:
    found = read_one("a.pdf", raw)
    assert isinstance(found, Article), found
    return found.text.split("\n\n")


@pytest.fixture(params=["as written", "by rows"])
def in_order(request: pytest.FixtureRequest) -> Callable[..., list[Placed]]:
    """Columns as a program writes them: one after the other, or row by row."""

    def in_order(*columns: list[Placed]) -> list[Placed]:
        if request.param == "as written":
            return list(chain(*columns))
        return [line for row in zip_longest(*columns) for line in row if line]

    return in_order


def test_a_pdf_gives_its_words_and_what_it_says_of_itself(read_one: ReadOne) -> None:
    raw = pdf(
        [Placed(50, 700, "It rained, said Ann Miller.")],
        info="/Title(Weather)/Author(Ida Holm)/CreationDate(D:20240502)",
    )

    assert read_one("a.pdf", raw) == Article("a", "It rained, said Ann Miller.", title="Weather", author="Ida Holm")


@pytest.mark.parametrize(
    "info", ["/Title(untitled)/Author(anonymous)", "/Title(\\(unspecified\\))/Author( )", "/Title 5"]
)
def test_a_program_s_word_for_no_title_is_none(read_one: ReadOne, info: str) -> None:
    assert read_one("a.pdf", pdf([Placed(50, 700, "It rained.")], info=info)) == Article("a", "It rained.")


@pytest.mark.parametrize("size", [7, 10, 24])
def test_hard_wrapped_lines_are_one_paragraph(read_one: ReadOne, size: float) -> None:
    assert paragraphs(read_one, pdf(column(50, 700, *FERRY, size=size))) == [joined(*FERRY)]


def test_a_gap_begins_a_paragraph(read_one: ReadOne) -> None:
    raw = pdf(column(50, 700, *FERRY) + column(50, 640, *RISK) + column(50, 592, *HOTEL))

    assert paragraphs(read_one, raw) == [joined(*FERRY), joined(*RISK), joined(*HOTEL)]


def test_an_indent_begins_a_paragraph(read_one: ReadOne) -> None:
    lines = column(50, 700, *FERRY, *RISK, *HOTEL)
    indented = [
        line._replace(x=62) if line.words[0] in "T“" and line.words.split()[0] in ("The", "“We") else line
        for line in lines
    ]

    assert paragraphs(read_one, pdf(indented)) == [joined(*FERRY), joined(*RISK), joined(*HOTEL)]


def test_a_line_that_ends_early_ends_a_paragraph(read_one: ReadOne) -> None:
    raw = pdf(column(50, 700, *RISK, "It was over.", *HOTEL))

    assert paragraphs(read_one, raw) == [joined(*RISK), "It was over.", joined(*HOTEL)]


def test_larger_letters_are_a_heading(read_one: ReadOne) -> None:
    raw = pdf([Placed(50, 716, "Ferry stays in harbour", 12), *column(50, 700, *FERRY)])

    assert paragraphs(read_one, raw) == ["Ferry stays in harbour", joined(*FERRY)]


def test_points_of_a_list_stay_apart(read_one: ReadOne) -> None:
    raw = pdf(column(50, 700, *FERRY, "• the ramp is bent", "• two lines are torn and", "the third is weak"))

    assert paragraphs(read_one, raw)[1:] == ["• the ramp is bent", "• two lines are torn and the third is weak"]


@pytest.mark.parametrize("gutter", [300, 320])
def test_columns_are_read_one_after_the_other(
    read_one: ReadOne, in_order: Callable[..., list[Placed]], gutter: float
) -> None:
    raw = pdf(in_order(column(50, 700, *FERRY, *RISK), column(gutter, 700, *HOTEL, *FERRY)))

    assert paragraphs(read_one, raw) == [joined(*FERRY), joined(*RISK), joined(*HOTEL), joined(*FERRY)]


def test_a_paragraph_goes_on_in_the_next_column(read_one: ReadOne, in_order: Callable[..., list[Placed]]) -> None:
    raw = pdf(in_order(column(50, 700, *HOTEL, *FERRY[:2]), column(310, 700, *FERRY[2:], *RISK)))

    assert paragraphs(read_one, raw) == [joined(*HOTEL), joined(*FERRY), joined(*RISK)]


def test_a_heading_over_all_columns_comes_before_them(read_one: ReadOne, in_order: Callable[..., list[Placed]]) -> None:
    heading = Placed(50, 740, "Ferry stays in harbour until the weekend after the storm", 18)
    raw = pdf([heading, *in_order(column(50, 700, *FERRY), column(310, 700, *HOTEL))])

    assert paragraphs(read_one, raw) == [heading.words, joined(*FERRY), joined(*HOTEL)]


def test_three_columns_are_read(read_one: ReadOne, in_order: Callable[..., list[Placed]]) -> None:
    small = [column(x, 700, *lines, size=6) for x, lines in ((40, FERRY), (220, RISK), (400, HOTEL))]

    assert paragraphs(read_one, pdf(in_order(*small))) == [joined(*FERRY), joined(*RISK), joined(*HOTEL)]


def test_cells_of_a_table_stay_on_their_row(read_one: ReadOne) -> None:
    rows = [("Port", "Ships"), ("Lindholm", "4"), ("Sundvik", "11")]
    cells = [
        Placed(50 + 150 * n, 600 - 14 * row, words) for row, pair in enumerate(rows) for n, words in enumerate(pair)
    ]

    assert paragraphs(read_one, pdf(column(50, 700, *FERRY) + cells))[1:] == [
        "Port\tShips",
        "Lindholm\t4",
        "Sundvik\t11",
    ]


def test_what_pages_repeat_at_their_edges_is_left_out(read_one: ReadOne) -> None:
    pages = [
        [
            Placed(50, 800, "Lindholm Courier", 8),
            Placed(450, 800, f"12 March 2024, page {n}", 8),
            *column(50, 740, *lines),
            Placed(290, 30, f"– {n} –"),
        ]
        for n, lines in enumerate((FERRY, RISK, HOTEL), start=1)
    ]

    assert paragraphs(read_one, pdf(*pages)) == [joined(*FERRY), joined(*RISK), joined(*HOTEL)]


@pytest.mark.parametrize(
    "head",
    [
        [Placed(50, 800, "LINDHOLM COURIER — Friday 20 November 2020 — page 3", 8)],
        [
            Placed(50, 800, "4", 8),
            Placed(80, 800, "Lindholm Courier", 8),
            Placed(450, 800, "Friday, November 20, 2020", 8),
        ],
        [Placed(50, 800, "Lindholms Blad | fredag 20. november 2020 | side 3", 8)],
        [Placed(50, 30, "Lindholmer Bote · Freitag, 20. November 2020 · Seite 3", 8)],
    ],
    ids=["one line", "apart", "another language", "at the foot"],
)
def test_the_head_of_a_page_cut_out_of_a_paper_is_its_day_and_no_text(read_one: ReadOne, head: list[Placed]) -> None:
    found = read_one("a.pdf", pdf([*head, *column(50, 740, *FERRY)]))

    assert isinstance(found, Article)
    assert (found.text, found.published) == (joined(*FERRY), Published.parse("2020-11-20"))


@pytest.mark.parametrize(
    "edge",
    [
        "On Friday 20 November 2020 the ferry was late – 3",
        "Ida Holm, 20 November 2020",
        "20.11.2020, 10:12   3",
        "From 19 November 2020 — to 20 November 2020 — 3",
    ],
)
def test_other_lines_at_an_edge_are_text_and_no_day(read_one: ReadOne, edge: str) -> None:
    found = read_one("a.pdf", pdf([Placed(50, 800, edge, 8), *column(50, 740, *FERRY)]))

    assert isinstance(found, Article)
    assert (found.text.startswith(edge[:10]), found.published) == (True, None)


def test_heads_that_name_different_days_date_nothing(read_one: ReadOne) -> None:
    pages = [
        [Placed(50, 800, f"Courier — {day} November 2020 — {day}", 8), *column(50, 740, *lines)]
        for day, lines in ((20, FERRY), (21, RISK))
    ]
    found = read_one("a.pdf", pdf(*pages))

    assert isinstance(found, Article)
    assert (found.text, found.published) == (f"{joined(*FERRY)}\n\n{joined(*RISK)}", None)


def test_a_paragraph_goes_on_over_a_page_with_its_running_heads(read_one: ReadOne) -> None:
    pages = [
        [Placed(50, 800, "Lindholm Courier"), *column(50, 740, *lines), Placed(290, 30, str(n))]
        for n, lines in enumerate(((*RISK, *FERRY[:3]), (FERRY[3], *HOTEL)), start=1)
    ]

    assert paragraphs(read_one, pdf(*pages)) == [joined(*RISK), joined(*FERRY), joined(*HOTEL)]


def test_the_text_of_pages_that_begin_alike_is_kept(read_one: ReadOne) -> None:
    assert paragraphs(read_one, pdf(column(50, 740, *FERRY), column(50, 740, *FERRY))) == [joined(*FERRY)] * 2


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("members of the neigh-", "bourhood committee met on"), "neighbourhood committee"),
        (("members of the neigh\xad", "bourhood committee met on"), "neighbourhood committee"),
        (("the answer of Jean-", "Pierre Falk was no and so"), "Jean-Pierre Falk"),
        (("a case of COVID-", "19 was found on the ship"), "COVID-19 was"),
        (("between the years 2019-", "2024 nothing was mended"), "2019-2024 nothing"),
        (("in the e-", "mail she said that it was"), "e-mail she"),
        (("at the UN-", "led talks on the island in"), "UN-led talks"),
        (("a long-term plan, then a long-", "term contract with the"), "a long-term contract"),
        (("The ministry's neighbours and neigh-", "bours of it came along"), "and neighbours of"),
        (("He paused - and", "then said more about the"), "paused - and then"),
    ],
)
def test_a_hyphen_at_a_line_s_end_is_undone_where_it_parts_a_word(
    read_one: ReadOne, lines: tuple[str, str], words: str
) -> None:
    assert words in joined(*paragraphs(read_one, pdf(column(50, 700, *lines, "harbour of the town."))))


def test_a_scan_says_what_to_do(read_one: ReadOne) -> None:
    found = read_one("a.pdf", pdf(b"q 500 0 0 700 0 0 cm Q"))

    assert isinstance(found, Refused)
    assert "OCR" in found.why
