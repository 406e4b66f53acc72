"""A second language is one row of tables: here a small German one, for the tests alone."""

from __future__ import annotations

import pytest

from retrieval.annotate.attributions import read_cut
from retrieval.annotate.attributions.grammars.place_grammar import PlaceGrammar
from retrieval.model import Attribution
from retrieval.text.languages.place_speech import PlaceSpeech, Verbs

GERMAN = PlaceSpeech(
    say=Verbs(finite=frozenset({"sagte", "erklärte"}), base=frozenset({"sagen", "erklären"})),
    that=frozenset({"dass"}),
    according=("nach angaben von",),
    auxiliaries=frozenset({"ist", "sind", "war", "wird", "werde", "hat", "haben"}),
    determiners=frozenset({"der", "die", "das", "ein", "eine"}),
    prepositions=frozenset({"von", "in", "am", "an", "mit", "nach"}),
    conjunctions=frozenset({"und", "aber"}),
    he=frozenset({"er"}),
    she=frozenset({"sie"}),
    roles=frozenset({"ministerin", "minister", "sprecher"}),
    male_names=frozenset({"jon"}),
    female_names=frozenset({"anna"}),
)


def attributions(text: str) -> tuple[Attribution, ...]:
    """What the German table finds."""
    grammar = PlaceGrammar(GERMAN)
    found, _ = read_cut(grammar.cut(text), grammar)
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("„Wir warten nicht“, sagte Anna Berg.", "Anna Berg", "„Wir warten nicht“"),
        ("»Wir warten nicht«, erklärte Anna Berg.", "Anna Berg", "»Wir warten nicht«"),
        ("Nach Angaben von Anna Berg ist die Strecke fertig.", "Anna Berg", "ist die Strecke fertig"),
    ],
)
def test_a_table_is_all_that_a_language_needs(text: str, speaker: str, words: str) -> None:
    (attribution,) = attributions(text)

    assert (attribution.speaker, attribution.content[0].of(text)) == (speaker, words)


def test_english_cues_mean_nothing_to_another_language() -> None:
    assert attributions("Anna Berg said the line would open.") == ()
