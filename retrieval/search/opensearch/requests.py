"""Requests: what is asked for, in the cluster's query language."""

from __future__ import annotations

from collections.abc import Collection as Many
from collections.abc import Sequence
from typing import Any

from retrieval.search.engine import Collection, Query, QueryTerm
from retrieval.search.opensearch.index_documents import BETWEEN_FORMS, FORMS, SOURCE, safe, terms_field

Json = dict[str, Any]


def search_body(collection: Collection, query: Query, *, size: int, after: Sequence[Any] | None) -> Json:
    """A search: best first, ties by article and ordinal; without terms only by these.

    Args:
        after: the place of the last hit that is known already.
    """
    condition: Json = {"filter": [of_collection(collection), *(with_any(demand) for demand in query.demands)]}
    if query.refuses:
        condition["must_not"] = [with_any(query.refuses)]
    order: list[Json] = [{"article": "asc"}, {"ordinal": "asc"}]
    if query.terms:
        condition |= {"should": [_term(collection, term) for term in query.terms], "minimum_should_match": 1}
        order = [{"_score": "desc"}, *order]
    body: Json = {"query": {"bool": condition}, "sort": order, "size": size, "_source": list(SOURCE)}
    body["track_total_hits"] = False
    return body if after is None else body | {"search_after": list(after)}


def _term(collection: Collection, term: QueryTerm) -> Json:
    field, forms = terms_field(collection), list(dict.fromkeys(safe(form) for form in term.forms))
    if len(forms) == 1:
        return {"term": {field: {"value": forms[0], "boost": term.weight}}}
    words = BETWEEN_FORMS.join(forms)
    return {"match": {field: {"query": words, "analyzer": FORMS, "boost": term.weight}}}


def of_collection(collection: Collection) -> Json:
    """The units of a collection."""
    return {"term": {"collection": collection}}


def with_any(filters: Many[str]) -> Json:
    """Units that carry at least one of these filters."""
    return {"terms": {"filters": sorted(safe(one) for one in filters)}}


def units_of(articles: Sequence[str], *, size: int, after: Sequence[Any] | None) -> Json:
    """All units of these articles, without their contents."""
    body: Json = {
        "query": {"bool": {"filter": [{"terms": {"article": [safe(article) for article in articles]}}]}},
        "sort": [{"article": "asc"}, {"collection": "asc"}, {"ordinal": "asc"}],
        "size": size,
        "_source": False,
        "track_total_hits": False,
    }
    return body if after is None else body | {"search_after": list(after)}


def held_articles(after: Json | None, size: int) -> Json:
    """Articles with passages, some at a time."""
    composite: Json = {"size": size, "sources": [{"article": {"terms": {"field": "article"}}}]}
    if after is not None:
        composite["after"] = after
    measured = {"revision": {"max": {"field": "revision"}}, "end": {"max": {"field": "end"}}}
    aggregated = {"articles": {"composite": composite, "aggs": measured}}
    return {"size": 0, "query": of_collection("passages"), "aggs": aggregated}
