"""What of an article goes into the index? Its passages and the words of its speakers, each with its filters."""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from retrieval.answers.excerpts.cutting import said_span
from retrieval.answers.terms.day_filters import published_on, speaks_of
from retrieval.answers.terms.keys import (
    as_written_filters,
    joined_key,
    name_filter,
    outlet_filter,
    speaker_filter,
    via_filter,
)
from retrieval.answers.terms.small_nouns import telling_words
from retrieval.model import Annotations, Article, Attribution, DateMention, Span
from retrieval.search.engine import Indexed, Unit
from retrieval.text.languages import Language, language_of
from retrieval.text.repair import SEAM, vocabulary_words
from retrieval.text.tokens import stems, words
from retrieval.text.view import ReadingView, reading_view

# Changes whenever the same article would give other units; an index of another version is built anew.
INDEX_VERSION = 15
# The speaker's own words count this often, the sentences around them once.
_SAID_WEIGHT = 3
_BESIDE_CHARS = 2_000
_log = logging.getLogger(__name__)


def indexed_somehow(article: Article, annotations: Annotations) -> Indexed:
    """The same, with less where it cannot be worked out: no article keeps the others from being found."""
    for known in (annotations, Annotations(annotations.version)):
        try:
            return indexed(article, known)
        except Exception as error:  # the words stay out of the log
            _log.warning("The article %r could not be indexed whole: %s", article.id, type(error).__name__)
    return Indexed(article.id, article.revision, ())


def indexed(article: Article, annotations: Annotations) -> Indexed:
    """Everything that can be found of one article."""
    language = language_of(article.language)
    common = _article_filters(article)
    found = [
        *_passages(article, annotations, common, language),
        *_quotations(article, annotations, common, language),
    ]
    return Indexed(article.id, article.revision, tuple(found))


def _article_filters(article: Article) -> frozenset[str]:
    outlet = {outlet_filter(article.outlet)} if article.outlet else set()
    return frozenset(outlet | (published_on(article.published.day) if article.published else frozenset()))


def _passages(article: Article, annotations: Annotations, common: frozenset[str], language: Language) -> list[Unit]:
    named = sorted((m, name_filter(joined_key(p.name))) for p in annotations.people for m in p.mentions)
    extra = words(f"{article.title or ''} {article.outlet or ''}")
    units = []
    view = reading_view(article.text)
    nouns = _small_nouns(f"{article.title or ''}. {view.text}", language)
    for ordinal, span in enumerate(view.passages()):
        held = vocabulary_words(view.of(span))
        plain = [w for w in held if SEAM not in w]
        scored = [w for w in (*telling_words(plain, language), *extra) if w not in language.stop_words or w in nouns]
        names = {
            name for _, name in named[bisect_left(named, (span,)) : bisect_left(named, (Span(span.end, span.end),))]
        }
        units.append(
            Unit(
                "passages",
                ordinal,
                span,
                tuple(held),
                tuple(stems(scored, language)),
                common | names | _day_filters(annotations, span),
            )
        )
    return units


def _small_nouns(text: str, language: Language) -> frozenset[str]:
    """The nouns that look like stop words and of which an article speaks more than once ("the *mine*")."""
    held = Counter(word for word in telling_words(words(text), language) if word in language.stop_words)
    return frozenset(word for word, count in held.items() if count > 1)


def _day_filters(annotations: Annotations, span: Span) -> frozenset[str]:
    filters: set[str] = set()
    first = bisect_left(annotations.dates, span.start, key=_start)
    for mention in annotations.dates[first:]:
        if mention.span.end > span.end:
            break
        filters |= speaks_of(mention.days)
    return frozenset(filters)


def _start(mention: DateMention) -> int:
    return mention.span.start


def _start_of(span: Span) -> int:
    return span.start


def _end_of(span: Span) -> int:
    return span.end


def _quotations(article: Article, annotations: Annotations, common: frozenset[str], language: Language) -> list[Unit]:
    view = reading_view(article.text)
    borders = view.sentences() if annotations.attributions else ()
    return [
        _quotation(view, annotations, ordinal, attribution, borders, common, language)
        for ordinal, attribution in enumerate(annotations.attributions)
    ]


def _quotation(
    view: ReadingView,
    annotations: Annotations,
    ordinal: int,
    attribution: Attribution,
    borders: Sequence[Span],
    common: frozenset[str],
    language: Language,
) -> Unit:
    span = said_span(attribution, borders)
    near = _near(span, attribution)
    said = [w for part in attribution.content for w in words(view.of(part))]
    beside = words(_beside(view, near, attribution, borders))
    filters = common | _day_filters(annotations, near) | _speaker_filters(attribution, language)
    terms = stems([*said * _SAID_WEIGHT, *beside], language)
    return Unit("quotations", ordinal, span, tuple(said), tuple(terms), filters)


def _near(span: Span, attribution: Attribution) -> Span:
    """The excerpt; of an endless sentence what stands near the words, or it would be read for each of its speakers."""
    first, last = attribution.content[0].start, attribution.content[-1].end
    return Span(max(span.start, first - _BESIDE_CHARS), min(span.end, last + _BESIDE_CHARS))


def _beside(view: ReadingView, span: Span, attribution: Attribution, borders: Sequence[Span]) -> str:
    """The excerpt without the words said and the speaker, with the sentence before and the one after."""
    last, first = bisect_right(borders, span.start, key=_end_of), bisect_left(borders, span.end, key=_start_of)
    before, after = borders[max(0, last - 1) : last], borders[first : first + 1]
    taken = sorted([*attribution.content, *([attribution.speaker_span] if attribution.speaker_span else [])])
    parts, at = [], span.start
    for part in taken:
        if span.holds(part) and part.start >= at:
            parts.append(view.of(Span(at, part.start)))
            at = part.end
    parts.append(view.of(Span(at, span.end)))
    around = [*(view.of(s)[-_BESIDE_CHARS:] for s in before), *(view.of(s)[:_BESIDE_CHARS] for s in after)]
    return " ".join([*around, *parts])


def _speaker_filters(attribution: Attribution, language: Language) -> frozenset[str]:
    filters: set[str] = set()
    if attribution.speaker and not attribution.is_doubtful:
        filters.add(speaker_filter(joined_key(attribution.speaker)))
    if attribution.via:
        filters.add(via_filter(attribution.via))
    known = () if attribution.is_doubtful else (attribution.speaker, attribution.role)
    put = [t for t in (*known, attribution.speaker_as_written) if t]
    return frozenset(filters | as_written_filters(put, language))
