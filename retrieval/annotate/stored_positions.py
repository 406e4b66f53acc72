"""Position mapping: what was found in the text as meant, carried back to places of the stored text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from retrieval.model import Annotations, Article, Attribution, DateMention, PersonInArticle, Span
from retrieval.text.view import ReadingView, reading_view, restore_view


def at_stored_positions(found: Annotations, view: ReadingView) -> Annotations:
    """Annotations of ``view.text`` at the positions of the text that the view was made from; words stay as meant."""
    if view.is_plain:
        return found
    return replace(
        found,
        attributions=tuple(_attribution(a, view) for a in found.attributions),
        people=tuple(_person(p, view) for p in found.people),
        dates=stored_dates(found.dates, view),
    )


def stored_dates(dates: tuple[DateMention, ...], view: ReadingView) -> tuple[DateMention, ...]:
    """Dates likewise."""
    return dates if view.is_plain else tuple(replace(d, span=view.stored(d.span)) for d in dates)


def restore_reading(
    article: Article, edits: Iterable[tuple[int, int, str]] | None, sentences: tuple[Span, ...] | None = None
) -> None:
    """Let an article be read as it was when it was annotated, without looking for its damage again.

    Args:
        edits: see ``Annotations.edits``.
        sentences: as `sentences_read` gave them.
    """
    if edits is not None:
        restore_view(article.text, edits, sentences)


def sentences_read(article: Article) -> tuple[Span, ...] | None:
    """The sentences that annotating an article found on its way; None where it needed none, or long ago."""
    return reading_view(article.text).known_sentences


def _attribution(found: Attribution, view: ReadingView) -> Attribution:
    return replace(
        found,
        content=_apart(tuple(view.stored(span) for span in found.content)),
        cue=view.stored(found.cue) if found.cue else None,
        speaker_span=view.stored(found.speaker_span) if found.speaker_span else None,
    )


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans that begin and end in one sign of the stored text (an entity) share it; the first one keeps it."""
    kept: list[Span] = []
    for span in spans:
        start = max(span.start, kept[-1].end) if kept else span.start
        if start < span.end:
            kept.append(Span(start, span.end))
    return tuple(kept) or spans[:1]


def _person(found: PersonInArticle, view: ReadingView) -> PersonInArticle:
    return replace(
        found,
        mentions=tuple(view.stored(span) for span in found.mentions),
        roles=tuple(replace(role, span=view.stored(role.span)) for role in found.roles),
        introduction=view.stored(found.introduction) if found.introduction else None,
    )
