"""Language: what the program has to know of one, a row of tables a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.text.languages.calendar import Calendar
from retrieval.text.languages.plain_dates import DayWords
from retrieval.text.languages.reported_speech import ReportedSpeech


@dataclass(frozen=True, slots=True)
class Language:
    """One language as the program reads it.

    Attributes:
        code: BCP 47 primary tag ("en").
        stemmer: name of its Snowball algorithm, or of one in ``stemming``.
        stop_words: normal forms that carry no topic, question words ("what", "who") among them.
        speech: how it says that somebody said something, for the grammar that reads it.
        calendar: how it writes days, months and spans of time: all of it, or plain dates alone.
        name_endings: case endings of names and what the nominative has in their place.
        exonyms: names, in lower case, that transliteration does not lead to the English form of.
    """

    code: str
    stemmer: str
    stop_words: frozenset[str]
    speech: ReportedSpeech
    calendar: Calendar | DayWords
    name_endings: tuple[tuple[str, str], ...] = ()
    exonyms: Mapping[str, str] = field(default_factory=dict)
