"""Are the tables of reported speech written as they are read?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from retrieval.text.languages.cases import NameCases
from retrieval.text.languages.clause_speech import ClauseSpeech
from retrieval.text.languages.french.speech import SPEECH as FRENCH
from retrieval.text.languages.german.speech import SPEECH as GERMAN
from retrieval.text.languages.portuguese.speech import SPEECH as PORTUGUESE
from retrieval.text.languages.reported_speech import ReportedSpeech
from retrieval.text.languages.russian.speech import SPEECH as RUSSIAN
from retrieval.text.languages.spanish.speech import SPEECH as SPANISH
from retrieval.text.languages.ukrainian.speech import SPEECH as UKRAINIAN

CLASSES = ("say", "state", "tell", "think", "ask", "announce", "judge", "call", "deny", "refuse", "cite", "speak")
PROJECT = Path(__file__).parents[2]
README = (
    (PROJECT / "retrieval/README.md")
    .read_text(encoding="utf-8")
    .split("### A language of articles")[1]
    .split("\n## ")[0]
)
ALWAYS, WHERE_IT_HAS_IT = (
    frozenset(re.findall(r"`([a-z_]+)`", part))
    for part in README.split("In every language:")[1].split("Where the language has it:")
)
FIELDS = frozenset(field.name for field in fields(ClauseSpeech))
READERS = (
    *(PROJECT / "retrieval/annotate/attributions").rglob("*.py"),
    PROJECT / "retrieval/text/languages/reported_speech.py",
)
GRAMMAR = "".join(path.read_text(encoding="utf-8") for path in READERS)
TABLES = {"de": GERMAN, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE, "ru": RUSSIAN, "uk": UKRAINIAN}


def words(table: ClauseSpeech) -> Iterator[str]:
    for field in fields(table):
        value = getattr(table, field.name)
        if isinstance(value, Mapping):
            yield from value
        elif value is not None and not callable(value) and not isinstance(value, (bool, str, NameCases)):
            yield from (word if isinstance(word, str) else word[0] for word in value)


@pytest.mark.parametrize("code", TABLES)
def test_every_word_is_in_lower_case(code: str) -> None:
    assert [word for word in words(TABLES[code]) if word != word.lower()] == []


@pytest.mark.parametrize("code", TABLES)
def test_a_verb_belongs_to_one_class(code: str) -> None:
    listed = Counter(verb for name in CLASSES for verb in getattr(TABLES[code], name))

    assert [verb for verb, count in listed.items() if count > 1] == []


def test_the_readme_names_what_a_table_holds() -> None:
    assert (FIELDS, frozenset()) == (ALWAYS | WHERE_IT_HAS_IT, ALWAYS & WHERE_IT_HAS_IT)


@pytest.mark.parametrize("code", TABLES)
def test_a_table_holds_what_every_language_must(code: str) -> None:
    assert [name for name in sorted(ALWAYS) if not getattr(TABLES[code], name)] == []


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_field_is_described_and_read(name: str) -> None:
    entry = re.search(
        rf"^ {{8}}(?:\w+, )*{name}(?:, \w+)*[:;]", f"{ReportedSpeech.__doc__}\n{ClauseSpeech.__doc__}", re.MULTILINE
    )

    assert entry is not None
    assert re.search(rf"\.{name}\b|\"{name}\"", GRAMMAR)


@pytest.mark.parametrize("name", sorted(WHERE_IT_HAS_IT))
def test_a_field_that_no_language_fills_is_not_kept(name: str) -> None:
    assert any(getattr(table, name) for table in TABLES.values())
