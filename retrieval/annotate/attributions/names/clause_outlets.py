"""Outlets in a text: the names of agencies and papers that carry other people's words."""

from __future__ import annotations

from retrieval.annotate.attributions.names.name_runs import opens_sentence
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.verb_forms import CITE
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    AGENCY,
    BY,
    CAPITAL,
    CUE,
    DETERMINER,
    LINK,
    NETWORK,
    NOT_NAME,
    OF,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
)

_LONGEST = 4
_LONGEST_MARKED = 6


def outlet_at(r: Reading, at: int, limit: int) -> Range | None:
    """The name of an agency or outlet that begins at a token: one that is known, or any behind an agency's noun."""
    flags = r.flags[at]
    if r.quote_of[at] >= 0:
        return _marked(r, at)
    if (
        not flags & (CAPITAL | AGENCY)
        and r.lows[at] in r.lexicon.outlets
        and at > 0
        and r.flags[at - 1] & (DETERMINER | AGENCY | LINK)
    ):
        return at, at + 1  # der dpa
    if not flags & CAPITAL or flags & NETWORK:
        return None
    for end in range(min(limit, at + _LONGEST), at, -1):
        if " ".join(r.lows[at:end]) in r.lexicon.outlets:
            return at, _over_rest(r, at, end, limit)
    if (end := article_title(r, at, limit)) > at:
        return at, end  # rapporte *Le Courrier du Val*
    is_inside = r.table.is_romance and flags & AGENCY and not opens_sentence(r, at)
    if is_inside and (end := _titled(r, at + 1, limit)) > at + 1:
        return at, end  # "la Cadena Norte"
    return _behind_noun(r, at, limit)


def _over_rest(r: Reading, at: int, end: int, limit: int) -> int:
    """Where a known title ends that has a place behind it ("*Folha* do Vale"); initials have none."""
    if not r.table.is_romance or r.words[at].isupper() or not r.words[end - 1][:1].isupper():
        return end
    return _behind_small(r, end, limit)


def article_title(r: Reading, at: int, limit: int) -> int:
    """Where a title ends that has its article in capitals inside a sentence, and a small word in it; else its place."""
    if not r.table.is_romance or not r.flags[at] & DETERMINER or not r.flags[at] & CAPITAL or opens_sentence(r, at):
        return at
    if not r.flags[at - 1] & (CUE | LINK):
        return at
    end = _titled(r, at + 1, limit)
    return end if end - at >= _LONGEST else at


def _behind_noun(r: Reading, at: int, limit: int) -> Range | None:
    """The name of an outlet behind what it is: "el diario *El Estuario*", "der Sender *Nordfunk*"."""
    flags, before = r.flags[at], at - 1
    while before >= 0 and r.flags[before] & DETERMINER and not r.flags[before] & CAPITAL:
        before -= 1
    if before < 0 or not r.flags[before] & AGENCY:
        return None
    if r.table.is_romance and flags & DETERMINER:
        end = _titled(r, at + 1, limit)
        return (at, end) if end > at + 1 else None
    if flags & (NOT_NAME | PUNCTUATION | ROLE | AGENCY):
        return None
    end = at + 1
    while end < min(limit, at + _LONGEST) and r.flags[end] & CAPITAL and not r.flags[end] & (ROLE | PREPOSITION):
        end += 1
    return at, end


def _titled(r: Reading, at: int, limit: int) -> int:
    """Where a title ends that goes on with a capital at a token ("Courrier *du Val*"); the token where it does not."""
    end = at
    while end < min(limit, at + _LONGEST + 1):
        if r.flags[end] & CAPITAL:
            end += 1
        elif end > at and (behind := _behind_small(r, end, limit)) > end:
            end = behind
        else:
            break
    return end


def _behind_small(r: Reading, at: int, limit: int) -> int:
    """Behind one or two small words and a capital ("Courrier *de l'Estuaire*"); the token where there is none."""
    end = at
    while end < min(limit, at + 2) and r.flags[end] & (OF | DETERMINER) and not r.flags[end] & CAPITAL:
        end += 1
    return end + 1 if at < end < limit and r.flags[end] & CAPITAL else at


def cited_by(r: Reading, at: int, limit: int) -> Range | None:
    """The outlet of "cité par *Le Courrier du Val*", whatever its name."""
    if not r.table.is_romance or at + 2 >= limit or not r.flags[at + 1] & BY or not r.flags[at] & CUE:
        return None
    if not any(form.classes & CITE for form in r.lexicon.verbs[r.lows[at]]):
        return None
    first = at + 2
    while first < limit and r.flags[first] & (DETERMINER | AGENCY) and not r.flags[first] & CAPITAL:
        first += 1
    if first < limit and r.quote_of[first] >= 0 and r.quotes[r.quote_of[first]][0] == first:
        last = r.quotes[r.quote_of[first]][1]
        return (first + 1, last - 1) if 2 < last - first <= _LONGEST_MARKED + 1 else None
    end = _titled(r, first, limit)
    return (first, end) if end > first else None


def _marked(r: Reading, at: int) -> Range | None:
    """ "der Zeitung „Welt“": the name of an outlet in marks."""
    first, last = r.quotes[r.quote_of[at]]
    if first != at or last - first > _LONGEST_MARKED or last - first < 3:
        return None
    is_known = " ".join(r.lows[first + 1 : last - 1]) in r.lexicon.outlets
    is_called = first > 0 and bool(r.flags[first - 1] & AGENCY)
    return (first + 1, last - 1) if is_known or is_called or begins_citing(r, last) else None


def begins_citing(r: Reading, at: int) -> bool:
    """Whether whom an agency cites is named behind a token: "*со ссылкой на* мэра"."""
    phrases = r.lexicon.citing.get(r.lows[at], ())
    return any(tuple(r.lows[at : at + len(words)]) == words for words in phrases)


def outlet_in(r: Reading, first: int, last: int) -> Range | None:
    """The name of an outlet inside a phrase; where the phrase is one without a name, nothing."""
    return next((found for at in range(first, last) if (found := outlet_at(r, at, last)) is not None), None)


def outlets_in(r: Reading, first: int, last: int) -> list[Range]:
    """Every outlet that begins in a range, or that somebody is cited by."""
    flags, quote_of, lows, known = r.flags, r.quote_of, r.lows, r.lexicon.outlets
    is_romance = r.table.is_romance
    found = []
    for at in range(first, last):
        place = cited_by(r, at, last) if is_romance and flags[at] & CUE else None
        if quote_of[at] >= 0:
            may_be = r.quotes[quote_of[at]][0] == at
        else:
            may_be = bool(flags[at] & (CAPITAL | AGENCY)) or lows[at] in known
        if place is None and may_be:
            place = outlet_at(r, at, last)
        if place is not None:
            found.append(place)
    return found


def over_outlet(r: Reading, at: int, limit: int) -> int | None:
    """Behind an outlet that is told, or a network that is written in ("à *l'AFP* Anna Berg", "en *X* Ana Lago")."""
    while at < limit and r.flags[at] & (DETERMINER | AGENCY) and not r.flags[at] & CAPITAL:
        at += 1
    if at >= limit or r.quote_of[at] >= 0:
        return None
    if r.flags[at] & NETWORK:
        return at + 1
    found = outlet_at(r, at, limit)
    is_known = found is not None and " ".join(r.lows[at : found[1]]) in r.lexicon.outlets
    return found[1] if found is not None and is_known else None
