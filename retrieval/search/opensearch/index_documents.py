"""Documents: a unit as the cluster keeps it, and the settings under which it scores as the local index does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from retrieval.search.engine import Collection, Held, Hit, Indexed, Unit
from retrieval.search.glued import glued_keys
from retrieval.search.opensearch.cluster import ClusterAddress
from retrieval.search.segment.norms import K1, B

Json = dict[str, Any]
# Parts the forms of one term in a query; no safe string holds it.
BETWEEN_FORMS = "\x01"
FORMS = "forms"
MOST_HITS = 200_000
SOURCE = ("article", "revision", "ordinal", "start", "end")
REACHED_ID = "reached"
_ESCAPE = "\ue000"
_UNSAFE = re.compile(f"[\ud800-\udfff{BETWEEN_FORMS}{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{4}})")
# Lucene takes no term of more than 32,766 bytes.
_LONGEST = 8_000


def safe(text: str) -> str:
    """A string that JSON and Lucene take whatever it holds; `unsafe` gives it back, where it was not endless.

    >>> unsafe(safe("a\\ud800b\\x01")) == "a\\ud800b\\x01", safe("Orbán")
    (True, 'Orbán')
    """
    return _UNSAFE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", text)[:_LONGEST]


def unsafe(text: str) -> str:
    """What `safe` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def terms_field(collection: Collection) -> str:
    """Where the terms of a collection's units are: apart, so that each collection has statistics of its own."""
    return f"{collection}_terms"


def index_body(address: ClusterAddress) -> Json:
    """Settings and mapping of a new index.

    Terms come as they are, through an analyser that keeps each whole; BM25 has the local index's parameters. Nothing
    is seen before it is asked for, so that a batch comes whole.
    """
    index = {
        "number_of_shards": address.shards,
        "number_of_replicas": address.replicas,
        "refresh_interval": "-1",
        "max_result_window": MOST_HITS,
        "max_terms_count": MOST_HITS,
        "merge.policy.expunge_deletes_allowed": 0,
        "similarity": {"ours": {"type": "BM25", "k1": K1, "b": B}},
    }
    # Whatever else a unit has is searched and never read back.
    kept = {"includes": [*SOURCE, "position", "state"]}
    return {
        "settings": {"index": index, "analysis": _analysis()},
        "mappings": {"dynamic": "strict", "_source": kept, "properties": _properties()},
    }


def _analysis() -> Json:
    """Every form of a term at one place, which Lucene scores as one term."""
    apart = {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{BETWEEN_FORMS}]+)"]}
    return {
        "filter": {FORMS: apart},
        "analyzer": {FORMS: {"type": "custom", "tokenizer": "keyword", "filter": [FORMS]}},
    }


def _properties() -> Json:
    terms: Json = {"type": "text", "analyzer": "keyword", "search_analyzer": FORMS, "similarity": "ours"}
    terms["index_options"] = "freqs"  # where in a unit a term is, nobody asks
    exact: Json = {"type": "keyword", "norms": False}
    return {
        "collection": exact,
        "article": exact,
        "ordinal": {"type": "integer", "index": False},
        "revision": {"type": "integer", "index": False},
        "start": {"type": "long", "index": False, "doc_values": False},
        "end": {"type": "long", "index": False},
        "position": {"type": "long", "index": False, "doc_values": False},
        "state": {"type": "keyword", "index": False, "doc_values": False},
        "passages_terms": terms,
        "quotations_terms": terms,
        "filters": exact | {"doc_values": False},
        "words": exact,
        "glued": exact,
    }


def routing(article_id: str) -> str:
    """All units of an article are in one shard."""
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def unit_id(article_id: str, unit: Unit) -> str:
    """The same unit of the same article has always the same name, so that writing it twice is writing it once."""
    name = f"{unit.collection}\0{unit.ordinal}\0{article_id}"
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def documents(article: Indexed, position: int) -> Iterator[tuple[str, Json]]:
    """The units of an article with their names."""
    for unit in article.units:
        body: Json = {
            "collection": unit.collection,
            "article": safe(article.article_id),
            "ordinal": unit.ordinal,
            "revision": article.revision,
            "start": unit.span.start,
            "end": unit.span.end,
            "position": position,
            terms_field(unit.collection): [safe(term) for term in unit.terms],
            "filters": sorted({safe(one) for one in unit.filters}),
        }
        if unit.collection == "passages":
            body["words"] = sorted({safe(word) for word in unit.words})
            body["glued"] = sorted(set(glued_keys(unit.words)))
        yield unit_id(article.article_id, unit), body


def hit_of(found: Json, *, has_score: bool) -> Hit:
    """A hit as the cluster tells it."""
    source = found["_source"]
    score = float(found["sort"][0]) if has_score else 0.0
    article = unsafe(source["article"])
    return Hit(article, source["revision"], source["ordinal"], source["start"], source["end"], score)


def held_of(bucket: Json) -> tuple[str, Held]:
    """An article of an aggregation: how many passages, of which revision, where the last ends."""
    revision, end = (int(bucket[name]["value"]) for name in ("revision", "end"))
    return unsafe(bucket["key"]["article"]), Held(revision, int(bucket["doc_count"]), end)
