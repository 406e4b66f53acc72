"""Subject test: can a name be the subject of a verb of speech, by case endings, roles and word order?"""

from __future__ import annotations

import re

from retrieval.annotate.quoted.phrase_names import Named, Word, after_bodies, is_role, name_runs, words_in
from retrieval.model import Span
from retrieval.text.languages.cues import Cues
from retrieval.text.wordlists import word_set

_MEN_IN_A = word_set("никита илья лука фома кузьма савва данила микита ілля микола")
_WOMANS_VERB = re.compile(r"(?:ла|лася|лась)$")
_READ_CHARS = 20_000
"""As far into a text a man of the same name is looked for."""
_MOST_BETWEEN = 3
_LONGEST_ROLE = 7
_LONGEST_PREPOSITION = 5


def is_subject(named: Named, cue: str, text: str, cues: Cues) -> bool:
    """Whether a name behind a role is the one who speaks, and not whose spokesman does ("представитель Путина")."""
    if not cues.in_genitive or named.role is None:
        return True
    first, is_womans = named.words[0].lower(), _WOMANS_VERB.search(cue.lower()) is not None
    if not first.endswith(("а", "я", "и", "ы", "ої", "ой")) or first in _MEN_IN_A:
        return True
    if not is_womans or first.endswith(("и", "ы", "ої", "ой")):
        return False
    mans = f"{named.words[0][:-1]} {named.words[-1][:-1]}"
    return len(named.words) == 1 or text.find(mans, 0, _READ_CHARS) < 0


def person_before(text: str, lead: Span, cues: Cues) -> Named | None:
    """The subject before a verb: "Песков (также) заявил", "El portavoz, Dmitri Peskov, dijo"."""
    words = words_in(text, lead.start, lead.end)
    runs = [run for run in name_runs(text, words, cues) if len(run) <= 4]
    if not runs:
        return None
    run = after_bodies(text, runs[-1])
    if not run:
        return None
    start, role = run[0].start, None
    if roles := [w for w in words if is_role(w, cues) and w.end <= start]:
        begins = _phrase_start(text, words, roles[-1])
        if len(text[begins:start].split()) <= _LONGEST_ROLE:
            role = Span(begins, begins + len(text[begins:start].rstrip(" ,")))
            start = begins
    behind = Span(run[-1].end, lead.end)
    if _is_apposition(text, behind, cues):
        role = Span(behind.start + 2, behind.start + len(behind.of(text).rstrip(" ,")))
    elif not _is_short_gap(behind.of(text)):
        return None
    before = text[lead.start : start].strip()
    if before and not before.endswith(",") and len(before.split()) > 1:
        return None
    return Named(tuple(w.text for w in run), Span(run[0].start, run[-1].end), role)


def _is_apposition(text: str, behind: Span, cues: Cues) -> bool:
    """ "…, portavoz del Kremlin, " between a name and its verb."""
    between = behind.of(text)
    is_enclosed = between.startswith(", ") and between.rstrip().endswith(",") and len(between) > len(", , ")
    return is_enclosed and any(is_role(word, cues) for word in words_in(text, behind.start, behind.end))


def _is_short_gap(between: str) -> bool:
    """A few small words between a name and its verb ("также", "в среду")."""
    plain = between.strip(" ,")
    return len(plain.split()) <= _MOST_BETWEEN and plain == plain.lower() and not re.search(r"[.:;«»“”]", plain)


def _phrase_start(text: str, words: list[Word], role: Word) -> int:
    """Where a role's phrase begins: the adjective right before it belongs to it ("официальный представитель")."""
    at = words.index(role)
    before = words[at - 1] if at else None
    if before is None or text[before.end : role.start] != " " or before.low in ("según", "selon"):
        return role.start
    return before.start if len(before.text) > _LONGEST_PREPOSITION and before.text[1:].islower() else role.start
