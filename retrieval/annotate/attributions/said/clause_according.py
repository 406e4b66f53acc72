"""According to: "laut X …", "nach Angaben von X …", "… zufolge", "по словам Седова …", with what is told by whom."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.outlets import outlet_in
from retrieval.annotate.attributions.phrases.insertions import over_insertions
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.said.stretches import is_set_apart, stretch_around
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    AGENCY,
    BEHIND,
    BODY,
    CAPITAL,
    CLOSING,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    HIS,
    LINK,
    NETWORK,
    OF,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SOURCE,
    STOP,
    SUBORDINATOR,
    THAT,
    THEM,
    UPPER,
)

_FOR = ("für", "pour", "para")
_HIS = ("su", "seu", "sua", "son", "sa")
_MOST = 12
_OWN_NOUN = 2
_REACH = 14
_SOMEBODY = BODY | ROLE | SOURCE | UPPER


def read_according(s: Sentence) -> None:
    """Every "according to" of a sentence outside quotations and outside what is claimed."""
    r = s.r
    spots = [at for at in range(s.first, s.last) if r.flags[at] & (LINK | BEHIND) and r.quote_of[at] < 0]
    for at in spots[:_MOST]:
        if s.is_claimed(at):
            continue
        found = _in_front(s, at) if r.flags[at] & LINK else None
        if found is None and r.flags[at] & BEHIND:
            found = _behind(s, at)
        if found is not None:
            _claim(s, *found)


def opens_with_carrier(s: Sentence) -> None:
    """ "Laut dpa …": the agency carries what the sentence tells."""
    r = s.r
    for at in range(s.first, s.last):
        if r.flags[at] & (LINK | BEHIND) and r.quote_of[at] < 0:
            found = _in_front(s, at) if r.flags[at] & LINK else _behind(s, at)
            if found is not None and (name := outlet_in(r, *found[1].whole)):
                s.carrier = s.carrier or name


def _in_front(s: Sentence, at: int) -> tuple[Range, Phrase, int] | None:
    """ "laut X": the cue, the phrase, and where the whole ends."""
    r = s.r
    for words in r.lexicon.according[r.lows[at]]:
        end = at + len(words)
        if end >= s.last or tuple(r.lows[at:end]) != words:
            if (found := _with_own(s, at, words)) is not None:
                return found
            continue
        first = end
        while first < s.last and r.flags[first] & OF and not r.flags[first] & DETERMINER:
            first += 1
        phrase = _pronoun(s, first) or phrase_right(r, first, s.last, skips=False, case="genitive")
        if phrase is not None:
            is_bare = len(words) == 1
            if is_bare and not _is_somebody(s, phrase):
                return None
            return (at, end), phrase, over_insertions(r, phrase.whole[1], s.last)
    return None


def _with_own(s: Sentence, at: int, words: tuple[str, ...]) -> tuple[Range, Phrase, int] | None:
    """ "nach *seinen* Angaben", "по *его* словам", "nach *offiziellen* Angaben": the word between says whose."""
    r, end = s.r, at + len(words) + 1
    if r.table.is_romance and (his := _with_his(s, at, words)) is not None:
        return his
    if len(words) != 2 or end > s.last or r.lows[at + 2] != words[1] or r.lows[at] != words[0]:
        return None
    if r.flags[at + 1] & THEM:
        return (at, end), _owner(s, at + 1), end
    if r.flags[at + 1] & (SMALL | PUNCTUATION):
        return None
    return (at, at + 1), Phrase("noun", at + 1, end, (at + 1, end)), end


def _with_his(s: Sentence, at: int, words: tuple[str, ...]) -> tuple[Range, Phrase, int] | None:
    """ "a *su* juicio", "segundo *a sua* versão": a possessive that tells no gender, where an article would stand."""
    r = s.r
    noun = next((n for n in range(at + 2, min(s.last, at + len(words) + 2)) if r.lows[n] == words[-1]), None)
    if len(words) < _OWN_NOUN or noun is None or r.lows[at] != words[0] or r.lows[noun - 1] not in _HIS:
        return None
    if not r.flags[noun + 1] & PUNCTUATION:
        return None  # "A su juicio acudieron cien vecinos"
    return (at, noun + 1), Phrase("pronoun", noun - 1, noun, (noun - 1, noun), gender="any"), noun + 1


def _pronoun(s: Sentence, at: int) -> Phrase | None:
    r = s.r
    if at >= s.last or not r.flags[at] & THEM or r.flags[at] & DETERMINER:
        return None
    # "nach Angaben *ihrer* Mutter" and "по *его* словам" are told apart by what follows.
    return _owner(s, at)


def _behind(s: Sentence, at: int) -> tuple[Range, Phrase, int] | None:
    """ "Berichten zufolge", "ihm zufolge"."""
    r = s.r
    if at > s.first and r.flags[at - 1] & THEM and (phrase := _pronoun(s, at - 1)):
        return (at, at + 1), phrase, at + 1
    if (r.lows[at], r.lows[at - 1]) in r.lexicon.according.get(r.lows[at], ()):
        is_own = at - 2 >= s.first and r.flags[at - 2] & THEM
        return ((at - 1, at + 1), _owner(s, at - 2), at + 1) if is_own else None  # "*seinen Worten nach*"
    if r.flags[at] & LINK:
        return None
    for first in range(max(s.first, at - _REACH), at):
        flags = r.flags[first]
        if not flags & (DETERMINER | HIS | CAPITAL) or (first > s.first and r.flags[first - 1] & (DETERMINER | HIS)):
            continue
        phrase = phrase_right(r, first, at, skips=False)
        if phrase is not None and phrase.whole[1] == at:
            is_own = flags & HIS and flags & THEM and at - first == _OWN_NOUN
            return ((first, at + 1) if is_own else (at, at + 1)), _owner(s, first) if is_own else phrase, at + 1
    return None


def _owner(s: Sentence, at: int) -> Phrase:
    return Phrase("pronoun", at, at + 1, (at, at + 1), gender=s.r.table.them[s.r.lows[at]])


def _is_somebody(s: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase behind a bare preposition is somebody who can have said it, and no plan or law."""
    r = s.r
    if r.table.name_cases is not None and r.flags[phrase.whole[0] - 1] & PREPOSITION:
        # Для министра Ады Лунд реформа — вопрос чести: a name, where the sentence begins.
        opens = s.trimmed(s.first, phrase.whole[0] - 1) is None
        return opens and phrase.is_name and (phrase.role is not None or phrase.last - phrase.first > 1)
    is_for = r.lows[phrase.whole[0] - 1] in _FOR
    if is_for and r.table.is_romance and not _is_set_apart(s, phrase.whole[0] - 1):
        return False  # "Les chiffres parlent *pour l'entraîneur* Jon Dahl"
    if r.table.nouns_are_capitalised and is_for:
        # Für den Ökonomen Jon Dahl ist das „ein Fehler“: where the sentence begins, and something is in marks.
        has_marks = any(r.quote_of[at] >= 0 for at in range(phrase.whole[1], s.last))
        return (
            s.trimmed(s.first, phrase.whole[0] - 1) is None and phrase.role is not None and phrase.is_name and has_marks
        )
    if phrase.kind != "noun":
        return True
    if any(r.flags[at] & _SOMEBODY for at in range(*phrase.whole)) or any(
        r.quote_of[at] >= 0 for at in range(*phrase.whole)
    ):
        return True
    return outlet_in(r, *phrase.whole) is not None


def _is_set_apart(s: Sentence, at: int) -> bool:
    """Whether a phrase opens its sentence or stands behind a comma, as somebody's opinion does ("*Pour X*, …")."""
    while at > s.first and s.r.flags[at - 1] & CONJUNCTION:
        at -= 1
    if at > s.first and (quote := s.r.quote_of[at - 1]) >= 0:
        return s.r.quotes[quote][0] == s.first  # "La banda tocó «Luna» *para el público*"
    return at == s.first or bool(s.r.flags[at - 1] & PUNCTUATION)


def _claim(s: Sentence, cue: Range, phrase: Phrase, end: int) -> None:
    r = s.r
    first = min(cue[0], phrase.whole[0])
    name = outlet_in(r, *phrase.whole)
    if name is not None and phrase.kind != "pronoun" and not (phrase.is_name and phrase.role):
        s.carrier = s.carrier or name
        if s.cited is None:
            return
        phrase, (_, end) = s.cited
    elif any(r.flags[at] & (NETWORK | AGENCY) for at in range(*phrase.whole)) and not phrase.is_name:
        return
    content = _beside(s, first, end)
    if content:
        s.claim(Draft(content, cue, phrase), phrase.whole)


def _relative_start(s: Sentence, first: int) -> int:
    """Where the relative clause begins that "according to" stands in; the sentence's beginning outside of one."""
    start = s.segment_start(first)
    opens = s.r.flags[start] & RELATIVE and start > s.first and s.r.flags[start - 1] & COMMA
    return start if opens and start < first else s.first


def _beside(s: Sentence, first: int, end: int) -> list[Range]:
    """What "according to X" speaks of: the rest of its sentence, on both sides of it."""
    r = s.r
    start, stop = stretch_around(s, first, end)
    start = max(start, s.left_start(first), _relative_start(s, first))
    before = s.trimmed(start, first)
    over = end + bool(is_set_apart(s, first, end) and r.flags[end] & CLOSING)
    behind = s.trimmed(over, min(s.right_end(over), stop))
    if before is not None and r.flags[before[0]] & (SUBORDINATOR | THAT) and behind is None:
        before = (before[0] + 1, before[1]) if before[1] - before[0] > 1 else None
    if before is not None and behind is not None:
        # "…, laut X, und …": behind a comma something else begins, unless the words before go on.
        is_parted = r.flags[end] & (COMMA | STOP | DASH) and not r.flags[first - 1] & (COMMA | DASH)
        if is_parted:
            return [before]
        if before[1] - before[0] == 1 and r.flags[before[0]] & (PREPOSITION | PUNCTUATION):
            return [behind]
    return [part for part in (before, behind) if part is not None and part[1] - part[0] > 0]
