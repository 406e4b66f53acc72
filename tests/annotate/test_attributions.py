"""Who said what: the tables of sentences in attributions*.txt, and what holds for every text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.annotate import annotate
from retrieval.model import Annotations, Article, Attribution

TABLES = sorted(Path(__file__).parent.glob("attributions*.txt"))


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Name, text and expected lines of each case."""
    for block in (block for table in TABLES for block in table.read_text(encoding="utf-8").split("\n# ")[1:]):
        name, *lines = block.strip("\n").split("\n")
        text = [line for line in lines if not line.startswith("  ")]
        yield (
            name,
            "\n".join(text).strip("\n").replace("\n¶\n", "\n\n"),
            [line[2:] for line in lines if line[:2] == "  "],
        )


def as_line(text: str, attribution: Attribution) -> str:
    """An attribution as the table writes it."""
    words = " … ".join(span.of(text).replace("\n\n", " ¶ ") for span in attribution.content)
    parts = [attribution.kind, attribution.speaker or f"({attribution.speaker_as_written})", words]
    parts += [f"via {attribution.via}"] if attribution.via else []
    parts += [f"role {attribution.role}"] if attribution.role else []
    parts += ["loose"] if attribution.is_loose else []
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
def test_a_sentence_says(text: str, expected: list[str], annotated: Callable[[str], Annotations]) -> None:
    assert [as_line(text, a) for a in annotated(text).attributions] == expected


def test_a_son_is_not_his_father(annotated: Callable[[str], Annotations]) -> None:
    text = "Donald Dahl left. His son, Donald Dahl Jr., stayed. “We will wait,” Donald Dahl Jr. said."

    (attribution,) = annotated(text).attributions

    assert attribution.speaker == "Donald Dahl Jr."


def test_two_people_of_one_surname_are_told_apart_by_their_titles(annotated: Callable[[str], Annotations]) -> None:
    text = "Bill Berg met voters. Anna Berg met farmers. “I won,” Mr. Berg said. “I lost,” Ms. Berg said."

    assert [a.speaker for a in annotated(text).attributions] == ["Bill Berg", "Anna Berg"]


def test_a_pronoun_between_two_people_stays_as_written(annotated: Callable[[str], Annotations]) -> None:
    text = "Jon Dahl and Max Vik met on Monday. “We will wait,” he said."

    (attribution,) = annotated(text).attributions

    assert (attribution.speaker, attribution.speaker_as_written) == (None, "he")


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("“No,” Baker said.", True),
        ("Baker said: “No.” Nobody asked Baker.", True),
        ("McDonald said: “No.”", True),
        ("Similarly said: “No.”", False),
        ("Nearly said: “No.”", False),
        ("MarshNet said: “No.”", False),
        ("“We pay,” a Velo spokesperson said. Velo added: “We do.”", False),
        ("The Dahl said: “No.”", False),
        ("More comments said: “No.”", False),
    ],
)
def test_what_is_no_name_speaks_as_no_person(
    text: str, is_person: bool, annotated: Callable[[str], Annotations]
) -> None:
    assert annotated(text).attributions[-1].speaker_is_person == is_person


def test_we_is_never_resolved(annotated: Callable[[str], Annotations]) -> None:
    assert [a.speaker for a in annotated("Jon Dahl came. We said that the train was late.").attributions] == [None]


def test_a_role_stands_for_the_one_who_has_it(annotated: Callable[[str], Annotations]) -> None:
    text = "The Norwegian minister, Jon Dahl, came. “We will wait,” said the Norwegian minister."

    assert [a.speaker for a in annotated(text).attributions] == ["Jon Dahl"]


text_like = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            '"',
            "''",
            "'",
            "’",
            "‘",
            "«",
            "»",
            "—",
            ":",
            ";",
            ",",
            ".",
            "?",
            "!",
            "\n\n",
            "(",
            ")",
            "said",
            "says",
            "told",
            "that",
            "who",
            "he",
            "she",
            "I",
            "Anna",
            "Berg",
            "Mr.",
            "Jon",
            "Dahl",
            "Reuters",
            "according",
            "to",
            "the",
            "a",
            "minister",
            "of",
            "called",
            "vowed",
            "not",
            "and",
            "but",
            "asked",
            "quoted",
            "by",
            "statement",
            ",",
            "saying",
            "Jr.",
            "Kim",
            "Un",
            "54",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=120), text_like).filter(lambda text: text.strip() != ""))
def test_no_text_makes_annotation_stumble(text: str) -> None:
    annotations = annotate(Article(id="any", text=text))

    for attribution in annotations.attributions:
        spans = [*attribution.content, *filter(None, [attribution.cue, attribution.speaker_span])]
        assert all(span.end <= len(text) for span in spans)
        assert all(len(span) > 0 for span in spans)
        if attribution.speaker_span is not None:
            assert attribution.speaker_as_written == attribution.speaker_span.of(text)
    for person in annotations.people:
        assert all(mention.end <= len(text) for mention in person.mentions)
        assert all(role.span.of(text) == role.text for role in person.roles)


@settings(max_examples=100, deadline=None)
@given(text_like.filter(lambda text: text.strip() != ""))
def test_annotation_depends_on_nothing_but_the_text(text: str) -> None:
    assert annotate(Article(id="one", text=text)) == annotate(Article(id="two", text=text))
