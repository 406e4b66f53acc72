"""Shared index: a `SearchEngine` in a cluster, built beside and swapped, written by one process at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any, cast

from retrieval.errors import SearchUnavailable
from retrieval.search.engine import (
    NOTHING_BY_COLLECTION,
    Collection,
    Held,
    Hit,
    Indexed,
    Query,
    QueryTerm,
    Reached,
    Withdrawn,
)
from retrieval.search.opensearch import requests
from retrieval.search.opensearch.cluster import (
    READ_TIMEOUT_S,
    WRITE_TIMEOUT_S,
    ClusterAddress,
    client_of,
    is_not_found,
    translated,
)
from retrieval.search.opensearch.index_documents import (
    MOST_HITS,
    REACHED_ID,
    documents,
    held_of,
    hit_of,
    index_body,
    routing,
    unit_id,
)
from retrieval.search.opensearch.lookups import Frequency, GluedForms, Lookup, WordsBeginning
from retrieval.search.scoring.bm25 import lucene_idf

Json = dict[str, Any]
_PAGE = 5_000
_BULK = 500
_REMEMBERED = 20_000
_LOOKUPS = 500
_FOUND, _NOT_THERE = 200, 404
_HELD_PAGE = 1_000
_SETTLES_S, _LOOKS_AGAIN_S = 90.0, 1.0
# Done, there was none to delete, or a later position has written it.
_WRITTEN = (200, 201, 404, 409)


class SharedIndex:
    """The units of an archive behind an alias; every machine reads it, the holder of the writer's turn writes it.

    What was withdrawn counts in document frequencies until its segment is merged, see `settle`. Nobody's index is
    emptied: `clear` begins another beside it, which this process alone reads until `publish` puts it in its place for
    all.

    Args:
        name: of the alias; one for each archive and version of the index.
    """

    def __init__(self, address: ClusterAddress, name: str) -> None:
        self._address = address
        self._alias = name
        self._beside: str | None = None
        self._client = client_of(address)
        self._remembered: dict[Lookup, Any] = {}
        self._seen = Reached()

    @property
    def _name(self) -> str:
        return self._beside or self._alias

    @property
    def is_shared(self) -> bool:
        """Every machine that knows its name reads it."""
        return True

    # -- how far it is ----------------------------------------------------------------------------------------------

    @property
    def position(self) -> int:
        """The last change of the archive that this index holds."""
        return self.reached.position

    @property
    def reached(self) -> Reached:
        """The same, with the state that the archive was in."""
        found = self._read(lambda: self._client.get(index=self._name, id=REACHED_ID), {})
        source = found.get("_source", {})
        return Reached(int(source.get("position", 0)), str(source.get("state", "")))

    def refresh(self) -> Reached:
        """See what other processes have applied since."""
        found = self.reached
        if found != self._seen:
            self._remembered, self._seen = {}, found
        return found

    # -- writing ----------------------------------------------------------------------------------------------------

    def apply(self, changes: Iterable[Indexed | Withdrawn], *, position: int, state: str = "") -> None:
        """Take the changes; readers see them all at once, and the position after them.

        A crash in the middle leaves the old position, from where the same changes are taken again.
        """
        last: dict[str, Indexed | Withdrawn] = {change.article_id: change for change in changes}
        with translated(self._address):
            self._make()
            kept = [one for one in last.values() if isinstance(one, Indexed)]
            # Looked up before anything is written: what is not written again goes.
            old = self._names_of(list(last))
            for article in kept:
                where = routing(article.article_id)
                old -= {(unit_id(article.article_id, unit), where) for unit in article.units}
            self._write(chain(self._additions(kept, position), self._deletions(old, position)))
            self._refresh_index()
            reached = {"position": position, "state": state}
            # Of two that write, the one that is behind does not move the position back.
            order = {"index": {"_id": REACHED_ID, "version": position, "version_type": "external_gte"}}
            self._write(iter((order, reached)))
        self.refresh()
        self._remembered.clear()

    def _additions(self, articles: Iterable[Indexed], position: int) -> Iterator[Json]:
        for article in articles:
            where = routing(article.article_id)
            for name, body in documents(article, position):
                yield {"index": _order(name, where, position)}
                yield body

    def _deletions(self, units: Iterable[tuple[str, str]], position: int) -> Iterator[Json]:
        return ({"delete": _order(name, where, position)} for name, where in sorted(units))

    def _write(self, lines: Iterator[Json]) -> None:
        """Some hundreds at a time; what a later position has written meanwhile stays."""
        while part := list(islice(lines, 2 * _BULK)):
            if "index" in part[-1] and len(part) == 2 * _BULK:  # its unit is the next line
                part += islice(lines, 1)
            done = self._client.bulk(
                body=part, index=self._name, require_alias=self._beside is None, request_timeout=WRITE_TIMEOUT_S
            )
            results = (next(iter(one.values())) for one in done["items"])
            failed = [one for one in results if one["status"] not in _WRITTEN]
            if failed:
                why = failed[0].get("error", {}).get("type", failed[0]["status"])
                raise SearchUnavailable(self._address.shown, f"it took not all of a batch ({why})")

    def _names_of(self, articles: Sequence[str]) -> set[tuple[str, str]]:
        """Every unit of these articles that can be found: its name and its routing."""
        found: set[tuple[str, str]] = set()
        for begin in range(0, len(articles), _BULK):
            after: list[Any] | None = None
            while True:
                asked = requests.units_of(articles[begin : begin + _BULK], size=_PAGE, after=after)
                hits = self._searched(asked)["hits"]["hits"]
                found |= {(one["_id"], one["_routing"]) for one in hits}
                if len(hits) < _PAGE:
                    break
                after = hits[-1]["sort"]
        return found

    def _refresh_index(self) -> None:
        self._client.indices.refresh(index=self._name, request_timeout=WRITE_TIMEOUT_S)

    def _make(self) -> None:
        """The index, where there is none yet."""
        if self._client.indices.exists(index=self._name):
            return
        self._create(self._next_name(), aliases={} if self._beside else {self._alias: {}})

    def _create(self, name: str, *, aliases: Json) -> None:
        body = index_body(self._address) | {"aliases": aliases}
        self._client.indices.create(index=name, body=body, request_timeout=WRITE_TIMEOUT_S)

    def _next_name(self) -> str:
        return f"{self._alias}-{time.time_ns() // 1_000_000}"

    def clear(self) -> None:
        """Begin another index beside the one that all read; ``position`` becomes 0 here."""
        with translated(self._address):
            name = self._next_name()
            self._create(name, aliases={})
            self._beside = name
        self._remembered.clear()
        self._seen = Reached()

    def publish(self) -> None:
        """Put what was built beside in its place, for all at one moment; the old one goes once nobody reads it."""
        if self._beside is None:
            return
        with translated(self._address):
            indices = self._client.indices
            others = sorted(set(indices.get(index=f"{self._alias}-*")) - {self._beside})
            swap: list[Json] = [{"add": {"index": self._beside, "alias": self._alias}}]
            swap += [{"remove": {"index": name, "alias": self._alias, "must_exist": False}} for name in others]
            indices.update_aliases(body={"actions": swap}, request_timeout=WRITE_TIMEOUT_S)
            self._beside = None
            if others:
                time.sleep(READ_TIMEOUT_S)  # a search that began before is done by then
                indices.delete(index=",".join(others), request_timeout=WRITE_TIMEOUT_S)

    def settle(self) -> None:
        """Merge away what was withdrawn, so that document frequencies are exact.

        Takes up to half a minute: as long, a shard keeps what was deleted for a copy of it that may have missed it.
        """
        with translated(self._address):
            indices, until = self._client.indices, time.monotonic() + _SETTLES_S
            while True:
                indices.flush(index=self._name, force=True, wait_if_ongoing=True, request_timeout=WRITE_TIMEOUT_S)
                indices.forcemerge(index=self._name, only_expunge_deletes=True, request_timeout=_SETTLES_S)
                self._refresh_index()
                left = indices.stats(index=self._name, metric="docs")["_all"]["total"]["docs"]["deleted"]
                if not left or time.monotonic() > until:
                    return
                time.sleep(_LOOKS_AGAIN_S)

    # -- reading ----------------------------------------------------------------------------------------------------

    def search(self, collection: Collection, query: Query, *, limit: int) -> tuple[Hit, ...]:
        """The best units: by score, highest first, ties by article id, then ordinal."""
        if limit < 1:
            raise ValueError(f"limit must be at least 1, got {limit}")
        query = replace(query, terms=self._weighed(collection, query.terms))
        found: list[Hit] = []
        after: list[Any] | None = None
        while len(found) < min(limit, MOST_HITS):
            size = min(_PAGE, limit - len(found))
            hits = self._hits(requests.search_body(collection, query, size=size, after=after))
            found += [hit_of(one, has_score=bool(query.terms)) for one in hits]
            if len(hits) < size:
                break
            after = hits[-1]["sort"]
        return tuple(found)

    def _weighed(self, collection: Collection, terms: Sequence[QueryTerm]) -> tuple[QueryTerm, ...]:
        """The terms so that each weighs by the units that hold any of its forms.

        Lucene takes the number of its most frequent form for that (``SynonymQuery``), so the rest goes to the weight.
        """
        several = [term for term in terms if len(set(term.forms)) > 1]
        if not several:
            return tuple(terms)
        forms = list(dict.fromkeys(form for term in several for form in term.forms))
        wanted = [Frequency.of_units(collection), *(Frequency.of_terms(collection, *term.forms) for term in several)]
        known = self._looked_up([*wanted, *(Frequency.of_terms(collection, form) for form in forms)])
        count, unions, single = known[0], known[1 : len(wanted)], dict(zip(forms, known[len(wanted) :], strict=True))
        weights: dict[QueryTerm, float] = {}
        for term, union in zip(several, unions, strict=True):
            most = max(single[form] for form in term.forms)
            # What came in between two of these counts may make them disagree.
            is_more = 0 < most < union <= count
            ratio = lucene_idf(union, count) / lucene_idf(most, count) if is_more else 1.0
            weights[term] = term.weight * ratio
        return tuple(replace(term, weight=weights.get(term, term.weight)) for term in terms)

    def _hits(self, body: Json) -> list[Json]:
        # Statistics of all shards first: with each shard's own, one in five tens would be another.
        return cast("list[Json]", self._searched(body, search_type="dfs_query_then_fetch")["hits"]["hits"])

    def _searched(self, body: Json, **options: Any) -> Json:
        nothing: Json = {"hits": {"hits": [], "total": {"value": 0}}, "aggregations": {}}
        options["allow_partial_search_results"] = "false"
        return self._read(lambda: self._client.search(body=body, index=self._name, **options), nothing)

    def unit_count(self, collection: Collection) -> int:
        """Units that can be found now."""
        return int(self._looked_up([Frequency.of_units(collection)])[0])

    def doc_freq(self, collection: Collection, terms: Sequence[str]) -> tuple[int, ...]:
        """Units that hold each term, in the order given; 0 for an unknown one."""
        return tuple(self._looked_up([Frequency.of_terms(collection, term) for term in terms]))

    def filter_count(self, collection: Collection, filters: frozenset[str]) -> int:
        """Units that carry at least one of these filters."""
        return int(self._looked_up([Frequency.of_filters(collection, filters)])[0])

    def word_freq(self, word: str) -> int:
        """Passages that hold this unstemmed word."""
        return int(self._looked_up([Frequency.of_word(word)])[0])

    def words_with_prefix(self, prefix: str, *, limit: int) -> tuple[str, ...]:
        """Unstemmed words of the passages that begin with ``prefix``, sorted."""
        [found] = self._looked_up([WordsBeginning(prefix, limit)])
        self._remembered.update((Frequency.of_word(word), count) for word, count in found)
        return tuple(word for word, _ in found)

    def glued_forms(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """For each word the words of the passages in which it is glued to a neighbour; sorted."""
        return tuple(self._looked_up([GluedForms(word) for word in words]))

    def prefetch(
        self,
        *,
        words: Iterable[str] = (),
        glued: Iterable[str] = (),
        terms: Mapping[Collection, Iterable[str]] = NOTHING_BY_COLLECTION,
        prefixes: Iterable[tuple[str, int]] = (),
    ) -> None:
        """Look up in one request what is about to be asked for; it is then known until something else is applied."""
        wanted: list[Lookup] = [*map(Frequency.of_word, words), *map(GluedForms, glued)]
        for collection, found in terms.items():
            wanted.append(Frequency.of_units(collection))
            wanted += [Frequency.of_terms(collection, term) for term in found]
        wanted += [WordsBeginning(prefix, limit) for prefix, limit in prefixes]
        self._looked_up(wanted)

    def _looked_up(self, wanted: Sequence[Lookup]) -> list[Any]:
        """The answers, in the order given; those that are not known yet in one request."""
        if len(self._remembered) > _REMEMBERED:
            self._remembered = {}
        # Another thread may put an empty one in its place meanwhile.
        remembered = self._remembered
        missing = [one for one in dict.fromkeys(wanted) if one not in remembered]
        for begin in range(0, len(missing), _LOOKUPS):
            part = missing[begin : begin + _LOOKUPS]
            remembered.update(zip(part, self._asked_together(part), strict=True))
        return [remembered[one] for one in wanted]

    def _asked_together(self, wanted: Sequence[Lookup]) -> list[Any]:
        """The answers of one request; those of an empty index where there is none."""
        lines = [line for one in wanted for line in ({"allow_partial_search_results": False}, one.body())]
        nothing: Json = {"responses": [{"status": _NOT_THERE}] * len(wanted)}
        answers = self._read(lambda: self._client.msearch(body=lines, index=self._name), nothing)["responses"]
        failed = [one for one in answers if one["status"] not in (_FOUND, _NOT_THERE)]
        if failed:
            why = failed[0].get("error", {}).get("type", failed[0]["status"])
            raise SearchUnavailable(self._address.shown, f"it answered {failed[0]['status']}, {why}")
        found = (answer if answer["status"] == _FOUND else {} for answer in answers)
        return [one.read(answer) for one, answer in zip(wanted, found, strict=True)]

    def held(self) -> dict[str, Held]:
        """Every article of which passages can be found, by its id."""
        found: dict[str, Held] = {}
        after: Json | None = None
        while True:
            answer = self._searched(requests.held_articles(after, _HELD_PAGE))["aggregations"]
            buckets = answer["articles"]["buckets"] if answer else []
            found |= dict(held_of(bucket) for bucket in buckets)
            after = answer["articles"].get("after_key") if buckets else None
            if after is None:
                return found

    def verify(self) -> None:
        """Ask the cluster whether every part of the index can be read.

        Raises:
            SearchUnavailable: some part cannot.
        """
        health = self.health()
        if health and health["status"] == "red":
            raise SearchUnavailable(self._address.shown, "parts of the index are on no node that is up")

    def standing(self) -> str:
        """The cluster's own word for how the index is kept, and on how many nodes."""
        health = self.health()
        if not health:
            return f"the cluster at {self._address.shown} has no index yet"
        nodes, status = health["number_of_data_nodes"], health["status"]
        todo = {"green": "", "yellow": "; a copy of some part is missing: start another node, or lower the replicas"}
        return f"in the cluster at {self._address.shown}, {nodes} nodes, {status}{todo.get(status, '')}"

    def health(self) -> Json:
        """What the cluster says of the index; nothing where there is none."""
        if not self._read(lambda: {"is": self._client.indices.exists(index=self._name)}, {"is": False})["is"]:
            return {}
        return self._read(lambda: self._client.cluster.health(index=self._name), {})

    def _read(self, ask: Callable[[], Any], nothing: Json) -> Json:
        """What the cluster answers; ``nothing`` where the index is not there yet."""
        with translated(self._address):
            try:
                return cast("Json", ask())
            except Exception as error:
                if is_not_found(error):
                    return nothing
                raise

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()


def _order(name: str, where: str, position: int) -> Json:
    return {"_id": name, "routing": where, "version": position, "version_type": "external_gte"}
