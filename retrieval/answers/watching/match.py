"""Watch match: does an article fulfil a watch, and which slice shows it? Rank plays no part."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.answers.conditions import admits, is_enough
from retrieval.answers.excerpts.cutting import best_run, said_span, telling
from retrieval.answers.excerpts.topic import Topic
from retrieval.answers.terms.keys import joined_key, name_filter
from retrieval.answers.terms.query_terms import matched_weight
from retrieval.answers.watching.article_view import ArticleView, ViewedUnit
from retrieval.answers.watching.title_and_facts import has_facts, title_holds
from retrieval.answers.watching.watch_terms import Conditions
from retrieval.model import Attribution, Span
from retrieval.search.engine import Query, QueryTerm

Weigh = Callable[[Sequence[QueryTerm]], Sequence[float]]
_ORDER = {"direct": 0, "mixed": 1, "reported": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """The slice that shows it, the speaker's words in it, and the words that matched."""

    span: Span
    content: tuple[Span, ...] = ()
    marks: tuple[Span, ...] = ()


def place_in(asked: Conditions, held: ArticleView, weigh: Weigh) -> Place | None:
    """Where an article shows best what is asked for; None where it does not hold all of it.

    Args:
        weigh: the inverse document frequency of terms in the archive.
    """
    if (asked.refused or asked.refused_phrases) and _is_refused(asked, held):
        return None
    watch, article = asked.watch, held.article
    if not has_facts(watch, article):
        return None
    ways = (asked, *asked.others)
    place = next((place for one in ways if (place := _place(one, held, weigh))), None)
    if not watch.is_title_only:
        return place
    if not any(title_holds(one, article.title or "", article.language, weigh) for one in ways):
        return None
    if place and place.span.of(article.text).strip() != (article.title or "").strip():
        return place
    # The title stands beside the excerpt already, also where it is the first line of the text.
    return (_opening(held) if _is_from(asked, held) else None) or place


def _is_from(asked: Conditions, held: ArticleView) -> bool:
    return not asked.source or any(held.passages.found((), (asked.source,)))


def _place(asked: Conditions, held: ArticleView, weigh: Weigh) -> Place | None:
    if asked.together and not held.titled_runs(asked.together, asked.watch.language):
        return None
    if asked.said:
        return _said(asked, asked.said, held, weigh)
    if asked.phrases:
        return _written(asked, held, weigh)
    if asked.told:
        return _told(asked, asked.told, held, weigh)
    return _once(("from", asked.source), held, lambda: _published(asked, held) if asked.source else _opening(held))


def _is_refused(asked: Conditions, held: ArticleView) -> bool:
    if any(held.titled_fragments.find(words) for words in asked.refused_phrases):
        return True
    if not asked.refused:
        return False
    own, asked_in = held.every_stem(held.article.language or "en"), held.every_stem(asked.watch.language)
    return any(form in own or form in asked_in for term in asked.refused for form in term.forms)


def _found(query: Query, units: Iterable[ViewedUnit]) -> list[ViewedUnit]:
    return [u for u in units if admits(query, u.terms, u.unit.filters)]


def _held(asked: Conditions, held: ArticleView) -> tuple[QueryTerm, ...]:
    """The terms of the topic that are anywhere in the article."""
    present = held.present(asked.watch.language)
    return tuple([term for term in asked.terms if not present.isdisjoint(term.forms)])


def _once(key: Hashable, held: ArticleView, find: Callable[[], Place | None]) -> Place | None:
    """What was found under this key before, else what is found now."""
    if key not in held.found:
        held.found[key] = find()
    found: Place | None = held.found[key]
    return found


def _said(asked: Conditions, query: Query, held: ArticleView, weigh: Weigh) -> Place | None:
    """Words of the people asked for, that hold the topic and every phrase."""
    terms = _held(asked, held)
    if asked.terms and not terms:
        return None
    if len(terms) < len(asked.terms) and not is_enough(
        matched_weight(asked.terms, weigh(asked.terms), held.present(asked.watch.language))
    ):
        return None
    if asked.phrases or len(terms) > 1:
        return _best_said(asked, query, held, weigh)
    # Where one word of the topic is found at all, it alone decides, whatever else was asked for.
    key = ("said", query.demands, terms and terms[0].forms, asked.watch.language)
    return _once(key, held, lambda: _best_said(asked, query, held, weigh))


def _best_said(asked: Conditions, query: Query, held: ArticleView, weigh: Weigh) -> Place | None:
    weights = weigh(asked.terms)
    found = _found(query, held.quotations.found(asked.terms, query.demands))
    if len(asked.terms) > 1:
        found = [u for u in found if is_enough(matched_weight(asked.terms, weights, u.terms))]
    if not found:
        return None
    groups = [held.fragments.find(phrase.words) for phrase in asked.phrases]
    if groups:
        found = [u for u in found if all(_is_within(spots, held.attribution(u)) for spots in groups)]
        if not found:
            return None
    best = min(found, key=lambda u: _worth(u, asked, held, weights)) if len(found) > 1 else found[0]
    said = held.attribution(best)
    marks = [spot for group in groups for spot in group]
    marks += _words(asked, held, best.unit.span)
    if not marks and said.speaker_span:
        marks = [said.speaker_span]
    return Place(best.unit.span, said.content, _apart(marks, best.unit.span))


def _is_within(places: Sequence[Span], said: Attribution) -> bool:
    return any(part.touches(place) for part in said.content for place in places)


def _worth(
    unit: ViewedUnit, asked: Conditions, held: ArticleView, weights: Sequence[float]
) -> tuple[float, bool, int, int]:
    said = held.attribution(unit)
    share = matched_weight(asked.terms, weights, unit.terms) if asked.terms else 1.0
    return (-share, said.is_loose, _ORDER.get(said.kind, 3), unit.unit.span.start)


def _written(asked: Conditions, held: ArticleView, weigh: Weigh) -> Place | None:
    """The place of the very words: in somebody's words before any other."""
    groups = [held.fragments.find(phrase.words) for phrase in asked.phrases]
    if not all(groups) or not all(_is_found(asked, at, held) for at in range(len(groups))):
        return None
    if asked.told and _told(asked, asked.told, held, weigh) is None:
        return None
    spots = sorted(spot for group in groups for spot in group)
    said = [a for a in held.annotations.attributions if _is_within(groups[0], a)]
    if said:
        closest = max(said, key=lambda a: (_shared(a, groups[0]), -sum(map(len, a.content))))
        span = said_span(closest, held.sentences)
        return Place(span, closest.content, _apart(spots, span))
    span = held.around(groups[0][0])
    return Place(span, (), _apart(spots, span))


def _is_found(asked: Conditions, at: int, held: ArticleView) -> bool:
    """Whether a search for the phrase comes upon the article at all."""
    said, told = asked.phrases[at].said, asked.phrases[at].told
    return bool(
        _found(said, held.quotations.found(said.terms, said.demands))
        or _found(told, held.passages.found(told.terms, told.demands))
    )


def _shared(attribution: Attribution, places: Sequence[Span]) -> int:
    """Code points of the places that are this speaker's words."""
    touching = ((c, p) for c in attribution.content for p in places if c.touches(p))
    return sum(min(c.end, p.end) - max(c.start, p.start) for c, p in touching)


def _told(asked: Conditions, query: Query, held: ArticleView, weigh: Weigh) -> Place | None:
    """The passage that holds the most of the topic, or that names the people first."""
    terms = _held(asked, held)
    if asked.terms and not terms:
        return None
    if len(terms) < len(asked.terms) and not is_enough(
        matched_weight(asked.terms, weigh(asked.terms), held.present(asked.watch.language))
    ):
        return None
    if len(terms) > 1:
        return _best_told(asked, query, held, weigh)
    # All that was asked for: of a single word found it depends on the others whether the passage is of the topic.
    key = ("told", query.demands, tuple(term.forms for term in asked.terms), asked.together, asked.watch.language)
    return _once(key, held, lambda: _best_told(asked, query, held, weigh))


def _best_told(asked: Conditions, query: Query, held: ArticleView, weigh: Weigh) -> Place | None:
    found = _found(query, held.passages.found(asked.terms, query.demands))
    if asked.together:
        found = [u for u in found if held.holds_together(u, asked.together, asked.watch.language)]
    if not found:
        return None
    if not asked.terms:
        names = _mentions(asked, found[0], held)
        span = held.around(names[0]) if names else found[0].unit.span
        return Place(span, held.content_of(span), _apart(names, span))
    language, weights = asked.watch.language, weigh(asked.terms)
    best, best_share = None, 0.0
    topic = Topic(asked.terms, tuple(weights), is_fragment=True)
    for unit in found:
        stems = held.stems(unit, language)
        share = topic.share(stems)
        if share > best_share and is_enough(share) and topic.is_of(stems | held.lead_stems(language), stems):
            best, best_share = unit, share
    if best is None:
        return None
    borders, present = held.sentences_of(best)
    names = _mentions(asked, best, held)
    span = best_run(held.article.text, borders, present, asked.terms, weights, preferred=names)
    return Place(span, held.content_of(span), _apart([*_words(asked, held, span), *names], span))


def _mentions(asked: Conditions, passage: ViewedUnit, held: ArticleView) -> list[Span]:
    """Where a passage names the people asked for, or holds the words that belong together."""
    if asked.together:
        found = held.runs(asked.together, asked.watch.language)
        return [place for place in found if passage.unit.span.touches(place)]
    if not asked.names:
        return []
    people = [p for p in held.annotations.people if name_filter(joined_key(p.name)) in asked.names]
    return sorted(m for p in people for m in p.mentions if passage.unit.span.touches(m))


def _published(asked: Conditions, held: ArticleView) -> Place | None:
    """How an article of the outlet begins, or the first words that the agency carried."""
    if any(held.passages.found((), (asked.source,))):
        return _opening(held)
    carried = next(held.quotations.found((), (asked.source,)), None)
    return Place(carried.unit.span, held.attribution(carried).content) if carried else None


def _opening(held: ArticleView) -> Place | None:
    """How an article begins; behind a first line that is its title, which says nothing beside it."""
    told = next(telling(held.article, held.annotations), None)
    if told is None:
        return None
    if told.text.strip() == (held.article.title or "").strip():
        behind = next((sentence for sentence in held.sentences if sentence.start >= told.span.end), None)
        if behind is not None:
            return Place(behind, held.content_of(behind))
    return Place(told.span, told.content or ())


def _words(asked: Conditions, held: ArticleView, span: Span) -> Iterator[Span]:
    """Where the words of the topic are in a slice."""
    languages = {held.article.language or "en", asked.watch.language}
    for term in asked.terms:
        for form in term.forms:
            yield from (place for place in held.places(form, languages) if span.holds(place))


def _apart(marks: Iterable[Span], inside: Span) -> tuple[Span, ...]:
    """In order, none over another, all inside."""
    kept: list[Span] = []
    for mark in sorted(m for m in marks if inside.holds(m)):
        if not kept or kept[-1].end <= mark.start:
            kept.append(mark)
    return tuple(kept)
