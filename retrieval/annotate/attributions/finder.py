"""Attribution finder: reads an article sentence by sentence, then joins what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.content.according import read_according
from retrieval.annotate.attributions.content.blocks import announced_by, block_quotation, read_dialogue
from retrieval.annotate.attributions.content.clauses import skip_listener, skip_setting
from retrieval.annotate.attributions.content.content_after_cue import read_after_cue
from retrieval.annotate.attributions.content.content_before_cue import read_before_cue
from retrieval.annotate.attributions.content.directness import kind_of
from retrieval.annotate.attributions.content.interviewees import read_interview
from retrieval.annotate.attributions.content.labels import read_agreed, read_announced, read_first_word
from retrieval.annotate.attributions.content.opinions import read_opinion
from retrieval.annotate.attributions.content.posts import read_posts
from retrieval.annotate.attributions.content.quoted_as import read_citing
from retrieval.annotate.attributions.content.stances import read_stances
from retrieval.annotate.attributions.content.uncued_quotes import join_uncued
from retrieval.annotate.attributions.cues import kinds_of
from retrieval.annotate.attributions.drafts import Draft, is_own
from retrieval.annotate.attributions.labels import Turn, read_label, spoken
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.attributions.speaker.speaker_before_cue import is_contracted
from retrieval.annotate.attributions.speaker.speaker_names import Speaker, SpeakerReader
from retrieval.annotate.attributions.speaker.subjects import subject_left
from retrieval.annotate.attributions.via import find_via
from retrieval.annotate.lexicon import CAPITAL, PUNCTUATION, SAY, SPEAK, STATE, TELL
from retrieval.annotate.page import Page
from retrieval.annotate.people.register import Register
from retrieval.model import Attribution, Span

_LONGEST_SPEAKER = 25


def find_drafts(page: Page) -> list[Draft]:
    """Every attribution as token ranges, in order."""
    per_sentence: list[list[Draft]] = []
    blocks: list[int] = []
    turns: list[Turn] = []
    announced: list[tuple[Phrase, int, int]] = []
    block = 0
    sentences = joined_sentences(page)
    for first, last in sentences:
        while block + 1 < len(page.blocks) and first >= page.blocks[block][1]:
            block += 1
        sentence = Sentence(page, first, last, block)
        found = read_sentence(sentence)
        if turn := read_label(sentence, len(per_sentence)):
            turns.append(turn)
        elif (phrase := announced_by(sentence)) is not None:
            announced.append((phrase, last - 1, block))
        per_sentence.append(found)
        blocks.append(block)
    for turn in spoken(page, turns, [draft for found in per_sentence for draft in found]):
        per_sentence[turn.number] = [turn.draft]
    drafts = [draft for found in per_sentence for draft in found]
    read_dialogue(page, drafts)
    drafts = read_posts(page, join_uncued(page, sentences, drafts, per_sentence, blocks))
    quoted = [block_quotation(page, *one, drafts) for one in announced]
    return _with_blocks(page, drafts, [*read_interview(page), *(draft for draft in quoted if draft is not None)])


def _with_blocks(page: Page, drafts: Sequence[Draft], blocks: Sequence[Draft]) -> list[Draft]:
    """All drafts with those that hold whole paragraphs, in place of what "I" say in them."""
    if not blocks:
        return list(drafts)
    held = [part for draft in blocks for part in draft.content]
    kept = [draft for draft in drafts if not any(is_own(page, draft, *part) for part in held)]
    return sorted([*kept, *blocks], key=lambda draft: draft.content[0])


def joined_sentences(page: Page) -> list[tuple[int, int]]:
    """The sentences, with “Why?” and *Trump asked.* in one: the marks end a sentence, the speech does not."""
    joined: list[tuple[int, int]] = []
    for first, last in page.sentences:
        if joined and _is_speakers_clause(page, joined[-1], first, last):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _is_speakers_clause(page: Page, before: tuple[int, int], first: int, last: int) -> bool:
    quote = page.quote_of[before[1] - 1]
    if quote < 0 or page.quote_of[first] >= 0 or "\n" in page.text[page.ends[before[1] - 1] : page.starts[first]]:
        return False
    for at in range(first, min(first + _LONGEST_SPEAKER, last)):
        if page.quote_of[at] >= 0:
            return False
        if kinds_of(page, at) & (SAY | STATE | TELL | SPEAK) and not page.flags[at] & CAPITAL:
            phrase = subject_left(page, at, first)
            if phrase is None or phrase.whole[0] != first:
                return False
            after = skip_setting(page, skip_listener(page, at + 1, last), last)
            if after + 1 < last and page.quote_of[after + 1] >= 0 and page.text[page.ends[before[1] - 1] - 2] == ".":
                return False  # “… change.” *She adds,* “…”: the speaker's words follow.
            is_over = after >= last or (page.flags[after] & PUNCTUATION and page.quote_of[after] < 0)
            return bool(is_over) or page.lows[at + 1] in ("of", "about", "as")
    return False


def read_sentence(sentence: Sentence) -> list[Draft]:
    """The attributions of one sentence, the surest constructions first."""
    read_according(sentence)
    read_opinion(sentence)
    if sentence.spots:
        read_first_word(sentence)
        for read in (read_before_cue, read_after_cue):
            for cue in sentence.cues:
                if not sentence.is_claimed(cue.at):
                    read(sentence, cue)
    read_stances(sentence)
    read_announced(sentence)
    read_agreed(sentence)
    read_citing(sentence)
    for draft in sentence.drafts:
        draft.via = find_via(sentence.page, draft, sentence.first, sentence.last) or sentence.carrier
    sentence.drafts.sort(key=lambda d: d.cue or d.content[0])
    return sentence.drafts


def speaking_names(drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Token ranges of the names that are quoted: bodies report and announce, people are quoted word for word."""
    phrases = [p for d in drafts if d.is_quoted for p in (d.phrase, d.antecedent) if p is not None]
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
    span = _speaker_span(page, phrase) if phrase is not None else None
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
        is_doubtful=speaker.is_doubtful,
    )


def _speaker_span(page: Page, phrase: Phrase) -> Span:
    """Where a speaker stands; of "we’ve" only the "we"."""
    span = page.span(phrase.first, phrase.last)
    if phrase.kind == "pronoun" and is_contracted(page, phrase.first):
        return Span(span.start, span.start + len(page.words[phrase.first].replace("’", "'").split("'")[0]))
    return span


def content_spans(page: Page, draft: Draft) -> tuple[Span, ...]:
    """Where a draft's words are, in order and apart."""
    spans: list[Span] = []
    for first, last in sorted(draft.content):
        span = page.span(first, last)
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return tuple(spans)
