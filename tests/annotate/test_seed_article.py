"""The owner's article: every attribution of it, exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.annotate import annotate
from retrieval.model import Annotations, Article, Attribution, Published

SEED = Path(__file__).parents[2] / "seeds" / "000_5b0eb11a74a979b4.txt"
TEXT = SEED.read_text(encoding="utf-8").split("\n", 2)[2]


@pytest.fixture(scope="module")
def annotations() -> Annotations:
    """The article with its day."""
    return annotate(Article(id="seed", text=TEXT, published=Published.parse("2023-09-13")))


def of(annotations: Annotations, speaker: str) -> list[tuple[str, str, str | None]]:
    """Kind, words and carrier of everything that somebody said."""
    return [(a.kind, words(a), a.via) for a in annotations.attributions if a.speaker == speaker]


def words(attribution: Attribution) -> str:
    """The words as they stand."""
    return " … ".join(span.of(TEXT) for span in attribution.content)


def test_kim_speaks_five_times(annotations: Annotations) -> None:
    first = annotations.attributions[0]

    assert (first.kind, words(first)) == ("reported", "he supported Moscow in the war against Ukraine")
    assert first.speaker_as_written == "the North Korean"
    assert first.speaker in ("the North Korean", "Kim Jong Un")
    assert of(annotations, "Kim Jong Un")[-4:] == [
        ("direct", "“Russia began a sacred struggle to protect its sovereignty and security”", "Reuters"),
        (
            "direct",
            "“We will always support the decisions of President Putin and the Russian leadership […] and we will be "
            "together in the fight against imperialism”",
            None,
        ),
        (
            "mixed",
            "that the friendship between North Korea and Russia “has deep roots” and further deepening the "
            "relationship with the Kremlin is “the 1st priority” from the North Koreans",
            None,
        ),
        ("direct", "“I am sure that our meeting will be the next step in taking relations to a new level“", None),
    ]


def test_putin_speaks_three_times(annotations: Annotations) -> None:
    assert of(annotations, "Vladimir Putin") == [
        ("mixed", "“happy” to see the North Korean leader", None),
        (
            "direct",
            "“Of course, we need to talk about issues of economic cooperation and issues of a humanitarian nature. We "
            "have many questions. I want to say that I am very happy to see you. Thank you for accepting the "
            "invitation and coming to Russia”",
            None,
        ),
        ("mixed", "that the 2 would discuss “all questions”", None),
    ]


def test_peskov_speaks_once(annotations: Annotations) -> None:
    assert of(annotations, "Dmitry Peskov") == [
        ("mixed", "that the 2 countries cooperate in areas “sensitive”, which would not be made public", "Reuters")
    ]


def test_peskov_is_named_without_the_glued_word(annotations: Annotations) -> None:
    (peskov,) = (a for a in annotations.attributions if a.speaker == "Dmitry Peskov")

    assert peskov.speaker_as_written == "Dmitry Peskov"
    assert peskov.role == "Kremlin press secretary"
    assert peskov.speaker_is_person


def test_outlets_and_agencies_report(annotations: Annotations) -> None:
    reporting = [(a.speaker, a.kind, words(a)) for a in annotations.attributions if not a.speaker_is_person][-3:]

    assert reporting == [
        (
            "The New York Times",
            "reported",
            "that Kim’s trip to Russia would serve to negotiate export of more weapons to Moscow, which would be used "
            "in the war in Ukraine",
        ),
        ("Interfax", "reported", "the 2 leaders visited the cosmodrome’s assembly and testing building"),
        (
            "the news agency",
            "reported",
            "Putin was asked if he would speak to Kim about purchasing weapons and ammunition",
        ),
    ]


def test_nothing_else_is_said(annotations: Annotations) -> None:
    assert len(annotations.attributions) == 12


def test_three_people_are_named_in_full(annotations: Annotations) -> None:
    assert [(p.name, p.roles[0].text) for p in annotations.people] == [
        ("Kim Jong Un", "leader of North Korea"),
        ("Vladimir Putin", "Russian president"),
        ("Dmitry Peskov", "Kremlin press secretary"),
    ]


def test_the_introduction_says_who_peskov_is(annotations: Annotations) -> None:
    peskov = annotations.people[2]

    assert peskov.introduction is not None
    assert peskov.introduction.of(TEXT) == "Kremlin press secretary Dmitry Peskov"
