"""What is English? Its words, its ways of quoting and its calendar, in one row."""

from __future__ import annotations

from retrieval.text.languages.english.calendar import CALENDAR
from retrieval.text.languages.english.speech import SPEECH
from retrieval.text.languages.english.words import STOP_WORDS
from retrieval.text.languages.language import Language

ENGLISH = Language(
    code="en",
    stemmer="english",
    stop_words=STOP_WORDS,
    speech=SPEECH,
    calendar=CALENDAR,
)
