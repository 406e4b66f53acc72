"""How do several segments become one? Postings are laid end to end without sorting; withdrawn units are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.search.building import bounds_arrays, field_arrays, strings_arrays, turned_arrays, units_arrays
from retrieval.search.engine import Collection
from retrieval.search.flatfile import Array, narrowest, write_flat
from retrieval.search.leaf import Leaf
from retrieval.search.postings import Field
from retrieval.search.segment import COLLECTIONS, spread

# Segments of about one size are merged once there are this many: few to ask, and each unit is rewritten seldom.
_FANOUT = 4
_SMALLEST = 64


def merge_candidates(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The segments to merge next, in their order; none where all is well."""
    for leaf in leaves:
        if leaf.live_units * 2 < leaf.segment.unit_count:
            return [leaf]
    tiers: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        tier = 0
        while leaf.live_units >= _SMALLEST * _FANOUT**tier:
            tier += 1
        tiers.setdefault(tier, []).append(leaf)
    for tier in sorted(tiers):
        if len(tiers[tier]) >= _FANOUT:
            return tiers[tier]
    return []


def write_merged(path: Path, leaves: Sequence[Leaf]) -> int:
    """Write one segment that holds what these can still find; returns its size in bytes.

    Units keep their order within a segment, and the segments theirs.
    """
    ids, article_maps = _merge_articles(leaves)
    arrays = strings_arrays("articles", ids)
    revisions = np.zeros(len(ids), np.int64)
    for leaf, places in zip(leaves, article_maps, strict=True):
        kept = places >= 0
        revisions[places[kept]] = leaf.segment.file.whole("articles.revision")[kept]
    arrays["articles.revision"] = narrowest(revisions)
    facts: dict[str, int] = {}
    for name in COLLECTIONS:
        doc_maps = _doc_maps(leaves, name)
        columns = _merge_columns(leaves, name, article_maps, doc_maps)
        facts |= {f"{name}.units": len(columns["length"]), f"{name}.length": int(columns["length"].sum())}
        arrays |= units_arrays(name, columns, len(ids))
        shelves = [leaf.segment.shelves[name] for leaf in leaves]
        terms = _merge_fields(f"{name}.terms", [shelf.terms for shelf in shelves], doc_maps)[0]
        arrays |= terms | bounds_arrays(f"{name}.terms", terms, columns["length"])
        arrays |= _merge_fields(f"{name}.filters", [shelf.filters for shelf in shelves], doc_maps)[0]
        if name == "passages":
            merged, words = _merge_fields("passages.words", [leaf.segment.words for leaf in leaves], doc_maps)
            arrays |= merged | turned_arrays(words)
    return write_flat(path, arrays, facts)


def _merge_articles(leaves: Sequence[Leaf]) -> tuple[list[bytes], list[Array]]:
    """The ids that remain, ascending, and for each segment the new number of each article, -1 for those gone."""
    kept: list[list[bytes | None]] = []
    for leaf in leaves:
        ids: list[bytes | None] = list(leaf.segment.ids.all())
        for number in leaf.gone.tolist():
            ids[number] = None
        kept.append(ids)
    remaining = sorted(article for ids in kept for article in ids if article is not None)
    places: dict[bytes | None, int] = {article: place for place, article in enumerate(remaining)}
    places[None] = -1
    return remaining, [np.fromiter(map(places.__getitem__, ids), np.int64, len(ids)) for ids in kept]


def _doc_maps(leaves: Sequence[Leaf], name: Collection) -> list[Array]:
    """For each segment the new number of each unit, -1 for those withdrawn."""
    maps: list[Array] = []
    base = 0
    for leaf in leaves:
        shelf = leaf.shelves[name]
        alive = np.ones(shelf.shelf.count, bool)
        alive[shelf.dead] = False
        numbers = np.where(alive, base + np.cumsum(alive) - 1, -1)
        maps.append(numbers)
        base += shelf.count
    return maps


def _merge_columns(
    leaves: Sequence[Leaf], name: Collection, article_maps: Sequence[Array], doc_maps: Sequence[Array]
) -> dict[str, Array]:
    columns: dict[str, Array] = {}
    for column in ("article", "ordinal", "start", "end", "length"):
        parts = []
        for leaf, articles, docs in zip(leaves, article_maps, doc_maps, strict=True):
            values = leaf.segment.shelves[name].column(column)[docs >= 0].astype(np.int64)
            parts.append(articles[values] if column == "article" else values)
        columns[column] = np.concatenate(parts)
    return columns


def _merge_fields(
    name: str, fields: Sequence[Field], doc_maps: Sequence[Array]
) -> tuple[dict[str, Array], list[bytes]]:
    """A field of the merged segment, and the strings that are left in it."""
    tables = [field.strings.all() for field in fields]
    union = sorted(set().union(*tables))
    places = {string: place for place, string in enumerate(union)}
    counts_of = [
        _live_counts(field, table, places, docs) for field, table, docs in zip(fields, tables, doc_maps, strict=True)
    ]
    counts: Array = np.stack(counts_of).sum(axis=0)
    docs = np.zeros(int(counts.sum()), np.int64)
    tfs = np.zeros(len(docs), np.int64) if fields[0].has_tfs else None
    cursor = np.cumsum(counts) - counts
    for field, own_counts, doc_map in zip(fields, counts_of, doc_maps, strict=True):
        mapped = doc_map[field.column("docs")]
        kept = mapped >= 0
        targets = spread(cursor, own_counts)
        docs[targets] = mapped[kept]
        if tfs is not None:
            tfs[targets] = field.column("tfs")[kept]
        cursor += own_counts
    left = np.flatnonzero(counts).tolist()
    strings = [union[place] for place in left]
    units = sum(int((doc_map >= 0).sum()) for doc_map in doc_maps)
    return field_arrays(name, strings, counts[counts > 0], docs, tfs, units=units), strings


def _live_counts(field: Field, table: Sequence[bytes], places: dict[bytes, int], doc_map: Array) -> Array:
    """Live postings of one segment for each string of the union."""
    starts = field.column("starts").astype(np.int64)
    alive = np.zeros(int(starts[-1]) + 1, np.int64)
    np.cumsum(doc_map[field.column("docs")] >= 0, out=alive[1:])
    counts = np.zeros(len(places), np.int64)
    mine = np.fromiter(map(places.__getitem__, table), np.int64, len(table))
    counts[mine] = np.diff(alive[starts])
    return counts
