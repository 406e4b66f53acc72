"""What does the program have to know of a language? One row of tables a language."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.text.languages.calendar import Calendar
from retrieval.text.languages.speech import Speech


@dataclass(frozen=True, slots=True)
class Language:
    """One language as the program reads it.

    Attributes:
        code: BCP 47 primary tag ("en").
        stemmer: name of its Snowball algorithm.
        stop_words: normal forms that carry no topic; the question words are among them.
        question_words: normal forms that open or frame a question ("what", "who").
        speech: how it says that somebody said something.
        calendar: how it writes days, months and spans of time.
    """

    code: str
    stemmer: str
    stop_words: frozenset[str]
    question_words: frozenset[str]
    speech: Speech
    calendar: Calendar
