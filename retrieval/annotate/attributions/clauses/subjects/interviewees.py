"""Whose words the answers of an interview are: of the one person whom the paragraphs above it speak of."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from retrieval.annotate.attributions.clauses.article_state import Reading
from retrieval.annotate.attributions.clauses.clause_state import Sentence
from retrieval.annotate.attributions.clauses.noun_phrases.name_runs import name_runs
from retrieval.annotate.attributions.clauses.subjects.spoken_of import subject_of_sentence
from retrieval.annotate.attributions.clauses.word_classes import DASHES
from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.interviews import read_answers
from retrieval.annotate.cut import Range

_FULL_NAME = 2


def read_interview(r: Reading, sentences: Sequence[Sentence], taken: Collection[int]) -> None:
    """Give the answers of an interview to whom it is with; nothing where that is open.

    Args:
        taken: paragraphs in which somebody is named as the speaker.
    """
    begin, answers = read_answers(r, r.table, DASHES if r.table.has_dialogue_dashes else "", taken)
    phrase = _interviewee(r, sentences, begin) if answers else None
    if phrase is None:
        return
    beginning = {s.first: s for s in sentences}
    for answer in answers:
        content = [_without_stop(r, *answer.content[0]), *answer.content[1:]]
        if (sentence := beginning.get(answer.opening[0])) is not None:
            sentence.claim(Draft(content, answer.opening, phrase, rule="dialogue"))


def _without_stop(r: Reading, first: int, last: int) -> Range:
    while last > first + 1 and r.lows[last - 1] == ".":
        last -= 1
    return first, last


def _interviewee(r: Reading, sentences: Sequence[Sentence], block: int) -> Phrase | None:
    """The one person by name whom the paragraphs before a paragraph speak of."""
    found = (subject_of_sentence(s, s.last - 1) for s in sentences if s.block < block)
    people = [phrase for phrase in found if phrase is not None and phrase.is_name]
    full = next((phrase for phrase in people if phrase.last - phrase.first >= _FULL_NAME), None)
    if full is None or len({r.lows[phrase.last - 1] for phrase in people}) > 1:
        return None
    named = {r.lows[last - 1] for first, last in name_runs(r, 0, r.blocks[block][0]) if last - first >= _FULL_NAME}
    return full if named <= {r.lows[full.last - 1]} else None
