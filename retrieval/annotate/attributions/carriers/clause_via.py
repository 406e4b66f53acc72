"""The carrier of the words: which agency or outlet passed them on, apart from who spoke them."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.names.clause_outlets import outlet_in
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence, is_said
from retrieval.annotate.attributions.subjects.asides import told_in_marks
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.verb_forms import CITE
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import CUE, DETERMINER, LINK, PREPOSITION, THIS

_LONGEST_CREDIT = 14
_TOWARDS = "gegenüber"


def find_via(s: Sentence, draft: Draft) -> Range | None:
    """The carrier named outside the words and the speaker of a draft: "sagte X der dpa", "según EFE"."""
    taken = [*draft.content, draft.phrase.whole] if draft.phrase is not None else draft.content
    place = next((place for place in s.outlets if not any(first <= place[0] < last for first, last in taken)), None)
    ways = (_marked_behind, _marked_told, _cites, _told_behind)
    return place or next((found for way in ways if (found := way(s, draft)) is not None), None)


def _marked_told(s: Sentence, draft: Draft) -> Range | None:
    """The paper in marks that is told or cites in German ("gegenüber dem *„Abendblatt“*", "zitiert der *„Bote“*")."""
    r = s.r
    if not r.table.nouns_are_capitalised or draft.cue is None:
        return None
    for at in range(draft.cue[1], s.last - 1):
        quote = s.quote_starting(at + 1)
        if quote is None or not r.flags[at] & DETERMINER or r.lows[at] in r.table.indefinites:
            continue
        is_content = any(first <= at + 1 < last for first, last in draft.content)
        is_of = r.flags[at - 1] & PREPOSITION and r.lows[at - 1] != _TOWARDS
        is_told = r.lows[at] == "dem" or r.lows[at - 1] == _TOWARDS or _is_cited(r, draft.cue)
        if not (is_content or is_of or is_said(r, quote)) and is_told:
            return r.quotes[quote][0] + 1, r.quotes[quote][1] - 1
    return None


def _is_cited(r: Reading, cue: Range) -> bool:
    return any(form.classes & CITE for form in r.lexicon.verbs.get(r.lows[cue[1] - 1], ()))


def _marked_behind(s: Sentence, draft: Draft) -> Range | None:
    """The carrier in marks right behind whom it cites: "приводит слова адмирала Ивана Танкова *«Северный курьер»*"."""
    r, phrase = s.r, draft.phrase
    if r.table.name_cases is None or phrase is None or phrase.case is None or draft.cue is None:
        return None
    quote = s.quote_starting(phrase.last)
    if quote is None or not _is_cited(r, draft.cue) or is_said(r, quote):
        return None
    first, last = r.quotes[quote]
    return first + 1, last - 1


def _cites(s: Sentence, draft: Draft) -> Range | None:
    """Who cites, in marks, behind the words and their speaker: "…, — сказал пекарь, его цитирует *«Вечерний свет»*"."""
    r = s.r
    if r.table.name_cases is None:
        return None
    for at in range(draft.content[-1][1], s.last - 1):
        if not r.flags[at] & CUE or r.quote_of[at] >= 0 or not _is_cited(r, (at, at + 1)):
            continue
        quote = s.quote_starting(at + 1)
        if quote is not None and not is_said(r, quote):
            return r.quotes[quote][0] + 1, r.quotes[quote][1] - 1
    return None


def _told_behind(s: Sentence, draft: Draft) -> Range | None:
    """The paper in marks between a verb and its subject: "сказала *«Вечернему Бору»* врач Ада Лунд"."""
    if s.r.table.name_cases is None or draft.cue is None or draft.cue[1] >= s.last:
        return None
    return told_in_marks(s.r, draft.cue[1], s.last)


def credited(s: Sentence) -> Range | None:
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
