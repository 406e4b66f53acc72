"""The verbs of a language's table, in every form that its dictionary knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from retrieval.annotate.attributions.words.verb_forms import known_words
from retrieval.text.languages import language_of
from retrieval.text.languages.clause_speech import ClauseSpeech


class PlainMapping(Mapping[str, str]):
    """A dictionary that keeps nothing that a reader could see but its words."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __getitem__(self, form: str) -> str:
        return self._words[form]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


WORDS = {"Wirt": "Wirt", "Wirtin": "Wirtin", "sagte": "sagen", "Sagte": "sagen", "falle": "fallen", "Ärztin": "Ärztin"}
WORDS |= {"Arzt": "Arzt", "ärgere": "ärgern", "gesagt": "sagen", "teilte": "teilen", "Falle": "Fallen"}


def german() -> ClauseSpeech:
    speech = language_of("de").speech
    assert isinstance(speech, ClauseSpeech)
    return speech


def test_a_dictionary_is_read_alike_in_bytes_and_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = DefaultDictionaryFactory(cache_max_size=0).get_dictionary("fr")
    french = language_of("fr").speech
    assert isinstance(french, ClauseSpeech)
    quick = known_words(french, "fr")

    monkeypatch.setattr(DefaultDictionaryFactory, "get_dictionary", lambda *_: PlainMapping(kept))
    plain = known_words(french, "fr")

    assert quick == plain
    assert len(quick.verbs) > 1_000


def test_people_moods_and_verbs_are_told_by_their_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DefaultDictionaryFactory, "get_dictionary", lambda *_: PlainMapping(WORDS))
    known = known_words(german(), "de")

    assert {"wirt", "wirtin", "arzt", "ärztin"} <= known.people
    assert known.moods == {"falle"}
    assert {"sagte", "gesagt"} <= known.verbs.keys()
    assert "Sagte" not in known.verbs


def test_the_readings_of_a_form_have_one_order() -> None:
    made = known_words(german(), "de").verbs["sagen"]

    assert list(made) == sorted(made, key=lambda one: (-len(one.rest), one.classes, one.rest))
