"""What does a process that has warmed up still make when it is asked?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from retrieval.answers import Archive
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.answers.warming import warming_questions
from retrieval.model import Article
from retrieval.text import word_frequencies

TODAY = date(2024, 5, 3)
Make = Callable[..., Article]
ASKED = (
    "why did the glacier of Peru melt in March 2021",
    "what did Ida Moss say about the qwertle on Friday",
    "warum schmolz der Gletscher im Januar",
    "pourquoi le glacier a-t-il fondu en janvier",
    "por qué se derritió el glaciar en enero",
    "por que o glaciar derreteu em janeiro",
    "почему растаял ледник в январе",
    "чому розтанув льодовик у січні",
)


def test_it_asks_in_every_language_of_questions() -> None:
    asked = {language_of_question(question, None) for question in warming_questions()}

    assert asked == set(LEXICONS)


def test_what_every_question_of_a_language_needs_is_there(
    archive: Archive, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add([article("“We sold the glacier,” said Mayor Ida Moss of Peru. Der Gletscher schmolz am Montag.")])
    steps = list(archive.warm_up())
    compiled: list[Any] = []
    plain = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: (compiled.append(given), plain(*given))[1])
    before = word_frequencies._shares.cache_info().misses
    for question in ASKED:
        archive.ask(question, today=TODAY)

    assert steps == list(warming_questions())
    assert compiled == []
    assert word_frequencies._shares.cache_info().misses == before
