"""According to: "according to X", "laut X", "nach Angaben von X", "X zufolge", "по словам X", with what X says."""

from __future__ import annotations

from typing import Any

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.outlets import is_outlet, outlet_in
from retrieval.annotate.attributions.said.owners import Source, owner_at, read_owned
from retrieval.annotate.attributions.said.stretches import is_set_apart, stretch_around
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.sentences.reader import SentenceReader
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    BEHIND,
    CAPITAL,
    CLOSING,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    HIS,
    LINK,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    THEM,
)

_MOST = 100
_OWN_NOUN = 2
_REACH = 14
_FEWEST_SAID, _FEWEST_BEFORE = 2, 3
_LEADS_TO_SOURCE = LINK | BEHIND
_LEADS = CONJUNCTION | PREPOSITION | PUNCTUATION | ADVERB
Reader = SentenceReader[Any, Any]


def read_according(g: Reader, s: Claims) -> None:
    """Every "according to" of a sentence outside quotations and outside what is claimed."""
    cut = s.cut
    spots = [at for at, flags in enumerate(cut.flags[s.first : s.last], s.first) if flags & _LEADS_TO_SOURCE]
    for at in spots[:_MOST]:
        if cut.quote_of[at] >= 0 or s.is_claimed(at) or (cut.lows[at] in cut.speech.opinion and not _opens(s, at)):
            continue
        found = _in_front(g, s, at) if cut.flags[at] & LINK else None
        if found is None and cut.flags[at] & BEHIND:
            found = _behind(g, s, at)
        if found is not None:
            _claim(g, s, *found)


def _opens(s: Claims, at: int) -> bool:
    """Whether a word opens its sentence, or stands behind a sign or a conjunction."""
    before = at - 1
    return at == s.first or s.cut.quote_of[before] >= 0 or bool(s.cut.flags[before] & (PUNCTUATION | CONJUNCTION))


def _in_front(g: Reader, s: Claims, at: int) -> Source | None:
    """ "laut X"."""
    cut = s.cut
    for words in cut.lexicon.according[cut.lows[at]]:
        end = at + len(words)
        if end >= s.last or tuple(cut.lows[at:end]) != words:
            if (found := read_owned(g, s, at, words)) is not None:
                return found
            continue
        source = g.source(s, end)
        if source is not None:
            phrase, last = source
            return ((at, end), phrase, last) if len(words) > 1 or g.may_hold(s, at, phrase) else None
    return None


def _behind(g: Reader, s: Claims, at: int) -> Source | None:
    """ "Berichten zufolge", "ihm zufolge"."""
    cut = s.cut
    if at > s.first and cut.flags[at - 1] & THEM and not cut.flags[at - 1] & DETERMINER:
        return (at, at + 1), owner_at(s, at - 1), at + 1
    if (cut.lows[at], cut.lows[at - 1]) in cut.lexicon.according.get(cut.lows[at], ()):
        is_own = at - 2 >= s.first and cut.flags[at - 2] & THEM
        return ((at - 1, at + 1), owner_at(s, at - 2), at + 1) if is_own else None  # "*seinen Worten nach*"
    if cut.flags[at] & LINK:
        return None
    for first in range(max(s.first, at - _REACH), at):
        flags = cut.flags[first]
        if not flags & (DETERMINER | HIS | CAPITAL) or (first > s.first and cut.flags[first - 1] & (DETERMINER | HIS)):
            continue
        phrase = g.phrase_at(cut, first, at)
        if phrase is not None and phrase.whole[1] == at:
            is_own = flags & HIS and flags & THEM and at - first == _OWN_NOUN
            return ((first, at + 1) if is_own else (at, at + 1)), owner_at(s, first) if is_own else phrase, at + 1
    return None


def _claim(g: Reader, s: Claims, cue: Range, phrase: Phrase, end: int) -> None:
    """Keep what is beside a source; an outlet has only carried it where somebody else speaks."""
    first = min(cue[0], phrase.whole[0])
    is_person = phrase.is_name and phrase.role is not None and not s.cut.flags[phrase.first - 1] & AGENCY
    if phrase.kind != "pronoun" and not is_person and is_outlet(s.cut, *phrase.whole):
        name = outlet_in(s.cut, *phrase.whole) or (phrase.first, phrase.last)
        if s.cited is not None:
            s.carrier = s.carrier or name
            phrase, (_, end) = s.cited
        elif g.has_speaker(s, first):
            s.carrier = s.carrier or name
            return
    content = _beside(g, s, first, end)
    is_parted = s.cut.flags[first - 1] & PUNCTUATION or (content and content[0][0] >= end)
    # "It glows, according to Lund"; but "*That’s* according to Lund".
    if sum(last - begin for begin, last in content) >= (_FEWEST_SAID if is_parted else _FEWEST_BEFORE):
        s.claim(Draft(content, cue, phrase, "according"))
        s.claimed.append((first, end))


def _beside(g: Reader, s: Claims, first: int, end: int) -> list[Range]:
    """What "according to X" speaks of: the rest of its sentence, on both sides of it."""
    cut = s.cut
    start, stop = stretch_around(s, first, end)
    start = max(start, s.left_start(first), _relative_start(s, first))
    before = cut.trimmed(start, first)
    if before is None or all(cut.flags[at] & _LEADS and cut.quote_of[at] < 0 for at in range(*before)):
        behind = g.said_from(s, _behind_bracket(s, first, end), stop)
        return [behind] if behind is not None else []
    return g.both_sides(s, before, (first, end), stop)


def _relative_start(s: Claims, first: int) -> int:
    """Where the relative clause begins that "according to" stands in; the sentence's beginning outside of one."""
    start = s.segment_start(first)
    opens = s.cut.flags[start] & RELATIVE and start > s.first and s.cut.flags[start - 1] & COMMA
    return start if opens and start < first else s.first


def _behind_bracket(s: Claims, first: int, end: int) -> int:
    """Behind the bracket that closes what stands alone in it."""
    return end + bool(is_set_apart(s, first, end) and s.cut.flags[end] & CLOSING)
