"""Attribution finder: reads an article sentence by sentence with the grammar of its language, then names who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from retrieval.annotate.attributions.carriers.via import credited, find_via
from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.grammar import Grammar
from retrieval.annotate.attributions.quotations.directness import kind_of
from retrieval.annotate.attributions.quotations.uncued import join_uncued
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.sentences.reader import CutT, SentenceT
from retrieval.annotate.attributions.speakers.speaker import Speaker
from retrieval.annotate.attributions.speakers.speaker_names import SpeakerReader
from retrieval.annotate.attributions.turns.blocks import block_quotation, mark_dialogue, with_blocks
from retrieval.annotate.attributions.turns.interviewees import interviewee
from retrieval.annotate.attributions.turns.interviews import read_interview
from retrieval.annotate.attributions.turns.labels import read_label, spoken
from retrieval.annotate.attributions.turns.posts import read_posts
from retrieval.annotate.attributions.turns.turn import Turn
from retrieval.annotate.cut import Cut, Range
from retrieval.annotate.lexicon import parted
from retrieval.model import Attribution, PersonInArticle, Span

_LONGEST_SENTENCE = 250
Found = tuple[tuple[Attribution, ...], tuple[PersonInArticle, ...]]


def read_cut(cut: CutT, grammar: Grammar[CutT, Any]) -> Found:
    """Who says what in an article, and who is named."""
    drafts = find_drafts(cut, grammar)
    speakers = grammar.speakers(cut, drafts)
    return attributions(cut, drafts, speakers), speakers.in_article()


def find_drafts(cut: CutT, grammar: Grammar[CutT, SentenceT]) -> list[Draft]:
    """Every attribution as token ranges, in order of the words."""
    sentences, speech = _sentences(cut, grammar), grammar.speech
    taken = _read_sentences(cut, grammar, sentences)
    answers = read_interview(
        cut, speech, taken, lambda block: interviewee(cut, speech, *grammar.people_before(cut, sentences, block))
    )
    mark_dialogue(cut, speech, [draft for sentence in sentences for draft in sentence.drafts])
    join_uncued(grammar, sentences)
    _find_vias(sentences)
    drafts = read_posts(cut, _kept(cut, grammar, sentences))
    announced = ((phrase, s) for s in sentences if (phrase := grammar.announced_by(s)) is not None)
    quoted = (block_quotation(cut, speech, phrase, s, drafts) for phrase, s in announced)
    return with_blocks(cut, drafts, [*answers, *(draft for draft in quoted if draft is not None)])


def _sentences(cut: CutT, grammar: Grammar[CutT, SentenceT]) -> list[SentenceT]:
    """The sentences in order; one that never ends is cut outside its quotations, so that no rule walks over it all."""
    ranges: list[Range] = []
    for sentence in cut.sentences:
        if ranges and grammar.goes_on(cut, ranges[-1], sentence):
            ranges[-1] = (ranges[-1][0], sentence[1])
        else:
            ranges.append(sentence)
    found: list[SentenceT] = []
    block = 0
    for whole in ranges:
        while block + 1 < len(cut.blocks) and whole[0] >= cut.blocks[block][1]:
            block += 1
        for part in _parts(cut, *whole):
            found.append(grammar.sentence(cut, part, len(found), block))
    return found


def _parts(cut: Cut, first: int, last: int) -> Iterator[Range]:
    while last - first > _LONGEST_SENTENCE:
        end = first + _LONGEST_SENTENCE
        end = cut.quotes[cut.quote_of[end]][1] if cut.quote_of[end] >= 0 else end
        if end >= last:
            break
        yield first, end
        first = end
    if first < last:
        yield first, last


def _read_sentences(cut: CutT, grammar: Grammar[CutT, SentenceT], sentences: Sequence[SentenceT]) -> frozenset[int]:
    """Keep what each sentence says by itself; the paragraphs where a label or a line of dialogue names who speaks."""
    turns: list[Turn] = []
    lines: set[int] = set()
    for sentence in sentences:
        if sentence.opens_block and grammar.read_line(sentence):
            lines.add(sentence.block)
        if sentence.block in lines:
            continue
        grammar.read_sentence(sentence)
        name_in = partial(grammar.name_in, cut)
        if sentence.opens_block and (turn := read_label(sentence, grammar.speech, name_in)) is not None:
            turns.append(turn)
    if turns:
        for turn in spoken(cut, grammar.speech, turns, grammar.voices(cut, sentences, turns)):
            _take_turn(sentences, turn)
    return frozenset(lines | {sentences[turn.number].block for turn in turns if sentences[turn.number].drafts})


def _take_turn(sentences: Sequence[SentenceT], turn: Turn) -> None:
    """Keep a turn in place of all that is found in it: who is quoted there is quoted by who speaks."""
    opening = sentences[turn.number]
    start, end = turn.draft.content[0]
    opening.drafts = []
    for sentence in sentences[turn.number + 1 :]:
        if sentence.block != opening.block:
            break
        sentence.drafts = [d for d in sentence.drafts if d.content and not start <= d.content[0][0] < end]
    opening.claim(turn.draft)


def _find_vias(sentences: Sequence[Claims]) -> None:
    """Give each draft with a cue its carrier."""
    before: Claims | None = None
    for sentence in sentences:
        for draft in sentence.drafts:
            if draft.cue is not None:
                draft.via = draft.via or find_via(sentence, draft) or sentence.carrier
        if before is not None and before.block == sentence.block and before.drafts:
            name = credited(sentence)
            for draft in before.drafts:
                draft.via = draft.via or name
        before = sentence


def _kept(cut: CutT, grammar: Grammar[CutT, SentenceT], sentences: Sequence[SentenceT]) -> list[Draft]:
    """The drafts whose words somebody can say, in order of the words, each once; some go on over two sentences."""
    said = {id(draft): draft for sentence in sentences for draft in sentence.drafts if draft.content}
    able = (draft for draft in said.values() if grammar.can_speak(cut, draft))
    return sorted(able, key=lambda draft: draft.content[0])


def attributions(cut: Cut, drafts: Sequence[Draft], speakers: SpeakerReader[Any]) -> tuple[Attribution, ...]:
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
        return Span(span.start, span.start + len(parted(cut.words[phrase.first])[0]))
    return span


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order that do not overlap."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
