"""Watch preview: what of the last days would have matched, by the very conditions of the watch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retrieval.answers.excerpts.cutting import passage_excerpt, said_excerpt
from retrieval.answers.lookup import Lookup
from retrieval.answers.terms.day_filters import asked_published
from retrieval.answers.watching.article_view import ArticleView
from retrieval.answers.watching.match import Place, place_in
from retrieval.answers.watching.watch_terms import Conditions, Known
from retrieval.model import Annotations, Article, DayRange, Excerpt
from retrieval.search.engine import Query

MAX_LOOKED_INTO = 300


@dataclass(frozen=True, slots=True)
class Preview:
    """What would have matched: one excerpt an article, the newest first, copies folded.

    Attributes:
        articles: how many would have; at least so many where it is `MAX_LOOKED_INTO`.
    """

    excerpts: tuple[Excerpt, ...] = ()
    articles: int = 0


def previewed(asked: Conditions, known: Known, lookup: Lookup, *, since: date, until: date, limit: int) -> Preview:
    """The articles published from ``since`` to ``until``, both days included, that meet the conditions."""
    ways = (asked, *asked.others)
    ids = list(dict.fromkeys(i for one in ways for i in _candidates(one, lookup, since, until)))
    lookup.fetch(ids)
    found = [excerpt for article_id in ids if (excerpt := _shown(asked, known, article_id, lookup)) is not None]
    found = [e for e in lookup.shown(found) if e.published and since <= e.published.day <= until]
    found.sort(key=lambda e: (-e.published.day.toordinal() if e.published else 0, e.article_id))
    excerpts = lookup.folded(found)[:limit]
    return Preview(tuple(lookup.named(e) for e in excerpts), len(found))


def _candidates(asked: Conditions, lookup: Lookup, since: date, until: date) -> Iterator[str]:
    """Articles that hold something asked for."""
    days = asked_published(DayRange(since, until + timedelta(days=1)))
    queries: list[tuple[str, Query]] = []
    if asked.said:
        queries.append(("quotations", asked.said))
    elif asked.phrases:
        queries += [("quotations", asked.phrases[0].said), ("passages", asked.phrases[0].told)]
    elif asked.told:
        queries.append(("passages", asked.told))
    elif asked.source:
        queries += [(where, Query((), (asked.source,))) for where in ("passages", "quotations")]
    else:
        queries.append(("passages", Query()))
    for where, query in queries:
        within = replace(query, demands=(*query.demands, days))
        for hit in lookup.engine.search(where, within, limit=MAX_LOOKED_INTO):  # type: ignore[arg-type]
            yield hit.article_id


def _shown(asked: Conditions, known: Known, article_id: str, lookup: Lookup) -> Excerpt | None:
    article = lookup.article(article_id)
    if article is None:
        return None
    held = ArticleView(article, lookup.annotations(article_id))
    place = place_in(asked, held, known.weights)
    return excerpt_of(place, article, held.annotations) if place else None


def excerpt_of(place: Place, article: Article, annotations: Annotations) -> Excerpt:
    """The excerpt at a place, with the words that matched marked."""
    said = [a for a in annotations.attributions if a.content == place.content]
    if said:
        excerpt = said_excerpt(article, said[0], place.span, annotations, score=0.0)
    else:
        excerpt = passage_excerpt(article, place.span, annotations, score=0.0)
    return replace(excerpt, marked=place.marks)
