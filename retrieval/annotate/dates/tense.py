"""Do the words around a date put it into the future or into the past?"""

from __future__ import annotations

import re

from retrieval.text.languages.calendar import Calendar

PAST, TOLD, OPEN, FUTURE = -2, -1, 0, 1
"""``TOLD``: a past verb of speech ("announced"); what it tells may be still to come."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?;:]\s|\n")
_REACH = 120
"""How far a verb may stand from its date, in characters."""


def tense_at(text: str, start: int, end: int, calendar: Calendar) -> int:
    """The nearest telling verb of the sentence before ``start`` decides, else the first one after ``end``."""
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    words = _WORD.findall(before)
    for at in range(len(words) - 1, -1, -1):
        if tense := _tense(words, at, calendar):
            return tense
    after = _SENTENCE_END.split(text[end : end + _REACH])[0]
    words = _WORD.findall(after)
    return next((tense for at in range(len(words)) if (tense := _tense(words, at, calendar))), OPEN)


def _tense(words: list[str], at: int, calendar: Calendar) -> int:
    word = words[at].lower()
    if word in calendar.future:
        # "Will" inside a sentence is a name.
        return OPEN if at and words[at].istitle() else FUTURE
    if word in calendar.told:
        return TOLD
    if word in calendar.future_if_bound:
        is_bound = at + 1 == len(words) or words[at + 1].lower() in calendar.binders
        return FUTURE if is_bound else OPEN
    if word in calendar.past:
        # "will be held on Friday", "is expected to be announced on Friday"
        helped = any(_tense(words, i, calendar) == FUTURE for i in range(max(0, at - 3), at))
        return FUTURE if helped else PAST
    return OPEN
