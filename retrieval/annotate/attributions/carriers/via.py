"""The carrier of the words: which agency or outlet passed them on, apart from who spoke them."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.names.outlets import outlet_in, titled_behind, told_in_marks, told_outlet
from retrieval.annotate.attributions.sentences.claims import Claims, is_said
from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import AGENCY, BY, CAPITAL, COMMA, CUE, DETERMINER, LINK, OF, PREPOSITION, SOURCE, THIS

_LONGEST_OPENING = 8
_LONGEST_CREDIT = 14
_TOWARDS, _TO_IT, _TO = "gegenüber", "dem", "a"
_ASKED = ("é", "ée", "és", "ado", "ada", "ados", "ido", "ida")


def find_via(s: Claims, draft: Draft) -> Range | None:
    """The carrier named outside the words and the speaker of a draft: "told Reuters", "sagte X der dpa"."""
    if draft.cue is None:
        return None
    taken = [*draft.content, draft.phrase.whole] if draft.phrase is not None else draft.content
    start = s.first
    if s.cut.speech.before_carriers:
        if (opened := _opened_with(s, draft.cue[0], taken)) is not None:
            return opened
        start = _behind_speaker(s, draft, draft.cue)
        if (talked := _talked_behind(s, draft.cue[1], taken)) is not None:
            return talked
    free = (place for place in s.outlets if place[0] >= start and not _is_in(place[0], taken))
    ways = (_marked_behind, _marked_told, _talked_with, _told_by_article, _cites, _told_behind)
    return next(free, None) or next((found for way in ways if (found := way(s, draft, draft.cue)) is not None), None)


def _is_in(at: int, ranges: Sequence[Range]) -> bool:
    return any(first <= at < last for first, last in ranges)


def _behind_speaker(s: Claims, draft: Draft, cue: Range) -> int:
    """Where carriers begin to be told behind a speaker: at the cue, or "Berg was quoted *by* Interfax as saying"."""
    at = max(s.first, cue[0])
    passive = range(draft.phrase.last, at) if draft.phrase is not None else range(0)
    return next((by for by in passive if s.cut.flags[by] & BY), at)


def _opened_with(s: Claims, cue: int, taken: Sequence[Range]) -> Range | None:
    """The outlet that an opening names, to which somebody spoke.

    "*In an interview with the BBC*, Lund said", "*To the newspaper Marsh Post*, Lund said", "*Heard by the radio*, …".
    """
    cut, first, speech = s.cut, s.first, s.cut.speech
    if cut.quote_of[first] >= 0:
        return None
    is_asked = cut.lows[first] in speech.asked and bool(cut.flags[first + 1] & BY)
    if not is_asked and cut.lows[first] not in speech.before_carriers:
        return None
    found = told_outlet(cut, _over_noun(cut, first + 1 + is_asked), cue)
    if found is not None and cut.flags[found[1]] & COMMA and not _is_in(found[0], taken):
        return found
    for at in range(first + 2, min(cue, first + _LONGEST_OPENING)):
        if cut.flags[at] & COMMA or _is_in(at, taken):
            return None
        talk = at - 1 - (cut.lows[at - 1] in speech.asked)
        if cut.flags[talk] & SOURCE and cut.lows[at] in speech.before_carriers:
            return told_outlet(cut, _over_noun(cut, at + 1), cue)
    return None


def _talked_behind(s: Claims, cue: int, taken: Sequence[Range]) -> Range | None:
    """The station that a talk was with: "…”, she concluded, *in an interview with TV Arena*"."""
    cut, speech = s.cut, s.cut.speech
    for at in range(cue + 1, s.last - 1):
        if cut.lows[at] in speech.before_carriers and cut.flags[at - 1] & SOURCE and not _is_in(at, taken):
            return told_outlet(cut, _over_noun(cut, at + 1), s.last)
    return None


def _over_noun(cut: Cut, at: int) -> int:
    """Behind an article and an agency's noun in small letters."""
    at += bool(cut.flags[at] & DETERMINER and not cut.flags[at] & CAPITAL)
    return at + bool(cut.flags[at] & AGENCY and not cut.flags[at] & CAPITAL)


def _marked_told(s: Claims, draft: Draft, cue: Range) -> Range | None:
    """The paper in marks that is told or cites in German ("gegenüber dem *„Abendblatt“*", "zitiert der *„Bote“*")."""
    cut = s.cut
    if not cut.speech.nouns_are_capitalised:
        return None
    for at in range(s.first + 1, s.last - 1):
        quote = s.quote_starting(at + 1)
        if quote is None or not cut.flags[at] & DETERMINER or cut.lows[at] in cut.speech.indefinites:
            continue
        is_told = cut.flags[at - 1] & PREPOSITION and (cut.lows[at - 1] == _TOWARDS or _is_talk(cut, at - 2))
        is_of = cut.flags[at - 1] & PREPOSITION and not is_told
        is_told = is_told or (at >= cue[1] and (cut.lows[at] == _TO_IT or _is_cited(cut, cue)))
        if not (_is_in(at + 1, draft.content) or is_of or is_said(cut, quote)) and is_told:
            return _within(cut, quote)
    return None


def _is_talk(cut: Cut, at: int) -> bool:
    """Whether somebody talks with whom a preposition names: "im *Interview mit* dem „Kurier“"."""
    return cut.lows[at] in cut.speech.talks and cut.lows[at + 1] in cut.speech.companions


def _talked_with(s: Claims, draft: Draft, cue: Range) -> Range | None:  # noqa: ARG001
    """The paper of a talk or a question in Romance ("en una *entrevista con El Faro*", "*procurado pelo Farol*")."""
    cut = s.cut
    if not cut.speech.is_romance:
        return None
    for at in range(s.first, s.last - 2):
        is_talk = cut.lows[at] in cut.speech.talks and cut.flags[at + 1] & PREPOSITION and not cut.flags[at + 1] & OF
        is_asked = at == s.first and cut.flags[at + 1] & BY and cut.lows[at].endswith(_ASKED)
        if (is_talk or is_asked) and not _is_in(at, draft.content) and (found := titled_behind(cut, at + 1, s.last)):
            return found
    return None


def _told_by_article(s: Claims, draft: Draft, cue: Range) -> Range | None:
    """The paper that is told in Spanish, by its article: "contó la alcaldesa *a El Correo*"."""
    cut = s.cut
    if not cut.speech.is_romance or not cut.speech.drops_pronouns:
        return None
    behind = draft.phrase.whole[1] if draft.phrase is not None else cue[1]
    for at in (cue[1], behind):
        if cue[1] <= at < s.last and cut.lows[at] == _TO and not cut.flags[at] & CAPITAL:
            found = titled_behind(cut, at, s.last)
            if found is not None and cut.flags[at + 1] & DETERMINER:
                return found
    return None


def _within(cut: Cut, quote: int) -> Range:
    return cut.quotes[quote][0] + 1, cut.quotes[quote][1] - 1


def _is_cited(cut: Cut, cue: Range) -> bool:
    return cut.lows[cue[1] - 1] in cut.lexicon.carrying


def _marked_behind(s: Claims, draft: Draft, cue: Range) -> Range | None:
    """The carrier in marks right behind whom it cites: "приводит слова адмирала Ивана Танкова *«Северный курьер»*"."""
    if draft.phrase is None or draft.phrase.case is None:
        return None
    quote = s.quote_starting(draft.phrase.last)
    return _within(s.cut, quote) if quote is not None and _is_cited(s.cut, cue) and not is_said(s.cut, quote) else None


def _cites(s: Claims, draft: Draft, cue: Range) -> Range | None:  # noqa: ARG001
    """Who cites, in marks, behind the words and their speaker: "…, — сказал пекарь, его цитирует *«Вечерний свет»*"."""
    cut = s.cut
    if cut.speech.name_cases is None:
        return None
    for at in range(draft.content[-1][1], s.last - 1):
        if not cut.flags[at] & CUE or cut.quote_of[at] >= 0 or not _is_cited(cut, (at, at + 1)):
            continue
        quote = s.quote_starting(at + 1)
        if quote is not None and not is_said(cut, quote):
            return _within(cut, quote)
    return None


def _told_behind(s: Claims, draft: Draft, cue: Range) -> Range | None:  # noqa: ARG001
    """The paper in marks between a verb and its subject: "сказала *«Вечернему Бору»* врач Ада Лунд"."""
    return told_in_marks(s.cut, cue[1], s.last) if cue[1] < s.last else None


def credited(s: Claims) -> Range | None:
    """The agency of a sentence that says nothing else: "Об этом сообщает ТАСС", "Das berichtet die dpa"."""
    cut = s.cut
    if s.drafts or s.last - s.first > _LONGEST_CREDIT:
        return None
    flags = 0
    for at in range(s.first, s.last):
        flags |= cut.flags[at]
    if not (flags & THIS and flags & (CUE | LINK)):
        return None
    return outlet_in(cut, s.first, s.last)
