"""The carrier of the words: which agency or outlet passed them on, apart from who spoke them."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses.lexicon import CUE, LINK, THIS
from retrieval.annotate.attributions.clauses.outlets import cited_by, outlet_at, outlet_in
from retrieval.annotate.attributions.clauses.sentence import Sentence

_LONGEST_CREDIT = 14


def find_vias(s: Sentence) -> None:
    """Give each draft the carrier named outside its words and its speaker: "sagte X der dpa", "según EFE"."""
    if not s.drafts:
        return
    named = [
        found
        for at in range(s.first, s.last)
        if (found := cited_by(s.r, at, s.last) or outlet_at(s.r, at, s.last)) is not None
    ]
    for draft in s.drafts:
        if draft.cue is None:
            continue
        taken = [*draft.content, draft.phrase.whole] if draft.phrase is not None else draft.content
        free = (place for place in named if not any(first <= place[0] < last for first, last in taken))
        place = next(free, None)
        draft.via = draft.via or (s.r.slice(*place) if place is not None else s.carrier)


def credited(s: Sentence) -> str | None:
    """The agency of a sentence that says nothing else: "Об этом сообщает ТАСС", "Das berichtet die dpa"."""
    r = s.r
    if s.drafts or s.last - s.first > _LONGEST_CREDIT:
        return None
    flags = 0
    for at in range(s.first, s.last):
        flags |= r.flags[at]
    if not (flags & THIS and flags & (CUE | LINK)):
        return None
    return outlet_in(r, s.first, s.last)
