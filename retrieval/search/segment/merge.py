"""Segment merge: postings are concatenated without sorting; deleted units are dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from retrieval.search import compiled
from retrieval.search.engine import Collection
from retrieval.search.files.flat_file import Array, Parts, narrowest, write_flat
from retrieval.search.files.term_dictionary import decode, encode
from retrieval.search.glued import form_of
from retrieval.search.segment.builder import glued_arrays, units_arrays, units_facts
from retrieval.search.segment.field_writers import FieldWriter, FiltersWriter, TermsWriter, WordsWriter, strings_arrays
from retrieval.search.segment.live_segment import LiveSegment
from retrieval.search.segment.postings import Field, fits_one_segment
from retrieval.search.segment.ranges import NOWHERE, spread
from retrieval.search.segment.segment import COLLECTIONS

# Segments of about one size are merged once there are this many: few to ask, and each unit is rewritten seldom.
_FANOUT = 4
_SMALLEST = 64
# Postings in hand at a time, about 60 bytes each.
_CHUNK = 1_000_000


def merge_candidates(leaves: Sequence[LiveSegment]) -> list[LiveSegment]:
    """The segments to merge next, in their order; none where all is well.

    No merge makes a segment of more units than the kernel takes: where all of a size are too many together, as many of
    the smallest as can be merged are.
    """
    for leaf in leaves:
        if leaf.live_units * 2 < leaf.segment.unit_count:
            return [leaf]
    tiers: dict[int, list[LiveSegment]] = {}
    for leaf in leaves:
        tier = 0
        while leaf.live_units >= _SMALLEST * _FANOUT**tier:
            tier += 1
        tiers.setdefault(tier, []).append(leaf)
    for tier in sorted(tiers):
        if len(tiers[tier]) >= _FANOUT and len(chosen := _that_fit(tiers[tier])) > 1:
            return chosen
    return []


def _that_fit(leaves: Sequence[LiveSegment]) -> list[LiveSegment]:
    """The smallest of them that can be one segment, in their order."""
    chosen: set[int] = set()
    sums = dict.fromkeys(COLLECTIONS, 0)
    for place in sorted(range(len(leaves)), key=lambda place: leaves[place].live_units):
        sums = {name: count + leaves[place].shelves[name].count for name, count in sums.items()}
        if not fits_one_segment(sums.values()):
            break
        chosen.add(place)
    return [leaf for place, leaf in enumerate(leaves) if place in chosen]


def write_merged(path: Path, leaves: Sequence[LiveSegment]) -> int:
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
        arrays |= units_arrays(name, columns, len(ids))
        shelves = [leaf.segment.shelves[name] for leaf in leaves]
        terms = TermsWriter(columns["length"])
        arrays |= _merge_fields(f"{name}.terms", [shelf.terms for shelf in shelves], doc_maps, terms)[0]
        facts |= units_facts(name, columns["length"], terms)
        filters = [shelf.filters for shelf in shelves]
        arrays |= _merge_fields(f"{name}.filters", filters, doc_maps, FiltersWriter())[0]
        if name == "passages":
            words = [leaf.segment.words for leaf in leaves]
            merged, strings = _merge_fields("passages.words", words, doc_maps, WordsWriter())
            arrays |= merged | glued_arrays(_merge_glued(leaves, strings))
    return write_flat(path, arrays, facts)


def _merge_glued(leaves: Sequence[LiveSegment], words: Iterable[bytes]) -> set[bytes]:
    """The keys of glued forms that are left, as these words are."""
    left = set(words)
    every = (key for leaf in leaves for key in leaf.segment.words.glued.all())
    return {key for key in every if encode(form_of(decode(key))) in left}


def _merge_articles(leaves: Sequence[LiveSegment]) -> tuple[list[bytes], list[Array]]:
    """The ids that remain, ascending, and for each segment the new number of each article, -1 for those gone."""
    kept: list[list[bytes | None]] = []
    for leaf in leaves:
        ids: list[bytes | None] = list(leaf.segment.ids.all())
        for number in leaf.deleted.tolist():
            ids[number] = None
        kept.append(ids)
    remaining = sorted(article for ids in kept for article in ids if article is not None)
    places: dict[bytes | None, int] = {article: place for place, article in enumerate(remaining)}
    places[None] = -1
    return remaining, [np.fromiter(map(places.__getitem__, ids), np.int64, len(ids)) for ids in kept]


def _doc_maps(leaves: Sequence[LiveSegment], name: Collection) -> list[Array]:
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
    leaves: Sequence[LiveSegment], name: Collection, article_maps: Sequence[Array], doc_maps: Sequence[Array]
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
    name: str,
    fields: Sequence[Field],
    doc_maps: Sequence[Array],
    writer: FieldWriter,
) -> tuple[dict[str, Parts], list[bytes]]:
    """A field of the merged segment, and the strings that are left in it."""
    tables = [field.strings.all() for field in fields]
    union = sorted(set().union(*tables))
    places = {string: place for place, string in enumerate(union)}
    numbers = [np.fromiter(map(places.__getitem__, table), np.int64, len(table)) for table in tables]
    del tables, places
    sizes = np.zeros(len(union) + 1, np.int64)
    for field, mine in zip(fields, numbers, strict=True):
        sizes[mine + 1] += field.counts()
    ends = np.cumsum(sizes)
    left: list[bytes] = []
    first = 0
    while first < len(union):
        last = max(first + 1, int(np.searchsorted(ends, ends[first] + _CHUNK, side="right")) - 1)
        kept = _merge_chunk(fields, numbers, doc_maps, writer, first, last)
        left.extend(union[place] for place in (kept + first).tolist())
        first = last
        for field in fields:
            field.forget()
    return strings_arrays(name, left) | writer.arrays(name), left


def _merge_chunk(
    fields: Sequence[Field],
    numbers: Sequence[Array],
    doc_maps: Sequence[Array],
    writer: FieldWriter,
    first: int,
    last: int,
) -> Array:
    """Write the strings ``first:last`` of the union; returns which of them, counted from ``first``, are left."""
    parts = []
    counts = np.zeros(last - first, np.int64)
    for field, mine, doc_map in zip(fields, numbers, doc_maps, strict=True):
        start, end = np.searchsorted(mine, [first, last]).tolist()
        if start == end:
            continue
        docs, tfs = field.slice_of(start, end)
        mapped = doc_map[docs]
        sizes, places = field.counts_of(start, end), mine[start:end] - first
        counts[places] += _kept(mapped, sizes)
        parts.append((sizes, places, mapped, tfs))
    docs = np.zeros(int(counts.sum()), np.int64)
    tfs = np.zeros(len(docs), np.int64)
    cursor = np.cumsum(counts) - counts
    for sizes, places, mapped, own_tfs in parts:
        _lay_in(sizes, places, mapped, own_tfs, cursor, docs, tfs)
    left: Array = np.flatnonzero(counts)
    writer.add(counts[left], docs, tfs)
    return left


def _kept(mapped: Array, sizes: Array) -> Array:
    """How many postings of each list are left, given its units by new number, -1 for those withdrawn."""
    alive = np.concatenate(([0], np.cumsum(mapped >= 0)))
    cuts = np.concatenate(([0], np.cumsum(sizes)))
    kept: Array = np.diff(alive[cuts])
    return kept


def _lay_in(
    sizes: Array, places: Array, mapped: Array, own_tfs: Array | None, cursor: Array, docs: Array, tfs: Array
) -> None:
    """Lay the postings of one segment into their places among those of all; moves the cursor behind them."""
    fast = compiled.counting()
    if fast:
        fast.lay_in(sizes, places, mapped, NOWHERE if own_tfs is None else own_tfs, cursor, docs, tfs)
        return
    own = np.zeros(len(cursor), np.int64)
    own[places] = _kept(mapped, sizes)
    targets = spread(cursor, own)
    alive = mapped >= 0
    docs[targets] = mapped[alive]
    if own_tfs is not None:
        tfs[targets] = own_tfs[alive]
    cursor += own
