"""Which attributions does an article hold? Reads sentence by sentence, then joins what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.according import read_according
from retrieval.annotate.attributions.before import read_before
from retrieval.annotate.attributions.behind import read_behind
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.floating import join_floating
from retrieval.annotate.attributions.kinds import kind_of
from retrieval.annotate.attributions.layout import read_announced, read_first_word
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.attributions.speakers import Speaker, SpeakerReader
from retrieval.annotate.attributions.via import find_via
from retrieval.annotate.page import Page
from retrieval.annotate.people.register import Register
from retrieval.model import Attribution, Span


def find_drafts(page: Page) -> list[Draft]:
    """Every attribution as token ranges, in order."""
    drafts: list[Draft] = []
    per_sentence: list[list[Draft]] = []
    blocks: list[int] = []
    block = 0
    for first, last in page.sentences:
        while block + 1 < len(page.blocks) and first >= page.blocks[block][1]:
            block += 1
        found = read_sentence(Sentence(page, first, last, block))
        per_sentence.append(found)
        blocks.append(block)
        drafts.extend(found)
    return join_floating(page, drafts, per_sentence, blocks)


def read_sentence(sentence: Sentence) -> list[Draft]:
    """The attributions of one sentence, the surest constructions first."""
    if sentence.spots:
        read_according(sentence)
        read_first_word(sentence)
        for read in (read_behind, read_before):
            for cue in sentence.cues:
                if not sentence.is_claimed(cue.at):
                    read(sentence, cue)
    read_announced(sentence)
    for draft in sentence.drafts:
        draft.via = find_via(sentence.page, draft, sentence.first, sentence.last)
    sentence.drafts.sort(key=lambda d: d.cue or d.content[0])
    return sentence.drafts


def speaking_names(drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Token ranges of the names that speak: whoever speaks behind a name is a person unless it is a body."""
    phrases = [p for d in drafts for p in (d.phrase, d.antecedent) if p is not None]
    return [(p.first, p.last) for p in phrases if p.kind == "name"]


def find_attributions(page: Page, drafts: Sequence[Draft], register: Register) -> tuple[Attribution, ...]:
    """Who said what, in order of the words."""
    reader = SpeakerReader(page, register)
    ordered = sorted(drafts, key=lambda d: d.phrase.first if d.phrase is not None else d.content[0][0])
    found = []
    for draft in ordered:
        spans = content_spans(page, draft)
        if spans:
            found.append(_attribution(page, draft, spans, reader.read(draft)))
    found.sort(key=lambda a: a.content[0])
    return tuple(found)


def _attribution(page: Page, draft: Draft, spans: tuple[Span, ...], speaker: Speaker) -> Attribution:
    phrase = draft.phrase
    span = page.span(phrase.first, phrase.last) if phrase is not None else None
    return Attribution(
        content=spans,
        kind=kind_of(page, draft),
        cue=page.span(*draft.cue) if draft.cue is not None else None,
        speaker=speaker.name,
        speaker_as_written=span.of(page.text) if span is not None else None,
        speaker_span=span,
        speaker_is_person=speaker.is_person,
        role=speaker.role,
        via=page.slice(*draft.via) if draft.via is not None else None,
        is_loose=draft.is_loose,
    )


def content_spans(page: Page, draft: Draft) -> tuple[Span, ...]:
    """Where a draft's words stand, in order and apart."""
    spans: list[Span] = []
    for first, last in sorted(draft.content):
        span = page.span(first, last)
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return tuple(spans)
