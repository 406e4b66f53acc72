"""Moods: clauses that go on in the mood of reported speech, without a verb of it ("Die Kosten *seien* gestiegen")."""

from __future__ import annotations

from typing import Any

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.sentences.clause_sentence import is_in_mood
from retrieval.annotate.attributions.sentences.reader import SentenceReader
from retrieval.annotate.lexicon import (
    CONDITION,
    ME,
    PUNCTUATION,
    RELATIVE,
    SUBORDINATOR,
    THAT,
)

_REACH = 16


def go_on_in_mood(
    g: SentenceReader[Any, Any], s: Claims, before: Claims | None, source: Draft | None, going_on: Draft | None
) -> Draft | None:
    """Claim a sentence in the mood of reported speech behind one that is somebody's.

    Args:
        source: whose words end last in the sentence before.
        going_on: the draft that has gone on so already.

    Returns:
        The draft to which the sentence belongs.
    """
    if not s.cut.speech.moods or s.drafts or before is None or before.block != s.block:
        return None
    if source is not None and source.phrase is None and source is not going_on:
        return None
    has_quotes = max(s.cut.quote_of[s.first : s.last], default=-1) >= 0
    if not _is_in_mood(s) or (source is None and (s.cut.speech.is_romance or has_quotes)):
        return None
    content = s.trimmed(s.first, s.last)
    if content is None:
        return None
    if going_on is not None and source is going_on:
        going_on.content[-1] = (going_on.content[-1][0], content[1])
        s.drafts.append(going_on)
        return going_on
    # "Bäckermeister Alwin Kopp sieht schwarz. Das Mehl *koste* zu viel": the mood alone tells that he says so.
    phrase = source.phrase if source is not None else g.told_of(before)
    if source is None and phrase is None:
        return None
    draft = Draft([content], None, phrase, is_loose=source is None)
    s.claim(draft)
    return draft


def _is_in_mood(s: Claims) -> bool:
    cut = s.cut
    has = is_inside = False
    for at in range(s.first, min(s.last, s.first + _REACH)):
        flags = cut.flags[at]
        if cut.quote_of[at] >= 0:
            continue
        if flags & ME:
            return False
        if flags & PUNCTUATION:
            # The mood of a clause inside, "wenn es komme", tells nothing of its sentence.
            is_inside = bool(cut.flags[at + 1] & (SUBORDINATOR | CONDITION | THAT | RELATIVE)) and not has
        has = has or (is_in_mood(cut, at) and not is_inside)
    return has
