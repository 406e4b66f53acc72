"""Who said what, construction by construction: passages beside the values they must give.

A passage is a paragraph of `constructions/<language>.txt` under the name of its construction; ``¶`` parts its own
paragraphs, ``*`` marks what was kept aside while the engine was made, ``?`` what is not reached yet.
Below it, ``->`` what must be found, ``~>`` what may: kind | speaker | role | via | words, ``//`` between their parts.
A speaker ``-`` is nobody by name; with ``?`` behind, the name or nobody; an asterisk stands for any letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from retrieval.annotate import annotate
from retrieval.model import Article, Attribution

FOLDER = Path(__file__).parent / "constructions"
LANGUAGES = {
    "de": "german.txt",
    "en": "english.txt translated.txt",
    "es": "spanish.txt",
    "fr": "french.txt",
    "pt": "portuguese.txt",
    "ru": "russian.txt",
    "uk": "ukrainian.txt",
}
REACH = 0.8
ENOUGH_OVERLAP = 0.6


@dataclass(frozen=True)
class Expected:
    """What a passage must give, or (``is_optional``) may."""

    kind: str
    speaker: str
    role: str
    via: str
    words: tuple[str, ...]
    is_optional: bool


@dataclass(frozen=True)
class Passage:
    """A text of one construction with its values."""

    language: str
    construction: str
    text: str
    expected: tuple[Expected, ...]
    is_aside: bool
    is_open: bool


def passages(language: str) -> Iterator[Passage]:
    """The passages of a language, in order."""
    construction = ""
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in LANGUAGES[language].split()]
    for block in "\n\n".join(texts).split("\n\n"):
        lines = [line for line in block.splitlines() if line]
        if lines and lines[0].startswith("== "):
            construction = lines.pop(0)[3:]
        if lines:
            marks, text = re.match(r"([*?]*)\s*(.*)", lines[0]).groups()
            expected = tuple(_expected(line) for line in lines[1:])
            yield Passage(language, construction, text.replace(" ¶ ", "\n\n"), expected, "*" in marks, "?" in marks)


def _expected(line: str) -> Expected:
    kind, speaker, role, via, words = (cell.strip() for cell in line[3:].split("|"))
    return Expected(kind, speaker, role, via, tuple(words.split(" // ")), line.startswith("~>"))


def meets(found: Attribution, expected: Expected, text: str) -> bool:
    """Whether an attribution is the one expected, role and agency included."""
    return (
        _is_about(found, expected, text)
        and expected.kind in ("any", found.kind)
        and is_speaker(found, expected)
        and (not expected.role or fnmatchcase((found.role or "").lower(), expected.role.lower()))
        and fnmatchcase(found.via or "", expected.via)
    )


def _is_about(found: Attribution, expected: Expected, text: str) -> bool:
    """Whether two sets of words are mostly the same."""
    said = {at for span in found.content for at in range(span.start, span.end) if text[at].isalnum()}
    meant: set[int] = set()
    if expected.words == ("*",):
        return True
    for part in expected.words:
        start = text.index(part)
        meant.update(at for at in range(start, start + len(part)) if text[at].isalnum())
    return len(said & meant) >= ENOUGH_OVERLAP * len(said | meant)


def is_speaker(found: Attribution, expected: Expected) -> bool:
    """Whether the words are in the right mouth."""
    name = expected.speaker.removesuffix("?")
    if found.speaker is None:
        return name == "-" or name != expected.speaker
    return fnmatchcase(found.speaker, name)


def faults(passage: Passage) -> list[str]:
    """What is missing and what is wrong in what is found, in words."""
    found = annotate(Article("a", passage.text, language=passage.language)).attributions
    missing = [
        f"missing {expected.speaker}: {expected.words}"
        for expected in passage.expected
        if not expected.is_optional and not any(meets(one, expected, passage.text) for one in found)
    ]
    return [*missing, *wrong_mouths(passage, found)]


def wrong_mouths(passage: Passage, found: tuple[Attribution, ...]) -> list[str]:
    """Words that are given to somebody whose they are not."""
    return [
        f"wrong {one.speaker}: {[span.of(passage.text) for span in one.content]}"
        for one in found
        if one.speaker is not None and not any(_is_theirs(one, expected, passage.text) for expected in passage.expected)
    ]


def _is_theirs(found: Attribution, expected: Expected, text: str) -> bool:
    """Whether a speaker is one of the passage's, and says what they do there."""
    return is_speaker(found, expected) and any(
        part == "*" or ((start := text.index(part)) < span.end and span.start < start + len(part))
        for part in expected.words
        for span in found.content
    )


ALL = [passage for language in LANGUAGES for passage in passages(language)]


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param(
            passage,
            id=f"{passage.language}: {passage.construction}: {passage.text[:30]}",
            marks=[pytest.mark.xfail(strict=True, reason="not reached yet")] if passage.is_open else [],
        )
        for passage in ALL
    ],
)
def test_a_construction_gives_the_words_and_whose_they_are(passage: Passage) -> None:
    assert faults(passage) == []


@pytest.mark.parametrize("passage", ALL, ids=lambda passage: f"{passage.language}: {passage.text[:40]}")
def test_nothing_is_put_into_the_wrong_mouth(passage: Passage) -> None:
    found = annotate(Article("a", passage.text, language=passage.language)).attributions

    assert wrong_mouths(passage, found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_of_five_passages_are_read(language: str) -> None:
    rows = [passage for passage in ALL if passage.language == language]

    assert sum(not passage.is_open for passage in rows) >= REACH * len(rows)
