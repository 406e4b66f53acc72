"""Attribution finder: reads an article sentence by sentence with the grammar of its language, then names who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from retrieval.annotate.attributions.directness import kind_of
from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.grammar import CutT, Grammar, SentenceT, TurnT
from retrieval.annotate.attributions.speakers import Speaker, Speakers
from retrieval.annotate.cut import Cut
from retrieval.model import Attribution, PersonInArticle, Span

Found = tuple[tuple[Attribution, ...], tuple[PersonInArticle, ...]]


def read_cut(cut: CutT, grammar: Grammar[CutT, Any, Any]) -> Found:
    """Who says what in an article, and who is named."""
    drafts = find_drafts(cut, grammar)
    speakers = grammar.speakers(cut, drafts)
    return attributions(cut, drafts, speakers), speakers.in_article()


def find_drafts(cut: CutT, grammar: Grammar[CutT, SentenceT, TurnT]) -> list[Draft]:
    """Every attribution as token ranges."""
    sentences = grammar.sentences(cut)
    turns: list[TurnT] = []
    lines: set[int] = set()
    for sentence in sentences:
        if sentence.opens_block and grammar.read_line(sentence):
            lines.add(sentence.block)
        if sentence.block in lines:
            continue
        grammar.read_sentence(sentence)
        if sentence.opens_block and (turn := grammar.read_label(sentence)) is not None:
            turns.append(turn)
    grammar.take_turns(cut, sentences, turns)
    taken = {sentences[turn.number].block for turn in turns if sentences[turn.number].drafts}
    return grammar.finished(cut, sentences, taken | lines)


def attributions(cut: Cut, drafts: Sequence[Draft], speakers: Speakers) -> tuple[Attribution, ...]:
    """Who said what, in order of the words."""
    ordered = sorted(drafts, key=lambda d: d.phrase.first if d.phrase is not None else d.content[0][0])
    found = [_attribution(cut, draft, speakers.read(draft)) for draft in ordered]
    return tuple(sorted(found, key=lambda attribution: attribution.content[0]))


def _attribution(cut: Cut, draft: Draft, speaker: Speaker) -> Attribution:
    span = _speaker_span(cut, draft.phrase) if draft.phrase is not None else None
    return Attribution(
        content=_apart(cut.span(*part) for part in sorted(draft.content)),
        kind=kind_of(cut, draft),
        cue=cut.span(*draft.cue) if draft.cue is not None else None,
        speaker=speaker.name,
        speaker_as_written=span.of(cut.text) if span is not None else None,
        speaker_span=span,
        speaker_is_person=speaker.is_person,
        role=speaker.role,
        via=cut.slice(*draft.via) if draft.via is not None else None,
        is_loose=draft.is_loose,
        is_doubtful=speaker.is_doubtful,
    )


def _speaker_span(cut: Cut, phrase: Phrase) -> Span:
    """Where a speaker stands; of "we’ve" only the "we"."""
    span = cut.span(phrase.first, phrase.last)
    if phrase.kind == "pronoun":
        return Span(span.start, span.start + len(cut.words[phrase.first].replace("’", "'").split("'")[0]))
    return span


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order that do not overlap."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
