"""Frames: the words around a quotation, and whether they contradict those around it elsewhere."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from retrieval.annotate.people import given_key, is_same_given, surname_key
from retrieval.answers.excerpts.said import Said
from retrieval.model import Excerpt, Span


@dataclass(frozen=True, slots=True)
class Frame:
    """What an excerpt names beside the speaker and the speaker's words.

    Attributes:
        names: words with a capital or a figure that neither begin a sentence nor belong to a date; normal forms.
        days: from and to, of each date.
    """

    names: frozenset[str]
    days: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, excerpt: Excerpt, said: Said) -> Frame:
        """The frame of an excerpt whose words are at hand."""
        by = said.span.start - excerpt.span.start
        dates = [d for d in excerpt.dates if not any(c.holds(d.span) for c in excerpt.content or ())]
        apart = [*said.content, *(d.span.shifted(by) for d in dates)]
        if excerpt.speaker_span:
            apart.append(excerpt.speaker_span.shifted(by))
        names = frozenset(
            form
            for at, (span, form) in enumerate(zip(said.whole.spans, said.whole.forms, strict=True))
            if not any(part.touches(span) for part in apart) and _is_telling(said, span, at)
        )
        return cls(names, frozenset((d.days.start.isoformat(), d.days.end.isoformat()) for d in dates))


def _is_telling(said: Said, span: Span, at: int) -> bool:
    written = span.of(said.text)
    if any(map(str.isdigit, written)):
        return True
    begins = at == 0 or any(mark in said.whole.before(at) for mark in '.!?…\n“”"«»„')
    return written[:1].isupper() and not begins


def do_contradict(one: Frame, other: Frame) -> bool:
    """Whether each names something that the other does not: two reporters, perhaps of two occasions.

    One that only says less contradicts nothing.
    """
    return _part(one.names, other.names) or _part(one.days, other.days)


def do_days_contradict(one: Excerpt, other: Excerpt) -> bool:
    """Whether the dates in two excerpts, as each article's own day resolves them, are of different days."""
    mine, theirs = (frozenset((d.days.start, d.days.end) for d in e.dates) for e in (one, other))
    return _part(mine, theirs)


def _part(one: AbstractSet[object], other: AbstractSet[object]) -> bool:
    return bool(one - other) and bool(other - one)


def may_be_one_speaker(one: Excerpt, other: Excerpt) -> bool:
    """Whether no two speakers are named: by surname, and by given name where both articles write one."""
    if not one.speaker or not other.speaker:
        return True
    if surname_key(one.speaker) != surname_key(other.speaker):
        return False
    mine, theirs = given_key(one.speaker), given_key(other.speaker)
    return not mine or not theirs or is_same_given(mine[0], theirs[0])
