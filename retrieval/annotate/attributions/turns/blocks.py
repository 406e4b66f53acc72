"""Blocks of speech without marks: dialogue behind dashes, and paragraphs that a colon announces.

News has dashes before the points of a list as well, and colons before the writer's own text. So the words
themselves must be speech: somebody says I, we or you in them, or asks; or they are marked as a quotation by ">".
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft, Phrase, is_own
from retrieval.annotate.attributions.quotations.in_person import is_in_person, is_spoken
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.cut import Cut
from retrieval.text.languages.reported_speech import ReportedSpeech

_DASHES = frozenset("—–―")
_FEWEST_WORDS, _LABEL = 8, 5
_STOPS = (".", "!", "?", "…")


def mark_dialogue(cut: Cut, speech: ReportedSpeech, drafts: Sequence[Draft]) -> None:
    """Mark the words behind a dash that opens a paragraph as direct: "— We will sail at noon, said Captain Blaine."."""
    lines = {
        block for block, (first, last) in enumerate(cut.blocks) if last - first > 2 and cut.words[first] in _DASHES
    }
    spoken = {block for block in lines if is_spoken(cut, speech, *cut.blocks[block])}
    for draft in drafts:
        is_before_cue = draft.cue is not None and draft.cue[0] >= draft.content[0][1]
        if not is_before_cue or draft.content[0][0] != cut.blocks[draft.block][0] + 1:
            continue
        if spoken & {draft.block - 1, draft.block, draft.block + 1} and draft.block in lines:
            draft.rule = "dialogue"


def block_quotation(
    cut: Cut, speech: ReportedSpeech, phrase: Phrase, sentence: Claims, drafts: Sequence[Draft]
) -> Draft | None:
    """The paragraph behind the one that a colon ends, where it is speech; all that follow where ">" marks them."""
    colon, block = sentence.last - 1, sentence.block
    if block + 1 >= len(cut.blocks):
        return None
    marked = []
    while block + 1 < len(cut.blocks) and cut.words[cut.blocks[block + 1][0]] == ">":
        block += 1
        if content := cut.trimmed(cut.blocks[block][0] + 1, cut.blocks[block][1]):
            marked.append(content)
    if marked:
        return Draft(marked, (colon, colon + 1), phrase, "block")
    first, last = cut.blocks[block + 1]
    is_sentence = last - first > _FEWEST_WORDS and cut.words[last - 1] in _STOPS and cut.words[first][0].isupper()
    has_label = ":" in cut.words[first : first + _LABEL]
    if not is_sentence or has_label or cut.quote_of[first] >= 0 or not is_in_person(cut, speech, first, last):
        return None
    inside = [draft for draft in drafts if first <= draft.content[0][0] < last]
    if any(not is_own(cut, draft, first, last) for draft in inside):
        return None  # Somebody else speaks there: it is the writer's own text.
    return Draft([(first, last)], (colon, colon + 1), phrase, "block")


def with_blocks(cut: Cut, drafts: Sequence[Draft], blocks: Sequence[Draft]) -> list[Draft]:
    """All drafts with those that hold whole paragraphs, in place of what "I" say in them."""
    if not blocks:
        return list(drafts)
    held = [part for draft in blocks for part in draft.content]
    kept = [draft for draft in drafts if not any(is_own(cut, draft, *part) for part in held)]
    return sorted([*kept, *blocks], key=lambda draft: draft.content[0])
