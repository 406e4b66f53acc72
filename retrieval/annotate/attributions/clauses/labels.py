"""Speaker labels before a colon: "Anna Berg, Ministerin: …" in interviews, transcripts and headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.annotate.attributions.clauses.lexicon import (
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    LABEL,
    ME,
    OPENING,
    PUNCTUATION,
    ROLE,
    UPPER,
)
from retrieval.annotate.attributions.clauses.phrases import Phrase, phrase_right
from retrieval.annotate.attributions.clauses.reading import Reading
from retrieval.annotate.attributions.clauses.sentence import Draft, Sentence

_LONGEST = 14
_FEWEST_WORDS = 3
_FEWEST_TURNS = 2


@dataclass(slots=True)
class Turn:
    """A label with the words behind it, which may be somebody's."""

    draft: Draft
    name: tuple[str, ...]
    is_speech: bool
    asks: bool
    is_headline: bool


def read_label(r: Reading, block: int) -> Turn | None:
    """ "Anna Berg: …" at the beginning of a paragraph, of which the rest would be hers."""
    first, last = r.blocks[block]
    colon = next(
        (at for at in range(first + 1, min(first + _LONGEST, last)) if r.flags[at] & COLON and r.quote_of[at] < 0), None
    )
    if colon is None or colon + _FEWEST_WORDS >= last or r.quote_of[first] >= 0:
        return None
    phrase = _label(r, first, colon)
    if phrase is None:
        return None
    is_quoted = r.quote_of[colon + 1] >= 0
    words = range(colon + 1, min(last, colon + 80))
    is_speech = is_quoted or any(r.flags[at] & ME or r.lows[at] == "?" for at in words)
    end = last
    while end > colon + 1 and r.quote_of[end - 1] < 0 and r.flags[end - 1] & PUNCTUATION and r.lows[end - 1] == ".":
        end -= 1
    draft = Draft([(colon + 1, end)], (colon, colon + 1), phrase)
    name = tuple(r.lows[phrase.first : phrase.last])
    return Turn(draft, name, is_speech, r.lows[last - 1] == "?", block == 0)


def _label(r: Reading, first: int, colon: int) -> Phrase | None:
    """Whom a label names, where the name is all of it but a role."""
    if r.flags[first] & LABEL:
        return None
    if colon - first == 1 and r.flags[first] & UPPER and not r.flags[first] & PUNCTUATION:
        return Phrase(first, colon, "name", (first, colon))
    phrase = phrase_right(r, first, colon, skips=False)
    if phrase is None or not phrase.is_name:
        return None
    end = phrase.whole[1]
    if end < colon and r.flags[end] & (OPENING | COMMA) and not any(r.flags[at] & COLON for at in range(end, colon)):
        is_closed = (
            r.flags[colon - 1] & CLOSING or any(r.flags[at] & ROLE for at in range(end, colon)) or r.flags[end] & COMMA
        )
        end = colon if is_closed else end
    return phrase if end == colon and r.flags[phrase.first] & CAPITAL else None


def spoken(turns: Sequence[Turn], names: set[str]) -> list[Turn]:
    """The turns that are somebody's words, in order.

    Args:
        names: last words of the full names that the article writes elsewhere, in lower case.
    """
    count = Counter(turn.name for turn in turns)
    talking = {name for name, often in count.items() if often >= _FEWEST_TURNS}
    is_talk = len(talking) >= _FEWEST_TURNS or (len(count) >= _FEWEST_TURNS and any(turn.asks for turn in turns))
    return [
        turn
        for turn in turns
        if (
            turn.is_speech
            and (turn.name[-1] in names or (len(turn.name) > 1 and turn.draft.phrase and turn.draft.phrase.role))
        )
        or (
            is_talk
            and (turn.name in talking or turn.is_speech)
            and any(one.is_speech for one in turns if one.name == turn.name)
        )
    ]


def spoken_in(sentence: Sentence, turn: Turn) -> None:
    """Keep a turn in the sentence that it begins."""
    sentence.claim(turn.draft)
