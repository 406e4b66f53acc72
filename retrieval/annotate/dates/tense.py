"""Tense: whether the words around a date put it into the future or into the past."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.text.languages.calendar import Calendar

PAST, TOLD, OPEN, FUTURE = -2, -1, 0, 1
"""``TOLD``: a past verb of speech ("announced"); what it tells may be still to come."""

_WORD = re.compile(r"\d+(?=\s)|[^\W\d_]+(?:['’][^\W\d_]+)?|n't\b")
_SENTENCE_END = re.compile(r"[.!?;:]\s|\n")
_CLAUSE_END = re.compile(r"[.,!?;:]\s|\n")
_OWN = re.compile(r"['’]s\b")
_REACH = 120
"""How far a verb may be from its date, in characters."""
_INFINITIVE = 5
"""From how many words before a date an infinitive tells of it ("agreed to meet again there on Friday")."""
_UNMARKED = 3
"""How near to its date a past verb must be that looks like its present ("put off until Friday")."""
_HELP = 3
"""How many words a helping verb may be before its participle ("will then be held")."""


def tense_at(text: str, start: int, end: int, calendar: Calendar) -> int:
    """The nearest telling verb of the sentence before ``start`` decides, else the first one after ``end``."""
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    if before.endswith("("):
        return OPEN
    words = _WORD.findall(before)
    first = _WORD.match(text, start)
    if first and first.group().lower() in calendar.leading:
        words.append(first.group())
    tense = _nearest(words, calendar)
    if tense != OPEN:
        return tense
    # At the start of a sentence the date stands for all of it, elsewhere for no more than its clause.
    ends = _CLAUSE_END if words else _SENTENCE_END
    after = ends.split(text[end : end + _REACH])[0]
    own = _OWN.match(after)
    words = _WORD.findall(after, own.end() if own else 0)
    if own:
        # "Tuesday's ruling could cost them": what may come is not the ruling.
        words = [word for word in words if word.lower() not in calendar.modals]
    return next((tense for at in range(len(words)) if (tense := _tense(words, at, calendar))), OPEN)


def _nearest(words: Sequence[str], calendar: Calendar) -> int:
    """What the nearest telling verb says; one beyond a subordinate clause puts nothing within it into the future."""
    is_within = True
    for at in range(len(words) - 1, -1, -1):
        tense = _tense(words, at, calendar)
        if tense != OPEN and (is_within or tense != FUTURE):
            return tense
        is_within = is_within and words[at].lower() not in calendar.subordinating
    return OPEN


def _tense(words: Sequence[str], at: int, calendar: Calendar) -> int:
    word = words[at].lower()
    if word in calendar.future or word in calendar.modals:
        return _modal(words, at, calendar)
    if word in calendar.told:
        return TOLD
    if _is_bound(words, at, calendar) or _is_timetable(words, at, calendar):
        return FUTURE
    if _is_past(words, at, calendar):
        # "will be held on Friday", "is expected to be announced on Friday", "to be shown on Friday"
        if any(_is_helping(words, i, calendar) for i in range(max(0, at - _HELP), at)) or _is_to_be(
            words, at, calendar
        ):
            return FUTURE
        # "postponed until Friday", "an election ordered for Friday", but "worked there until Friday"
        is_put_off = word.endswith(calendar.past_ending) or word in calendar.unmarked
        return TOLD if is_put_off and words[-1].lower() in calendar.leading and at < len(words) - 1 else PAST
    return OPEN


def _is_helping(words: Sequence[str], at: int, calendar: Calendar) -> bool:
    if words[at].lower() in calendar.future or words[at].lower() in calendar.modals:
        return _modal(words, at, calendar) == FUTURE
    return _is_bound(words, at, calendar)


def _modal(words: Sequence[str], at: int, calendar: Calendar) -> int:
    """ "may open" is ahead and "may have opened" over; "Will" and "May" inside a sentence are names."""
    if words[at].istitle() and (at or words[at].lower() in calendar.months):
        return OPEN
    following = [word.lower() for word in words[at + 1 : at + 3]]
    return PAST if words[at].lower() in calendar.modals and not calendar.perfect.isdisjoint(following) else FUTURE


def _is_bound(words: Sequence[str], at: int, calendar: Calendar) -> bool:
    """Whether a word leads on: "set to", "due on", "ahead of", or any of them just before the date."""
    binders = calendar.future_before.get(words[at].lower())
    if binders is None:
        return False
    return words[at + 1].lower() in binders if at + 1 < len(words) else "" in binders


def _is_timetable(words: Sequence[str], at: int, calendar: Calendar) -> bool:
    """ "votes on Thursday", "the talks begin", "is leaving on": what is fixed to come is told in the present."""
    kind = calendar.timetable.get(words[at])
    if kind is None or not at:
        return False
    before, last = words[at - 1].lower(), words[-1].lower()
    if last in calendar.before_nouns and last != "of":
        return False  # "hosts a Sunday show"
    if kind == "ing":
        return before in calendar.present
    if before == "to":
        # "agreed to meet on Friday", but "failed to meet"
        is_near = len(words) - at <= _INFINITIVE
        return kind == "base" and is_near and (at < 2 or words[at - 2].lower() not in calendar.implicative)
    if before in calendar.before_nouns or before.endswith(("'s", "’s")) or before.isdigit():
        return False  # "the votes", "by 17 votes"
    if kind == "third":
        return True
    return before.endswith("s") or before in calendar.plural_subjects


def _is_past(words: Sequence[str], at: int, calendar: Calendar) -> bool:
    """A past verb: one of those that are known, or of the regular form where it is no adjective."""
    word, before = words[at], words[at - 1].lower() if at else ""
    if word.lower() in calendar.past:
        return True
    if word.lower() in calendar.unmarked:
        # "a record set on": what looks like the present is a past where its date follows.
        return at >= len(words) - _UNMARKED
    is_regular = len(word) > 4 and word.endswith(calendar.past_ending) and word.islower()
    if not is_regular or word in calendar.no_past:
        return False
    return before not in calendar.before_nouns and before not in calendar.present


def _is_to_be(words: Sequence[str], at: int, calendar: Calendar) -> bool:
    """ "an event to be held on Friday", but not "it is said to be held"."""
    near = [word.lower() for word in words[max(0, at - _HELP) : at]]
    return any(pair in calendar.to_be for pair in pairwise(near))
