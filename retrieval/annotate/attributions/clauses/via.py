"""The carrier of the words: which agency or outlet passed them on, apart from who spoke them."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses.lexicon import CUE, LINK, THIS
from retrieval.annotate.attributions.clauses.names import Range
from retrieval.annotate.attributions.clauses.outlets import cited_by, outlet_at, outlet_in
from retrieval.annotate.attributions.clauses.sentence import Draft, Sentence, is_said
from retrieval.annotate.attributions.clauses.verb_forms import CITE

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
        place = next(free, None) or _marked_behind(s, draft)
        draft.via = draft.via or (s.r.slice(*place) if place is not None else s.carrier)


def _marked_behind(s: Sentence, draft: Draft) -> Range | None:
    """The carrier in marks right behind whom it cites: "приводит слова адмирала Ивана Танкова *«Северный курьер»*"."""
    r, phrase = s.r, draft.phrase
    if r.table.name_cases is None or phrase is None or phrase.case is None or draft.cue is None:
        return None
    quote = s.quote_starting(phrase.last)
    is_cited = any(form.classes & CITE for form in r.lexicon.verbs.get(r.lows[draft.cue[1] - 1], ()))
    if quote is None or not is_cited or is_said(r, quote):
        return None
    first, last = r.quotes[quote]
    return first + 1, last - 1


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
