"""Speaker labels before a colon: "WALLACE: …" is one where evidence says so; "Age: 24" and "Related: …" never are.

What a label looks like says nothing: cards, tables and links are set like transcripts. So the words behind it must be
speech (somebody says I, we or you, asks, or is in quotation marks), and somebody must be behind the name: the
article names the person elsewhere too, or several labels talk to one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.phrases.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.quotations.in_person import is_spoken
from retrieval.annotate.attributions.said.clauses import has_verb, trimmed
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.attributions.turns.turn import Turn
from retrieval.annotate.lexicon import (
    AUXILIARY,
    CAPITAL,
    COMMA,
    CUE,
    GIVEN,
    PAST,
    PLACE,
    PUNCTUATION,
    TIME,
    TITLE,
    VERBISH,
)
from retrieval.annotate.name_keys import surname_key
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import find_mentions, is_name_part
from retrieval.text.known_words import is_dictionary_word, is_ordinary

_LONGEST_LABEL, _NEAREST = 8, 6
_NO_ROLE = AUXILIARY | VERBISH | CUE | PAST | PUNCTUATION
_FEWEST_WORDS, _FEWEST_QUOTED = 4, 3
_READ_TOKENS = 80
_STOPS = frozenset('.!?…”’"')
_FEWEST_CHANGES = 3
_FULL = 2
_INITIALS = 3
_MARKS = frozenset('"“«„')


def read_label(sentence: Sentence) -> Turn | None:
    """ "WALLACE: …" at the beginning of a paragraph, of which the rest would be theirs."""
    page, first = sentence.page, sentence.first
    if sentence.drafts and any(draft.content[0][0] - first < _NEAREST for draft in sentence.drafts):
        return None
    block_last = page.blocks[sentence.block][1]
    if page.words[first] in _MARKS and page.quote_of[first] < 0:
        first += 1  # A transcript that is quoted has an open mark before each turn.
    colon = next((at for at in range(first, min(first + _LONGEST_LABEL, sentence.last)) if page.lows[at] == ":"), None)
    if colon is None or colon == first or colon + 2 >= sentence.last:
        return None
    named = _behind_name(page, first, colon)
    if not _is_label(page, first, named):
        return None
    is_mark = page.quote_of[colon + 1] >= 0
    is_short = sentence.block == 0 and not is_mark
    content = trimmed(page, colon + 1, sentence.last if is_short else block_last)
    phrase = _named(page, first, named)
    if content is None or phrase is None:
        return None
    phrase = replace(phrase, role=(named + 1, colon)) if named < colon else phrase
    asks = page.text[page.ends[content[1] - 1] - 1] == "?"
    if not (is_mark or is_short or asks or has_verb(page, *content)):
        return None
    draft = Draft([content], (colon, colon + 1), phrase, "label", is_open=is_mark)
    draft.block, draft.sentence = sentence.block, (first, sentence.last)
    label = page.slice(first, named)
    surname = surname_key(label)
    is_speech = _is_speech(sentence, content) and surname not in _surnames_in(page, content)
    return Turn(draft, sentence.number, label.casefold(), surname, is_speech, asks)


def _behind_name(page: Page, first: int, colon: int) -> int:
    """Where the name of a label ends: "Ada Lund*, councillor*: …" tells what she is behind a comma."""
    comma = next((at for at in range(first + 2, colon - 1) if page.flags[at] & COMMA), colon)
    is_role = all(page.words[at].islower() and not page.flags[at] & _NO_ROLE for at in range(comma + 1, colon))
    return comma if is_role else colon


def _is_label(page: Page, first: int, colon: int) -> bool:
    if not all(page.flags[at] & CAPITAL or page.lows[at] in (".", "-") for at in range(first, colon)):
        return False
    if colon - first == 1 and len(page.words[first]) == 1:
        return False  # Q: and A: are nobody's names.
    if page.lows[first] in page.speech.labels:
        return True
    return is_name_part(page, first) and not page.flags[first] & PLACE and not page.flags[colon - 1] & TIME


def _named(page: Page, first: int, colon: int) -> Phrase | None:
    """Whom a label names, without titles; None where that is not all of it."""
    while first < colon - 1 and (page.flags[first] & TITLE or page.lows[first] == "."):
        first += 1
    phrase = phrase_right(page, first, colon)
    return phrase if phrase and phrase.whole[1] == colon else None


def _is_speech(sentence: Sentence, content: tuple[int, int]) -> bool:
    page, (first, last) = sentence.page, content
    words = sum(not page.flags[at] & PUNCTUATION for at in range(first, min(last, first + _READ_TOKENS)))
    if page.quote_of[first] >= 0:
        return words >= _FEWEST_QUOTED and not sentence.is_title(page.quote_of[first])
    end = page.ends[last - 1]
    if words < _FEWEST_WORDS or not _STOPS.intersection(page.text[end - 1 : end + 1]):
        return False  # A line without a stop is a link or a caption.
    return is_spoken(page, page.speech, first, last)


def _surnames_in(page: Page, content: tuple[int, int]) -> frozenset[str]:
    """The words in capitals there: who speaks of themselves by name is spoken of."""
    first, last = content
    named = (at for at in range(first, min(last, first + _READ_TOKENS)) if page.flags[at] & CAPITAL)
    return frozenset(surname_key(page.words[at]) for at in named)


def spoken(page: Page, turns: Sequence[Turn], drafts: Iterable[Draft]) -> list[Turn]:
    """The turns that are somebody's words, in order.

    Args:
        drafts: the other attributions of the page.
    """
    if not turns:
        return []
    full = _full(page, turns)
    turns = [turn for turn in turns if not _is_heading(page, turn, full)]
    if not turns:
        return []
    plain = {word for word in page.words if word.islower()}
    for before, after in _neighbours(turns):
        after.is_speech = after.is_speech or (before.asks and before.is_speech)
    phrases = (p for d in drafts for p in (d.phrase, d.antecedent) if p and p.kind == "name")
    speaking = {(p.first, p.last) for p in phrases if p.last - p.first > 1 or page.lows[p.first] not in plain}
    heard = {surname_key(page.slice(first, last)) for first, last in speaking}
    known = heard | _introduced(page, turns, {last for _, last in speaking})
    known |= {after.surname for before, after in _neighbours(turns) if before.asks and after.is_speech} & full
    talking = _talking(page, turns, known, plain)
    return [turn for turn in turns if _is_spoken(turn, known, talking) or _is_headline(page, turn, heard)]


def _is_heading(page: Page, turn: Turn, full: set[str]) -> bool:
    """Whether a label is one ordinary word and the surname of nobody: "FILM: I remember the goal"."""
    is_plain = len(turn.name) > _INITIALS and is_ordinary(turn.name) and not page.flags[turn.draft.sentence[0]] & GIVEN
    return is_plain and turn.surname not in full and turn.name not in page.speech.labels


def _full(page: Page, turns: Sequence[Turn]) -> set[str]:
    """The last words of all full names outside of labels: who answers a question under one of them is that person."""
    labels = {at for turn in turns for at in range(turn.draft.sentence[0], turn.draft.content[0][0])}
    named = (m for m in find_mentions(page) if m.can_be_person and m.last - m.first > 1 and m.first not in labels)
    return {surname_key(page.slice(mention.first, mention.last)) for mention in named}


def _introduced(page: Page, turns: Sequence[Turn], speaking: set[int]) -> set[str]:
    """The surnames of the people whom the page names outside of labels."""
    labels = {at for turn in turns for at in range(turn.draft.sentence[0], turn.draft.content[0][0])}
    return {
        surname_key(page.slice(mention.first, mention.last))
        for mention in find_mentions(page)
        if mention.first not in labels and mention.can_be_person and (mention.is_person or mention.last in speaking)
    }


def _is_spoken(turn: Turn, known: set[str], talking: set[str]) -> bool:
    return (turn.is_speech and turn.surname in known) or turn.name in talking


def _is_headline(page: Page, turn: Turn, heard: set[str]) -> bool:
    """ "Berg: The bridge will not open this year" above an article in which Berg says so."""
    first, last = turn.draft.content[0]
    is_told = has_verb(page, first, last) or any(
        page.flags[at] & (AUXILIARY | VERBISH | CUE | PAST) or page.quote_of[at] >= 0 for at in range(first, last)
    )
    return (
        turn.draft.block == 0
        and turn.surname in heard
        and is_told
        and last - first >= _FEWEST_WORDS
        and len(page.blocks) > 1
    )


def _talking(page: Page, turns: Sequence[Turn], known: set[str], plain: set[str]) -> set[str]:
    """The labels that talk to one another: in turn, each again and again, or one that asks and one that answers."""
    of: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        of[turn.name].append(turn)
    able = {
        name
        for name, own in of.items()
        if 2 * sum(turn.is_speech for turn in own) >= len(own)
        and (own[0].surname in known or (name not in plain and _is_name(page, own[0])))
    }
    heard = [turn for turn in turns if turn.name in able]
    changes = sum(before.name != after.name for before, after in pairwise(heard))
    found = {name for name in able if len(of[name]) > 1}
    paired: set[str] = set()
    for before, after in _neighbours(heard):
        is_said = before.is_speech and after.is_speech
        if is_said and _is_full(page, before) and _is_full(page, after):
            paired |= {before.name, after.name}  # "ADA LUND: I never said that.", "JON DAHL: You did."
    if changes < _FEWEST_CHANGES or len(found) < 2 or not any(turn.asks for turn in heard):
        found = set()
    for before, after in _neighbours(heard):
        is_somebody = known & {before.surname, after.surname} or min(len(of[before.name]), len(of[after.name])) > 1
        if before.asks and before.is_speech and is_somebody:
            found |= {before.name, after.name}
    surnames = {of[name][0].surname for name in paired}
    return found | paired | {name for name in able if of[name][0].surname in surnames}


def _is_full(page: Page, turn: Turn) -> bool:
    """Whether a label is a first and a last name, of which no word is an ordinary one."""
    phrase = turn.draft.phrase
    if phrase is None or phrase.last - phrase.first < _FULL:
        return False
    is_plain = all(is_dictionary_word(page.lows[at]) for at in range(phrase.first, phrase.last))
    return not is_plain and _is_name(page, turn)


def _neighbours(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Turn]]:
    """Turns of different labels in paragraphs side by side."""
    for before, after in pairwise(turns):
        if after.draft.block == before.draft.block + 1 and before.name != after.name:
            yield before, after


def _is_name(page: Page, turn: Turn) -> bool:
    """Whether a label is set as transcripts set names: in capitals, in several words, with a given name, or a role."""
    first, last = turn.draft.sentence[0], turn.draft.content[0][0]
    is_role = page.lows[first] in page.speech.labels
    return is_role or page.words[first].isupper() or last - first > 2 or bool(page.flags[first] & GIVEN)
