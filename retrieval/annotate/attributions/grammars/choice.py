"""Which grammar reads a language? The one that its table of reported speech is written for."""

from __future__ import annotations

from functools import cache
from typing import Any

from retrieval.annotate.attributions.grammar import Grammar
from retrieval.annotate.attributions.grammars.clause_grammar import ClauseGrammar
from retrieval.annotate.attributions.grammars.place_grammar import PlaceGrammar
from retrieval.annotate.attributions.words.word_classes import lexicon_of
from retrieval.text.languages import LANGUAGES, Language
from retrieval.text.languages.place_speech import PlaceSpeech


def grammar_of(language: Language) -> Grammar[Any, Any]:
    """The grammar of a language with its table, shared by every article."""
    return _grammar(language.code)


@cache
def _grammar(code: str) -> Grammar[Any, Any]:
    language = LANGUAGES[code]
    if isinstance(language.speech, PlaceSpeech):
        return PlaceGrammar(language.speech)
    return ClauseGrammar(lexicon_of(language))
