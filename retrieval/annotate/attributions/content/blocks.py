"""Blocks of speech without marks: dialogue behind dashes, and paragraphs that a colon announces.

English news has dashes before the points of a list as well, and colons before the writer's own text. So the words
themselves must be speech: somebody says I, we or you in them, or asks; or they are marked as a quotation by ">".
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.content.clauses import trimmed
from retrieval.annotate.attributions.drafts import Draft, is_own
from retrieval.annotate.attributions.in_person import is_in_person, is_spoken
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.attributions.speaker.voices import can_speak, is_somebody
from retrieval.annotate.lexicon import SAY, SPEAK, STATE, TELL
from retrieval.annotate.page import Page

_DASHES = frozenset("—–―")
_FEWEST_WORDS, _LABEL = 8, 5
_STOPS = (".", "!", "?", "…")


def read_dialogue(page: Page, drafts: Sequence[Draft]) -> None:
    """Mark the words behind a dash that opens a paragraph as direct: "— We will sail at noon, said Captain Blaine."."""
    lines = {
        block for block, (first, last) in enumerate(page.blocks) if last - first > 2 and page.words[first] in _DASHES
    }
    spoken = {block for block in lines if is_spoken(page, page.speech, *page.blocks[block])}
    for draft in drafts:
        if draft.rule != "post" or draft.content[0][0] != page.blocks[draft.block][0] + 1:
            continue
        if spoken & {draft.block - 1, draft.block, draft.block + 1} and draft.block in lines:
            draft.rule = "dialogue"


def announced_by(sentence: Sentence) -> Phrase | None:
    """Who speaks where a sentence ends its paragraph with a colon: "In a letter to parents, *Illing* wrote:"."""
    page, colon = sentence.page, sentence.last - 1
    if page.lows[colon] != ":" or sentence.drafts or sentence.last != page.blocks[sentence.block][1]:
        return None
    for cue in reversed(sentence.cues):
        if cue.kinds & (SAY | STATE | TELL | SPEAK) and not (cue.is_negated or cue.is_passive or cue.is_modal):
            subject = cue.subject
            return subject if subject is not None and _is_able(page, subject) else None
    return None


def _is_able(page: Page, phrase: Phrase) -> bool:
    if phrase.kind == "pronoun":
        return page.lows[phrase.first] in page.speech.he | page.speech.she
    return phrase.kind != "relative" and can_speak(page, phrase) and is_somebody(page, phrase)


def block_quotation(page: Page, phrase: Phrase, colon: int, block: int, drafts: Sequence[Draft]) -> Draft | None:
    """The paragraph behind the one that a colon ends, where it is speech; all that follow where ">" marks them."""
    if block + 1 >= len(page.blocks):
        return None
    marked = []
    while block + 1 < len(page.blocks) and page.words[page.blocks[block + 1][0]] == ">":
        block += 1
        if content := trimmed(page, page.blocks[block][0] + 1, page.blocks[block][1]):
            marked.append(content)
    if marked:
        return Draft(marked, (colon, colon + 1), phrase, "block")
    first, last = page.blocks[block + 1]
    is_sentence = last - first > _FEWEST_WORDS and page.words[last - 1] in _STOPS and page.words[first][0].isupper()
    has_label = ":" in page.words[first : first + _LABEL]
    if not is_sentence or has_label or page.quote_of[first] >= 0 or not is_in_person(page, page.speech, first, last):
        return None
    inside = [draft for draft in drafts if first <= draft.content[0][0] < last]
    if any(not is_own(page, draft, first, last) for draft in inside):
        return None  # Somebody else speaks there: it is the writer's own text.
    return Draft([(first, last)], (colon, colon + 1), phrase, "block")
