"""Excerpt selection: which slice of an article answers. Picks excerpts and never edits them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from retrieval.answers.terms.query_terms import matched_weight, text_stems
from retrieval.model import Annotations, Article, Attribution, Excerpt, Span
from retrieval.search.engine import QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.telling import tells
from retrieval.text.tokens import stems, topic_words, words
from retrieval.text.view import reading_view

MAX_NEIGHBOUR_CHARS = 400
MAX_WINDOW_SENTENCES = 3
MAX_WINDOW_CHARS = 600
WORTH_A_SENTENCE = 0.2
# How many passages may hold nothing that tells, before the first will do.
_LOOKED_INTO = 3
# So many telling sentences are its beginning.
_LEADS = 12
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")
WORTH_A_PREFERENCE = 0.3


def said_span(attribution: Attribution, borders: Sequence[Span]) -> Span:
    """The whole sentences that hold the words, the cue and, where near enough, the speaker.

    Where the speaker is a pronoun that is not surely somebody, the sentence before belongs to it, so that the reader
    can judge.

    Args:
        borders: the sentences of the article, in order.
    """
    whole = _said(attribution)
    start, end = whole.start, whole.end
    # They are in order and apart: what is touched lies between two places.
    first = bisect_right(borders, start, key=lambda s: s.end)
    last = bisect_left(borders, end, key=lambda s: s.start) - 1
    if first > last:
        return Span(start, end)
    if first and _is_open(attribution) and borders[first].start - borders[first - 1].start <= MAX_NEIGHBOUR_CHARS:
        first -= 1
    return Span(min(start, borders[first].start), max(end, borders[last].end))


def said_span_in(text: str, attribution: Attribution) -> Span:
    """`said_span` in a text of which only the paragraphs around the words are cut into sentences."""
    return said_span(attribution, reading_view(text).sentences_around(_said(attribution)))


def _said(attribution: Attribution) -> Span:
    """From where the words, the cue and a speaker near enough begin to where they end."""
    parts = [*attribution.content, *([attribution.cue] if attribution.cue else [])]
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    speaker = attribution.speaker_span
    if speaker and max(start - speaker.start, speaker.end - end) <= MAX_NEIGHBOUR_CHARS:
        start, end = min(start, speaker.start), max(end, speaker.end)
    return Span(start, end)


def _is_open(attribution: Attribution) -> bool:
    """Whether a pronoun speaks of whom the excerpt alone cannot tell."""
    written = attribution.speaker_as_written
    is_pronoun = written is not None and " " not in written
    return is_pronoun and (attribution.speaker is None or attribution.is_doubtful)


def sentences_around(text: str, span: Span) -> Span:
    """The whole sentences that ``span`` touches."""
    touched = [s for s in reading_view(text).sentences_around(span) if s.touches(span)] or [span]
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))


def best_window(
    text: str,
    passage: Span,
    terms: Sequence[QueryTerm],
    weights: Sequence[float],
    language: str | None,
    *,
    preferred: Sequence[Span] = (),
) -> Span:
    """The neighbouring sentences of a passage that carry most of what was asked, as few as will do.

    Args:
        preferred: spans of which the window had better hold one (dates, for a question that asks when).
    """
    view = reading_view(text)
    borders = [s for s in view.sentences_around(passage) if passage.holds(s)]
    if not borders:
        return passage
    row = language_of(language)
    present = [set(text_stems(view.of(s), row)) for s in borders]
    return best_run(text, borders, present, terms, weights, preferred=preferred)


def best_run(
    text: str,
    borders: Sequence[Span],
    present: Sequence[AbstractSet[str]],
    terms: Sequence[QueryTerm],
    weights: Sequence[float],
    *,
    preferred: Sequence[Span] = (),
) -> Span:
    """`best_window` of sentences whose stems are known; at least one."""
    if len(terms) == 1 and not preferred:
        holding = (s for s, held in zip(borders, present, strict=True) if not held.isdisjoint(terms[0].forms))
        return next(holding, borders[0])
    if not preferred:
        # Where one sentence holds all that any does, no longer window can be worth more.
        whole = matched_weight(terms, weights, frozenset().union(*present))
        shares = [matched_weight(terms, weights, held) for held in present]
        if max(shares) == whole:
            return borders[shares.index(whole)]
    best, best_worth = borders[0], -1.0
    for first in range(len(borders)):
        held: set[str] = set()
        for last in range(first, min(first + MAX_WINDOW_SENTENCES, len(borders))):
            window = Span(borders[first].start, borders[last].end)
            if last > first and (len(window) > MAX_WINDOW_CHARS or "\n\n" in window.of(text)):
                break
            held |= present[last]
            worth = matched_weight(terms, weights, held) - WORTH_A_SENTENCE * (last - first)
            worth += WORTH_A_PREFERENCE * any(window.holds(p) for p in preferred)
            if worth > best_worth + 1e-9:
                best, best_worth = window, worth
    return best


def said_excerpt(
    article: Article, attribution: Attribution, span: Span, annotations: Annotations, *, score: float
) -> Excerpt:
    """The excerpt that shows an attribution; whom a pronoun only probably means is not named."""
    known = not attribution.is_doubtful
    return _excerpt(
        article,
        annotations,
        span,
        content=attribution.content,
        speaker=attribution.speaker if known else None,
        speaker_as_written=attribution.speaker_as_written,
        speaker_span=attribution.speaker_span,
        role=attribution.role if known else None,
        via=attribution.via,
        attribution=attribution.kind,
        score=score,
    )


def passage_excerpt(
    article: Article, span: Span, annotations: Annotations, *, score: float, marked: tuple[Span, ...] = ()
) -> Excerpt:
    """The excerpt that shows a slice; where one person's words fill it, with their attribution."""
    said = [a for a in annotations.attributions if _fills(a, span)]
    if len(said) == 1 and all(span.holds(c) for c in said[0].content):
        return said_excerpt(article, said[0], span, annotations, score=score)
    return _excerpt(article, annotations, span, marked=marked, score=score)


def _fills(attribution: Attribution, span: Span) -> bool:
    # Words in marks are shown as theirs; of a paraphrase it must be plain that it is most of the slice.
    inside = sum(len(c) for c in attribution.content if span.holds(c))
    return not attribution.is_loose and inside * (3 if attribution.kind == "reported" else 9) >= len(span)


def _excerpt(article: Article, annotations: Annotations, span: Span, **facts: object) -> Excerpt:
    return Excerpt(
        article_id=article.id,
        revision=article.revision,
        span=span,
        text=span.of(article.text),
        dates=tuple(d for d in annotations.dates if span.holds(d.span)),
        title=article.title,
        outlet=article.outlet,
        categories=article.categories,
        picture=article.picture,
        published=article.published,
        url=article.url,
        **facts,  # type: ignore[arg-type]
    )


def first_telling(article: Article) -> Span:
    """The first sentence of an article that reports something, else how it begins.

    Of the first few, it is the first with a word of the title: what stands above it may be of the page ("A longer
    version of this came in our newsletter.").
    """
    view, language = reading_view(article.text), language_of(article.language)
    indexed = view.passages() or (Span(0, len(article.text)),)
    inside = (s for part in indexed[:_LOOKED_INTO] for s in view.sentences_around(part) if part.holds(s))
    telling = (s for s in inside if tells(view.of(s), language))
    first = next(telling, None)
    if first is None:
        return sentences_around(article.text, Span(indexed[0].start, indexed[0].start + 1))
    title = frozenset(stems(topic_words(words(article.title or ""), language), language))
    is_of_title = not title or not title.isdisjoint(text_stems(view.of(first), language))
    if is_of_title and not speaks_itself(view.of(first), language):
        return first
    leads = [s for s in (first, *islice(telling, _LEADS - 1)) if not speaks_itself(view.of(s), language)]
    near = (s for s in leads if not title.isdisjoint(text_stems(view.of(s), language)))
    return next(near, leads[0] if leads else first)


def speaks_itself(told: str, language: Language) -> bool:
    """Whether the page speaks in a sentence, to its readers or of itself: "Let *us* bring *you* up to date."

    Whoever is quoted may say so.
    """
    return not language.speech.in_person.isdisjoint(words(_QUOTED.sub(" ", told)))


def telling(article: Article, annotations: Annotations) -> Iterator[Excerpt]:
    """What an article is about: the first words quoted from somebody who is named, else how it begins."""
    said = next((a for a in annotations.attributions if _is_clear(a)), None)
    if said:
        yield said_excerpt(article, said, said_span_in(article.text, said), annotations, score=0.0)
    elif reading_view(article.text).passages():
        yield passage_excerpt(article, first_telling(article), annotations, score=0.0)


def _is_clear(attribution: Attribution) -> bool:
    return attribution.kind == "direct" and bool(attribution.speaker) and not attribution.is_doubtful
