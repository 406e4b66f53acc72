"""Segment builder: units counted into flat arrays, sorted once, written once."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.search import compiled
from retrieval.search.engine import Collection, Indexed, Unit
from retrieval.search.files.flat_file import Array, Parts, narrowest, write_flat
from retrieval.search.files.term_dictionary import decode, encode
from retrieval.search.glued import glued_keys
from retrieval.search.segment.field_writers import FieldWriter, FiltersWriter, TermsWriter, WordsWriter, strings_arrays
from retrieval.search.segment.postings import fits_one_segment
from retrieval.search.segment.segment import COLLECTIONS

# About 60 bytes each are held until they are written.
_MAX_PENDING = 6_000_000


class _Numbers(dict[str, int]):
    """Strings numbered in order of first sight."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class FieldTokens:
    """The strings of the units of one field, by number.

    Attributes:
        strings: each once, in any order; some may be in no unit.
        flat: uint32, their numbers, unit after unit.
        lengths: uint32, how many of them each unit has.
    """

    strings: Sequence[str]
    flat: Array
    lengths: Array

    def sorted_postings(self) -> tuple[list[bytes], Array, Array, Array]:
        """The strings in order; how many units hold each; which; and how often."""
        order = sorted(range(len(self.strings)), key=self.strings.__getitem__)
        rank = np.empty(len(order), np.int64)
        rank[np.array(order, np.int64)] = np.arange(len(order))
        fast = compiled.counting()
        count = _counted_fast if fast else _counted
        counts, docs, tfs = count(self.flat, self.lengths, rank)
        held = np.flatnonzero(counts)
        strings = [encode(self.strings[order[place]]) for place in held.tolist()]
        return strings, counts[held], docs, tfs

    def arrays(self, name: str, writer: FieldWriter) -> tuple[dict[str, Parts], list[bytes]]:
        """The field, written by a writer that has written nothing yet; and its strings."""
        strings, counts, docs, tfs = self.sorted_postings()
        writer.add(counts, docs, tfs)
        return strings_arrays(name, strings) | writer.arrays(name), strings


def _counted(flat: Array, lengths: Array, rank: Array) -> tuple[Array, Array, Array]:
    """How many units hold each string, by rank; which, string after string; and how often."""
    docs = np.repeat(np.arange(len(lengths)), lengths)
    keys = rank[flat] << 32 | docs
    keys.sort()
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    tfs = np.diff(firsts, append=len(keys))
    counts = np.bincount(keys[firsts] >> 32, minlength=len(rank))
    return counts, keys[firsts] & 0xFFFFFFFF, tfs


def _counted_fast(flat: Array, lengths: Array, rank: Array) -> tuple[Array, Array, Array]:
    """The same, compiled: counted, then laid out, in time that grows as the tokens do."""
    fast = compiled.counting()
    assert fast is not None
    last, counts = np.full(len(rank), -1), np.zeros(len(rank), np.int64)
    fast.count_units(flat, lengths, rank, last, counts)
    last.fill(-1)
    docs, tfs = np.empty(int(counts.sum()), np.uint32), np.empty(int(counts.sum()), np.uint32)
    fast.lay_out(flat, lengths, rank, last, np.cumsum(counts) - counts, docs, tfs)
    return counts, docs, tfs


class _FieldBuilder:
    """Takes the strings of unit after unit."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._flat = array("I")
        self._lengths = array("I")

    def __len__(self) -> int:
        return len(self._flat)

    def add(self, texts: Iterable[str]) -> int:
        """Take the strings of the next unit; returns how many."""
        before = len(self._flat)
        self._flat.extend(map(self._numbers.__getitem__, texts))
        self._lengths.append(len(self._flat) - before)
        return self._lengths[-1]

    def tokens(self) -> FieldTokens:
        """What was taken so far."""
        return FieldTokens(list(self._numbers), np.asarray(self._flat), np.asarray(self._lengths))


def glued_arrays(keys: Iterable[bytes]) -> dict[str, Parts]:
    """The keys of `glued_keys`, each given once."""
    return strings_arrays("passages.words.glued", sorted(keys))


def units_arrays(name: Collection, columns: Mapping[str, Array], articles: int) -> dict[str, Parts]:
    """The columns of a collection's units; the units of one article are adjacent.

    Args:
        columns: "article", "ordinal", "start", "end", "length", one value a unit.
        articles: how many the segment has.
    """
    owner = columns["article"]
    heads = np.flatnonzero(np.diff(owner, prepend=-1))
    first, count = np.zeros(articles, np.int64), np.zeros(articles, np.int64)
    first[owner[heads]] = heads
    count[owner[heads]] = np.diff(heads, append=len(owner))
    # The kernel is compiled for these types.
    arrays: dict[str, Parts] = {f"{name}.{column}": values.astype(np.uint32) for column, values in columns.items()}
    lengths = narrowest(columns["length"])
    arrays[f"{name}.length"] = lengths if lengths.itemsize >= 2 else lengths.astype(np.uint16)
    return arrays | {f"{name}.first": narrowest(first), f"{name}.count": narrowest(count)}


@dataclass(frozen=True, slots=True)
class ShelfTokens:
    """The units of one collection.

    Attributes:
        columns: "article" (its place among the ids), "ordinal", "start", "end"; whole numbers, one a unit. The units of
            one article are adjacent.
    """

    columns: Mapping[str, Array]
    terms: FieldTokens
    filters: FieldTokens

    def arrays(self, name: Collection, rank: Array) -> tuple[dict[str, Parts], dict[str, int]]:
        """The collection in a segment whose articles have these ranks, and the numbers it is opened with."""
        columns = {key: column.astype(np.int64) for key, column in self.columns.items()}
        columns |= {"article": rank[columns["article"]], "length": self.terms.lengths.astype(np.int64)}
        writer = TermsWriter(columns["length"])
        arrays = units_arrays(name, columns, len(rank)) | self.terms.arrays(f"{name}.terms", writer)[0]
        arrays |= self.filters.arrays(f"{name}.filters", FiltersWriter())[0]
        return arrays, units_facts(name, columns["length"], writer)


@dataclass(frozen=True, slots=True)
class SegmentTokens:
    """Articles as one segment will hold them, each id once, their strings numbered.

    Attributes:
        revisions: one an id.
        words: of the passages, see `Unit`.
    """

    ids: Sequence[str]
    revisions: Sequence[int]
    shelves: Mapping[Collection, ShelfTokens]
    words: FieldTokens

    def write(self, path: Path) -> int:
        """Write the segment durably; returns its size in bytes."""
        order = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        rank = np.empty(len(order), np.int64)
        rank[np.array(order, np.int64)] = np.arange(len(order))
        revisions = np.array(self.revisions, np.int64)[np.array(order, np.int64)]
        arrays = strings_arrays("articles", [encode(self.ids[place]) for place in order])
        arrays["articles.revision"] = narrowest(revisions)
        facts: dict[str, int] = {}
        for name, shelf in self.shelves.items():
            shelf_arrays, shelf_facts = shelf.arrays(name, rank)
            arrays |= shelf_arrays
            facts |= shelf_facts
        words, strings = self.words.arrays("passages.words", WordsWriter())
        glued = glued_arrays(map(encode, glued_keys(map(decode, strings))))
        return write_flat(path, arrays | words | glued, facts)


class _ShelfBuilder:
    """Takes the units of one collection."""

    def __init__(self) -> None:
        self.terms, self.filters = _FieldBuilder(), _FieldBuilder()
        self._rows: dict[str, array[int]] = {name: array("I") for name in ("article", "ordinal", "start", "end")}

    def __len__(self) -> int:
        return len(self._rows["article"])

    def add(self, unit: Unit, article: int) -> None:
        self.terms.add(unit.terms)
        self.filters.add(unit.filters)
        values = (article, unit.ordinal, unit.span.start, unit.span.end)
        for row, value in zip(self._rows.values(), values, strict=True):
            row.append(value)

    def tokens(self) -> ShelfTokens:
        columns = {key: np.asarray(row) for key, row in self._rows.items()}
        return ShelfTokens(columns, self.terms.tokens(), self.filters.tokens())


def units_facts(name: Collection, lengths: Array, terms: TermsWriter) -> dict[str, int]:
    """The numbers that a collection is opened with."""
    return {
        f"{name}.units": len(lengths),
        f"{name}.length": int(lengths.sum()),
        f"{name}.terms.shift": terms.shift,
    }


class SegmentBuilder:
    """Articles on their way into one segment; each id once."""

    def __init__(self) -> None:
        self._revisions: dict[str, int] = {}
        self._shelves: dict[Collection, _ShelfBuilder] = {name: _ShelfBuilder() for name in COLLECTIONS}
        self._words = _FieldBuilder()

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._revisions

    def __len__(self) -> int:
        return len(self._revisions)

    def takes(self, article: Indexed) -> bool:
        """Whether an article may be added: its id is new here, there is memory, and no collection grows too large."""
        pending = len(self._words) + sum(len(shelf.terms) for shelf in self._shelves.values())
        if pending > _MAX_PENDING or article.article_id in self:
            return False
        counts = Counter(unit.collection for unit in article.units)
        return not len(self) or fits_one_segment(counts[name] + len(shelf) for name, shelf in self._shelves.items())

    def add(self, article: Indexed) -> None:
        """Take an article with at least one unit, new to this segment."""
        number = len(self._revisions)
        self._revisions[article.article_id] = article.revision
        for unit in article.units:
            self._shelves[unit.collection].add(unit, number)
            if unit.collection == "passages":
                self._words.add(unit.words)

    def tokens(self) -> SegmentTokens:
        """What was taken so far."""
        shelves = {name: shelf.tokens() for name, shelf in self._shelves.items()}
        return SegmentTokens(list(self._revisions), list(self._revisions.values()), shelves, self._words.tokens())
