"""Whose words the answers of an interview are: of the one person whom the paragraphs above it speak of."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.name_runs import name_runs
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.subjects.spoken_of import subject_of_sentence
from retrieval.annotate.attributions.words.reading import Reading

_FULL_NAME = 2


def interviewee(r: Reading, sentences: Sequence[Sentence], block: int) -> Phrase | None:
    """The one person by name whom the paragraphs before a paragraph speak of."""
    found = (subject_of_sentence(s, s.last - 1) for s in sentences if s.block < block)
    people = [phrase for phrase in found if phrase is not None and phrase.is_name]
    full = next((phrase for phrase in people if phrase.last - phrase.first >= _FULL_NAME), None)
    if full is None or len({r.lows[phrase.last - 1] for phrase in people}) > 1:
        return None
    named = {r.lows[last - 1] for first, last in name_runs(r, 0, r.blocks[block][0]) if last - first >= _FULL_NAME}
    return full if named <= {r.lows[full.last - 1]} else None
