"""Does an article hold what a watch asks for, and which slice shows it? Rank plays no part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.answers.conditions import admits, holds_enough
from retrieval.answers.excerpts import best_run, passage_excerpt, said_span, sentences_around, telling
from retrieval.answers.keys import joined_key, name_filter
from retrieval.answers.terms import matched_weight
from retrieval.answers.watching.conditions import Conditions
from retrieval.answers.watching.held import Held, HeldUnit
from retrieval.model import Attribution, Excerpt, Span
from retrieval.search.engine import QueryTerm
from retrieval.text.languages import language_of
from retrieval.text.normal import find_fragment
from retrieval.text.sentences import sentences
from retrieval.text.tokens import stems, tokenize

_ORDER = {"direct": 0, "mixed": 1, "reported": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """The slice that shows it, the speaker's words in it, and the words that matched."""

    span: Span
    content: tuple[Span, ...] = ()
    marks: tuple[Span, ...] = ()


def place_in(asked: Conditions, held: Held) -> Place | None:
    """Where an article shows best what is asked for; None where it does not hold all of it."""
    if _is_refused(asked, held):
        return None
    if asked.said:
        return _said(asked, held)
    if asked.phrases:
        return _written(asked, held)
    if asked.told:
        return _told(asked, held)
    return _published(asked, held) if asked.source else _opening(held)


def _is_refused(asked: Conditions, held: Held) -> bool:
    if any(find_fragment(f"{held.article.title or ''}\n{held.article.text}", words) for words in asked.refused_phrases):
        return True
    if not asked.refused:
        return False
    present = held.every_stem(asked.watch.language) | held.every_stem(held.article.language or "en")
    return any(not present.isdisjoint(term.forms) for term in asked.refused)


def _said(asked: Conditions, held: Held) -> Place | None:
    """Words of the people asked for, in which the topic and every phrase stand."""
    assert asked.said is not None
    found = [u for u in held.quotations if admits(asked.said, u.terms, u.unit.filters)]
    places = [find_fragment(held.article.text, phrase.words) for phrase in asked.phrases]
    found = [u for u in found if all(_is_within(spots, _attribution(u, held)) for spots in places)]
    if not found:
        return None
    best = min(found, key=lambda u: _worth(u, asked, held))
    said = _attribution(best, held)
    spots = [spot for group in places for spot in group]
    marks = [*spots, *_words(asked.terms, held, best.unit.span, asked.watch.language)]
    if not marks and said.speaker_span:
        marks = [said.speaker_span]
    return Place(best.unit.span, said.content, _apart(marks, best.unit.span))


def _attribution(unit: HeldUnit, held: Held) -> Attribution:
    return held.annotations.attributions[unit.unit.ordinal]


def _is_within(places: Sequence[Span], said: Attribution) -> bool:
    return any(part.touches(place) for part in said.content for place in places)


def _worth(unit: HeldUnit, asked: Conditions, held: Held) -> tuple[float, bool, int, int]:
    said = _attribution(unit, held)
    share = matched_weight(asked.terms, asked.weights, unit.terms)
    return (-share, said.is_loose, _ORDER.get(said.kind, 3), unit.unit.span.start)


def _written(asked: Conditions, held: Held) -> Place | None:
    """The place of the very words: in somebody's words before any other."""
    if asked.told and _told(asked, held) is None:
        return None
    groups = [find_fragment(held.article.text, phrase.words) for phrase in asked.phrases]
    if not all(groups) or not all(_is_found(asked, at, held) for at in range(len(groups))):
        return None
    spots = sorted(spot for group in groups for spot in group)
    said = [a for a in held.annotations.attributions if _is_within(groups[0], a)]
    if said:
        closest = max(said, key=lambda a: (_shared(a, groups[0]), -sum(map(len, a.content))))
        span = said_span(closest, sentences(held.article.text))
        return Place(span, closest.content, _apart(spots, span))
    span = sentences_around(held.article.text, groups[0][0])
    return Place(span, (), _apart(spots, span))


def _is_found(asked: Conditions, at: int, held: Held) -> bool:
    """Whether a search for the phrase comes upon the article at all."""
    phrase = asked.phrases[at]
    return any(admits(phrase.said, u.terms, u.unit.filters) for u in held.quotations) or any(
        admits(phrase.told, u.terms, u.unit.filters) for u in held.passages
    )


def _shared(attribution: Attribution, places: Sequence[Span]) -> int:
    """Code points of the places that are this speaker's words."""
    touching = ((c, p) for c in attribution.content for p in places if c.touches(p))
    return sum(min(c.end, p.end) - max(c.start, p.start) for c, p in touching)


def _told(asked: Conditions, held: Held) -> Place | None:
    """The passage that holds the most of the topic, or that names the people first."""
    assert asked.told is not None
    found = [
        u
        for u in held.passages
        if admits(asked.told, u.terms, u.unit.filters)
        and holds_enough(asked.terms, asked.weights, held.stems(u, asked.watch.language))
    ]
    if not found:
        return None
    if not asked.terms:
        return _named(asked, found[0], held)

    def worth(unit: HeldUnit) -> tuple[float, int]:
        share = matched_weight(asked.terms, asked.weights, held.stems(unit, asked.watch.language))
        return (-share, unit.unit.ordinal)

    best = min(found, key=worth)
    borders, present = held.sentences(best)
    names = _mentions(asked, best, held)
    span = best_run(held.article.text, borders, present, asked.terms, asked.weights, preferred=names)
    marks = [*_words(asked.terms, held, span, asked.watch.language), *names]
    return _passage(span, marks, held)


def _named(asked: Conditions, passage: HeldUnit, held: Held) -> Place | None:
    names = _mentions(asked, passage, held)
    span = sentences_around(held.article.text, names[0]) if names else passage.unit.span
    return _passage(span, names, held)


def _mentions(asked: Conditions, passage: HeldUnit, held: Held) -> list[Span]:
    """Where a passage names the people asked for."""
    if asked.watch.role != "named" or not asked.watch.people or not asked.told:
        return []
    wanted = asked.told.demands[0]
    people = [p for p in held.annotations.people if not wanted.isdisjoint(_filters_of(p.name))]
    return sorted(m for p in people for m in p.mentions if passage.unit.span.touches(m))


def _filters_of(name: str) -> set[str]:
    return {name_filter(joined_key(name))}


def _published(asked: Conditions, held: Held) -> Place | None:
    """How an article of the outlet begins, or the first words that the agency carried."""
    if any(not asked.source.isdisjoint(u.unit.filters) for u in held.passages):
        return _opening(held)
    carried = next((u for u in held.quotations if not asked.source.isdisjoint(u.unit.filters)), None)
    return Place(carried.unit.span, _attribution(carried, held).content) if carried else None


def _opening(held: Held) -> Place | None:
    return next((_place_of(excerpt) for excerpt in telling(held.article, held.annotations)), None)


def _place_of(excerpt: Excerpt) -> Place:
    return Place(excerpt.span, excerpt.content or ())


def _passage(span: Span, marks: Iterable[Span], held: Held) -> Place:
    excerpt = passage_excerpt(held.article, span, held.annotations, score=0.0)
    return Place(excerpt.span, excerpt.content or (), _apart(marks, excerpt.span))


def _words(terms: Sequence[QueryTerm], held: Held, span: Span, language: str) -> Iterator[Span]:
    """Where the words of the topic stand in a slice."""
    forms = {form for term in terms for form in term.forms}
    if not forms:
        return
    tokens = tokenize(span.of(held.article.text))
    codes = {held.article.language or "en", language}
    read = [stems([t.word for t in tokens], language_of(code)) for code in sorted(codes)]
    for at, token in enumerate(tokens):
        if any(found[at] in forms for found in read):
            yield Span(span.start + token.start, span.start + token.end)


def _apart(marks: Iterable[Span], inside: Span) -> tuple[Span, ...]:
    """In order, none over another, all inside."""
    kept: list[Span] = []
    for mark in sorted(m for m in marks if inside.holds(m)):
        if not kept or kept[-1].end <= mark.start:
            kept.append(mark)
    return tuple(kept)
