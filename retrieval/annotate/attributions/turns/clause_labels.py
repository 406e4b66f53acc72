"""Speaker labels before a colon: "Anna Berg, Ministerin: …" in interviews, transcripts and headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.quotations.in_person import is_spoken
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.turns.turn import Turn
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.lexicon import (
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    DETERMINER,
    LABEL,
    NUMBER,
    OF,
    OPENING,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
    STOP,
    UPPER,
)

_LONGEST = 14
_FEWEST_WORDS = 2
_FEWEST_TURNS = 2
_FEWEST_NAMES = 2
_OPENING_SIGNS = ("¡", "¿")


def read_label(sentence: Sentence) -> Turn | None:
    """ "Anna Berg: …" at the beginning of a paragraph, of which the rest would be hers."""
    r, block = sentence.r, sentence.block
    first, last = r.blocks[block]
    colon = next(
        (at for at in range(first + 1, min(first + _LONGEST, last)) if r.flags[at] & COLON and r.quote_of[at] < 0), None
    )
    if colon is None or colon + _FEWEST_WORDS >= last or r.quote_of[first] >= 0:
        return None
    asks = r.lows[last - 1] == "?"
    phrase = _label(r, first, colon) or (_outlet(r, first, colon) if asks else None)
    if phrase is None:
        return None
    is_quoted = r.quote_of[colon + 1] >= 0
    is_speech = is_quoted or _is_asked(r, block) or is_spoken(r, r.table, colon + 1, last)
    end = last
    while end > colon + 1 and r.quote_of[end - 1] < 0 and r.flags[end - 1] & PUNCTUATION and r.lows[end - 1] == ".":
        end -= 1
    draft = Draft([(colon + 1, end)], (colon, colon + 1), phrase)
    name = " ".join(r.lows[phrase.first : phrase.last])
    answers = block > 0 and r.lows[r.blocks[block - 1][1] - 1] == "?"
    opens = colon + 1 + (r.lows[colon + 1] in _OPENING_SIGNS)
    is_sentence = bool(r.flags[opens] & CAPITAL and r.flags[last - 1] & STOP)
    is_title = block == 0 and _is_headline(r, phrase, colon, end)
    is_speech = is_speech or (answers and r.table.name_cases is not None)
    is_all = not is_quoted or r.quotes[r.quote_of[colon + 1]][1] >= end
    is_headline = block == 0 and not answers and is_all
    return Turn(
        draft,
        sentence.number,
        name,
        r.lows[phrase.last - 1],
        is_speech,
        asks,
        answers,
        is_sentence,
        is_headline,
        is_title,
    )


def _is_headline(r: Reading, phrase: Phrase, colon: int, end: int) -> bool:
    """Whether a full name stands before nothing but a quotation; *Affaire Dupont* is an affair further down."""
    quote = r.quote_of[colon + 1]
    if quote < 0 or r.quotes[quote] != (colon + 1, end) or phrase.last - phrase.first < _FEWEST_NAMES:
        return False
    is_full = all(r.flags[at] & CAPITAL for at in range(phrase.first, phrase.first + _FEWEST_NAMES))
    return is_full and r.lows[phrase.first] not in r.words


def _outlet(r: Reading, first: int, colon: int) -> Phrase | None:
    """An outlet that asks ("*Le Courrier du Val* : Pourquoi …?"): capitals, with small words between them."""
    small = OF | DETERMINER
    if not r.table.is_romance or not all(r.flags[at] & (CAPITAL | small) for at in range(first, colon)):
        return None
    return None if r.flags[first] & LABEL else Phrase("noun", first, colon, (first, colon))


def _is_asked(r: Reading, block: int) -> bool:
    """Whether the paragraph before asks something, as an interviewer does behind a label."""
    if block == 0 or not r.table.is_romance:
        return False
    first, last = r.blocks[block - 1]
    return r.lows[last - 1] == "?" and any(r.flags[at] & COLON for at in range(first, min(first + _LONGEST, last)))


def _label(r: Reading, first: int, colon: int) -> Phrase | None:
    """Whom a label names, where the name is all of it but a role."""
    if r.flags[first] & LABEL:
        return None
    if colon - first == 1 and r.flags[first] & UPPER and not r.flags[first] & PUNCTUATION:
        return Phrase("name", first, colon, (first, colon))
    phrase = phrase_right(r, first, colon, skips=False)
    if phrase is None or not phrase.is_name:
        return None
    end = phrase.whole[1]
    if end < colon and r.flags[end] & (OPENING | COMMA) and not any(r.flags[at] & COLON for at in range(end, colon)):
        is_closed = (
            r.flags[colon - 1] & CLOSING or any(r.flags[at] & ROLE for at in range(end, colon)) or r.flags[end] & COMMA
        )
        if is_closed and phrase.role is None and r.flags[end] & COMMA and not r.flags[end + 1] & (PREPOSITION | NUMBER):
            phrase = replace(phrase, role=(end + 1, colon))
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
    is_transcript = len({turn.name for turn in turns if turn.is_full and turn.is_sentence}) >= _FEWEST_TURNS
    saying = {turn.name for turn in turns if turn.is_speech}
    kept = []
    for turn in turns:
        is_said = (
            (turn.is_speech and (turn.surname in names or (turn.is_full and turn.has_role)))
            or (is_talk and turn.name in saying and (turn.name in talking or turn.is_speech))
            or (turn.is_full and (turn.answers or (is_transcript and turn.is_sentence)))
            or (turn.answers and turn.surname in names)
        )
        if (
            is_said
            or turn.is_title
            or (turn.is_headline and (turn.surname in names or (turn.is_full and turn.is_speech)))
        ):
            kept.append(turn)
    return kept
