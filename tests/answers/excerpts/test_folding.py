"""The same statement in several articles is one excerpt; what differs in anything but typography is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answers.excerpts.copies import Copies
from retrieval.answers.excerpts.folding import fold
from retrieval.model import Article, DateMention, DayRange, Excerpt, Published, Span
from retrieval.text.wording import Wording

DAY, NEXT = Published.parse("2024-05-02"), Published.parse("2024-05-03")


def excerpt(article_id: str, text: str, speaker: str | None = "Tomas Reyes", **facts: object) -> Excerpt:
    return Excerpt(article_id, 1, Span(0, len(text)), text, content=(Span(0, len(text)),), speaker=speaker, **facts)


def quoted(article_id: str, before: str, said: str, after: str, **facts: object) -> Excerpt:
    """Words in quotation marks in their sentence."""
    text = before + said + after
    content = (Span(len(before), len(before) + len(said)),)
    known = {"speaker": "Tomas Reyes", "attribution": "direct", "published": DAY, **facts}
    return Excerpt(article_id, 1, Span(0, len(text)), text, content=content, **known)


def ids(excerpts: list[Excerpt]) -> list[tuple[str, list[str]]]:
    return [(e.article_id, [c.article_id for c in e.also_in]) for e in excerpts]


def test_copies_in_other_articles_become_also_in() -> None:
    first = excerpt("a", "“Nobody wants to be on the pavement,” he said")
    copy = excerpt("b", "“Nobody wants to be on the pavement”, he said", "Reyes")

    assert ids(fold([first, copy])) == [("a", ["b"])]


def test_the_same_words_of_two_people_stay_two() -> None:
    statements = [
        excerpt("a", "We shall win this vote", "Tomas Reyes"),
        excerpt("b", "We shall win this vote", "Anders Vik"),
        excerpt("c", "We shall win this vote", "Ruben Reyes"),
    ]

    assert len(fold(statements)) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The town will pay nine million to the families", "The town will pay two million to the families"),
        ("The town will pay the families on Friday", "The town will pay the families on Monday"),
        ("The town would pay the families of the dead", "The town would not pay the families of the dead"),
        ("The town of Helm will pay the families", "The town of Holm will pay the families"),
        ("It was 3 degrees in the hills last night", "It was -3 degrees in the hills last night"),
        ("Die Stadt zahlt den Familien neun Millionen", "Die Stadt zahlt den Familien keine neun Millionen"),
        ("La ville ne paiera jamais les familles", "La ville paiera les familles"),
        ("La ciudad pagará a las familias el lunes", "La ciudad pagará a las familias el viernes"),
        ("A cidade pagará dois milhões às famílias", "A cidade pagará doze milhões às famílias"),
        ("Город заплатит семьям девять миллионов", "Город заплатит семьям два миллиона"),
        ("Місто не заплатить родинам у п’ятницю", "Місто заплатить родинам у п’ятницю"),
        ("Yes we can", "Yes we do"),
    ],
)
def test_another_number_day_negation_or_name_is_another_statement(one: str, other: str) -> None:
    assert ids(fold([excerpt("a", one), excerpt("b", other)])) == [("a", []), ("b", [])]
    assert ids(fold([excerpt("b", other), excerpt("a", one)])) == [("b", []), ("a", [])]


def test_an_outlet_is_never_named_under_its_own_words_nor_twice() -> None:
    said = "“Nobody wants to be on the pavement”, he said"
    outlets = {"a": "The Herald", "b": "Herald", "c": "Mill", "d": "the mill", "e": None, "f": None}

    [folded] = fold(excerpt(name, said, outlet=outlet) for name, outlet in outlets.items())

    assert [c.article_id for c in folded.also_in] == ["c", "e", "f"]
    assert [c.article_id for c in folded.repeated_in] == ["b", "d"]


def test_a_quotation_is_the_same_in_the_sentences_of_two_reporters() -> None:
    one = quoted("a", "", "“Nobody wants to be on the pavement”", ", Reyes told a crowd.")
    other = quoted("b", "Then he said: ", "“Nobody wants to be on the pavement.”", "", published=NEXT)

    assert ids(fold([one, other])) == [("a", ["b"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [(", Reyes told Helm Radio.", ", Reyes told Skell Radio."), (", Reyes told 90 nurses.", ", Reyes told 20 nurses.")],
)
def test_sentences_that_each_name_something_else_are_two(one: str, other: str) -> None:
    said = "“Nobody wants to be on the pavement”"

    assert len(fold([quoted("a", "", said, one), quoted("b", "", said, other)])) == 2


def test_a_quotation_that_goes_on_elsewhere_may_turn_its_sense() -> None:
    one = quoted("a", "", "“We shall pay two million crowns,”", " Reyes said.")
    more = quoted("b", "", "“We shall pay two million crowns if the court agrees,”", " Reyes said.")
    less = quoted("c", "", "“Nobody said that we shall pay two million crowns,”", " Reyes said.")
    last = quoted("d", "", "“Hear me. We shall pay two million crowns. It is late,”", " Reyes said.")

    assert ids(fold([one, more, less, last])) == [("a", ["d"]), ("b", []), ("c", [])]


def test_a_paraphrase_is_the_same_in_the_same_sentence_only() -> None:
    one = quoted("a", "Reyes said ", "that the bridge was safe", ".", attribution="reported")
    other = quoted("b", "Reyes denied ", "that the bridge was safe", ".", attribution="reported")

    assert len(fold([one, other])) == 2


def test_equal_sentences_of_two_days_may_be_of_one_form() -> None:
    text = "Rain will fall in the west and the wind will turn to the north."
    one = Excerpt("a", 1, Span(0, len(text)), text, published=DAY, outlet="Helm Weather")
    later = replace(one, article_id="b", published=NEXT, outlet="Skell Weather")

    assert len(fold([one, later])) == 2
    assert len(fold([one, replace(later, published=DAY)])) == 1


def test_equal_words_about_two_fridays_are_two_statements() -> None:
    text = "“We shall all meet again on Friday”, he said"
    at = text.index("Friday")
    fridays = [
        DateMention(Span(at, at + 6), DayRange(day, day + timedelta(days=1)), "day") for day in (DAY.day, NEXT.day)
    ]
    one, other = (excerpt(name, text, dates=(friday,)) for name, friday in zip("ab", fridays, strict=True))

    assert len(fold([one, other])) == 2


def test_what_one_article_shows_twice_is_shown_once_and_what_it_says_anew_is_not() -> None:
    text = "We shall pay five million in May. We shall pay two million in May."
    first, second = Span(0, 33), Span(34, len(text))
    told = [Excerpt("a", 1, span, span.of(text), content=(span,), speaker="Reyes") for span in (first, first, second)]

    assert [e.span for e in fold(told)] == [first, second]


_WORDS = ("we", "shall", "not", "pay", "two", "nine", "9", "2", "million", "on", "Friday", "Monday", "Helm", "never")
WORDS = st.lists(st.sampled_from([*_WORDS]), max_size=9)
MARKS = st.sampled_from([" ", "  ", "\n", ", ", " – ", "-", "’ ", " “", "” ", "… "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    return "".join(word + draw(MARKS) for word in draw(WORDS)) + "so."


@given(st.lists(st.tuples(texts(), st.sampled_from([None, "Mill", "The Mill", "Ferry"])), min_size=2, max_size=6))
def test_an_outlet_that_is_named_has_the_words(found: list[tuple[str, str | None]]) -> None:
    articles = {str(n): Article(str(n), text, outlet=outlet) for n, (text, outlet) in enumerate(found)}
    offered = [excerpt(a.id, a.text, outlet=a.outlet) for a in articles.values()]

    folded = fold(offered, Copies({}, articles.get))

    for one in folded:
        for copy in (*one.also_in, *one.repeated_in):
            assert any(Wording(articles[copy.article_id].text).find(Wording(one.text)))
    named = [n for e in folded for n in (e.article_id, *(c.article_id for c in (*e.also_in, *e.repeated_in)))]
    assert sorted(named) == sorted(articles)
