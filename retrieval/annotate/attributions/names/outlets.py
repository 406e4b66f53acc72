"""Outlets: the names of agencies, papers and stations that carry other people's words."""

from __future__ import annotations

from retrieval.annotate.attributions.names.name_runs import opens_sentence
from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import (
    AGENCY,
    BODY,
    BY,
    CAPITAL,
    COLON,
    COMMA,
    CUE,
    DETERMINER,
    LINK,
    NETWORK,
    NOT_NAME,
    NUMBER,
    OF,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
    STOP,
)
from retrieval.text.normal import fold_word

_LONGEST, _FEWEST_OF_TITLE = 6, 4
_LONGEST_NUMBER = 3
DATIVE = ("у", "ю", "е", "і", "ї", "ам", "ям", "ой", "ей", "ові", "еві")
_WITH_ARTICLE = ("au", "ao", "pelo")
_STATIONS = ("radio", "tv", "portal")


def outlet_at(cut: Cut, at: int, limit: int) -> Range | None:
    """The name of an agency or outlet that begins at a token: the longest known, or any behind an agency's noun."""
    flags = cut.flags[at]
    if cut.quote_of[at] >= 0:
        return _marked(cut, at)
    if not flags & CAPITAL:
        return (at, at + 1) if cut.lows[at] in cut.lexicon.outlets and _is_written_small(cut, at) else None
    if flags & NETWORK:
        return None
    if (end := _known_end(cut, at, limit)) > at:
        return at, _over_rest(cut, at, end, limit)
    if (end := article_title(cut, at, limit)) > at:
        return at, end  # rapporte *Le Courrier du Val*
    is_inside = cut.speech.has_long_outlets and flags & AGENCY and not opens_sentence(cut, at)
    if is_inside and (end := _title_end(cut, at + 1, limit)) > at + 1:
        return at, end  # "la Cadena Norte"
    return _behind_noun(cut, at, limit)


def _is_written_small(cut: Cut, at: int) -> bool:
    """Whether a word is no noun and yet behind an article: "der *dpa*"."""
    is_no_noun = cut.speech.nouns_are_capitalised and not cut.flags[at] & AGENCY
    return is_no_noun and at > 0 and bool(cut.flags[at - 1] & (DETERMINER | AGENCY | LINK))


def _known_end(cut: Cut, at: int, limit: int) -> int:
    """Where the longest known name ends that begins at a token and ends with a capital; the token where none does."""
    lexicon, lows = cut.lexicon, cut.lows
    if lows[at] not in lexicon.outlet_starts:
        return at
    for end in range(min(limit, at + _LONGEST), at, -1):
        if cut.flags[end - 1] & (CAPITAL | NUMBER) and " ".join(lows[at:end]) in lexicon.outlets:
            return end
    return at


def _over_rest(cut: Cut, at: int, end: int, limit: int) -> int:
    """Where a known title ends that goes on: "The Daily *Telegraph*", "*Folha* do Vale"; initials never do."""
    if cut.speech.has_long_outlets:
        return end if cut.words[at].isupper() else _behind_small(cut, end, limit)
    if not cut.flags[end - 1] & AGENCY:
        return end
    while end < min(limit, at + _LONGEST) and (cut.flags[end] & CAPITAL or cut.lows[end] in ("of", "&", "the")):
        end += 1
    return end


def article_title(cut: Cut, at: int, limit: int) -> int:
    """Where a title ends that has its article in capitals inside a sentence, and a small word in it; else its place."""
    flags = cut.flags[at]
    if not cut.speech.has_long_outlets or not flags & DETERMINER or not flags & CAPITAL or opens_sentence(cut, at):
        return at
    if not cut.flags[at - 1] & (CUE | LINK):
        return at
    end = _title_end(cut, at + 1, limit)
    return end if end - at >= _FEWEST_OF_TITLE else at


def _behind_noun(cut: Cut, at: int, limit: int) -> Range | None:
    """The name of an outlet behind what it is: "el diario *El Estuario*", "channel *Marsh 5*"."""
    flags, before = cut.flags[at], at - 1
    while before >= 0 and cut.flags[before] & DETERMINER and not cut.flags[before] & CAPITAL:
        before -= 1
    if before < 0 or not cut.flags[before] & AGENCY:
        return None
    if flags & DETERMINER:
        end = _title_end(cut, at + 1, limit)
        return (at, end) if end > at + 1 else None
    if flags & (NOT_NAME | PUNCTUATION | ROLE) or (flags & AGENCY and not cut.flags[at + 1] & CAPITAL):
        return None
    end = at + 1
    while end < min(limit, at + _LONGEST) and cut.flags[end] & CAPITAL and not cut.flags[end] & (ROLE | PREPOSITION):
        end += 1
    is_numbered = end < limit and cut.flags[end] & NUMBER and len(cut.lows[end]) <= _LONGEST_NUMBER
    return at, end + 1 if is_numbered else end


def _title_end(cut: Cut, at: int, limit: int) -> int:
    """Where a title ends that goes on with a capital at a token ("Courrier *du Val*"); the token where it does not."""
    end = at
    while end < min(limit, at + _LONGEST):
        if cut.flags[end] & CAPITAL:
            end += 1
        elif end > at and (behind := _behind_small(cut, end, limit)) > end:
            end = behind
        else:
            break
    return end


def _behind_small(cut: Cut, at: int, limit: int) -> int:
    """Behind one or two small words and a capital ("Courrier *de l'Estuaire*"); the token where there is none."""
    end = at
    if not cut.speech.has_long_outlets:
        return at
    while end < min(limit, at + 2) and cut.flags[end] & (OF | DETERMINER) and not cut.flags[end] & CAPITAL:
        end += 1
    return end + 1 if at < end < limit and cut.flags[end] & CAPITAL else at


def _cited_by(cut: Cut, at: int, limit: int) -> Range | None:
    """The outlet of "cité par *Le Courrier du Val*", whatever its name: who cites has carried the words."""
    if cut.lows[at] not in cut.lexicon.carrying or at + 2 >= limit or not cut.flags[at + 1] & BY:
        return None
    first = at + 2
    while first < limit and cut.flags[first] & (DETERMINER | AGENCY) and not cut.flags[first] & CAPITAL:
        first += 1
    if first < limit and (quote := cut.quote_of[first]) >= 0 and cut.quotes[quote][0] == first:
        return _in_marks(cut, quote)
    end = _title_end(cut, first, limit)
    is_body = first > at + 2 and cut.flags[end - 1] & (BODY | ROLE)  # "quoted by the Ministry"
    return (first, end) if end > first and not is_body else None


def _in_marks(cut: Cut, quote: int) -> Range | None:
    """What short marks hold."""
    first, last = cut.quotes[quote]
    return (first + 1, last - 1) if 2 < last - first <= _LONGEST else None


def _marked(cut: Cut, at: int) -> Range | None:
    """ "der Zeitung „Welt“": the name of an outlet in marks."""
    quote = cut.quote_of[at]
    first, last = cut.quotes[quote]
    found = _in_marks(cut, quote) if first == at else None
    if found is None:
        return None
    is_known = " ".join(cut.lows[slice(*found)]) in cut.lexicon.outlets
    is_called = first > 0 and bool(cut.flags[first - 1] & AGENCY)
    return found if is_known or is_called or begins_citing(cut, last) else None


def begins_citing(cut: Cut, at: int) -> bool:
    """Whether whom an agency cites is named behind a token: "*со ссылкой на* мэра"."""
    phrases = cut.lexicon.citing.get(cut.lows[at], ())
    return any(tuple(cut.lows[at : at + len(words)]) == words for words in phrases)


def outlet_in(cut: Cut, first: int, last: int) -> Range | None:
    """The name of an outlet inside a phrase ("the *TASS* news agency"); None where it has no name."""
    return next((found for at in range(first, last) if (found := outlet_at(cut, at, last)) is not None), None)


def is_outlet(cut: Cut, first: int, last: int) -> bool:
    """Whether a phrase names an outlet or a network, or calls itself one ("the news agency")."""
    is_called = cut.flags[last - 1] & AGENCY or any(cut.flags[at] & NETWORK for at in range(first, last))
    return bool(is_called) or outlet_in(cut, first, last) is not None


def outlets_in(cut: Cut, first: int, last: int) -> list[Range]:
    """Every outlet that begins in a range outside of what is said in marks, or that somebody is cited by."""
    flags, quote_of, lows, lexicon = cut.flags, cut.quote_of, cut.lows, cut.lexicon
    found = []
    for at in range(first, last):
        place = _cited_by(cut, at, last) if lows[at] in lexicon.carrying else None
        if quote_of[at] >= 0:
            may_be = cut.quotes[quote_of[at]][0] == at
        else:
            may_be = bool(flags[at] & (CAPITAL | AGENCY)) or lows[at] in lexicon.outlets
        if place is None and may_be:
            place = outlet_at(cut, at, last)
        if place is not None:
            found.append(place)
    return found


def told_outlet(cut: Cut, first: int, limit: int) -> Range | None:
    """An outlet where somebody is told: also what calls itself a radio or a television ("Rádio Sul", "TV Marsh")."""
    found = outlet_at(cut, first, limit)
    end = first
    while end < limit and cut.flags[end] & CAPITAL:
        end += 1
    is_station = fold_word(cut.words[first]) in _STATIONS and end > first + 1
    return (first, end) if found is None and is_station else found


def titled_behind(cut: Cut, at: int, limit: int) -> Range | None:
    """The paper behind a preposition, which its article tells from a person ("con *El Correo*", "au *Courrier*")."""
    if at + 2 >= limit or cut.quote_of[at + 1] >= 0 or not cut.flags[at + 1] & CAPITAL:
        return None
    is_article = bool(cut.flags[at + 1] & DETERMINER)
    if not is_article and not cut.lows[at].endswith(_WITH_ARTICLE):
        return None
    end = _title_end(cut, at + 1 + is_article, limit)
    is_body = any(cut.flags[n] & (BODY | ROLE | NOT_NAME) for n in range(at + 1 + is_article, end))
    return (at + 1, end) if end > at + 1 + is_article and not is_body else None


def over_outlet(cut: Cut, at: int, limit: int) -> int | None:
    """Behind an outlet that is told, or a network that is written in ("à *l'AFP* Anna Berg", "en *X* Ana Lago")."""
    while at < limit and cut.flags[at] & (DETERMINER | AGENCY) and not cut.flags[at] & CAPITAL:
        at += 1
    if at >= limit or cut.quote_of[at] >= 0:
        return None
    if cut.flags[at] & NETWORK:
        return at + 1
    found = outlet_at(cut, at, limit)
    is_known = found is not None and " ".join(cut.lows[at : found[1]]) in cut.lexicon.outlets
    return found[1] if found is not None and is_known else None


def told_in_marks(cut: Cut, at: int, limit: int) -> Range | None:
    """What marks hold right behind a verb that tells, and a role behind them: "сказала *«Вечернему Бору»* врач Ада"."""
    if cut.speech.name_cases is None or at == 0 or (quote := cut.quote_of[at]) < 0 or cut.quotes[quote][0] != at:
        return None
    found, end = _in_marks(cut, quote), cut.quotes[quote][1]
    is_title = found is not None and cut.flags[at + 1] & CAPITAL and cut.lows[end - 2].endswith(DATIVE)
    is_over = end >= limit or cut.flags[end] & (PREPOSITION | STOP | COMMA | COLON)  # рассказала она *«Вечернему Бору»*
    is_before_role = is_over or (cut.flags[end] & ROLE and not cut.flags[end] & CAPITAL)
    return found if is_title and cut.lows[at - 1] in cut.lexicon.telling and is_before_role else None
