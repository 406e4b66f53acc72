"""Lookups: small questions of frequencies and of the vocabulary, of which one request carries many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from retrieval.search.engine import MOST_GLUED, Collection
from retrieval.search.glued import as_words, form_of, key_start
from retrieval.search.opensearch.index_documents import safe, terms_field, unsafe

Json = dict[str, Any]
_RESERVED = re.compile(r'[.?+*|{}\[\]()"\\#@&<>~^$-]')


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many units carry, in each of these fields, at least one of its values.

    A term alone is counted without a look at any unit, where nothing of its segment was withdrawn.
    """

    conditions: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of_units(cls, collection: Collection) -> Frequency:
        """All of a collection."""
        return cls((("collection", frozenset({collection})),))

    @classmethod
    def of_terms(cls, collection: Collection, *forms: str) -> Frequency:
        """Those of a collection that hold one of these terms."""
        return cls(((terms_field(collection), frozenset(forms)),))

    @classmethod
    def of_filters(cls, collection: Collection, filters: frozenset[str]) -> Frequency:
        """Those of a collection that carry one of these filters."""
        return cls((("collection", frozenset({collection})), ("filters", filters)))

    @classmethod
    def of_word(cls, word: str) -> Frequency:
        """The passages that hold an unstemmed word."""
        return cls((("words", frozenset({word})),))

    def body(self) -> Json:
        """The request."""
        conditions = [_with_any(field, sorted(map(safe, values))) for field, values in self.conditions]
        query = conditions[0] if len(conditions) == 1 else {"bool": {"filter": conditions}}
        return {"size": 0, "track_total_hits": True, "query": query}

    @staticmethod
    def read(answer: Json) -> int:
        """The answer; 0 where there is no index."""
        return int(answer["hits"]["total"]["value"]) if answer else 0


@dataclass(frozen=True, slots=True)
class GluedForms:
    """The words of the passages in which a word is glued to a neighbour."""

    word: str

    def body(self) -> Json:
        """The request."""
        return _strings_beginning("glued", key_start(self.word), MOST_GLUED)

    @staticmethod
    def read(answer: Json) -> tuple[str, ...]:
        """The answer: those that one passage alone holds."""
        return as_words(form_of(key) for key, count in _strings(answer) if count == 1)


@dataclass(frozen=True, slots=True)
class WordsBeginning:
    """The first words of the passages that begin so, in order, each with how many passages hold it."""

    prefix: str
    limit: int

    def body(self) -> Json:
        """The request."""
        return _strings_beginning("words", self.prefix, self.limit)

    @staticmethod
    def read(answer: Json) -> tuple[tuple[str, int], ...]:
        """The answer."""
        return _strings(answer)


Lookup = Frequency | GluedForms | WordsBeginning


def _with_any(field: str, values: list[str]) -> Json:
    return {"term": {field: values[0]}} if len(values) == 1 else {"terms": {field: values}}


def _strings_beginning(field: str, beginning: str, limit: int) -> Json:
    """The strings of a field that begin so, sorted; counted exactly, as every shard gives its first.

    Collected from the units that hold one ("map"): numbering all strings of a field would cost seconds after every
    change of a large index.
    """
    pattern = f"{_RESERVED.sub(lambda found: chr(92) + found[0], safe(beginning))}.*"
    listed = {"field": field, "include": pattern, "size": limit, "order": {"_key": "asc"}, "execution_hint": "map"}
    query = {"prefix": {field: safe(beginning)}}
    return {"size": 0, "track_total_hits": False, "query": query, "aggs": {"strings": {"terms": listed}}}


def _strings(answer: Json) -> tuple[tuple[str, int], ...]:
    buckets = answer["aggregations"]["strings"]["buckets"] if answer else ()
    return tuple((unsafe(one["key"]), int(one["doc_count"])) for one in buckets)
