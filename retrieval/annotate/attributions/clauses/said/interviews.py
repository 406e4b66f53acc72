"""Interviews without names: questions and answers that dashes or labels open are of the one person introduced above.

"Скрипач Иван Звонов вернулся. ¶ — Что вас поразило? ¶ — Тишина." · "P. ¿Y después? ¶ R. Después, nada."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.annotate.attributions.clauses.article_state import Reading
from retrieval.annotate.attributions.clauses.clause_state import Draft, Sentence
from retrieval.annotate.attributions.clauses.noun_phrases.name_runs import Range, name_runs
from retrieval.annotate.attributions.clauses.noun_phrases.speaker_phrases import Phrase
from retrieval.annotate.attributions.clauses.subjects.spoken_of import subject_of_sentence
from retrieval.annotate.attributions.clauses.word_classes import COLON, DASH, LABEL, PUNCTUATION

_FEWEST_ANSWERS = 2
_FULL_NAME = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph that a dash or a label opens."""

    sentence: Sentence
    words: Range
    asks: bool


def read_interview(r: Reading, sentences: Sequence[Sentence], taken: set[int]) -> None:
    """Give the answers of an interview to whom it is with; nothing where that is open.

    Args:
        taken: paragraphs in which somebody is named as the speaker.
    """
    parts = [part for part in _parts(r, sentences) if part.sentence.block not in taken]
    answers = [two for one, two in pairwise(parts) if _is_answer(one, two)]
    if len(answers) < _FEWEST_ANSWERS:
        return
    phrase = _interviewee(r, sentences, parts[0].sentence.block)
    if phrase is not None:
        for part in answers:
            begin = part.sentence.first
            part.sentence.claim(Draft([part.words], (begin, part.words[0]), phrase, is_dialogue=True))


def _is_answer(one: _Part, two: _Part) -> bool:
    return one.asks and not two.asks and two.sentence.block == one.sentence.block + 1


def _parts(r: Reading, sentences: Sequence[Sentence]) -> Iterator[_Part]:
    for s in sentences:
        first, last = r.blocks[s.block]
        if s.first != first or last - first < _FULL_NAME or r.quote_of[first] >= 0:
            continue
        begin = _behind_opening(r, first)
        end = last
        while end > begin and r.flags[end - 1] & PUNCTUATION and r.lows[end - 1] == ".":
            end -= 1
        if first < begin < end:
            yield _Part(s, (begin, end), r.lows[last - 1] == "?")


def _behind_opening(r: Reading, first: int) -> int:
    """Behind the dash or the label of a paragraph; its own place where it has none."""
    if r.flags[first] & DASH:
        return first + 1 if r.table.has_dialogue_dashes else first
    is_label = r.flags[first] & LABEL or r.lows[first].rstrip(".") in r.table.labels
    if is_label and r.lows[first].endswith("."):
        return first + 1
    return first + 2 if is_label and (r.flags[first + 1] & COLON or r.lows[first + 1] == ".") else first


def _interviewee(r: Reading, sentences: Sequence[Sentence], block: int) -> Phrase | None:
    """The one person by name whom the paragraphs before the first question speak of."""
    end = r.blocks[block][0]
    found = (subject_of_sentence(s, s.last - 1) for s in sentences if s.block < block)
    people = [phrase for phrase in found if phrase is not None and phrase.is_name]
    full = next((phrase for phrase in people if phrase.last - phrase.first >= _FULL_NAME), None)
    if full is None or len({r.lows[phrase.last - 1] for phrase in people}) > 1:
        return None
    named = {r.lows[last - 1] for first, last in name_runs(r, 0, end) if last - first >= _FULL_NAME}
    return full if named <= {r.lows[full.last - 1]} else None
