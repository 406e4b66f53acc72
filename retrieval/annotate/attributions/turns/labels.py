"""Speaker labels before a colon: "WALLACE: …" is one where evidence says so; "Age: 24" and "Related: …" never are.

What a label looks like says nothing: cards, tables and links are set like transcripts. So the words behind it must be
speech (somebody says I, we or you, asks, or is in quotation marks), and somebody must be behind the name: the
article names the person elsewhere too, or several labels talk to one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.quotations.in_person import is_spoken
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.turns.turn import Turn
from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import (
    AUXILIARY,
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    CUE,
    DETERMINER,
    GIVEN,
    NUMBER,
    OF,
    OPENING,
    PAST,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
    STOP,
    VERBISH,
)
from retrieval.annotate.name_keys import surname_key
from retrieval.text.languages.reported_speech import ReportedSpeech

_LONGEST_LABEL, _NEAREST = 14, 6
_NO_ROLE = AUXILIARY | VERBISH | CUE | PAST
_FEWEST_WORDS, _FEWEST_QUOTED = 4, 3
_READ_TOKENS = 80
_STOPS = frozenset('.!?…”’"»“')
_FEWEST_CHANGES = 3
_ONE_IN = 3
_FULL, _LONGEST_NAME = 2, 3
_SHORT = 3
_MARKS = frozenset('"“«„')
NameIn = Callable[[int, int], Phrase | None]
"""Whose name the words of a range are, and nothing else."""


def read_label(sentence: Claims, speech: ReportedSpeech, name_in: NameIn) -> Turn | None:
    """ "WALLACE: …" at the beginning of a paragraph, of which the rest would be theirs."""
    cut, first, block = sentence.cut, sentence.first, sentence.block
    if any(draft.content and draft.content[0][0] - first < _NEAREST for draft in sentence.drafts):
        return None
    last = cut.blocks[block][1]
    if cut.words[first] in _MARKS and cut.quote_of[first] < 0:
        first += 1  # A transcript that is quoted has an open mark before each turn.
    spots = range(first + 1, min(first + _LONGEST_LABEL, last - 2))
    colon = next((at for at in spots if cut.flags[at] & COLON and cut.quote_of[at] < 0), None)
    if colon is None or cut.quote_of[first] >= 0:
        return None
    asks = cut.lows[last - 1] == "?"
    phrase = _label(cut, speech, first, colon, name_in) or (_outlet(cut, speech, first, colon) if asks else None)
    is_headline = block == 0 and cut.quote_of[colon + 1] < 0
    content = cut.trimmed(colon + 1, sentence.last if is_headline else last)
    if phrase is None or content is None:
        return None
    content = content[0], content[1] + (cut.lows[content[1]] == "!")
    draft = Draft([content], (colon, colon + 1), phrase, "label", is_open=cut.quote_of[content[0]] >= 0)
    draft.block, draft.sentence = block, (first, sentence.last)
    label = cut.slice(first, phrase.last)
    turn = Turn(draft, sentence.number, label.casefold(), surname_key(label), asks=asks)
    if turn.surname not in _surnames_in(cut, content):
        turn.is_speech = _is_speech(cut, speech, content)
        turn.is_sentence = _is_sentence(cut, content[0], last)
    brackets = (at for at in range(phrase.last, colon) if cut.flags[at] & OPENING)
    turn.is_told = turn.has_role or any(_is_capital(cut, at + 1) for at in brackets)
    turn.answers = block > 0 and cut.lows[cut.blocks[block - 1][1] - 1] == "?"
    return turn


def _label(cut: Cut, speech: ReportedSpeech, first: int, colon: int, name_in: NameIn) -> Phrase | None:
    """Whom a label names, where the name is all of it but a role: "Ada Lund*, councillor*", "Ada Lund (*SPD*)"."""
    if cut.lows[first] in speech.question_labels or cut.lows[first] in speech.answer_labels:
        return None
    if (phrase := name_in(first, colon)) is not None:
        return phrase
    parts = (at for at in range(first + 1, colon) if cut.flags[at] & (COMMA | OPENING))
    end = next(parts, colon)
    phrase = name_in(first, end) if end < colon else None
    if phrase is None:
        return None
    if cut.flags[end] & OPENING:
        return phrase if cut.flags[colon - 1] & CLOSING else None
    inside = range(end + 1, colon)
    has_role = any(cut.flags[at] & ROLE for at in inside) or cut.words[end + 1].islower() or len(inside) == 1
    if not has_role or any(cut.flags[at] & STOP or _is_verb(cut, at) for at in inside):
        return None
    is_role = phrase.role is None and not cut.flags[end + 1] & (PREPOSITION | NUMBER)
    return replace(phrase, role=(end + 1, colon)) if is_role else phrase


def _is_capital(cut: Cut, at: int) -> bool:
    """Whether a word has a capital, in marks too ("(«Дело»)")."""
    return bool((cut.flags[at] | (cut.flags[at + 1] if cut.quote_of[at] >= 0 else 0)) & CAPITAL)


def _is_verb(cut: Cut, at: int) -> bool:
    return bool(cut.flags[at] & _NO_ROLE) and not cut.flags[at] & CAPITAL


def _outlet(cut: Cut, speech: ReportedSpeech, first: int, colon: int) -> Phrase | None:
    """An outlet that asks ("*Le Courrier du Val* : Pourquoi …?"): capitals, with small words between them."""
    small = OF | DETERMINER
    is_label = cut.lows[first] in speech.question_labels or cut.lows[first] in speech.answer_labels
    if is_label or not speech.is_romance or not all(cut.flags[at] & (CAPITAL | small) for at in range(first, colon)):
        return None
    return Phrase("noun", first, colon, (first, colon))


def _is_speech(cut: Cut, speech: ReportedSpeech, content: Range) -> bool:
    first, last = content
    words = sum(not cut.flags[at] & PUNCTUATION for at in range(first, min(last, first + _READ_TOKENS)))
    if cut.quote_of[first] >= 0:
        return words >= _FEWEST_QUOTED
    end = cut.ends[last - 1]
    if words < _FEWEST_WORDS or not _STOPS.intersection(cut.text[end - 1 : end + 1]):
        return False  # A line without a stop is a link or a caption.
    return is_spoken(cut, speech, first, last) and not _is_title(cut, first, last)


def _is_title(cut: Cut, first: int, last: int) -> bool:
    """Whether every longer word has its capital, as in links to other articles."""
    words = [at for at in range(first, last) if cut.words[at][0].isalpha() and len(cut.words[at]) > _SHORT]
    return len(words) >= _FEWEST_QUOTED and all(cut.flags[at] & CAPITAL for at in words)


def _is_sentence(cut: Cut, first: int, last: int) -> bool:
    opens = first + (cut.lows[first] in ("¡", "¿"))
    return bool(cut.flags[opens] & CAPITAL and cut.flags[last - 1] & STOP)


def _surnames_in(cut: Cut, content: Range) -> frozenset[str]:
    """The words in capitals there: who speaks of themselves by name is spoken of."""
    first, last = content
    named = (at for at in range(first, min(last, first + _READ_TOKENS)) if cut.flags[at] & CAPITAL)
    return frozenset(surname_key(cut.words[at]) for at in named)


@dataclass(frozen=True, slots=True)
class Voices:
    """Whom an article names outside of labels, by surname, and what its labels are if no names.

    Attributes:
        full: everybody named in full; ``heard`` who says something; ``known`` who is a person beyond doubt.
        ordinary: the labels that are ordinary words, in small letters.
    """

    full: Collection[str]
    heard: Collection[str]
    known: Collection[str]
    ordinary: Collection[str] = ()


def spoken(cut: Cut, speech: ReportedSpeech, turns: Sequence[Turn], voices: Voices) -> list[Turn]:
    """The turns that are somebody's words, in order."""
    turns = [turn for turn in turns if not _is_heading(turn, voices)]
    for before, after in _neighbours(turns):
        after.is_speech = after.is_speech or (before.asks and before.is_speech)
    known = {*voices.known, *voices.heard}
    known |= {after.surname for before, after in _neighbours(turns) if before.asks and after.is_speech} & {*voices.full}
    talking = _talking(cut, speech, turns, known, voices.ordinary)
    talking |= _in_transcript([turn for turn in turns if turn.is_full and turn.name not in voices.ordinary])
    return [turn for turn in turns if _is_spoken(turn, known, talking) or _is_headline(cut, turn, voices.heard)]


def _in_transcript(full: Sequence[Turn]) -> set[str]:
    """The full names that label whole sentences, where one in three is speech or says what its speaker is."""
    told = sum(turn.is_sentence and (turn.is_speech or turn.is_told) for turn in full)
    names = {turn.name for turn in full if turn.is_sentence}
    return names if len(names) >= _FULL and _ONE_IN * told >= len(full) else set()


def _is_heading(turn: Turn, voices: Voices) -> bool:
    """Whether a label is one ordinary word and the surname of nobody: "FILM: I remember the goal"."""
    return turn.name in voices.ordinary and " " not in turn.name and turn.surname not in voices.full


def _is_spoken(turn: Turn, known: set[str], talking: set[str]) -> bool:
    is_somebodys = turn.surname in known or (turn.is_full and turn.has_role)
    answers = turn.answers and turn.is_sentence and (turn.is_full or turn.surname in known)
    return (turn.is_speech and is_somebodys) or turn.name in talking or answers


def _is_headline(cut: Cut, turn: Turn, heard: Collection[str]) -> bool:
    """ "Berg: The bridge will not open this year" above an article in which Berg says so."""
    first, last = turn.draft.content[0]
    if turn.draft.block > 0 or turn.answers:
        return False
    quote = cut.quote_of[first]
    if quote >= 0 and cut.quotes[quote][1] < last:
        return False
    phrase = turn.draft.phrase
    if quote >= 0 and phrase is not None and _FULL <= phrase.last - phrase.first <= _LONGEST_NAME:
        return True  # Nothing but a full name and a quotation.
    may_be_verb = AUXILIARY | VERBISH | CUE | PAST
    inside = range(first, last)
    is_told = quote >= 0 or any(cut.flags[at] & may_be_verb or _is_other_word(cut, at) for at in inside)
    return is_told and last - first >= _FEWEST_QUOTED and len(cut.blocks) > 1 and turn.surname in heard


def _is_other_word(cut: Cut, at: int) -> bool:
    """Whether a word in small letters is in no list, and may so be a verb."""
    return not cut.flags[at] and cut.words[at].islower()


def _talking(
    cut: Cut, speech: ReportedSpeech, turns: Sequence[Turn], known: set[str], ordinary: Collection[str]
) -> set[str]:
    """The labels that talk to one another: in turn, each again and again, or one that asks and one that answers."""
    of: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        of[turn.name].append(turn)
    plain = {word for word in cut.words if word.islower()} if turns else set()
    able = {
        name
        for name, own in of.items()
        if 2 * sum(turn.is_speech for turn in own) >= len(own)
        and (own[0].surname in known or (name not in plain and _is_name(cut, speech, own[0])))
    }
    heard = [turn for turn in turns if turn.name in able]
    changes = sum(before.name != after.name for before, after in pairwise(heard))
    found = {name for name in able if len(of[name]) > 1}
    if changes < _FEWEST_CHANGES or len(found) < _FULL or not any(turn.asks for turn in heard):
        found = set()
    for before, after in _neighbours(turns):
        if before.asks and before.is_speech and before.name not in plain and after.is_speech and after.surname in known:
            found |= {before.name, after.name}
    paired: set[str] = set()
    for before, after in _neighbours(heard):
        are_full = all(" " in turn.name and turn.name not in ordinary for turn in (before, after))
        if before.is_speech and after.is_speech and are_full:
            paired |= {before.name, after.name}  # "ADA LUND: I never said that.", "JON DAHL: You did."
        is_somebody = known & {before.surname, after.surname} or min(len(of[before.name]), len(of[after.name])) > 1
        if before.asks and before.is_speech and is_somebody:
            found |= {before.name, after.name}
    surnames = {of[name][0].surname for name in paired}
    return found | paired | {name for name in able if of[name][0].surname in surnames}


def _neighbours(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Turn]]:
    """Turns of different labels in paragraphs side by side."""
    for before, after in pairwise(turns):
        if after.draft.block == before.draft.block + 1 and before.name != after.name:
            yield before, after


def _is_name(cut: Cut, speech: ReportedSpeech, turn: Turn) -> bool:
    """Whether a label is set as transcripts set names: in capitals, in several words, with a given name, or a role."""
    first, last = turn.draft.sentence[0], turn.draft.content[0][0]
    is_role = cut.lows[first] in speech.labels
    return is_role or cut.words[first].isupper() or last - first > _FULL or bool(cut.flags[first] & GIVEN)
