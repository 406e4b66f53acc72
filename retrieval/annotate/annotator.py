"""Annotator: runs every finder over one article's text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from retrieval.annotate.attributions import Found, grammar_of, read_cut
from retrieval.annotate.dates import find_dates
from retrieval.annotate.parts import joined, parts_of
from retrieval.annotate.stored_positions import at_stored_positions
from retrieval.annotate.version import ANNOTATION_VERSION
from retrieval.model import Annotations, Article, Attribution, DateMention, Span
from retrieval.text.boilerplate import boilerplate
from retrieval.text.languages import Language, language_of
from retrieval.text.view import ReadingView, reading_view


def annotate(article: Article) -> Annotations:
    """Find the attributions, the people and the dates of an article, from its text alone, read as it is meant."""
    view = reading_view(article.text)
    found = _annotate(view, article)
    said = tuple(_outside(found.attributions, boilerplate(view.text)))
    return at_stored_positions(replace(found, attributions=said, edits=view.edits(article.text)), view)


def _outside(attributions: Iterable[Attribution], spans: Sequence[Span]) -> Iterator[Attribution]:
    """What is said outside the page's own lines: a link to another article is nobody's words in this one."""
    for attribution in attributions:
        at = bisect_right(spans, attribution.content[0].start, key=lambda span: span.start) - 1
        if at < 0 or spans[at].end <= attribution.content[0].start:
            yield attribution


def _annotate(view: ReadingView, article: Article) -> Annotations:
    text, language = view.text, language_of(article.language)
    parts = list(parts_of(text))
    if len(parts) == 1:
        attributions, people = _read(text, language, view)
    else:
        attributions, people = joined((part.start, _read(part.of(text), language)) for part in parts)
    return Annotations(ANNOTATION_VERSION, attributions, people, _dates(text, article))


def _read(text: str, language: Language, view: ReadingView | None = None) -> Found:
    """Who says what, and who is named.

    Args:
        view: where the text is the whole of it, to be told of the sentences found on the way: the index asks for them.
    """
    grammar = grammar_of(language)
    cut = grammar.cut(text)
    if view is not None:
        view.keep_sentences(cut.spans)
    return read_cut(cut, grammar)


def _dates(text: str, article: Article) -> tuple[DateMention, ...]:
    """The dates an article mentions; without a day of its own nothing relative could be understood."""
    if article.published is None:
        return ()
    return find_dates(text, article.published.day, language=article.language, outlet=article.outlet)
