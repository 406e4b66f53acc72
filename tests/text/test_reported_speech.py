"""Are the tables of reported speech written as they are read?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest

from retrieval.text.languages.cases import NameCases
from retrieval.text.languages.french.speech import SPEECH as FRENCH
from retrieval.text.languages.german.speech import SPEECH as GERMAN
from retrieval.text.languages.portuguese.speech import SPEECH as PORTUGUESE
from retrieval.text.languages.reported_speech import ReportedSpeech
from retrieval.text.languages.russian.speech import SPEECH as RUSSIAN
from retrieval.text.languages.spanish.speech import SPEECH as SPANISH
from retrieval.text.languages.ukrainian.speech import SPEECH as UKRAINIAN

CLASSES = ("say", "state", "tell", "think", "ask", "announce", "judge", "call", "deny", "refuse", "cite", "speak")
TABLES = {"de": GERMAN, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE, "ru": RUSSIAN, "uk": UKRAINIAN}


def words(table: ReportedSpeech) -> Iterator[str]:
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
